"""Photographs of papers: turned upright, freed of all they tell of the phone, put on A4 pages."""

import warnings
import zlib
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps

from registration.attachments.bounded import bounded
from registration.attachments.refused import AttachmentRefused

MOST_PIXELS = 40_000_000
_A4 = (595.276, 841.890)  # points
_MARGIN = 14.17  # points, five millimetres
_SHARP = (2339, 3308)  # A4 at 283 dots an inch: small print stays readable
_QUALITY = 82
_FORMATS = ("JPEG", "PNG")


def album(photographs: Sequence[tuple[str, bytes]]) -> bytes:
    """Photographs (name, content), in their order, as the pages of one PDF.

    Raises:
        AttachmentRefused: one of them is damaged or larger than any camera makes.
    """
    pictures = [_upright(content, name) for name, content in photographs]
    with pikepdf.new() as pdf:
        for picture in pictures:
            _add_page(pdf, picture)
        made = BytesIO()
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _upright(content: bytes, name: str) -> bytes:
    """A JPEG of pixels alone, no larger than a page can show."""
    return bounded(lambda: _redrawn(content, name), name)


def _redrawn(content: bytes, name: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # measured below
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                _expect_size(opened, name)
                opened.draft("RGB", _SHARP)  # a JPEG is decoded no larger than needed
                picture = ImageOps.exif_transpose(_plain(opened))
    except Image.DecompressionBombError:
        raise _too_large(name) from None
    except (OSError, ValueError, SyntaxError, zlib.error):
        raise AttachmentRefused(
            f"Фотография «{name}» повреждена: открыть её не вышло. Сфотографируйте ещё раз."
        ) from None
    turned = picture.width > picture.height
    picture.thumbnail(_SHARP[::-1] if turned else _SHARP)
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    made = BytesIO()
    clean.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()


def _expect_size(picture: Image.Image, name: str) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> AttachmentRefused:
    return AttachmentRefused(
        f"В фотографии «{name}» больше 40 миллионов точек. Уменьшите её и приложите снова."
    )


def _plain(opened: Image.Image) -> Image.Image:
    """On white where it was transparent; the mark of how the phone was held stays for a moment."""
    if opened.mode in ("RGB", "L"):
        opened.load()
        return opened
    shown = opened.convert("RGBA")
    white = Image.new("RGB", shown.size, "white")
    white.paste(shown, mask=shown.getchannel("A"))
    white.info["exif"] = opened.getexif().tobytes()
    return white


def _add_page(pdf: pikepdf.Pdf, picture: bytes) -> None:
    with Image.open(BytesIO(picture)) as opened:
        width, height = opened.size
    sheet = _A4 if width <= height else _A4[::-1]
    scale = min((sheet[0] - 2 * _MARGIN) / width, (sheet[1] - 2 * _MARGIN) / height)
    shown = width * scale, height * scale
    corner = (sheet[0] - shown[0]) / 2, (sheet[1] - shown[1]) / 2
    image = pikepdf.Stream(
        pdf,
        picture,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    drawing = f"q {shown[0]:.2f} 0 0 {shown[1]:.2f} {corner[0]:.2f} {corner[1]:.2f} cm /Photo Do Q"
    page = pdf.add_blank_page(page_size=sheet)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Photo=image))
    page.obj.Contents = pdf.make_stream(drawing.encode("ascii"))
