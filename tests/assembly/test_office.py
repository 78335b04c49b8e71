"""LibreOffice kept on a short lead: no network, no orphans, no half results."""

import os
import socketserver
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from registration.assembly import office as office_module
from registration.assembly.office import Office
from registration.assembly.pdf import check_fonts, lost_paragraphs, page_texts
from registration.assembly.rendering.render import TEMPLATES
from registration.errors import ConversionError
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


def _processes_of(home: str) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
            except OSError:
                continue  # it has just ended
            if home in command:
                found.append(command)
    return found


def test_nothing_is_left_after_the_work(tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes(word_file("Текст"))
    with Office() as running:
        running.convert(source, tmp_path / "a.pdf")
        home = running._home
        assert _processes_of(home.name)
    assert _processes_of(home.name) == []
    assert not home.exists()
    assert not list(Path("/tmp").glob(f"OSL_PIPE_*_{home.name}"))  # noqa: S108 — where it puts them


def test_an_office_that_does_not_answer_is_ended_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = tmp_path / "worker.py"
    stuck.write_text("import sys\nprint('ready', flush=True)\nsys.stdin.read()\n")
    monkeypatch.setattr(office_module, "WORKER", stuck)
    source = tmp_path / "a.docx"
    source.write_bytes(word_file("Текст"))
    with Office(seconds=0.2) as running:
        home = running._home
        with pytest.raises(ConversionError, match="не ответил"):
            running.convert(source, tmp_path / "a.pdf")
    assert _processes_of(home.name) == []


def test_a_font_that_nobody_intended_is_refused() -> None:
    content = BytesIO()
    canvas = Canvas(content)
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 700, "text")
    canvas.save()
    with pytest.raises(ConversionError, match="Helvetica"):
        check_fonts(content.getvalue(), "Устав")


def test_fonts_of_a_converted_document_are_embedded(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "a.docx"
    source.write_bytes((TEMPLATES / "forms" / "inventory.docx").read_bytes())
    office.convert(source, tmp_path / "a.pdf")
    check_fonts((tmp_path / "a.pdf").read_bytes(), "Опись")


def test_text_lost_between_word_and_pdf_is_noticed() -> None:
    pages = ("ПРОЕКТ\nПервый абзац, он перено-\nсится.\n1", "2\nВторой абзац.\nПРОЕКТ")
    assert lost_paragraphs(("Первый абзац, он перено-сится.", "Второй абзац."), pages) == ()
    assert lost_paragraphs(("Первый абзац", "Третий абзац."), pages) == (2,)
