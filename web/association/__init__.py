"""Pages of the project: board, what was held, duty desk, report.

Rule of the folder: the association sees counts, days, districts and words of ours; what a person
said or is called is shown to the consultant only.
"""

from web.association import board, plans

BLUEPRINTS = (
    board.blueprint,
    plans.blueprint,
)
