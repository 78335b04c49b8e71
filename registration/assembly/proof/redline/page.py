"""Differences as one page for a browser: no scripts, no links outside, readable in black and white.

The page holds personal data: it is for the people who hold the case.
"""

from collections.abc import Iterable, Iterator
from html import escape

from registration.assembly.proof.redline.compare import Change, Kind
from registration.assembly.proof.redline.packages import PaperChanges
from registration.assembly.proof.redline.words import Piece

_STYLE = """
body{font:18px/1.5 "Liberation Serif","Times New Roman",serif;max-width:48em;margin:2em auto;
padding:0 1em;color:#000;background:#fff}
h1{font-size:1.6em}h2{font-size:1.25em;margin-top:2em;border-top:2px solid #000;padding-top:.5em}
ins{text-decoration:underline;text-decoration-thickness:2px;font-weight:bold;background:#dff0df}
del{text-decoration:line-through;background:#f6dede}
.change{margin:.8em 0;padding-left:1em;border-left:4px solid #555;break-inside:avoid}
.place{font-size:.85em;color:#333}
@media print{body{margin:0;font-size:12pt}ins,del{background:none}}
"""


def redline_page(title: str, papers: Iterable[PaperChanges]) -> str:
    """The whole page; text added is underlined and bold, text removed is struck through."""
    sections = list(papers)
    body = "".join(map(_paper, sections)) or "<p>Отличий нет.</p>"
    return (
        '<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>"
        f"<h1>{escape(title)}</h1>"
        "<p><ins>Добавленное</ins> подчёркнуто, <del>удалённое</del> зачёркнуто. "
        "Абзацы без изменений не показаны.</p>"
        f"{body}</body></html>\n"
    )


def _paper(paper: PaperChanges) -> str:
    changes = "".join(map(_change, paper.changes))
    return f"<h2>{escape(paper.title)} — {escape(paper.words)}</h2>{changes}"


def _change(change: Change) -> str:
    words = {Kind.ADDED: "добавлен ", Kind.REMOVED: "удалён "}.get(change.kind, "")
    return (
        f'<div class="change"><div class="place">{words}{escape(change.place)}</div>'
        f"<div>{''.join(_pieces(change.pieces))}</div></div>"
    )


def _pieces(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        if piece.is_same:
            yield escape(piece.new)
            continue
        if piece.old:
            yield f"<del>{escape(piece.old)}</del>"
        if piece.new:
            yield f"<ins>{escape(piece.new)}</ins>"


def plain(change: Change) -> str:
    """One change for a terminal: «стоит [-46-] {+47+} человек»."""
    return "".join(
        piece.new
        if piece.is_same
        else (f"[-{piece.old}-]" if piece.old else "") + (f"{{+{piece.new}+}}" if piece.new else "")
        for piece in change.pieces
    )
