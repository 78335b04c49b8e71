"""Corrections of a map, sheet by sheet and row by row: what a person says takes the place of ours.

Nothing is judged here: `faults_of` tells what is still wrong with the map that comes out.
"""

from collections.abc import Mapping

from registration.assembly.r11001.blank.map_file import BlankMap, MapLine, MapPage
from registration.assembly.r11001.blank.propose import Sure
from registration.assembly.r11001.edition import Edition
from registration.assembly.r11001.model import PAGE_NUMBER
from registration.errors import FormError


def fields_of(base: Edition, role: str) -> dict[str, str]:
    """What may stand in the cells of a sheet: id → words; nothing on a sheet that is not used."""
    if role not in base.by_role:
        return {}
    named = {spec.id: spec.caption_text for spec in base.by_role[role].fields if not spec.by_hand}
    return {PAGE_NUMBER: "Номер страницы"} | named


def on_sheet(page: MapPage, role: str, letter: str, base: Edition) -> MapPage:
    """The page as that of another sheet; fields which that sheet does not have fall away."""
    known = fields_of(base, role)
    lines = tuple(
        line if line.field in known else line.model_copy(update={"field": ""})
        for line in page.lines
    )
    return page.model_copy(update={"sheet": role, "letter": letter, "lines": lines})


def with_fields(page: MapPage, chosen: Mapping[int, str], *, looked: bool) -> MapPage:
    """Fields by the numbers of rows; a changed one is certain, after a look all of them are."""
    lines = []
    for line in page.lines:
        field = chosen.get(line.n, line.field)
        sure = Sure.YES if looked or field != line.field else line.sure
        lines.append(line.model_copy(update={"field": field, "sure": sure}))
    return page.model_copy(update={"lines": tuple(lines)})


def with_line(page: MapPage, line: MapLine) -> MapPage:
    """A row of cells with its place corrected, or one more row."""
    others = {known.n: known for known in page.lines} | {line.n: line}
    return page.model_copy(update={"lines": tuple(others[number] for number in sorted(others))})


def with_page(blank: BlankMap, page: MapPage) -> BlankMap:
    """The map with a page corrected."""
    pages = tuple(page if known.number == page.number else known for known in blank.pages)
    return blank.model_copy(update={"pages": pages})


def replaced(known: BlankMap, brought: BlankMap) -> BlankMap:
    """A map that was corrected as a file, in the place of the known one; nobody has accepted it.

    Raises:
        FormError: it is the map of another blank, or its pages or rows are not to be told apart.
    """
    for name in ("blank_sha256", "base", "form", "blank_pages"):
        if getattr(known, name) != getattr(brought, name):
            raise FormError("Карта составлена для другого бланка: её начало не сходится с этим.")
    if [page.number for page in brought.pages] != [page.number for page in known.pages]:
        raise FormError(f"В карте должны быть страницы по порядку: от 1 до {known.blank_pages}.")
    for page in brought.pages:
        if len({line.n for line in page.lines}) < len(page.lines):
            raise FormError(f"Страница {page.number}: номера строк (n) повторяются.")
    return brought.model_copy(update={"checked": False})
