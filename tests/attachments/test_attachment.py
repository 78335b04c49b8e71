"""Files from outside: each bad one is refused, a photograph becomes a clean page."""

import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from registration.attachments.attachment import LARGEST, Attachment, taken
from registration.attachments.portable import MOST_PAGES
from registration.attachments.refused import AttachmentRefused

_ORIENTATION, _GPS = 0x0112, 0x8825


def one(content: bytes, name: str = "Скан.pdf") -> Attachment:
    return taken([(name, content)])


def refusal(content: bytes, name: str = "Скан.pdf") -> str:
    with pytest.raises(AttachmentRefused) as refused:
        one(content, name)
    return str(refused.value)


def word(change: Callable[[dict[str, bytes]], None] = lambda parts: None) -> bytes:
    made = BytesIO()
    document = docx.Document()
    document.add_paragraph("Расписка получена")
    document.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda made: None, **saving: object) -> bytes:
    made = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        change(document)
        document.save(made, **saving)  # type: ignore[arg-type]
    return made.getvalue()


def photograph(size: tuple[int, int] = (60, 40), held: int = 1, form: str = "JPEG") -> bytes:
    """Left half red, right half blue; `held` is the EXIF mark of how the phone was turned."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[_ORIENTATION] = held
    exif[0x010F] = "TelephoneOfNina"
    exif.get_ifd(_GPS)[1] = "N"
    made = BytesIO()
    picture.save(made, form, exif=exif)
    return made.getvalue()


def huge_png(side: int) -> bytes:
    """A picture that declares far more pixels than it has bytes."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    rows = zlib.compress(bytes(side * 3 + 1) * 10)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


# — what is taken in —


def test_a_plain_pdf_and_a_plain_word_file_stay_as_they_are() -> None:
    for content, suffix in ((pdf(), "pdf"), (word(), "docx")):
        found = one(content, "Расписка")
        assert (found.content, found.suffix, found.told) == (content, suffix, "Расписка")


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photograph_held_sideways_becomes_an_upright_page(form: str) -> None:
    found = one(photograph(held=6, form=form), "IMG_1.jpg")
    assert found.suffix == "pdf"
    page = pypdfium2.PdfDocument(found.content)[0]
    assert [round(side) for side in page.get_size()] == [595, 842]
    shown = page.render(scale=0.5).to_pil().convert("RGB")
    top = shown.getpixel((shown.width // 2, shown.height // 4))
    bottom = shown.getpixel((shown.width // 2, shown.height * 3 // 4))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert top[0] > 200 > top[2] and bottom[2] > 200 > bottom[0]


def test_a_picture_of_a_whole_screen_with_transparency_fits_into_the_bounds() -> None:
    made = BytesIO()
    Image.new("RGBA", (4000, 3000), (200, 0, 0, 128)).save(made, "PNG", compress_level=1)
    assert one(made.getvalue()).suffix == "pdf"


def test_nothing_of_the_phone_stays() -> None:
    content = one(photograph()).content
    assert b"TelephoneOfNina" not in content and b"Exif" not in content


def test_several_photographs_become_one_pdf() -> None:
    found = taken([("1.jpg", photograph()), ("2.png", photograph((40, 60), form="PNG"))])
    with pikepdf.open(BytesIO(found.content)) as made:
        sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in made.pages]
    assert sizes == [(842, 595), (595, 842)]


def test_a_transparent_picture_lies_on_white() -> None:
    made = BytesIO()
    Image.new("RGBA", (40, 60), (0, 0, 0, 0)).save(made, "PNG")
    page = pypdfium2.PdfDocument(one(made.getvalue()).content)[0]
    assert page.render(scale=0.2).to_pil().convert("L").getextrema()[0] > 250


# — what is refused —


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "пустой"),
        (b"MZ\x90\x00" + bytes(100), "программа"),
        (b"\x7fELF" + bytes(100), "программа"),
        (b"PK\x03\x04 not an archive", "не документ Word"),
        (b"\xd0\xcf\x11\xe0" + bytes(100), "старого вида"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "Наиболее совместимые"),
        (b"<html><script>", "не похож"),
        (b"\xff\xd8\xff\xe0 cut short", "повреждена"),
        (b"%PDF-1.7 cut short", "повреждён"),
        (bytes(LARGEST + 1), "больше 10 МБ"),
        (huge_png(20_000), "40 миллионов"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    assert reason in refusal(content, "Документ.docx")


_ENTITIES = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def _in_body(piece: bytes) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        body = parts["word/document.xml"]
        parts["word/document.xml"] = body.replace(b"<w:sectPr", piece + b"<w:sectPr", 1)

    return change


def _as_macro_document(parts: dict[str, bytes]) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    active = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(plain, active)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "Макрос"),
        (lambda parts: parts.update({"word/embeddings/a.bin": b"x"}), "Вложенный объект"),
        (lambda parts: parts.update({"word/media/a.zip": b"x"}), "другой архив"),
        (lambda parts: parts.update({"word/media/a.bin": bytes(9_000_000)}), "сжат"),
        (
            lambda parts: parts.update(
                {
                    "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"].replace(
                        b"</Relationships>",
                        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
                        b'officeDocument/2006/relationships/image" TargetMode="External" '
                        b'Target="http://example.org/a.png"/></Relationships>',
                    )
                }
            ),
            "Ссылка наружу",
        ),
        (lambda parts: parts.pop("word/document.xml"), "не документ Word"),
        (_in_body(b'<w:p><w:fldSimple w:instr="DDEAUTO cmd"/></w:p>'), "DDEAUTO"),
        (_in_body(b'<w:p><w:fldSimple w:instr="INCLUDETEXT a"/></w:p>'), "INCLUDETEXT"),
        (_in_body(b'<w:altChunk r:id="rId1"/>'), "Вложенный документ"),
        (_as_macro_document, "с макросами"),
        (lambda parts: parts.update({"../../a.xml": b"<a/>"}), "вне документа"),
        (lambda parts: parts.update({"word/a.xml": _ENTITIES}), "подстановки"),
        (lambda parts: parts.update({f"word/{n}.bin": b"" for n in range(2001)}), "слишком много"),
    ],
    ids=[
        "macro",
        "object",
        "archive",
        "bomb",
        "link",
        "zip",
        "dde",
        "include",
        "chunk",
        "docm",
        "slip",
        "entities",
        "parts",
    ],
)
def test_a_bad_word_file_is_refused(
    change: Callable[[dict[str, bytes]], None], reason: str
) -> None:
    found = refusal(word(change), "Письмо.docx")
    assert reason in found
    assert "Шаблон" not in found


