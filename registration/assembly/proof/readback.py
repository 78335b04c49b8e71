"""Reading finished papers back: does every paper say the same, letter for letter?

The manifest tells which facts each paragraph stated when the package was made. The papers are
opened again, as the registering body would open them; a paragraph whose text has changed is
searched for the facts it stated, and each that is gone is named together with another place
that still has it. A changed paper is also looked through by itself: numbers, references, sections.
Then each PDF is held against its DOCX.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from registration.assembly import r11001
from registration.assembly.manifest import (
    FILE_NAME,
    Manifest,
    PackedDocument,
    StatedFact,
    StatedParagraph,
    read_manifest,
)
from registration.assembly.pdf import lost_paragraphs, page_texts
from registration.assembly.proof.difference import Difference, Place, excerpt
from registration.assembly.proof.facts import digest, folded
from registration.assembly.proof.on_blank import held_against_blank
from registration.assembly.proof.wholeness import faults_inside
from registration.assembly.rendering.render import document_paragraphs
from registration.errors import RegistrationError

FORM = "application"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """The result of reading a package back."""

    documents: int
    facts: int
    shared_facts: int
    edited: tuple[str, ...]
    differences: tuple[Difference, ...]
    unproved: tuple[str, ...] = ()  # what could not be held against anything here


@dataclass(frozen=True, slots=True)
class _Opened:
    """One document as it lies in the folder now: its paragraphs or the fields of the form."""

    record: PackedDocument
    texts: Mapping[str, str]
    digests: Counter[str]
    recorded: Counter[str]

    @property
    def is_form(self) -> bool:
        return self.record.id == FORM

    @property
    def edited(self) -> bool:
        """Somebody has changed the text since the package was made."""
        return not self.is_form and digest("\n".join(self.paragraphs)) != self.record.content_hash

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.texts.values())


def verify_package(directory: Path, blanks: Path | None = None) -> ReadBack:
    """Reopen a package and compare its papers; the application with its blank in `blanks`.

    Raises:
        RegistrationError: the folder holds no package or its manifest is damaged.
    """
    manifest = read_manifest(directory)
    differences = list(_outdated(manifest))
    opened: list[_Opened] = []
    for record in (item.in_force for item in manifest.documents):
        try:
            opened.append(_open(record, directory))
        except (RegistrationError, OSError):
            place = Place(record.title, record.docx or "", "файл")
            differences.append(Difference("Файл отсутствует или не открывается.", place))
    places = _places(opened)
    for document in opened:
        differences += _changed(document, places)
        differences += _inside(document)
        differences += _against_pdf(document, directory)
    differences += _merged(manifest, directory)
    unproved: tuple[str, ...] = ()
    for record in (record for record in manifest.documents if record.id == FORM):
        found, unproved = held_against_blank(manifest, record, directory, blanks)
        differences += found
    stated = [fact for record in manifest.documents for fact in _facts(record)]
    return ReadBack(
        documents=len(manifest.documents),
        facts=len(stated),
        shared_facts=_shared(manifest),
        edited=tuple(item.record.title for item in opened if item.edited),
        differences=tuple(differences),
        unproved=unproved,
    )


def _outdated(manifest: Manifest) -> Iterator[Difference]:
    if manifest.outdated:
        yield Difference(manifest.outdated, Place("Комплект", FILE_NAME, "правка"))


def _facts(record: PackedDocument) -> Iterator[StatedFact]:
    for paragraph in record.paragraphs:
        yield from paragraph.facts


def _shared(manifest: Manifest) -> int:
    """How many different facts stand in more than one paper."""
    where: dict[str, set[str]] = {}
    for record in manifest.documents:
        for fact in _facts(record):
            where.setdefault(fact.fact, set()).add(record.title)
    return sum(len(titles) > 1 for titles in where.values())


def _open(record: PackedDocument, directory: Path) -> _Opened:
    content = (directory / (record.docx or "")).read_bytes()
    if record.id == FORM:
        texts = _keyed(r11001.read_docx(content))
    else:
        texts = {str(n): text for n, text in enumerate(document_paragraphs(content), start=1)}
    return _Opened(
        record,
        texts,
        digests=Counter(map(digest, texts.values())),
        recorded=Counter(paragraph.digest for paragraph in record.paragraphs),
    )


def _keyed(cells: Mapping[tuple[int, str], str]) -> dict[str, str]:
    return {f"{page}:{field}": text for (page, field), text in cells.items()}


def _intact(document: _Opened, paragraph: StatedParagraph) -> bool:
    """The paragraph stands as it was made, perhaps moved by an insertion above it."""
    here = document.texts.get(paragraph.key)
    if here is not None and digest(here) == paragraph.digest:
        return True
    if document.is_form:
        return False
    return document.digests[paragraph.digest] >= document.recorded[paragraph.digest]


def _places(opened: list[_Opened]) -> dict[str, list[tuple[str, Place]]]:
    """Fact → (text, place) wherever its paragraph is intact."""
    places: dict[str, list[tuple[str, Place]]] = {}
    for document in opened:
        for paragraph in document.record.paragraphs:
            if not _intact(document, paragraph):
                continue
            for fact in paragraph.facts:
                place = Place(document.record.title, document.record.docx or "", paragraph.place)
                places.setdefault(fact.fact, []).append((fact.text, place))
    return places


def _changed(
    document: _Opened, places: Mapping[str, list[tuple[str, Place]]]
) -> Iterator[Difference]:
    for paragraph in document.record.paragraphs:
        if _intact(document, paragraph):
            continue
        found = _nearest(document, paragraph)
        here = Place(document.record.title, document.record.docx or "", paragraph.place)
        gone = [fact for fact in paragraph.facts if folded(fact.text) not in folded(found)]
        if not gone and document.record.adopted is None:  # an adopted edit was compared already
            yield Difference(
                f"Абзац изменён, хотя сведения в нём на месте. Сейчас: «{excerpt(found)}». "
                "Проверьте, что смысл тот же.",
                here,
            )
        for fact in gone:
            yield _contradiction(fact, found, here, _elsewhere(fact, places))


def _inside(document: _Opened) -> Iterator[Difference]:
    record = document.record
    if document.is_form or not document.edited:
        return
    for fault in faults_inside(record.id, document.paragraphs):
        place = f"абзац {fault.paragraph}" if fault.paragraph else "файл"
        yield Difference(fault.message, Place(record.title, record.docx or "", place))


def _elsewhere(
    fact: StatedFact, places: Mapping[str, list[tuple[str, Place]]]
) -> list[tuple[str, Place]]:
    """Other places of a fact; failing that, places whose longer text holds it (an address)."""
    if fact.fact in places:
        return places[fact.fact]
    wanted = folded(fact.text)
    return [item for found in places.values() for item in found if wanted in folded(item[0])]


def _contradiction(
    fact: StatedFact, found: str, here: Place, elsewhere: list[tuple[str, Place]]
) -> Difference:
    others = [place for _, place in elsewhere if place.document != here.document]
    there = next(iter(others), None) or next((place for _, place in elsewhere), None)
    also = f" Там же, где должно совпадать: {there}." if there else ""
    return Difference(
        f"{fact.title}: должно быть «{fact.text}», а стоит «{_around(found, fact.text)}».{also}",
        here,
        there,
        fact.fact,
    )


def _nearest(document: _Opened, paragraph: StatedParagraph) -> str:
    """The text that now stands in the place of a changed one."""
    standing = document.texts.get(paragraph.key, "")
    if document.is_form or digest(standing) not in document.recorded:
        return standing
    here = int(paragraph.key)
    around = [document.texts.get(str(number), "") for number in range(here - 3, here + 4)]
    wanted = " ".join(fact.text for fact in paragraph.facts)
    return max(around, key=lambda text: SequenceMatcher(None, wanted, text).ratio())


def _around(found: str, wanted: str) -> str:
    """The part of a changed paragraph that stands where the fact should."""
    matcher = SequenceMatcher(None, found, wanted, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size > 1]
    if not blocks:
        return excerpt(found)
    start = max(0, blocks[0].a - blocks[0].b)
    return excerpt(found[start : start + len(wanted) + 4].strip())


def _against_pdf(document: _Opened, directory: Path) -> Iterator[Difference]:
    record = document.record
    if record.pdf is None:
        return
    here = Place(record.title, record.pdf, "файл")
    try:
        content = (directory / record.pdf).read_bytes()
        pages = page_texts(content)
    except (RegistrationError, OSError):
        yield Difference("Файл PDF отсутствует или не открывается.", here)
        return
    if len(pages) != record.pages:
        yield Difference(
            f"Страниц сейчас {len(pages)}, а при сборке было {record.pages}: "
            "число листов в описи неверно.",
            here,
        )
    if document.is_form:
        yield from _form_against_pdf(document, content)
        return
    for number in lost_paragraphs(document.paragraphs, pages):
        lost = excerpt(document.paragraphs[number - 1])
        yield Difference(
            f"Word и PDF расходятся: в PDF нет текста «{lost}».",
            here,
            Place(record.title, record.docx or "", f"абзац {number}"),
        )


def _form_against_pdf(document: _Opened, content: bytes) -> Iterator[Difference]:
    record = document.record
    places = {paragraph.key: paragraph.place for paragraph in record.paragraphs}
    in_pdf = _keyed(r11001.read_pdf(content))
    for key in {**document.texts, **in_pdf}:
        word, paper = document.texts.get(key, ""), in_pdf.get(key, "")
        if word != paper:
            place = places.get(key, f"поле {key}")
            yield Difference(
                f"Word и PDF расходятся: в Word «{excerpt(word)}», в PDF «{excerpt(paper)}».",
                Place(record.title, record.pdf or "", place),
                Place(record.title, record.docx or "", place),
            )


def _merged(manifest: Manifest, directory: Path) -> Iterator[Difference]:
    if manifest.merged_pdf is None:
        return
    here = Place("Общий PDF", manifest.merged_pdf, "файл")
    expected = sum(record.in_force.pages or 0 for record in manifest.documents)
    try:
        pages = len(page_texts((directory / manifest.merged_pdf).read_bytes()))
    except (RegistrationError, OSError):
        yield Difference("Общий PDF отсутствует или не открывается.", here)
        return
    if pages != expected:
        yield Difference(f"В общем PDF {pages} страниц, а в документах {expected}.", here)
