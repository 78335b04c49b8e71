"""Which answer opens which page: the table of the questionnaire, line by line."""

from datetime import date
from typing import Any

import pytest

from registration.questionnaire.pages import BY_ID
from registration.questionnaire.path import asked_pages, case_so_far
from registration.questionnaire.precheck import QUESTIONS
from registration.rules.law import figure

PEOPLE = {"people": {"persons": [{"key": "p1"}]}}
HELD = PEOPLE | {"meeting": {"registered": 47}}

OPENS: tuple[tuple[dict[str, Any], str], ...] = (
    ({"tos": {"track": "existing"}}, "earlier_registration"),
    ({"tos": {"track": "new"}} | PEOPLE, "initiative_members"),
    ({"territory": {"boundaries_kind": "house"}}, "house_address"),
    ({"territory": {"boundaries_kind": "entrance"}}, "entrance"),
    ({"charter": {"supreme_body": "conference"}}, "delegate_norm"),
    ({"meeting": {"kind": "conference"}}, "delegates_groups"),
    ({"tos": {"name_has_surname": True}}, "name_right_document"),
    (PEOPLE, "founders"),
    (PEOPLE, "organs_chair"),
    (HELD, "present"),
    (HELD, "votes"),
    (PEOPLE | {"meeting": {"agenda": [{"topic": "name"}]}}, "votes"),
    ({"charter": {"executive": "chair_and_council"}}, "council_size"),
    (PEOPLE | {"charter": {"executive": "chair_and_council"}}, "organs_council"),
    ({"charter": {"audit": "commission"}}, "audit_size"),
    (PEOPLE | {"charter": {"audit": "commission"}}, "organs_audit_chair"),
    ({"charter": {"income": True}}, "income_kinds"),
    ({"charter": {"membership": "application"}}, "application_days"),
    (PEOPLE | {"premises": {"owner_kind": "citizen"}}, "owner"),
    (PEOPLE | {"premises": {"owner_kind": "co_owners"}}, "co_owners"),
    (PEOPLE | {"premises": {"owner_kind": "co_owners"}}, "owner_share"),
    ({"premises": {"owner_kind": "municipality"}}, "organisation"),
    ({"premises": {"owner_kind": "municipality"}}, "extract"),
    ({"premises": {"owner_kind": "social_rent"}}, "lease"),
    (PEOPLE | {"premises": {"owner_kind": "social_rent"}}, "co_owners"),
    ({"filing": {"route": "representative"}}, "representative"),
    ({"filing": {"route": "epgu"}}, "signature"),
    ({"filing": {"route": "post"}}, "notary"),
    ({"filing": {"filed_on": "2026-11-23"}}, "decision"),
    ({"filing": {"filed_on": "2026-11-23", "suspended_on": "2026-12-03"}}, "suspension_reasons"),
    (
        {"filing": {"filed_on": "2026-11-23"}, "outcome": {"refused_on": "2026-12-10"}},
        "refusal_reasons",
    ),
    ({"filing": {"filed_on": "2026-11-23"}, "outcome": {"decided_on": "2026-12-10"}}, "numbers"),
)

CLOSES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"tos": {"track": "new"}}, "present_name"),
    ({"tos": {"track": "existing"}} | PEOPLE, "initiative_members"),
    ({"territory": {"boundaries_kind": "contour"}}, "house_address"),
    (PEOPLE | {"charter": {"executive": "chair_only"}}, "organs_council"),
    ({"charter": {"audit": "auditor"}}, "audit_size"),
    ({"charter": {"income": False}}, "income_kinds"),
    (PEOPLE | {"premises": {"owner_kind": "municipality"}}, "owner"),
    ({"premises": {"owner_kind": "social_rent"}}, "extract"),
    ({"premises": {"owner_kind": "applicant"}}, "organisation"),
    ({"filing": {"route": "epgu"}}, "notary"),
    ({"filing": {"route": "in_person"}}, "representative"),
    ({"outcome": {"refused_on": "2026-12-10"}}, "refusal_reasons"),
)


@pytest.mark.parametrize(("answers", "page"), OPENS)
def test_an_answer_opens_a_page(answers: dict[str, Any], page: str) -> None:
    assert BY_ID[page] in asked_pages(case_so_far(answers))
    assert BY_ID[page] not in asked_pages(case_so_far({}))


@pytest.mark.parametrize(("answers", "page"), CLOSES)
def test_an_answer_keeps_a_page_closed(answers: dict[str, Any], page: str) -> None:
    assert BY_ID[page] not in asked_pages(case_so_far(answers))


def said(page: str) -> str:
    found = BY_ID[page]
    return " ".join(f"{q.text} {q.why} {q.example} {q.where}" for q in found.questions)


def test_numbers_of_the_law_in_the_texts_are_the_ones_in_force(on: date) -> None:
    """Words repeat the law for people; when the law changes, this says where to rewrite them."""
    assert figure("founders_min", on) == 3
    assert "не меньше трёх" in said("founders")
    assert any("трое" in ask.text for ask in QUESTIONS)
    assert f"с {figure('adult_age', on)} лет" in said("person_birth")
    assert f"До {figure('conference_min_residents', on)} жителей" in said("meeting_kind")
    assert str(figure("state_duty", on)) in said("duty_paid")
    assert str(figure("income_property_min", on)) in said("income_kinds")
    assert f"или {figure('term_years_max', on)} лет" in said("term_years")
