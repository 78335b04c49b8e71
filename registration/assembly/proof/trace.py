"""Trace: from an answer to every place that prints it, from a paragraph to what it is made of.

A paragraph is made of answers of the case, of values the program derives (a quorum, a term, a
name of a body of the district), and of the words of its template; a paragraph of the charter
belongs to a clause, and the clause rests on norms. Papers edited by hand are traced as made.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from registration.assembly import r11001
from registration.assembly.documents import DOCUMENTS
from registration.assembly.manifest import PackedDocument, StatedFact, read_manifest
from registration.assembly.pdf import letters, page_texts
from registration.assembly.proof.citing import documents_by_act
from registration.assembly.proof.clause_places import clauses_of
from registration.assembly.proof.facts import folded
from registration.assembly.proof.wholeness import CHARTER
from registration.assembly.rendering.render import document_paragraphs
from registration.domain.case import is_answer
from registration.errors import RegistrationError
from registration.rules.charter_clauses import clause_table
from registration.rules.law import legal_basis

FORM = "application"
UNKNOWN = "значение, посчитанное при печати"
_LAW = re.compile(r"^law\.(\w+)")
_DERIVED = {
    "quorum": "кворум и большинство, посчитанные по ответам о жителях и собрании",
    "term_until": "срок полномочий, посчитанный по дню собрания и уставу",
    "district": "справочник округа",
    "minjust": "справочник: орган юстиции",
    "operator": "справочник: ассоциация",
    "law": "реестр актов",
    "figures": "числа закона на день документа",
    "figures_at_meeting": "числа закона на день собрания",
    "loop": "порядковый номер",
    "step": "чек-лист дела",
    "on": "день документа",
    "enclosures": "документы комплекта и их листы",
    "steps": "чек-лист дела",
    "plan": "чек-лист дела",
    "attendance_rows": "порядковый номер",
    "hand_rows": "порядковый номер",
    "group_rows": "порядковый номер",
    "elected": "избранные, названные в деле",
    "agenda": "обычная повестка: в деле её ещё нет",
    "planned_agenda": "обычная повестка: в деле её ещё нет",
    "ballot_agenda": "обычная повестка: в деле её ещё нет",
    "roles": "кто есть кто в деле",
    "organiser_post": "должность того, кто созывает собрание",
    "first_orders": "номера первых приказов, если в деле не названы свои",
    "simplified_tax_until": "срок, посчитанный от дня регистрации",
    "charter_copies": "число экземпляров устава в администрацию",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One thing a paragraph prints: an answer by its path, or what the program derived."""

    fact: str
    title: str
    text: str
    is_answer: bool
    derived: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """One paragraph of a document, or one filled field of the form."""

    code: str
    document: str
    file: str
    key: str
    place: str
    page: int | None
    text: str
    sources: tuple[Source, ...]
    template: str
    clause: str = ""
    clause_key: str = ""
    about: str = ""
    norms: tuple[str, ...] = ()

    @property
    def anchor(self) -> str:
        return f"{self.file.rpartition('.')[0]}-{self.key}".replace(":", "-")

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {
            "document": self.code,
            "title": self.document,
            "file": self.file,
            "place": self.place,
            "page": self.page,
            "text": self.text,
            "answers": [
                {"at": item.fact, "title": item.title, "text": item.text}
                for item in self.sources
                if item.is_answer
            ],
            "derived": [
                {"field": item.fact, "title": item.title, "text": item.text, "from": item.derived}
                for item in self.sources
                if not item.is_answer
            ],
            "template": self.template,
            "clause": {"number": self.clause, "key": self.clause_key, "about": self.about}
            if self.clause
            else None,
            "norms": list(self.norms),
        }


class Trace:
    """Every paragraph of a package with what it is made of."""

    def __init__(self, paragraphs: Sequence[Traced]) -> None:
        self.paragraphs = tuple(paragraphs)

    @cached_property
    def answers(self) -> dict[str, tuple[str, list[Traced]]]:
        """Path of an answer → its Russian title and the places that print it, in order."""
        found: dict[str, tuple[str, list[Traced]]] = {}
        for item in self.paragraphs:
            for source in item.sources:
                if source.is_answer:
                    places = found.setdefault(source.fact, (source.title, []))[1]
                    if item not in places[-1:]:
                        places.append(item)
        return found

    def of_answer(self, wanted: str) -> dict[str, tuple[str, list[Traced]]]:
        """Answers by path (a whole section too), by Russian title or by a printed text."""
        by_path = {
            path: found
            for path, found in self.answers.items()
            if path == wanted or path.startswith(f"{wanted}.")
        }
        if by_path:
            return by_path
        words = folded(wanted)
        by_title = {path: one for path, one in self.answers.items() if words in folded(one[0])}
        return by_title or {
            path: one
            for path, one in self.answers.items()
            if any(words in folded(text) for text in _texts(path, one[1]))
        }

    def of_paragraph(self, wanted: str) -> list[Traced]:
        """Paragraphs by «D12:14» or by a piece of their text."""
        code, _, key = wanted.partition(":")
        exact = [item for item in self.paragraphs if (item.code, item.key) == (code, key)]
        words = folded(wanted)
        return exact or [item for item in self.paragraphs if words in folded(item.text)]


