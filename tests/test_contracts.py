"""Promises between the parts that no single module can keep alone."""

import ast
import pkgutil
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.charter_page import charter_text
from scripts.write_docs import fields_text, laws_text

ROOT = Path(__file__).resolve().parent.parent
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
IDENTIFIERS = re.findall(
    r"`((?:domain|districts|rules|language|assembly|tracking)\.[\w.]+)`",
    (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"),
)


def _exists(identifier: str) -> bool:
    owner, _, name = f"registration.{identifier}".rpartition(".")
    try:
        found = pkgutil.resolve_name(owner)
    except (ImportError, AttributeError):
        return False
    return hasattr(found, name) or name in getattr(found, "model_fields", {})


def test_glossary_names_what_the_code_has() -> None:
    assert len(IDENTIFIERS) > 50
    assert [name for name in IDENTIFIERS if not _exists(name)] == []


def test_glossary_check_notices_an_unknown_name() -> None:
    assert not _exists("domain.tos.Tos.colour")
    assert not _exists("domain.colours.Tos")


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in DOCS
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_make_target_is_explained_or_internal() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))
    explained = set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE))
    assert targets - explained == {"setup-package", "setup-test"}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_has_a_hash_for_every_version_and_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=\S)", text)[1:]
    assert "://" not in text
    assert pins
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_test_environment_holds_the_same_versions_as_the_product() -> None:
    product, tests = (
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert product <= tests


@pytest.mark.parametrize(
    ("page", "fresh"),
    [("fields.md", fields_text), ("laws.md", laws_text), ("charter.md", charter_text)],
)
def test_tables_of_the_docs_tell_what_the_code_says(page: str, fresh: Callable[[], str]) -> None:
    written = (ROOT / "docs" / page).read_text(encoding="utf-8")
    assert written == fresh(), "выполните make laws"


def test_product_declares_exactly_the_libraries_it_imports() -> None:
    # pydantic brings its own core; the dictionaries are data that pymorphy3 finds itself
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[>=<]", line)[0] for line in declared["dependencies"]}
    foreign = (
        _imported_by_product() - sys.stdlib_module_names - {"registration", "web", "uno", "com"}
    )
    modules = {name: _MODULES.get(name, name.replace("-", "_")) for name in names}
    assert set(modules.values()) == foreign - {"pydantic_core", "annotated_types"} | {
        "pymorphy3_dicts_ru"
    }


_MODULES = {
    "argon2-cffi": "argon2",
    "pillow": "PIL",
    "python-dateutil": "dateutil",
    "python-docx": "docx",
    "python-stdnum": "stdnum",
}


def _imported_by_product() -> set[str]:
    found: set[str] = set()
    paths = [path for room in ("registration", "web") for path in (ROOT / room).rglob("*.py")]
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found.update(alias.name.split(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.split(".")[0])
    return found
