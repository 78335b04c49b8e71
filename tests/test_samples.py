"""The samples: each reads, is invented, and shows the branches that its README promises."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.domain.people import Person
from registration.rules.catalogue import Status, check_case

Load = Callable[[str], Case]
SAMPLES = Path(__file__).parents[1] / "samples"
README = (SAMPLES / "README.md").read_text(encoding="utf-8")
NAMES = ("verkhnetoemsky", "vilegodsky", "kotlassky", "nyandomsky", "kholmogorsky")
AFTER = "after_registration"
FAULTY = ("faulty/unfinished", "faulty/violations")


@pytest.mark.parametrize("name", [*NAMES, AFTER, *FAULTY])
def test_sample_reads_without_problems(answers: Callable[[str], dict[str, Any]], name: str) -> None:
    assert read_case(answers(name)).problems == ()


def test_every_complete_sample_fills_the_sections_that_a_package_needs(
    sample: Load, sample_name: str
) -> None:
    absent = {name for name in Case.model_fields if getattr(sample(sample_name), name) is None}
    assert absent <= {"initiative", "state_duty", "outcome", "first_days"}


def test_registered_sample_is_held_back_by_nothing_and_knows_its_numbers(
    sample: Load, on: date
) -> None:
    case = sample("after_registration")
    assert case.outcome is not None and case.outcome.is_registered
    assert check_case(case, on).blockers == ()


def test_every_district_has_its_sample(sample: Load, sample_name: str) -> None:
    territory = sample(sample_name).territory
    assert territory is not None
    assert territory.district_slug == sample_name


# One row for each branch the README promises: what to look at, and what the five samples
# must say, in the order of NAMES.
BRANCHES = {
    "tos.track": "new existing new new existing",
    "tos.scale": "house_group village house microdistrict house_group",
    "territory.boundaries_kind": "addresses whole_settlement house addresses contour",
    "residents.adults": "124 57 38 340 87",
    "meeting.kind": "assembly assembly assembly conference assembly",
    "meeting.convener": "initiative_group chair initiative_group initiative_group council",
    "meeting.vote_mode": "open open open open secret",
    "meeting.registered": "47 35 16 14 41",
    "meeting.present": "46 33 16 14 41",
    "charter.quorum_rule": "one_third more_than_half one_third one_third one_third",
    "charter.executive": "chair_and_council chair_only chair_only "
    "chair_and_council chair_and_council",
    "charter.council_title": "council council council council street_committee",
    "charter.chair_title": "tos_chair tos_chair tos_chair council_chair tos_chair",
    "charter.chair_elected_by": "meeting meeting meeting council meeting",
    "charter.audit": "auditor auditor auditor commission commission",
    "charter.term_years": "3 3 2 5 4",
    "charter.membership": "residents residents residents application residents",
    "charter.fees": "none voluntary none membership voluntary",
    "charter.income": "False False False True False",
    "charter.pay": "no no no by_estimate no",
    "charter.seal": "False False False True False",
    "premises.owner_kind": "municipality applicant co_owners organisation social_rent",
    "filing.route": "in_person post representative epgu mfc",
    "local_rules.minimum_age": "18 16 None 18 18",
}


@pytest.mark.parametrize("field", BRANCHES)
def test_samples_show_the_branches_of_the_readme(sample: Load, field: str) -> None:
    section, name = field.split(".")
    shown = [str(getattr(getattr(sample(key), section), name)) for key in NAMES]
    assert shown == BRANCHES[field].split()


def test_existing_tos_tell_their_past_and_have_no_initiative_group(
    sample: Load, sample_name: str
) -> None:
    case = sample(sample_name)
    assert case.tos is not None
    past = (case.tos.present_name, case.tos.earlier_registration)
    assert all(past) if case.tos.is_existing else past == (None, None)
    assert (case.initiative is None) == case.tos.is_existing


def test_residents_are_counted_before_the_petition_and_the_borders_set_after_it(
    sample: Load, sample_name: str
) -> None:
    case = sample(sample_name)
    if case.initiative is None:
        return  # an existing TOS has its borders already
    assert case.residents and case.territory and case.territory.decision and case.meeting
    asked, decided = case.initiative.petition_on, case.territory.decision.issued_on
    assert asked is not None and case.meeting.notice_on is not None
    assert case.initiative.met_on <= case.residents.as_of < asked < decided
    assert decided <= case.meeting.notice_on


def test_votes_of_every_question_add_up(sample: Load, sample_name: str) -> None:
    meeting = sample(sample_name).meeting
    assert meeting is not None
    assert {item.votes.total for item in meeting.agenda} == {meeting.present}


def test_conference_has_the_arithmetic_of_the_readme(sample: Load) -> None:
    meeting = sample("nyandomsky").meeting
    assert meeting is not None and meeting.delegates is not None
    delegates = meeting.delegates
    assert (delegates.norm, delegates.elected) == (20, 17)
    assert (delegates.present, delegates.represented) == (14, 280)
    assert sum(group.residents for group in delegates.groups) == 340
    for group in delegates.groups:
        assert len(group.delegates) * delegates.norm == group.residents


def test_founders_of_the_conference_are_delegates(sample: Load) -> None:
    case = sample("nyandomsky")
    assert case.meeting is not None and case.meeting.delegates is not None
    chosen = {name.full for group in case.meeting.delegates.groups for name in group.delegates}
    assert {person.name.full for person in case.roles.founders} <= chosen


def test_participants_of_the_house_are_named_and_counted(sample: Load) -> None:
    case = sample("kotlassky")
    assert case.meeting is not None
    named = [participant.name.full for participant in case.meeting.participants]
    assert len(set(named)) == case.meeting.registered == 16
    at_the_meeting = (
        *case.roles.founders,
        *case.roles.counters,
        case.roles.meeting_chair,
        case.roles.meeting_secretary,
    )
    assert {person.name.full for person in at_the_meeting if person} <= set(named)


def test_child_owns_a_share_and_is_represented(sample: Load) -> None:
    (child,) = [
        (person, representative)
        for _, person, representative in sample("kotlassky").co_owner_people()
        if representative
    ]
    assert child[0].birth_date.year == 2014
    assert child[1] and child[1].key == "p2"


def test_shares_of_the_flat_make_a_whole(sample: Load) -> None:
    premises = sample("kotlassky").premises
    assert premises is not None
    assert [premises.share, *(owner.share for owner in premises.co_owners)] == ["1/3"] * 3


def test_address_of_the_village_has_no_street(sample: Load) -> None:
    address = sample("vilegodsky").address
    assert address is not None
    assert address.address.local == "д.\u00a0Верхний Починок, д.\u00a08"


def test_some_names_were_declined_by_a_person(sample: Load) -> None:
    corrected = [person for person in sample("kotlassky").everyone() if person.forms]
    assert {person.name.last for person in corrected} == {"Заяц"}
    (phrase,) = sample("nyandomsky").wording.phrases
    assert phrase.phrase == "исполняющая обязанности директора"


def test_hard_surnames_are_there(sample: Load) -> None:
    names = [person.name for key in NAMES for person in sample(key).everyone()]
    last = {name.last for name in names}
    assert any(name.patronymic is None for name in names)
    assert any((name.patronymic or "").endswith("оглы") for name in names)
    assert any("-" in part for part in last)
    assert any(part.endswith("ых") for part in last)
    assert any(part.endswith("ко") for part in last)


def test_decisions_of_the_consultant_have_reasons(sample: Load) -> None:
    decided = {key for key in NAMES if sample(key).decisions.made}
    assert {"nyandomsky", "kholmogorsky"} <= decided


def test_filing_is_planned_inside_three_months(sample: Load, sample_name: str, on: date) -> None:
    case = sample(sample_name)
    assert case.filing is not None and case.filing.planned_on is not None
    assert case.meeting is not None
    assert case.filing.planned_on >= on
    assert (case.filing.planned_on - case.meeting.held_on).days < 90


def test_dates_of_a_case_follow_one_another(sample: Load, sample_name: str) -> None:
    case = sample(sample_name)
    assert case.territory and case.territory.decision and case.meeting and case.filing
    assert case.municipal_registration and case.municipal_registration.act
    days = [
        case.territory.decision.issued_on,
        case.meeting.held_on,
        case.municipal_registration.submitted_on,
        case.municipal_registration.act.issued_on,
        case.filing.planned_on,
    ]
    assert days == sorted(days)  # type: ignore[type-var]


@pytest.mark.parametrize("name", [*NAMES, AFTER, *FAULTY])
def test_nobody_in_a_sample_can_be_real(sample: Load, name: str) -> None:
    for person in sample(name).everyone():
        assert _invented(person), person.key


def _invented(person: Person) -> bool:
    document = person.document
    return (
        (person.inn or "00").startswith("00")
        and (person.phone or "+7 900 000-").startswith("+7 900 000-")
        and (person.email or "@example.com").endswith("@example.com")
        and (document is None or (document.series or "").startswith("0"))
        and (document is None or "вымышленн" in document.issued_by)
    )


@pytest.mark.parametrize("name", [*NAMES, AFTER, *FAULTY])
def test_numbers_in_a_sample_belong_to_nobody(name: str) -> None:
    text = (SAMPLES / f"{name}.toml").read_text(encoding="utf-8")
    assert set(re.findall(r"29:\d\d:", text)) <= {"29:00:"}
    assert {mail.split("@")[1] for mail in re.findall(r"[\w.-]+@[\w.-]+", text)} <= {"example.com"}


def test_people_of_different_samples_differ(sample: Load) -> None:
    everyone = [person for key in (*NAMES, AFTER, *FAULTY) for person in sample(key).everyone()]
    for field in (lambda person: person.name.full, lambda person: person.inn):
        values = [value for person in everyone if (value := field(person))]
        assert len(set(values)) == len(values)


def test_unfinished_case_lacks_what_the_leader_has_not_reached(sample: Load) -> None:
    case = sample("faulty/unfinished")
    absent = {name for name in Case.model_fields if getattr(case, name) is None}
    assert absent == {
        "local_rules",
        "charter",
        "organs",
        "municipal_registration",
        "address",
        "premises",
        "okved",
        "applicant",
        "filing",
        "state_duty",
        "outcome",
        "first_days",
    }


def _rules_in_table(after: str) -> set[str]:
    """First cells of the table that follows a phrase of the README."""
    table = README.split(after, 1)[1].split("\n\n", 2)[1]
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", table, re.MULTILINE))


def test_nothing_blocks_a_complete_sample(sample: Load, sample_name: str, on: date) -> None:
    assert check_case(sample(sample_name), on).blockers == ()


def test_complete_sample_has_the_remarks_that_the_readme_lists(
    sample: Load, sample_name: str, on: date
) -> None:
    (row,) = re.findall(rf"^\| `{sample_name}` \| (`.*) \|$", README, re.MULTILINE)
    findings = check_case(sample(sample_name), on).findings
    assert {item.rule for item in findings} == set(re.findall(r"`([a-z0-9-]+)`", row))


def test_decisions_settle_their_questions(sample: Load, on: date) -> None:
    for name in ("nyandomsky", "kholmogorsky"):
        case = sample(name)
        settled = {
            item.question for item in check_case(case, on).findings if item.status is Status.SETTLED
        }
        assert settled == {decision.question for decision in case.decisions.made}


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("faulty/unfinished", "собрание только назначено. Не пускают дальше:"),
        ("faulty/violations", "но с нарушениями:"),
    ],
)
def test_faulty_sample_is_blocked_by_exactly_the_rules_of_the_readme(
    sample: Load, on: date, name: str, after: str
) -> None:
    expected = _rules_in_table(after)
    assert len(expected) >= 6
    assert {item.rule for item in check_case(sample(name), on).blockers} == expected


def test_violations_leave_only_open_questions_and_wait_for_nothing_but_the_filing(
    sample: Load, on: date
) -> None:
    verdict = check_case(sample("faulty/violations"), on)
    others = (*verdict.warnings, *verdict.advice)
    assert {item.status for item in others} == {Status.TO_DECIDE}
    assert all(f"`{item.rule}`" in README for item in others)
    assert [item.at for item in verdict.waiting] == ["filing.filed_on"]


def test_readme_names_every_sample() -> None:
    assert all(f"`{name}" in README for name in (*NAMES, AFTER, *FAULTY))
