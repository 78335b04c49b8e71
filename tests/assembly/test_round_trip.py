"""Ten thousand texts go into Word and three hundred into PDF, and every one comes back whole."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from registration.assembly.office import Office
from registration.assembly.pdf import check_pdf, letters
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.assembly.rendering.source import TemplateSource
from registration.domain.text import normalise
from registration.language.wording import FILTERS
from tests.assembly.word import altered, word_file

TEXTS, PRINTED, SEEDS = 10_000, 300, 250

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"
_SIGNS = "&<>\"'«»„“–—-№%§/().,;:!?*+=_@#0123456789"
_HOSTILE = ("{{ x }}", "{% if %}", "</w:t>", "<w:br/>", "&amp;", "&#0;", "]]>", "<!--", "None")

_PLAIN = "<w:r><w:t>{{ text }}"
_IN_TIMES = (
    '<w:r><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" '
    'w:cs="Times New Roman"/></w:rPr><w:t>{{ text }}'
)

word = st.text(_RUSSIAN, min_size=1, max_size=14)
name = st.lists(word, min_size=1, max_size=3).map("-".join)
piece = st.one_of(word, name, st.text(_SIGNS, min_size=1, max_size=5), st.sampled_from(_HOSTILE))
line = st.lists(piece, min_size=1, max_size=8).map(" ".join)
long_line = st.builds(lambda text, times: f"{text} " * times, name, st.integers(2, 300)).map(
    lambda text: text[:300]
)
paragraphs = st.lists(line, min_size=2, max_size=3).map("\n".join)
emoji = st.builds("{} {}".format, name, st.sampled_from(("🏡", "👍🏽", "🇷🇺", "ß", "中", "é")))
anything = st.text(min_size=1, max_size=30)
legible = st.one_of(name, line, long_line).map(normalise).filter(bool)
answer = st.one_of(legible, paragraphs, emoji, anything).map(normalise).filter(bool)


def _generated(strategy: st.SearchStrategy[str], number: int) -> list[str]:
    """So many texts, the same in every run: hypothesis seeds them, a fixed chance joins them."""
    seeds: list[str] = []

    @settings(
        derandomize=True,
        database=None,
        deadline=None,
        max_examples=SEEDS,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(text: str) -> None:
        seeds.append(text)

    gather()
    chance, made = random.Random(5), dict.fromkeys(seeds)  # noqa: S311 — not a secret
    while len(made) < number:
        joined = " ".join(chance.sample(seeds, chance.randint(2, 5)))
        made[normalise(joined[:300])] = None
    return list(made)


@pytest.fixture(scope="module")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    """Renders a template that prints every text in a paragraph of its own."""
    folder = tmp_path_factory.mktemp("templates")
    (folder / "forms").mkdir()
    template = word_file("{%p for text in texts %}", "{{ text }}", "{%p endfor %}")
    (folder / "forms" / "texts.docx").write_bytes(altered(template, _PLAIN, _IN_TIMES))
    return Renderer({}, FILTERS, TemplateSource(ours=folder))


def test_every_text_comes_back_from_word(renderer: Renderer) -> None:
    texts = _generated(answer, TEXTS)
    # A template prints an answer of many paragraphs one by one.
    lines = [line for text in texts for line in text.split("\n") if line]
    docx = renderer.render("forms/texts.docx", {"texts": lines}).content
    back = document_paragraphs(docx)
    # A blank may come back as one that does not break: «№ 5».
    assert [text.replace("\u00a0", " ") for text in back] == lines
    assert len(lines) >= TEXTS
    assert max(map(len, lines)) == 300


@pytest.mark.libreoffice
def test_every_text_comes_back_from_pdf(renderer: Renderer, office: Office, tmp_path: Path) -> None:
    texts = _generated(legible, PRINTED)
    source, target = tmp_path / "texts.docx", tmp_path / "texts.pdf"
    source.write_bytes(renderer.render("forms/texts.docx", {"texts": texts}).content)
    office.convert(source, target)
    pages = check_pdf(target.read_bytes(), texts)
    assert letters("".join(pages)) == letters("".join(texts))
    assert len(texts) >= PRINTED
