"""The checklist follows the documents of the case and the way it is filed."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.documents import included_documents
from registration.domain.case import Case, read_case
from registration.tracking.checklist import ChecklistItem, checklist
from registration.tracking.deadlines import deadlines
from registration.tracking.stage import Stage
from registration.tracking.steps import STEPS

SAMPLES = Path(__file__).parents[2] / "samples"
TODAY = date(2026, 11, 23)


def sample(name: str = "verkhnetoemsky", **sections: dict[str, Any]) -> Case:
    answers = tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    for section, changes in sections.items():
        answers[section] = {**answers.get(section, {}), **changes}
    return read_case(answers).case


def by_id(case: Case) -> dict[str, ChecklistItem]:
    return {item.id: item for item in checklist(case, TODAY)}


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("**/*.toml")), ids=lambda path: path.stem)
def test_every_signed_document_of_a_sample_has_its_lines(path: Path) -> None:
    case = read_case(tomllib.loads(path.read_text(encoding="utf-8"))).case
    items = checklist(case, TODAY)
    assert len({item.id for item in items}) == len(items)
    for spec in included_documents(case):
        lines = [item for item in items if item.id.startswith(f"sign-{spec.id}-")]
        wanted = len(spec.signed_by) if spec.each is None else bool(spec.each(case))
        assert len(lines) >= wanted


def test_the_lines_stand_in_the_order_of_the_stages() -> None:
    stages = [item.stage.order for item in checklist(sample(), TODAY)]
    assert stages == sorted(stages)


def test_signers_are_named() -> None:
    lines = by_id(sample())
    assert lines["sign-minutes-meeting_chair"].who == (
        "председательствующий на собрании: Н.\u00a0И.\u00a0Попова"
    )
    assert lines["submit-charter"].who.startswith("председатель ТОС: ")


def test_many_signers_become_one_line() -> None:
    case = sample()
    consent = by_id(case)["sign-personal-data-consent-everyone"]
    assert consent.who == f"каждый, всего {len(case.everyone())} человек"


def test_a_case_without_answers_has_a_checklist_too() -> None:
    lines = by_id(Case())
    assert lines["sign-minutes-meeting_chair"].who == "председательствующий на собрании"
    assert lines["file-somehow"].stage is Stage.FILED
    assert all(item.due is None for item in lines.values())


@pytest.mark.parametrize(
    ("route", "present", "absent"),
    [
        ("in_person", {"file-in-person", "pay-duty", "ask-about-notary"}, {"sign-at-notary"}),
        ("representative", {"file-by-representative", "give-power"}, {"file-in-person"}),
        ("post", {"file-by-post", "sign-at-notary", "pay-duty"}, {"give-power"}),
        ("mfc", {"file-at-mfc", "pay-duty"}, {"check-esign"}),
        ("epgu", {"file-electronically", "check-esign"}, {"pay-duty", "sign-at-notary"}),
    ],
)
def test_the_way_of_filing_changes_the_steps(
    route: str, present: set[str], absent: set[str]
) -> None:
    lines = by_id(sample(filing={"route": route}))
    assert present <= lines.keys()
    assert not absent & lines.keys()


def test_the_duty_is_the_figure_of_the_law() -> None:
    assert "4\u00a0000 руб." in by_id(sample())["pay-duty"].title


def test_steps_are_dated_by_the_deadlines() -> None:
    case = sample()
    dates = {item.id: item.latest for item in deadlines(case, TODAY)}
    lines = by_id(case)
    assert lines["file-in-person"].due == dates["filing-window"]
    assert lines["submit-charter"].due == dates["charter-submission"]
    assert lines["post-notice"].due == dates["meeting-notice"]


def test_the_law_on_tos_is_that_of_the_day_of_the_meeting() -> None:
    assert "33-ФЗ" in by_id(sample())["submit-charter"].why
    old = sample(meeting={"held_on": date(2025, 6, 1)})
    assert "ст. 27" in by_id(old)["submit-charter"].why


def test_mending_appears_only_after_a_suspension() -> None:
    assert "mend-package" not in by_id(sample())
    suspended = {"filed_on": date(2026, 11, 1), "suspended_on": date(2026, 11, 20)}
    assert by_id(sample(filing=suspended))["mend-package"].due == date(2027, 2, 20)


def test_a_refusal_asks_for_a_choice() -> None:
    assert "answer-refusal" not in by_id(sample())
    assert "answer-refusal" in by_id(sample(outcome={"refused_on": date(2026, 11, 20)}))


def test_borders_are_asked_only_while_nobody_set_them() -> None:
    case = sample()
    assert "get-borders" not in by_id(case)
    assert case.territory is not None
    bare = case.model_copy(
        update={"territory": case.territory.model_copy(update={"decision": None})}
    )
    assert "get-borders" in by_id(bare)


def test_names_with_doubtful_cases_are_listed_for_a_look() -> None:
    why = by_id(sample("kotlassky"))["look-at-cases"].why
    assert "Плющ" in why
    assert "Заяц" not in why  # their forms are settled in the case


def test_fixed_steps_have_ids_of_their_own() -> None:
    assert len({step.id for step in STEPS}) == len(STEPS)


def test_every_deadline_that_a_step_names_exists() -> None:
    case = sample(
        filing={"filed_on": date(2026, 11, 1)},
        outcome={
            "decided_on": date(2026, 11, 10),
            "registered_on": date(2026, 11, 12),
            "refused_on": date(2026, 11, 9),
        },
    )
    suspended = sample(filing={"suspended_on": date(2026, 11, 20)})
    known = {item.id for item in (*deadlines(case, TODAY), *deadlines(suspended, TODAY))}
    assert {step.deadline for step in STEPS if step.deadline} <= known
