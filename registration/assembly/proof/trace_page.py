"""The trace of a package as one page: answers with links to paragraphs, paragraphs with links back.

The page holds everything the papers hold, personal data too: it stays in the folder of the case
and is neither printed for filing nor sent.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from registration.assembly.proof.trace import Source, Trace, Traced, trace_package

FILE = "trace.html"

_STYLE = """
body{font:18px/1.5 "Liberation Serif","Times New Roman",serif;max-width:52em;margin:2em auto;
padding:0 1em;color:#000;background:#fff;overflow-wrap:anywhere}
h1{font-size:1.6em}h2{font-size:1.3em;margin-top:2em;border-top:2px solid #000;padding-top:.5em}
h3{font-size:1.05em;margin:1.2em 0 .2em}a{color:#003a8c}
.p{margin:.9em 0;padding-left:1em;border-left:3px solid #777;break-inside:avoid}
.m{font-size:.85em;color:#333}ul{margin:.2em 0 .6em;padding-left:1.4em}
@media print{body{margin:0;font-size:11pt}a{color:#000}}
"""


def write_trace(directory: Path) -> None:
    """Put the page beside the papers of a package; the archive that may be sent is without it."""
    page = trace_page(trace_package(directory))
    (directory / FILE).write_text(page, encoding="utf-8")


def trace_page(trace: Trace) -> str:
    """The whole page."""
    answers = "".join(
        _answer(path, title, places) for path, (title, places) in sorted(trace.answers.items())
    )
    papers = "".join(
        f"<h2>{escape(title)}</h2>{''.join(map(_paragraph, items))}"
        for (_, title), items in groupby(
            trace.paragraphs, key=lambda item: (item.file, item.document)
        )
    )
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Откуда что взято</title><style>{_STYLE}</style></head><body>"
        "<h1>Откуда что взято</h1><p>Сначала ответы дела и все места, где каждый напечатан. Потом "
        "документы: у каждого абзаца — ответы, пункт и закон. Здесь персональные данные: страница "
        "остаётся в папке дела, её не печатают для подачи и не отправляют.</p>"
        f"<h2>Ответы</h2>{answers}{papers}</body></html>\n"
    )


def _answer(path: str, title: str, places: list[Traced]) -> str:
    lines = "".join(
        f'<li><a href="#{escape(item.anchor)}">{escape(where(item))}</a></li>' for item in places
    )
    return (
        f'<h3 id="a-{escape(path)}">{escape(title)}</h3><div class="m">{escape(path)}</div>'
        f"<ul>{lines}</ul>"
    )


def where(item: Traced) -> str:
    """«Протокол, абзац 14, страница 2»."""
    page = f", страница {item.page}" if item.page and "страница" not in item.place else ""
    return f"{item.document}, {item.place}{page}"


def _paragraph(item: Traced) -> str:
    return (
        f'<div class="p" id="{escape(item.anchor)}"><div class="m">{escape(where(item))}</div>'
        f"<div>{escape(item.text)}</div>{''.join(_made_of(item))}</div>"
    )


def _made_of(item: Traced) -> Iterator[str]:
    if item.sources:
        yield f'<div class="m">Из дела: {"; ".join(map(_source, item.sources))}.</div>'
    else:
        yield f'<div class="m">Слова шаблона {escape(item.template)}.</div>'
    if item.clause:
        about = f" — {escape(item.about)}" if item.about else ""
        yield f'<div class="m">Пункт {escape(item.clause)}{about}.</div>'
        if item.norms:
            yield f'<div class="m">Основание: {escape("; ".join(item.norms))}.</div>'


def _source(source: Source) -> str:
    if not source.is_answer:
        return f"«{escape(source.text)}» ({escape(source.derived)})"
    return f'<a href="#a-{escape(source.fact)}">{escape(source.title)}</a>'
