"""Sheets laid between papers while they are printed: what comes next and what to do with it."""

from collections.abc import Sequence

from registration.assembly.delivery.drawing import MM, PAGE_HEIGHT, PAGE_WIDTH, Sheet
from registration.assembly.delivery.groups import Group
from registration.assembly.documents import Attachment
from registration.language.wording import plural

_LEFT, _WIDTH = 25 * MM, 160 * MM
_TOP = PAGE_HEIGHT - 45 * MM


def draw_separators(groups: Sequence[Group], enclosed: Sequence[Attachment]) -> bytes:
    """A sheet for each group in its order; last, if any, the papers of others."""
    sheet = Sheet("Разделительные листы")
    for group in groups:
        _frame(sheet)
        _separator(sheet, group)
        sheet.canvas.showPage()
    if enclosed:
        _frame(sheet)
        _enclosed(sheet, enclosed)
        sheet.canvas.showPage()
    return sheet.finished()


def _frame(sheet: Sheet) -> None:
    canvas = sheet.canvas
    canvas.setLineWidth(2)
    canvas.setDash(8, 5)
    canvas.rect(15 * MM, 15 * MM, PAGE_WIDTH - 30 * MM, PAGE_HEIGHT - 30 * MM)
    canvas.setDash()
    sheet.words((_LEFT, 22 * MM), "Разделительный лист: не подавать и не подшивать", 11, _WIDTH)


def _separator(sheet: Sheet, group: Group) -> None:
    y = sheet.words((_LEFT, _TOP), f"{group.phase.label} → {group.recipient_text}", 18, _WIDTH)
    y = sheet.words((_LEFT, y - 12 * MM), "Дальше:", 22, _WIDTH)
    y = sheet.bold((_LEFT, y - 4 * MM), group.title, 32, _WIDTH)
    y = sheet.bold((_LEFT, y - 6 * MM), group.amount_text, 24, _WIDTH)
    y = sheet.bold((_LEFT, y - 2 * MM), group.binding.label, 24, _WIDTH)
    y -= 10 * MM
    for told in group.told:
        y = sheet.words((_LEFT, y), told, 15, _WIDTH) - 3 * MM


def _enclosed(sheet: Sheet, papers: Sequence[Attachment]) -> None:
    y = sheet.words((_LEFT, _TOP), "подача в Минюст → Минюст", 18, _WIDTH)
    y = sheet.bold((_LEFT, y - 12 * MM), "Вложите сюда сами:", 32, _WIDTH) - 6 * MM
    for paper in papers:
        copies = plural(paper.copies, "экземпляр", "экземпляра", "экземпляров")
        note = f" ({paper.note})" if paper.note else ""
        text = f"— {paper.title}: {paper.copies} {copies}{note}"
        y = sheet.words((_LEFT, y), text, 16, _WIDTH) - 3 * MM
