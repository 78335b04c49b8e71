"""The folder of a package for what is not in force and must not be lost."""

from pathlib import Path

from registration.assembly.manifest import ASIDE


def set_aside(directory: Path, name: str) -> str:
    """Move a file of a package to what is not in force; return its new name."""
    source = directory / name
    if not source.is_file():
        return name
    found = lay_aside(directory, Path(name).name, source.read_bytes())
    source.unlink()
    return found


def lay_aside(directory: Path, name: str, content: bytes) -> str:
    """Write a file aside under its name, numbered while another has that name."""
    first = Path(ASIDE) / name
    target, number = first, 1
    while (known := content_of(directory / target)) is not None and known != content:
        number += 1
        target = first.with_stem(f"{first.stem}-{number}")
    (directory / target).parent.mkdir(parents=True, exist_ok=True)
    (directory / target).write_bytes(content)
    return target.as_posix()


def content_of(path: Path) -> bytes | None:
    """Bytes of a file; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
