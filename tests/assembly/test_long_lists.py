"""Lists of many people flow over sheets: the head is repeated, the signature has company."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.office import Office
from registration.assembly.pdf import lost_paragraphs, page_texts
from registration.assembly.rendering.context import CLOSING_ROWS, template_context
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.domain.case import Case, read_case
from registration.language.wording import filters
from tests.assembly.conftest import DAY

pytestmark = pytest.mark.libreoffice

Answers = Callable[[str], dict[str, Any]]
Printed = Callable[[Case, str], tuple[str, ...]]


@pytest.fixture
def printed(office: Office, tmp_path: Path) -> Printed:
    """Pages of a template filled for a case; nothing may be lost on the way to paper."""

    def make(case: Case, template: str) -> tuple[str, ...]:
        context = {**template_context(case, DAY), "draft_mark": ""}
        content = Renderer(context, filters(case)).render(template).content
        (tmp_path / "paper.docx").write_bytes(content)
        office.convert(tmp_path / "paper.docx", tmp_path / "paper.pdf")
        pages = page_texts((tmp_path / "paper.pdf").read_bytes())
        assert lost_paragraphs(document_paragraphs(content), pages) == ()
        return tuple(re.sub(r"\s+", " ", page) for page in pages)

    return make


def _with_founders(answers: dict[str, Any], number: int) -> Case:
    """As many founders as asked, each a person of their own."""
    model, member = answers["people"]["persons"][0], answers["founders"]["members"][0]
    keys = [f"founder{count}" for count in range(1, number + 1)]
    answers["people"]["persons"] += [
        {**model, "key": key, "name": _named(model, count)}
        for count, key in enumerate(keys, start=1)
    ]
    answers["founders"]["members"] = [{**member, "person": key} for key in keys]
    return read_case(answers).case


def _named(model: dict[str, Any], count: int) -> dict[str, str]:
    return {**model["name"], "last": _surname(count)}


def _surname(count: int) -> str:
    """A word of its own for each number: «Абвгва»."""
    signs = "абвгдежзик"
    return "Вымысл" + "".join(signs[int(digit)] for digit in f"{count:03}") + "ова"


# Several lengths: somewhere among them the last row meets the end of a sheet.
@pytest.mark.parametrize("number", range(37, 45))
def test_forty_founders_repeat_the_head_and_keep_the_signature_in_company(
    number: int, printed: Printed, answers: Answers
) -> None:
    pages = printed(_with_founders(answers("verkhnetoemsky"), number), "forms/founders_list.docx")
    assert len(pages) > 3
    tables = [page for page in pages if "Вымысл" in page]
    assert all("Фамилия, имя, отчество" in page for page in tables)
    assert sum(page.count("Вымысл") for page in pages) == number
    assert "(подпись)" in pages[-1]
    assert "Каждый учредитель своей подписью" in pages[-1]


def _with_participants(answers: dict[str, Any], number: int) -> Case:
    meeting = answers["meeting"]
    model = meeting["participants"][0]
    meeting["participants"] = [{**model, "name": _named(model, n)} for n in range(1, number + 1)]
    meeting["registered"] = number
    return read_case(answers).case


@pytest.mark.parametrize("number", range(196, 204))
def test_two_hundred_who_came_repeat_the_head_and_keep_the_signature_with_the_last(
    number: int, printed: Printed, answers: Answers
) -> None:
    pages = printed(_with_participants(answers("kotlassky"), number), "forms/attendance.docx")
    assert len(pages) > 6
    assert all("Фамилия, имя, отчество (полностью)" in page for page in pages)
    assert sum(page.count("Вымысл") for page in pages) == number
    assert "Регистрацию проводил" in pages[-1]
    last = range(number - CLOSING_ROWS + 1, number + 1)
    assert all(_surname(person) in pages[-1] for person in last), "строка не стоит одна"


# Sheets a charter of this kind usually takes, an estimate of the text alone; the sheet of the title
# and the sheets of the appendix come on top.
SHEETS = {
    "kotlassky": range(10, 14),
    "verkhnetoemsky": range(12, 16),
    "nyandomsky": range(14, 19),
}


@pytest.mark.parametrize("name", SHEETS)
def test_a_charter_takes_as_many_sheets_as_its_kind_usually_does(
    name: str, printed: Printed, sample: Callable[[str], Case]
) -> None:
    pages = printed(sample(name), "charters/model.docx")
    first = next(i for i, page in enumerate(pages) if "Общие положения" in page)
    appendix = next(i for i, page in enumerate(pages) if page[:40].find("Приложение №") >= 0)
    assert first == 1, "титульный лист — один"
    assert appendix - first in SHEETS[name]
    assert not re.match(r"\s*1\b", pages[0]), "титульный лист не нумеруют"
    assert [page.split()[0] for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
