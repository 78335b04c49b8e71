"""Text over the blank: it comes back letter for letter, and nothing printed is touched."""

from collections.abc import Callable
from io import BytesIO

import pdfplumber
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject

from registration.assembly.r11001 import fill, read_pdf
from registration.assembly.r11001.blank import Official, fill_blank, prove
from registration.assembly.r11001.blank.trial import form_with, full_form
from registration.assembly.r11001.edition import FieldSpec
from registration.assembly.r11001.model import pages
from registration.domain.case import Case, read_case
from registration.errors import FormError
from tests.assembly.blank.conftest import BASE, DAY
from tests.assembly.blank.drawing import GRID, LOOKS, PLAIN, Look

Officials = Callable[[Look], Official]
Sample = Callable[[str], Case]
SIGNS = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯABCXYZ0123456789" + BASE.signs


def test_all_samples_are_filled_and_proved(
    officials: Officials, look: Look, sample: Sample, sample_name: str
) -> None:
    official = officials(look)
    content = fill(sample(sample_name), DAY, official.edition)
    filled = fill_blank(content, official)
    assert prove(filled, official, content) == ()
    expected = {
        (page.number, slot): page.text(slot)
        for page in pages(content)
        for slot in page.sheet.fields
        if page.text(slot) and page.sheet_spec.field_of[slot][0] == page.part
    }
    found = read_pdf(filled)
    assert {key: found.get(key, "") for key in expected} == expected


def test_founder_sheets_repeat_unneeded_ones_are_dropped_and_numbers_run(
    officials: Officials, sample: Sample
) -> None:
    official = officials(PLAIN)
    case = sample("nyandomsky")
    content = fill(case, DAY, official.edition)
    found = read_pdf(fill_blank(content, official))
    numbers = [text for (_, field), text in found.items() if field == "page_no"]
    founders = len(case.roles.founders)
    assert len(numbers) == 2 + 2 * founders + 1 + 1 + 2
    assert numbers == [f"{number:03}" for number in range(1, len(numbers) + 1)]


def test_equal_forms_are_equal_bytes_with_clean_metadata(
    officials: Officials, look: Look, sample: Sample
) -> None:
    official = officials(look)
    content = fill(sample("kotlassky"), DAY, official.edition)
    filled = fill_blank(content, official)
    assert filled == fill_blank(content, official)
    information = PdfReader(BytesIO(filled)).metadata
    assert information is not None
    assert set(information) == {"/Title"}


def test_pages_keep_their_size_turn_and_visible_part(officials: Officials, look: Look) -> None:
    official = officials(look)
    content = full_form(official.edition)
    filled = PdfReader(BytesIO(fill_blank(content, official))).pages
    own = PdfReader(BytesIO(official.blank)).pages
    for page, shown in zip(pages(content), filled, strict=True):
        source = own[official.pages[page.sheet.role, page.part]]
        assert (shown.mediabox, shown.cropbox, shown.rotation) == (
            source.mediabox, source.cropbox, source.rotation,
        )  # fmt: skip


def test_another_reader_sees_the_letters_in_their_cells(
    officials: Officials, sample: Sample
) -> None:
    official = officials(PLAIN)
    content = fill(sample("verkhnetoemsky"), DAY, official.edition)
    filled = fill_blank(content, official)
    name = next(place for place in official.places[0] if place.slot == "name_full")
    read = ""
    with pdfplumber.open(BytesIO(filled)) as document:
        for run in name.parts:
            for number in range(run.count):
                cell = run.cell(number)
                box = (cell.left, cell.top - 1, cell.right, cell.bottom + 1)
                letters = document.pages[0].within_bbox(box).chars
                read += letters[0]["text"] if letters else " "
    assert read.rstrip() == content.sheets[0].fields["name_full"].text


