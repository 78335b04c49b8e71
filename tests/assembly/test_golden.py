"""The text of every document of every sample, kept in the repository and compared word by word.

`pytest tests/assembly/test_golden.py --update-golden` writes the texts anew; read the difference.
"""

import re
from pathlib import Path

import pytest

from registration.assembly import r11001
from registration.assembly.rendering.render import document_paragraphs
from tests.assembly.conftest import SAMPLES, Build

GOLDEN = Path(__file__).parents[1] / "golden"


def _text(path: Path) -> str:
    content = path.read_bytes()
    if path.stem.startswith("D18"):
        cells = r11001.read_docx(content)
        return "".join(
            f"{page:03} {field}: {text}\n" for (page, field), text in cells.items() if text
        )
    paragraphs = (paragraph.strip() for paragraph in document_paragraphs(content))
    return "".join(f"{paragraph}\n" for paragraph in paragraphs if paragraph)


# The sixth case repeats the second; only what the five have not is worth approving.
AFTER = re.compile("D17|D27T|D28|D3[0-6]")


@pytest.mark.parametrize("name", [*SAMPLES, "after_registration"])
def test_every_document_reads_as_it_was_approved(
    name: str, word_package: Build, request: pytest.FixtureRequest
) -> None:
    folder = GOLDEN / name
    wanted = AFTER if name == "after_registration" else re.compile("D")
    texts = {
        path.stem: _text(path)
        for path in word_package(name).directory.glob("*.docx")
        if wanted.match(path.stem)
    }
    if request.config.getoption("--update-golden"):
        _rewrite(folder, texts)
    approved = {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    assert texts.keys() == approved.keys()
    for stem, text in sorted(texts.items()):
        assert text == approved[stem], f"{name}/{stem}"


def _rewrite(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.txt"):
        path.unlink()
    for stem, text in texts.items():
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
