"""Promises of the catalogue: every rule rests on an act in force and is known by name."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from registration.rules.catalogue import CATALOGUE
from registration.rules.law import acts, figures, legal_basis
from scripts.write_docs import laws_text

RELEASED = date(2026, 11, 23)
# The law is watched from the real day on, so that a basis which lapses fails before it lapses.
TODAY = max(date.today(), RELEASED)  # noqa: DTZ011
CORE = [
    "tos-law-regime",
    "tos-borders-set",
    "tos-borders-text-match",
    "tos-residents-base",
    "tos-charter-muni-registered",
    "tos-charter-same-text",
    "tos-legal-entity-clause",
    "tos-scenario",
    "founders-min-3",
    "founders-age-18",
    "founders-ban-list",
    "person-passport-complete",
    "person-name-consistent",
    "organs-elected",
    "organs-council-executive-kind",
    "organs-revision-separate",
    "organs-names-everywhere",
    "name-opf",
    "name-cyrillic-only",
    "name-unique",
    "name-stoplist",
    "name-identical",
    "charter-goals-closed",
    "charter-tos-tasks-forms",
    "charter-organs-structure",
    "charter-organs-terms",
    "charter-decisions-procedure",
    "charter-exclusive-competence",
    "charter-quorum-not-below",
    "charter-age-18",
    "charter-membership",
    "charter-property",
    "charter-termination-tos",
    "charter-liquidation-property",
    "charter-head-powers",
    "charter-approval-mark",
    "charter-format",
    "meeting-quorum-third",
    "meeting-quorum-dual-age",
    "conference-quorum",
    "meeting-agenda-min",
    "meeting-legal-entity-decision",
    "meeting-founders-unanimous",
    "meeting-votes-arithmetic",
    "meeting-minutes-fields",
    "meeting-property",
    "meeting-signatures",
    "meeting-date-order",
    "app-form-current",
    "app-applicant",
    "app-notary-paper",
    "app-ukep-electronic",
    "app-okved-main",
    "app-okved-match",
    "app-address-structure",
    "app-jurisdiction",
    "app-single-source",
    "pkg-complete",
    "pkg-copies",
    "pkg-fee-paper",
    "pkg-fee-electronic",
    "term-three-months",
    "term-buffer",
    "term-decision",
    "term-suspension",
]


def test_core_rules_are_all_there() -> None:
    assert set(CORE) - {item.id for item in CATALOGUE} == set()
    assert len(CORE) == 65


def test_rule_ids_are_unique() -> None:
    ids = [item.id for item in CATALOGUE]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("ahead", [0, 90, 365])
def test_every_rule_rests_on_an_act_in_force(ahead: int) -> None:
    day = TODAY + timedelta(days=ahead)
    assert [item.id for item in CATALOGUE if item.applies(day) and not item.basis(day)] == []


def test_law_was_looked_at_within_a_year() -> None:
    looked = [*CATALOGUE, *acts().values(), *figures().values()]
    assert [item for item in looked if TODAY - item.reviewed > timedelta(days=366)] == []


def test_every_act_is_cited() -> None:
    cited = {citation.act.id for item in CATALOGUE for citation in item.cites}
    cited |= {v.citation.act.id for f in figures().values() for v in f.values if v.citation}
    basis = legal_basis(TODAY)
    cited |= {
        part.id for part in map(basis.__getattribute__, basis.__slots__) if hasattr(part, "id")
    }
    assert set(acts()) - cited == set()


def test_page_for_lawyers_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "laws.md"
    assert page.read_text(encoding="utf-8") == laws_text()
