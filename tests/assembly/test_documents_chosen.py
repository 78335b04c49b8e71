"""Which papers a case gets: by its track, its meeting, its vote and the local rules."""

from collections.abc import Callable
from typing import Any

import pytest

from registration.assembly.documents import DOCUMENTS, Recipient, included_documents
from registration.assembly.documents.elected import elected
from registration.domain.case import Case, read_case
from registration.domain.tos import Territory
from tests.assembly.conftest import DAY, SAMPLES
from tests.changes import changed

Answers = Callable[[str], dict[str, Any]]

ALWAYS = {"meeting-notice", "announcement", "attendance", "charter-application"}
OF_A_NEW_TOS = {"initiative-minutes", "boundaries", "boundaries-petition"}
OF_A_CONFERENCE = {"delegates-minutes", "mandate-minutes"}
OF_A_COMMISSION = {"counting-roles", "counting-results"}


def chosen(case: Case) -> set[str]:
    return {spec.id for spec in included_documents(case)}


def after(answers: Answers, name: str, change: dict[str, object]) -> set[str]:
    return chosen(changed(answers(name), change))


@pytest.mark.parametrize("name", SAMPLES)
def test_letters_before_and_after_the_meeting_are_in_every_case(
    name: str, sample: Callable[[str], Case]
) -> None:
    assert chosen(sample(name)) >= ALWAYS


@pytest.mark.parametrize(
    ("name", "new"),
    [("verkhnetoemsky", True), ("kotlassky", True), ("vilegodsky", False), ("kholmogorsky", False)],
)
def test_only_a_new_tos_asks_for_its_boundaries(
    name: str, new: bool, sample: Callable[[str], Case]
) -> None:
    assert (chosen(sample(name)) & OF_A_NEW_TOS) == (OF_A_NEW_TOS if new else set())


def test_an_old_tos_without_boundaries_asks_for_them_but_has_no_initiative_group(
    answers: Answers,
) -> None:
    found = after(answers, "vilegodsky", {"territory.decision": "—"})
    assert found & OF_A_NEW_TOS == {"boundaries", "boundaries-petition"}


def test_a_new_tos_whose_group_nobody_named_has_no_minutes_of_it(answers: Answers) -> None:
    assert "initiative-minutes" not in after(answers, "verkhnetoemsky", {"initiative": "—"})


@pytest.mark.parametrize("wanted", [True, False])
def test_residents_sign_for_the_boundaries_where_the_local_act_says_so(
    answers: Answers, wanted: bool
) -> None:
    found = after(answers, "verkhnetoemsky", {"local_rules.signature_sheets": wanted})
    assert ("signature-sheet" in found) is wanted


@pytest.mark.parametrize(
    ("source", "asked"), [("certificate", True), ("house_book", False), ("walk_round", False)]
)
def test_the_administration_is_asked_for_the_number_of_residents_unless_it_came_from_elsewhere(
    answers: Answers, source: str, asked: bool
) -> None:
    found = after(answers, "verkhnetoemsky", {"residents.source": source})
    assert ("residents-request" in found) is asked


def test_nobody_knows_the_residents_yet_so_they_are_asked_for(answers: Answers) -> None:
    assert "residents-request" in after(answers, "kotlassky", {"residents": "—"})


def test_only_a_conference_elects_delegates(sample: Callable[[str], Case]) -> None:
    with_delegates = {name for name in SAMPLES if chosen(sample(name)) & OF_A_CONFERENCE}
    assert with_delegates == {"nyandomsky"}


def test_each_group_of_houses_has_its_own_minutes_or_its_own_sheet(
    sample: Callable[[str], Case],
) -> None:
    case = sample("nyandomsky")
    made = {
        spec.id: [item.key for item in spec.each(case)]
        for spec in DOCUMENTS
        if spec.id.startswith("delegates-") and spec.each
    }
    assert made == {
        "delegates-minutes": ["Д-1", "Д-2", "Д-3", "Д-5", "Д-6"],
        "delegates-signatures": ["Д-4"],
    }


