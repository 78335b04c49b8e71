"""The table of clauses and the model charter name the same clauses, both ways."""

import re
import tomllib
from pathlib import Path

import pytest

from registration.assembly.rendering.render import TEMPLATES, document_paragraphs
from registration.rules.catalogue import CATALOGUE
from registration.rules.charter_clauses import FILE, OBLIGATORY, clause_table, read_clauses
from registration.rules.law import LawFileError
from tests.assembly.rendering.charter_variants import MODEL

_KEY = re.compile(r"\{\{ (section|clause|ref)\(\"(\w+)\"\) \}\}")


def _keys(kind: str) -> list[str]:
    text = "\n".join(document_paragraphs((TEMPLATES / MODEL).read_bytes()))
    return [key for found, key in _KEY.findall(text) if found == kind]


def test_the_table_has_the_clauses_of_the_template_in_their_order() -> None:
    assert list(clause_table().clauses) == _keys("clause")


def test_the_table_has_the_sections_of_the_template_in_their_order() -> None:
    assert list(clause_table().sections) == _keys("section")


def test_every_clause_stands_in_the_section_the_table_gives_it() -> None:
    text = "\n".join(document_paragraphs((TEMPLATES / MODEL).read_bytes()))
    section, placed = "", {}
    for kind, key in _KEY.findall(text):
        section = key if kind == "section" else section
        if kind == "clause":
            placed[key] = section
    assert {key: item.section for key, item in clause_table().clauses.items()} == placed


def test_every_reference_of_the_template_leads_to_a_clause() -> None:
    assert set(_keys("ref")) <= set(clause_table().clauses)


def test_what_the_law_wants_is_said_by_obligatory_clauses() -> None:
    """Fifteen demands of the laws together; one is a ban for local acts and has no clause."""
    table = clause_table()
    assert len(table.required) == 15
    assert [item.about[:12] for item in table.required if not item.clauses] == ["Местный акт "]
    for item in table.required:
        obligatory = [key for key in item.clauses if table.clauses[key].need == OBLIGATORY]
        assert obligatory or not item.clauses, item.about


def test_every_rule_of_the_charter_watches_some_clause() -> None:
    """Rules on the whole paper, not on a clause of it, are named here."""
    whole_paper = {"charter-approval-mark", "charter-model-163", "charter-format"}
    of_charter = {rule.id for rule in CATALOGUE if rule.id.startswith("charter-")}
    watching = {rule for item in clause_table().clauses.values() for rule in item.rules}
    assert of_charter - watching == whole_paper


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"fz-131 ч. 1 ст. 27"', '"fz-132 ч. 1 ст. 27"', "fz-132"),
        ('"tos-borders-set"', '"tos-borders-sett"', "tos-borders-sett"),
        ('status = "по памяти"', 'status = "наверное"', "наверное"),
        ('status = "по памяти"', 'status = "наша норма"', "наша норма"),
        ('need = "обязательный"', 'need = "важный"', "обязательный"),
        ("about = ", "abuot = ", "nature"),
        ('clauses = ["termination_tos"]', 'clauses = ["termination"]', "termination"),
        ('clauses = ["termination_tos"]', "clauses = []", "причина"),
        ("[final.force]", "[final.nature]", "дважды"),
    ],
)
def test_a_slip_in_the_table_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    broken = tmp_path / "clauses.toml"
    broken.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert tomllib.loads(broken.read_text(encoding="utf-8"))
    with pytest.raises(LawFileError, match=told):
        read_clauses(broken)
