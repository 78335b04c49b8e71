"""LibreOffice kept on a short lead: no network, no orphans, no half results."""

import os
import signal
import socketserver
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from registration.assembly.office import Office
from registration.assembly.pdf import check_fonts, lost_paragraphs, page_texts
from registration.assembly.rendering.render import TEMPLATES
from registration.errors import ConversionError
from tests.assembly.faulty_office import processes_of, until
from tests.assembly.word import word_file

pytestmark = pytest.mark.libreoffice

_PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/>'
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData '
    'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic='
    '"http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" '
    'name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.'
    'openxmlformats.org/officeDocument/2006/relationships" r:link="away"/></pic:blipFill>'
    "<pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


_ASKED: list[str] = []


class _Listener(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        _ASKED.append(self.path)
        self.send_error(404)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[int]:
    """A web server on this machine that remembers who came."""
    _ASKED.clear()
    with socketserver.TCPServer(("127.0.0.1", 0), _Listener) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def _with_link(address: str) -> bytes:
    """A DOCX whose picture lies elsewhere."""
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(word_file("Текст"))) as source,
        zipfile.ZipFile(result, "w") as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"</w:body>", _PICTURE.encode() + b"</w:body>")
            target.writestr(name, content)
        target.writestr(
            "word/_rels/document.xml.rels",
            '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.'
            'openxmlformats.org/package/2006/relationships"><Relationship Id="away" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
            f'Target="{address}" TargetMode="External"/></Relationships>',
        )
    return result.getvalue()


def test_a_link_in_a_document_is_never_followed(
    office: Office, listener: int, tmp_path: Path
) -> None:
    source = tmp_path / "link.docx"
    source.write_bytes(_with_link(f"http://127.0.0.1:{listener}/picture.png"))
    office.convert(source, tmp_path / "link.pdf")
    assert "Текст" in page_texts((tmp_path / "link.pdf").read_bytes())[0]
    assert _ASKED == []


def test_a_file_that_is_no_document_fails_and_the_next_one_is_made(
    office: Office, tmp_path: Path
) -> None:
    bad, good = tmp_path / "bad.docx", tmp_path / "good.docx"
    bad.write_bytes(b"PK\x03\x04 not a document")
    good.write_bytes(word_file("Цел и невредим"))
    with pytest.raises(ConversionError, match=r"bad\.docx"):
        office.convert(bad, tmp_path / "bad.pdf")
    office.convert(good, tmp_path / "good.pdf")
    assert "Цел и невредим" in page_texts((tmp_path / "good.pdf").read_bytes())[0]


def test_nothing_is_left_after_the_work(homes: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_file("Текст"))
    with Office() as running:
        running.convert(source, tmp_path / "a.pdf")
        (home,) = homes.iterdir()
        assert processes_of(home)
    assert processes_of(home) == []
    assert not home.exists()
    assert not list(Path("/tmp").glob(f"OSL_PIPE_*_{home.name}"))  # noqa: S108 — where it puts them


def test_it_is_not_started_until_a_document_needs_it(homes: Path) -> None:
    with Office():
        assert list(homes.iterdir()) == []


def test_a_killed_office_is_replaced_and_the_document_made(homes: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_file("Текст"))
    with Office() as running:
        for number in range(2):
            running.convert(source, tmp_path / f"{number}.pdf")
            (home,) = homes.iterdir()
            os.kill(_office_of(home), signal.SIGKILL)
        running.convert(source, tmp_path / "last.pdf")
    assert "Текст" in page_texts((tmp_path / "last.pdf").read_bytes())[0]
    assert list(homes.iterdir()) == []


def _office_of(home: Path) -> int:
    """The process of LibreOffice itself, not of the scripts that start it."""
    return next(number for number, command in processes_of(home) if "soffice.bin" in command)


def test_a_product_killed_at_work_leaves_no_office_behind(homes: Path, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_file("Текст"))
    program = (
        "import os, signal, sys, tempfile\n"
        "from pathlib import Path\n"
        "from registration.assembly.office import Office\n"
        f"tempfile.tempdir = {str(homes)!r}\n"
        "with Office() as office:\n"
        f"    office.convert(Path({str(source)!r}), Path({str(tmp_path / 'a.pdf')!r}))\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program])  # noqa: S603 — our own program
    assert killed.returncode == -signal.SIGKILL
    assert (tmp_path / "a.pdf").is_file()
    until(lambda: not list(homes.iterdir()) and not processes_of(homes))


def test_a_font_that_nobody_intended_is_refused() -> None:
    content = BytesIO()
    canvas = Canvas(content)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "text")
    canvas.save()
    with pytest.raises(ConversionError, match="Helvetica"):
        check_fonts(content.getvalue())


def test_fonts_of_a_converted_document_are_embedded(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes((TEMPLATES / "forms" / "inventory.docx").read_bytes())
    office.convert(source, tmp_path / "a.pdf")
    check_fonts((tmp_path / "a.pdf").read_bytes())


def test_text_lost_between_word_and_pdf_is_noticed() -> None:
    pages = ("ПРОЕКТ\nПервый абзац, он перено-\nсится.\n1", "2\nВторой абзац.\nПРОЕКТ")
    assert lost_paragraphs(("Первый абзац, он перено-сится.", "Второй абзац."), pages) == ()
    assert lost_paragraphs(("Первый абзац", "Третий абзац."), pages) == (2,)
