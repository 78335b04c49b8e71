"""Templates made to do harm: refused with a place, in bounded time and memory, every one."""

import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

from registration.assembly.rendering import apart, sandbox
from registration.assembly.rendering.apart import in_child
from registration.assembly.rendering.lint import lint_file
from registration.assembly.rendering.render import Renderer
from registration.assembly.rendering.source import TemplateSource
from registration.errors import TemplateError
from registration.language.wording import FILTERS
from tests.assembly.word import word_file

_LONGEST = 15.0  # seconds for one refusal, on a busy machine
_DOCUMENT = "word/document.xml"
_BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>"
)


def _laughs() -> bytes:
    lines = ['<!ENTITY a0 "ха">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)]
    bomb = f"<!DOCTYPE x [{''.join(lines)}]>" + _BODY.format("&a9;")
    return word_file("x", extra={_DOCUMENT: bomb})


def _outside() -> bytes:
    text = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + _BODY.format("&e;")
    return word_file("x", extra={_DOCUMENT: text})


def _utf16() -> bytes:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY e "1">]>'
    return word_file("x", extra={_DOCUMENT: (text + _BODY.format("&e;")).encode("utf-16")})


def _lying() -> bytes:
    """An archive that declares a small part and holds a large one."""
    honest = word_file("x", extra={"word/media.xml": b"<a>" + b" " * 30_000_000 + b"</a>"})
    return honest.replace(struct.pack("<L", 30_000_007), struct.pack("<L", 1_000))


def _many_entries() -> bytes:
    return word_file("x", extra={f"word/{number}.bin": b"" for number in range(3_000)})


def _outside_path() -> bytes:
    return word_file("x", extra={"../../evil.xml": "<a/>"})


_FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip bomb": (lambda: word_file("x", extra={"word/a.bin": bytes(60_000_000)}), "50 МБ"),
    "huge part": (lambda: word_file("x", extra={"word/a.xml": bytes(9_000_000)}), "8 МБ"),
    "packed too well": (lambda: word_file("x", extra={"word/a.bin": bytes(40_000_000)}), "сильно"),
    "archive in archive": (lambda: word_file("x", extra={"word/a.zip": b""}), "архив"),
    "many entries": (_many_entries, "слишком много"),
    "path outside": (_outside_path, "вне документа"),
    "lying sizes": (_lying, "не документ Word"),
    "billion laughs": (_laughs, "подстановки XML"),
    "file outside": (_outside, "подстановки XML"),
    "another encoding": (_utf16, "подстановки XML"),
    "too large": (lambda: b"PK" + bytes(11_000_000), "10 МБ"),
}
_TAGS = {
    "class": ("{{ ''.__class__.__mro__ }}", "абзац 1"),
    "huge range": ("{% for x in range(10000000) %}x{% endfor %}", "абзац 1"),
    "multiplied text": ("{{ 'x' * 10 ** 10 }}", "абзац 1"),
    "power": ("{{ 9 ** 9 ** 9 }}", "абзац 1"),
    "include": ("{% include '/etc/passwd' %}", "абзац 1"),
    "import": ("{% import 'os' as os %}", "абзац 1"),
    "thousand ifs": ("{% if x %}" * 1000 + "{% endif %}" * 1000, "t.docx"),
    "thousand loops": ("{% for a in items %}" * 30 + "{% endfor %}" * 30, "t.docx"),
    "deep brackets": ("{{ " + "(" * 5000 + "x" + ")" * 5000 + " }}", "t.docx"),
    "open braces": ("{{" * 20_000, "t.docx"),
    "loops in loops": (
        "{% for a in items %}" * 8 + "{{ a }}" + "{% endfor %}" * 8,
        "больше 200000 шагов",
    ),
    "empty loops": ("{% for a in items %}" * 8 + "{% endfor %}" * 8, "больше 200000 шагов"),
}


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    start = monotonic()
    yield
    assert monotonic() - start < seconds


@pytest.fixture
def own(tmp_path: Path) -> TemplateSource:
    return TemplateSource(own=tmp_path, ours=tmp_path / "none")


def refusal(own: TemplateSource, content: bytes) -> str:
    assert own.own is not None
    (own.own / "t.docx").write_bytes(content)
    renderer = Renderer({"items": tuple("абвгдежзик"), "x": "1"}, FILTERS, own)
    with _within(_LONGEST), pytest.raises(TemplateError) as caught:
        renderer.render("t.docx")
    return str(caught.value)


@pytest.mark.parametrize("name", _FILES)
def test_a_file_that_would_burst_or_reach_out_is_not_opened(own: TemplateSource, name: str) -> None:
    make, words = _FILES[name]
    assert words in refusal(own, make())
    assert own.own is not None
    with _within(_LONGEST):
        (fault, *_) = lint_file(own.own / "t.docx")
    assert words in fault.message


@pytest.mark.parametrize("name", _TAGS)
def test_tags_that_would_run_away_are_refused_with_their_place(
    own: TemplateSource, name: str
) -> None:
    text, words = _TAGS[name]
    message = refusal(own, word_file(text))
    assert "t.docx" in message
    assert words in message
    assert own.own is not None
    with _within(_LONGEST):
        assert lint_file(own.own / "t.docx")


def test_a_text_that_grows_beyond_any_document_is_stopped(
    own: TemplateSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    loops = "{% for a in items %}" * 4 + "слово " * 2_000 + "{% endfor %}" * 4
    assert "неправдоподобно длинным" in refusal(own, word_file(loops))


def test_a_child_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang() -> bytes:
        while True:
            pass

    with _within(5), pytest.raises(TemplateError, match=r"t\.docx.*время и память"):
        in_child(hang, "t.docx", seconds=0.3)


def test_a_child_that_eats_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "MEMORY", 64 * 2**20)
    with _within(5), pytest.raises(TemplateError, match="время и память"):
        in_child(lambda: bytes(2**30), "t.docx")


def test_a_child_writes_no_file(tmp_path: Path) -> None:
    def write() -> bytes:
        (tmp_path / "left").write_bytes(b"x" * 10)
        return b""

    with pytest.raises(TemplateError):
        in_child(write, "t.docx")
    assert not (tmp_path / "left").exists() or (tmp_path / "left").stat().st_size == 0


def test_what_a_child_gives_comes_whole() -> None:
    assert in_child(lambda: b"ab" * 1_000_000, "t.docx") == b"ab" * 1_000_000


def test_a_loop_of_ten_thousand_is_no_crime(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(word_file("{% for a in items %}{{ a }},{% endfor %}"))
    source = TemplateSource(own=tmp_path, ours=tmp_path / "none")
    people = tuple(map(str, range(10_000)))
    assert len(people) < sandbox.MOST_STEPS
    assert len(Renderer({"items": people}, FILTERS, source).render("t.docx").facts) == 10_000