def _texts(spec: FieldSpec) -> st.SearchStrategy[str]:
    """Texts a field has room for: prepared as the form writes them, groups full or empty."""
    if spec.groups:
        parts = [st.text("0123456789", min_size=size, max_size=size) for size in spec.groups]
        return st.one_of(st.just(""), st.tuples(*parts).map(spec.separator.join))
    words = st.text(SIGNS + " ", max_size=spec.capacity).map(lambda text: " ".join(text.split()))
    return words.map(
        lambda text: text.rjust(spec.capacity, spec.fill) if spec.fill and text else text
    )


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data(), look=st.sampled_from(LOOKS))
def test_any_texts_come_back_from_the_cells(
    officials: Officials, data: st.DataObject, look: Look
) -> None:
    official = officials(look)
    specs = [
        (sheet.role, slot, spec)
        for sheet in official.edition.sheets
        for slot, (_, spec) in sheet.field_of.items()
        if not spec.by_hand
    ]
    chosen = data.draw(
        st.lists(st.sampled_from(specs), max_size=12, unique_by=lambda item: item[:2])
    )
    texts = {(role, slot): data.draw(_texts(spec)) for role, slot, spec in chosen}
    content = form_with(official.edition, texts)
    filled = fill_blank(content, official)
    assert prove(filled, official, content) == ()
    found = read_pdf(filled)
    by_role = {page.number: page.sheet.role for page in pages(content)}
    back = {
        (by_role[page], slot): text for (page, slot), text in found.items() if slot != "page_no"
    }
    assert {key: back.get(key, "") for key in texts} == texts


def test_too_long_a_text_names_field_limit_and_excess(
    officials: Officials, answers: Callable[[str], dict[str, object]]
) -> None:
    data = answers("kotlassky")
    data["people"]["persons"][0]["name"]["last"] = "А" * 35  # type: ignore[index]
    case = read_case(data).case
    with pytest.raises(FormError, match="помещается знаков: 32, лишних: 3"):
        fill(case, DAY, officials(GRID).edition)


def test_a_printed_page_number_that_no_longer_fits_is_refused(
    officials: Officials, sample: Sample
) -> None:
    edition = officials(GRID).edition
    title = edition.sheet("title")
    wrong = title.remade(pages=(title.pages[0].remade(printed_number="007"), *title.pages[1:]))
    others = tuple(sheet for sheet in edition.sheets if sheet.role != "title")
    with pytest.raises(FormError, match="напечатан номер 007"):
        fill(sample("kotlassky"), DAY, edition.remade(sheets=(wrong, *others)))


# -- the proof sees what it should ---------------------------------------------------------------


def _drawn_over(filled: bytes, drawing: bytes) -> bytes:
    """The same file with something more in its last stream."""
    writer = PdfWriter()
    for page in PdfReader(BytesIO(filled)).pages:
        writer.add_page(page)
    contents = writer.pages[0]["/Contents"].get_object()
    assert isinstance(contents, ArrayObject)
    stream = DecodedStreamObject()
    stream.set_data(contents[-1].get_object().get_data() + drawing)  # type: ignore[union-attr]
    contents[-1] = writer._add_object(stream)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("drawing", "told"),
    [
        (b"\n1 g 0 0 300 300 re f\n", "что-то кроме букв"),
        (b"\nq BT /TosCells 18 Tf 1 0 0 1 300 420 Tm <31> Tj ET Q\n", "вне знакоместа"),
    ],
    ids=["painted over", "a letter astray"],
)
def test_what_is_laid_over_the_blank_is_seen(
    officials: Officials, sample: Sample, drawing: bytes, told: str
) -> None:
    official = officials(PLAIN)
    content = fill(sample("kotlassky"), DAY, official.edition)
    faults = prove(_drawn_over(fill_blank(content, official), drawing), official, content)
    assert faults
    assert "Страница 1" in faults[0]
    assert told in " ".join(faults)


def test_another_blank_under_the_text_is_seen(officials: Officials, sample: Sample) -> None:
    official, other = officials(PLAIN), officials(GRID)
    content = fill(sample("kotlassky"), DAY, official.edition)
    faults = prove(fill_blank(content, official), other)
    assert any("напечатанное на бланке изменено" in fault for fault in faults)


def test_a_letter_changed_is_seen(officials: Officials, sample: Sample) -> None:
    official = officials(PLAIN)
    content = fill(sample("kotlassky"), DAY, official.edition)
    other = fill(sample("nyandomsky"), DAY, official.edition)
    faults = prove(fill_blank(content, official), official, other)
    assert any("прочитано не то" in fault for fault in faults)