def _at_start(**action: Any) -> Callable[[pikepdf.Pdf], None]:
    return lambda made: setattr(made.Root, "OpenAction", pikepdf.Dictionary(**action))


def _by_itself(made: pikepdf.Pdf) -> None:
    inner = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://example.org")
    made.pages[0].obj.AA = pikepdf.Dictionary(O=inner)


def _pressed(made: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="http://example.org")
    button = pikepdf.Dictionary(Subtype=pikepdf.Name.Widget, A=pikepdf.Dictionary(Next=[action]))
    made.pages[0].obj.Annots = pikepdf.Array([made.make_indirect(button)])
    made.Root.AcroForm = pikepdf.Dictionary(Fields=made.pages[0].obj.Annots)


def _form(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = pikepdf.Dictionary(XFA="<xdp/>")


def _left_behind(made: pikepdf.Pdf) -> None:
    """A script as an object of its own, far from the pages."""
    script = made.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="a()"))
    made.Root.Names = pikepdf.Dictionary(Odd=pikepdf.Array([pikepdf.Array([script])]))


def _carrying(made: pikepdf.Pdf) -> None:
    made.attachments["a.exe"] = b"MZ"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_at_start(S=pikepdf.Name.JavaScript, JS="app.alert(1)"), "скрипт"),
        (_at_start(S=pikepdf.Name.Launch, F="cmd.exe"), "запуск программы"),
        (_by_itself, "запускается само"),
        (_carrying, "вложенные файлы"),
        (_pressed, "отправка данных"),
        (_form, "форма XFA"),
        (_left_behind, "скрипт"),
        (lambda made: [made.add_blank_page() for _ in range(MOST_PAGES)], "нет страниц"),
    ],
    ids=["script", "launch", "self", "files", "submit", "form", "left", "long"],
)
def test_a_pdf_that_does_more_than_show_pages_is_refused(
    change: Callable[[pikepdf.Pdf], None], reason: str
) -> None:
    assert reason in refusal(pdf(change))


def test_a_script_hidden_in_an_object_stream_is_found() -> None:
    packed = pdf(
        _at_start(S=pikepdf.Name.JavaScript, JS="app.alert(1)"),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )
    assert b"JavaScript" not in packed
    assert "скрипт" in refusal(packed)


@pytest.mark.parametrize("user", ["", "пароль"])
def test_an_encrypted_pdf_is_refused(user: str) -> None:
    locked = pdf(encryption=pikepdf.Encryption(owner="owner", user=user))
    assert "PDF «Скан.pdf» за" in refusal(locked)


def test_a_link_to_a_place_of_the_same_pdf_harms_nobody() -> None:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = pikepdf.Array([made.pages[0].obj, pikepdf.Name.Fit])

    assert one(pdf(change)).suffix == "pdf"


def test_a_name_is_only_ever_text() -> None:
    assert one(pdf(), "..\\..\\C:\\a\u202efdp.exe\x00\n").told == "a fdp.exe"
    assert one(pdf(), "///").told == "фото"
    assert "длиннее" in refusal(pdf(), "я" * 300)


def test_papers_of_different_sorts_come_one_by_one() -> None:
    with pytest.raises(AttachmentRefused, match="только фотографии"):
        taken([("1.jpg", photograph()), ("2.pdf", pdf())])
    with pytest.raises(AttachmentRefused, match="Выберите файл"):
        taken([])


def test_no_damaged_file_gets_past_with_a_trace() -> None:
    chance = random.Random(6)  # noqa: S311 - the same damage every time
    for whole in (pdf(), word(), photograph(), photograph(form="PNG")):
        for _ in range(12):
            damaged = bytearray(whole)
            for _ in range(20):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            try:
                one(bytes(damaged))
            except AttachmentRefused as refused:
                assert str(refused)