def _texts(path: str, places: Sequence[Traced]) -> Iterator[str]:
    for item in places:
        yield from (source.text for source in item.sources if source.fact == path)


def trace_package(directory: Path) -> Trace:
    """Trace every paper of a package.

    Raises:
        RegistrationError: the folder holds no package, or a paper of it does not open.
    """
    manifest = read_manifest(directory)
    on = date.fromisoformat(manifest.on)
    found: list[Traced] = []
    for record in manifest.documents:
        try:
            found += _document(record, directory, on)
        except OSError:
            raise RegistrationError(f"В папке нет файла {record.docx}.") from None
    return Trace(found)


def _document(record: PackedDocument, directory: Path, on: date) -> Iterator[Traced]:
    content = (directory / str(record.docx)).read_bytes()
    stated = {paragraph.key: paragraph for paragraph in record.paragraphs}
    template = _template(record)
    if record.id == FORM:
        cells = _cells(content)
        for key, paragraph in stated.items():
            page, field = key.split(":", 1)
            yield Traced(
                code=record.code,
                document=record.title,
                file=str(record.docx),
                key=key,
                place=paragraph.place,
                page=int(page),
                text=cells.get((int(page), field), ""),
                sources=tuple(map(_source, paragraph.facts)),
                template=template,
                norms=_acts(record.code, on),
            )
        return
    paragraphs = _paragraphs(content)
    pages = _pages(paragraphs, _pdf(directory, record))
    clauses = _clauses(paragraphs) if record.id == CHARTER else {}
    table = clause_table().clauses
    for number, text in enumerate(paragraphs, start=1):
        if not text.strip():
            continue
        key = str(number)
        name, clause_key = clauses.get(number, ("", ""))
        row = table.get(clause_key)
        facts = stated[key].facts if key in stated else ()
        yield Traced(
            code=record.code,
            document=record.title,
            file=str(record.docx),
            key=key,
            place=f"абзац {number}",
            page=pages.get(number),
            text=text,
            sources=tuple(map(_source, facts)),
            template=template,
            clause=name,
            clause_key=clause_key,
            about=row.about if row else "",
            norms=tuple(norm.text for norm in row.norms) if row else _acts(record.code, on),
        )


def _template(record: PackedDocument) -> str:
    found = next((spec.template for spec in DOCUMENTS if spec.id == record.id), None)
    return found or ("форма Р11001" if record.id == FORM else "")


def _source(fact: StatedFact) -> Source:
    path = fact.fact.split("|")[0].strip()
    answers = is_answer(path)
    derived = "" if answers else _DERIVED.get(path.split(".")[0], UNKNOWN)
    if law := _LAW.match(path):
        derived = f"{derived}: {law.group(1)}"
    return Source(path if answers else fact.fact, fact.title, fact.text, answers, derived)


@lru_cache(maxsize=128)
def _acts(code: str, on: date) -> tuple[str, ...]:
    """Acts that the document as a whole names."""
    named = [act for act, codes in documents_by_act(on).items() if code in codes]
    basis = legal_basis(on)
    titles = {
        getattr(value, "id", ""): str(getattr(value, "title", ""))
        for value in (getattr(basis, name, None) for name in dir(basis) if name[0] != "_")
    }
    return tuple(titles[act] for act in named if titles.get(act))


def foresee(paper_id: str, docx: bytes, paragraphs: tuple[str, ...], pdf: bytes | None) -> None:
    """Work out what is slow about a paper now, while LibreOffice makes the PDF of the next one."""
    if paper_id == FORM:
        _cells(docx)
        return
    _paragraphs(docx)
    _pages(paragraphs, pdf or b"")
    if paper_id == CHARTER:
        _clauses(paragraphs)


# As many as a large package has papers.
_remembered = lru_cache(maxsize=128)
_cells = lru_cache(maxsize=1)(r11001.read_docx)
_clauses = lru_cache(maxsize=1)(clauses_of)


@_remembered
def _paragraphs(docx: bytes) -> tuple[str, ...]:
    return tuple(document_paragraphs(docx))


def _pdf(directory: Path, record: PackedDocument) -> bytes:
    """The PDF of a paper; nothing when it was not made or has been taken away."""
    path = directory / record.pdf if record.pdf else None
    return path.read_bytes() if path is not None and path.is_file() else b""


@_remembered
def _pages(paragraphs: tuple[str, ...], pdf: bytes) -> dict[int, int]:
    """Number of a paragraph → page on which it begins, as far as its text is found in order."""
    if not pdf:
        return {}
    ends, stream = [], ""
    for page in page_texts(pdf):
        stream += letters(page)
        ends.append(len(stream))
    found: dict[int, int] = {}
    position = 0
    for number, text in enumerate(paragraphs, start=1):
        wanted = letters(text)[:60]
        at = stream.find(wanted, position) if wanted else -1
        if at < 0:
            continue
        found[number] = next(page for page, end in enumerate(ends, start=1) if at < end)
        if at - position < 4_000:
            position = at + len(wanted)
    return found
