"""Numbered pictures of the pages: each row of cells with its number and the proposed field."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from registration.assembly.r11001.blank.child import draw_page, draw_pages
from registration.assembly.r11001.blank.map_file import BlankMap, MapLine, MapPage
from registration.assembly.r11001.blank.propose import Sure
from registration.assembly.r11001.blank.worker import DPI
from registration.assembly.r11001.draw_pdf import FONTS

_SCALE = DPI / 72
_COLOURS = {Sure.YES: (0, 110, 40), Sure.LIKELY: (180, 90, 0), Sure.NO: (190, 0, 0)}
_UNUSED = (90, 90, 90)
_MARKS = {Sure.YES: "", Sure.LIKELY: " ?", Sure.NO: " ??"}


def draw_pictures(content: bytes, blank_map: BlankMap, folder: Path) -> tuple[Path, ...]:
    """Write `page-01.png` … into a folder; the numbers are those of the map."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with tempfile.TemporaryDirectory() as work:
        drawn = draw_pages(content, Path(work))
        for page, source in zip(blank_map.pages, drawn, strict=True):
            with Image.open(source) as picture:
                picture.load()
            target = folder / f"page-{page.number:02}.png"
            _mark(picture, f"{page.number}: {page.sheet or 'не нужен'}", page.lines)
            picture.save(target)
            made.append(target)
    return tuple(made)


def draw_picture(content: bytes, page: MapPage) -> bytes:
    """The numbered picture of one page, as PNG."""
    with Image.open(BytesIO(draw_page(content, page.number))) as picture:
        picture.load()
    _mark(picture, f"{page.number}: {page.sheet or 'не нужен'}", page.lines)
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _mark(picture: Image.Image, title: str, lines: tuple[MapLine, ...]) -> None:
    pen = ImageDraw.Draw(picture)
    large = ImageFont.truetype(str(FONTS / "LiberationSans-Bold.ttf"), 22)
    small = ImageFont.truetype(str(FONTS / "LiberationSans-Bold.ttf"), 13)
    pen.text((picture.width / 2, 4), title, fill=(0, 0, 150), font=large, anchor="ma")
    for line in lines:
        box = line.run.box
        colour = _COLOURS[line.sure] if line.field else _UNUSED
        edges = [value * _SCALE for value in (box.left, box.top, box.right, box.bottom)]
        pen.rectangle(edges, outline=colour, width=2)
        words = f"{line.n} {line.field}{_MARKS[line.sure] if line.field else ''}".strip()
        x, y = edges[0] + 2, (edges[1] + edges[3]) / 2
        ground = pen.textbbox((x, y), words, font=small, anchor="lm")
        pen.rectangle(ground, fill=(255, 255, 255))
        pen.text((x, y), words, fill=colour, font=small, anchor="lm")