@pytest.mark.parametrize("secret", [True, False])
def test_ballots_are_for_a_secret_vote_only(answers: Answers, secret: bool) -> None:
    mode = "secret" if secret else "open"
    assert ("ballot" in after(answers, "kholmogorsky", {"meeting.vote_mode": mode})) is secret


def test_there_are_as_many_ballots_as_people_who_registered(
    answers: Answers, sample: Callable[[str], Case]
) -> None:
    ballot = next(spec for spec in DOCUMENTS if spec.id == "ballot")
    assert ballot.copies_for(Recipient.VOTERS, DAY, sample("kholmogorsky")) == 41
    unheld = changed(answers("kholmogorsky"), {"meeting.registered": "—"})
    assert ballot.copies_for(Recipient.VOTERS, DAY, unheld) == 87  # every resident may come


@pytest.mark.parametrize(
    ("change", "commission"),
    [
        ({"meeting.present": 31}, True),
        ({"meeting.present": 30}, False),
        ({"meeting.present": 30, "meeting.vote_mode": "secret"}, True),
    ],
)
def test_many_voters_or_a_secret_vote_need_a_counting_commission(
    answers: Answers, change: dict[str, object], commission: bool
) -> None:
    found = after(answers, "verkhnetoemsky", change)
    assert (found & OF_A_COMMISSION) == (OF_A_COMMISSION if commission else set())


@pytest.mark.parametrize(("answer", "made"), [("—", True), (True, True), (False, False)])
def test_the_list_of_organs_is_left_out_only_where_nobody_wants_it(
    answers: Answers, answer: object, made: bool
) -> None:
    found = after(answers, "verkhnetoemsky", {"local_rules.organs_list": answer})
    assert ("organs-list" in found) is made


def test_every_candidate_signs_once_for_all_his_posts(sample: Callable[[str], Case]) -> None:
    people = elected(sample("kholmogorsky"))
    names = [item.person.name.full for item in people]
    assert names == sorted(names)
    assert len(names) == len(set(names)) == 8
    consents = next(spec for spec in DOCUMENTS if spec.id == "candidate-consent")
    assert consents.each and len(consents.each(sample("kholmogorsky"))) == 8
    assert not consents.each(sample("nyandomsky"))  # nobody asked for them there


def test_a_chair_who_is_in_the_council_too_has_both_posts(sample: Callable[[str], Case]) -> None:
    posts = {item.person.key: item.posts for item in elected(sample("nyandomsky"))}
    assert posts["p1"] == ("председатель совета ТОС", "член совета ТОС")
    assert posts["p11"] == ("председатель ревизионной комиссии",)
    assert posts["p10"] == ("член ревизионной комиссии",)


def test_the_administration_gets_as_many_charters_as_its_act_asks(answers: Answers) -> None:
    charter = next(spec for spec in DOCUMENTS if spec.id == "charter")
    for told, copies in ((3, 3), ("—", 2)):
        case = changed(answers("kotlassky"), {"local_rules.charter_copies": told})
        assert charter.copies_for(Recipient.ADMINISTRATION, DAY, case) == copies


def test_every_paper_before_and_at_the_meeting_is_built_in_some_sample(
    sample: Callable[[str], Case],
) -> None:
    codes = {f"D{number:02}" for number in (*range(1, 14), 15, 16, 29)}
    shown = {spec.code for name in SAMPLES for spec in included_documents(sample(name))}
    assert codes <= shown


def test_a_case_of_earlier_days_still_reads(answers: Answers) -> None:
    """Answers stored before these papers were made know nothing of their fields."""
    raw = answers("nyandomsky")
    for group in raw["meeting"]["delegates"]["groups"]:
        for field in ("by_signatures", "place", "chair", "secretary", "votes"):
            group.pop(field, None)
    raw["meeting"]["delegates"].pop("mandate_commission")
    reading = read_case(raw)
    assert reading.problems == ()
    assert "delegates-minutes" in chosen(reading.case)
    assert isinstance(reading.case.territory, Territory)
