"""Pages of the project: board, what was held, duty desk, report.

Rule of the folder: the association sees counts, days, districts and words of ours; what a person
said or is called is shown to the consultant only.
"""

from web.association import (
    answers,
    api,
    api_keys,
    ask,
    attendance,
    board,
    duty,
    happenings,
    held_form,
    materials,
    plans,
    practices,
    published,
    report_template,
    reports,
)

BLUEPRINTS = (
    board.blueprint,
    plans.blueprint,
    happenings.blueprint,
    held_form.blueprint,
    materials.blueprint,
    attendance.blueprint,
    reports.blueprint,
    practices.blueprint,
    api.blueprint,
    api_keys.blueprint,
    report_template.blueprint,
    answers.blueprint,
    ask.blueprint,
    duty.blueprint,
    published.blueprint,
)
