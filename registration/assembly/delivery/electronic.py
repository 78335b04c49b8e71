"""The electronic set: files under the portal's names, who signs them, what to type."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from registration.assembly.delivery.occasion import Occasion
from registration.assembly.delivery.portal_fields import FieldSheet, portal_fields
from registration.assembly.delivery.uploads import Upload, UploadedFile, uploaded_files
from registration.assembly.rendering.render import TEMPLATES
from registration.language.wording import date_dots
from registration.rules.law import figure, figures

FOLDER = "gosuslugi"
TO_SIGN = "na-podpis"  # unsigned papers lie apart, so that none is uploaded by mistake


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the page «Кто чем подписывает»."""

    name: str
    title: str
    hand: tuple[str, ...]
    todo: str


_WORDS = {
    "podpisi.html": "Кто чем подписывает",
    "polya.html": "Что вписать в поля услуги",
    "podpisi.txt": "Кто чем подписывает, простым текстом",
    "polya.txt": "Что вписать в поля услуги, простым текстом",
}


def electronic_files(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Of the files of a package those of the electronic set: words and name, to read first."""
    found = [name for name in names if name.startswith(f"{FOLDER}/")]
    return tuple((_words(name), name) for name in sorted(found, key=_read_first))


def _read_first(name: str) -> tuple[bool, bool, str]:
    return name.endswith(".pdf"), f"/{TO_SIGN}/" in name, name


def _words(name: str) -> str:
    file = name.rpartition("/")[2]
    signed = " — распечатать, подписать, отсканировать" if f"/{TO_SIGN}/" in name else ""
    return _WORDS.get(file, f"{file}{signed}")


def write_electronic(occasion: Occasion, work: Path) -> tuple[str, ...]:
    """Fill the folder of the electronic set; return what is missing or may be refused.

    Raises:
        FormError: the fields cannot be told, because the form does not fit.
    """
    folder = work / FOLDER
    files = uploaded_files(occasion)
    (folder / TO_SIGN).mkdir(parents=True)
    for file in files:
        if file.pdf is not None:
            place = folder / TO_SIGN if file.upload is Upload.SCAN else folder
            (place / file.name).write_bytes(file.pdf)
    _write_pages(occasion, files, folder)
    return tuple(_notes(occasion, files))


def _notes(occasion: Occasion, files: Sequence[UploadedFile]) -> Iterator[str]:
    for file in files:
        yield from file.faults
    if any(item.pdf is None for item in occasion.items):
        yield (
            "Набор для Госуслуг неполон: без LibreOffice нет файлов PDF. Установите LibreOffice "
            "и соберите комплект ещё раз."
        )


def _write_pages(occasion: Occasion, files: Sequence[UploadedFile], folder: Path) -> None:
    rows = tuple(map(_row, files))
    facts = _facts(occasion, files)
    fields = portal_fields(occasion.case, occasion.on)
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES / "delivery"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    signing = pages.get_template("podpisi.html").render(files=rows, **facts)
    (folder / "podpisi.html").write_text(signing, encoding="utf-8")
    typed = pages.get_template("polya.html").render(sheets=fields)
    (folder / "polya.html").write_text(typed, encoding="utf-8")
    _write_text(folder / "podpisi.txt", _signing_lines(rows, facts))
    _write_text(folder / "polya.txt", _field_lines(fields))


def _write_text(path: Path, lines: Iterator[str]) -> None:
    """Notepad of Windows takes a file for UTF-8 by its mark and its line ends."""
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))


def _row(file: UploadedFile) -> _Row:
    if file.pdf is None and not file.hand and file.upload is Upload.SCAN:
        todo = f"отсканировать и назвать {file.name}; подписать УКЭП заявителя"
    elif file.upload is Upload.SCAN:
        todo = (
            f"распечатать из папки {TO_SIGN}, подписать, отсканировать и назвать так же; "
            "подписать УКЭП заявителя"
        )
    else:
        todo = "загрузить как есть; подписать УКЭП заявителя"
    return _Row(file.name, file.title, file.hand, todo)


def _facts(occasion: Occasion, files: Sequence[UploadedFile]) -> dict[str, object]:
    case = occasion.case
    person = case.roles.applicant
    until = case.applicant.signature_valid_until if case.applicant else None
    return {
        "name": case.tos.full_name if case.tos else "",
        "applicant": person.name.full if person else "",
        "valid_until": date_dots(until) if until else "",
        "duty": _duty(occasion),
        "faults": tuple(fault for file in files for fault in file.faults),
        "to_check": tuple(_to_check(occasion)),
    }


def _duty(occasion: Occasion) -> str:
    """Whether there is anything to pay, with the place in the law."""
    found = figures()["state_duty_electronic"]
    entry = found.at(occasion.on)
    place = entry.citation.text if entry.citation else ""
    if entry.value == 0:
        return f"Пошлину платить не нужно: {place} ({found.status})."
    return f"Пошлина: {entry.value} руб. ({place}, {found.status})."


def _to_check(occasion: Occasion) -> Iterator[str]:
    """What nobody has established for sure: told, never settled silently."""
    filing = occasion.case.filing
    if filing is None or not filing.form_accepts_tos:
        yield "Есть ли в услуге форма «территориальное общественное самоуправление»."
    yield (
        f"Предел размера файла: наша норма — {figure('upload_megabytes', occasion.on)} МБ, "
        "предел самой услуги мы не знаем."
    )
    yield "Подписывать ли каждый файл отдельно (файл .sig) или услуга подпишет всё сразу."
    yield (
        "Освобождение от пошлины при подаче через Госуслуги: если услуга просит оплату, "
        "остановитесь и позвоните в Управление."
    )
    yield ("Нужен ли скан устава с отметкой администрации о регистрации вместо файла программы.")


def _signing_lines(rows: Sequence[_Row], facts: dict[str, object]) -> Iterator[str]:
    yield "КТО ЧЕМ ПОДПИСЫВАЕТ"
    yield f"{facts['name']}. Заявитель: {facts['applicant']}."
    yield str(facts["duty"])
    yield "Нотариус не нужен: заявитель подписывает электронной подписью (УКЭП)."
    for fault in _texts(facts["faults"]):
        yield f"ИСПРАВИТЬ: {fault}"
    for row in rows:
        yield ""
        yield f"{row.name} — {row.title}"
        yield f"  на бумаге подписывает: {', '.join(row.hand) or 'никто'}"
        yield f"  {row.todo}"
    yield ""
    yield "СВЕРИТЬ В ДЕНЬ ПОДАЧИ"
    yield from (f"- {text}" for text in _texts(facts["to_check"]))


def _texts(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)  # noqa: S101 — made by `_facts`
    return value


def _field_lines(sheets: Sequence[FieldSheet]) -> Iterator[str]:
    yield "ЧТО ВПИСАТЬ НА ГОСУСЛУГАХ (сверьте: поля могут называться и стоять иначе)"
    for sheet in sheets:
        yield ""
        yield sheet.title.upper()
        for line in sheet.lines:
            yield f"{line.label}:"
            yield f"  {line.text}"
