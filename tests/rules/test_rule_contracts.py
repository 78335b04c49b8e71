"""Promises of the catalogue: every rule rests on an act in force and is known by name."""

from datetime import date
from pathlib import Path

from registration.rules.catalogue import CATALOGUE
from registration.rules.law import acts, figures, legal_basis
from scripts.write_docs import laws_text

RELEASED = date(2026, 11, 23)
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


def test_every_rule_rests_on_an_act_in_force() -> None:
    """What will lapse, and what nobody looked at for a year, is told by the alarms."""
    assert [
        item.id for item in CATALOGUE if item.applies(RELEASED) and not item.basis(RELEASED)
    ] == []


def test_every_act_is_cited() -> None:
    cited = {citation.act.id for item in CATALOGUE for citation in item.cites}
    cited |= {v.citation.act.id for f in figures().values() for v in f.values if v.citation}
    basis = legal_basis(RELEASED)
    cited |= {
        part.id for part in map(basis.__getattribute__, basis.__slots__) if hasattr(part, "id")
    }
    assert set(acts()) - cited == set()


def test_page_for_lawyers_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / "docs" / "laws.md"
    assert page.read_text(encoding="utf-8") == laws_text()
