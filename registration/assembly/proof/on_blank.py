"""The application held against the official blank it was written on."""

from pathlib import Path

from registration.assembly.manifest import Manifest, PackedDocument
from registration.assembly.proof.difference import Difference, Place
from registration.assembly.r11001.blank import Official, load_official, prove
from registration.errors import RegistrationError

_MARK = "@"  # parts the name of a calibrated edition from the fingerprint of its blank and map


def held_against_blank(
    manifest: Manifest, form: PackedDocument, directory: Path, blanks: Path | None
) -> tuple[tuple[Difference, ...], tuple[str, ...]]:
    """What differs, and what could not be looked at because the blank is not here."""
    name = manifest.versions.form_edition
    if _MARK not in name or manifest.draft or form.pdf is None:
        return (), ()
    official = _official(name, blanks)
    if official is None:
        return (), (
            f"Заявление не сличено с бланком: редакции «{name}» здесь нет. "
            "Укажите папку сверенных бланков: --editions ПАПКА.",
        )
    try:
        content = (directory / form.pdf).read_bytes()
    except OSError:
        return (), ()  # the reading of the PDF itself tells that
    here = Place(form.title, form.pdf, "бланк")
    return tuple(Difference(fault, here) for fault in prove(content, official)), ()


def _official(name: str, blanks: Path | None) -> Official | None:
    if blanks is None:
        return None
    try:
        official = load_official(blanks, name.partition(_MARK)[0])
    except RegistrationError:
        return None
    return official if official.name == name else None
