"""LibreOffice takes and refuses our tracked changes as Word does: the texts come back whole."""

import subprocess
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from registration.assembly.office import soffice
from registration.assembly.office_session import SYSTEM_PYTHON, Session
from registration.assembly.proof.redline.tracked import tracked
from registration.assembly.rendering.render import document_paragraphs
from tests.assembly.conftest import DAY, Build
from tests.assembly.proof.test_redline import word_of

pytestmark = pytest.mark.libreoffice

WORKER = Path(__file__).with_name("settle_worker.py")
ROWS = [[["№ 1"], ["Попова"]], [["№ 2"], ["Коробицын"]], [["№ 3"], ["Хабаров"]]]
TEXTS = {
    "words": (["Устав принят 46 жителями.", "Конец"], ["Устав принят 47 жителями.", "Конец"]),
    "paragraphs": (["1.1. Один", "1.2. Два", "Конец"], ["1.1. Один", "1.2. Новый", "1.3. Два"]),
    "last": (["Один", "Два", "Три"], ["Один"]),
    "first": (["Два"], ["Один", "Два"]),
    "rows": (["До", ROWS, "После"], ["До", [ROWS[0], [["№ 2"], ["Иной"]], *ROWS[1:]], "После"]),
    "row lost": (["До", ROWS, "После"], ["До", [ROWS[0], ROWS[2]], "После"]),
    "cell": (["До", ROWS, "После"], ["До", [[["№ 1"], ["Попова", "Н. И."]], *ROWS[1:]], "После"]),
    "table lost": (["До", ROWS, "После"], ["До", "После"]),
    "table come": (["До", "После"], ["До", ROWS, "После"]),
    "before table": (["Один", "Два", ROWS, "После"], ["Один", ROWS, "После"]),
}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """A LibreOffice that the test drives itself."""
    running = Session(soffice() or "soffice", 30.0)
    yield running
    running.kill()
    running.clean()


def settled(
    session: Session, redlines: dict[str, bytes], folder: Path
) -> dict[tuple[str, str], Path]:
    """Each redline accepted and rejected: (name, how) → file."""
    jobs: list[str] = []
    made = {}
    for number, (name, content) in enumerate(redlines.items()):
        source = folder / f"{number}.docx"
        source.write_bytes(content)
        for how in ("accept", "reject"):
            made[name, how] = folder / f"{number}-{how}.docx"
            jobs += [how, str(source), str(made[name, how])]
    subprocess.run(  # noqa: S603 — our own script
        [SYSTEM_PYTHON, "-I", str(WORKER), session.home.name, *jobs], check=True, timeout=120
    )
    return made


def texts(content: bytes) -> list[str]:
    return list(document_paragraphs(content))


def test_small_texts_come_back_whole(session: Session, tmp_path: Path) -> None:
    pairs = {name: (word_of(list(a)), word_of(list(b))) for name, (a, b) in TEXTS.items()}
    redlines = {name: tracked(old, new, DAY) for name, (old, new) in pairs.items()}
    made = settled(session, redlines, tmp_path)
    wrong = {
        (name, how): texts(path.read_bytes())
        for (name, how), path in made.items()
        if texts(path.read_bytes()) != texts(pairs[name][how == "accept"])
    }
    assert wrong == {}


def test_whole_documents_come_back_whole(
    session: Session, word_package: Build, tmp_path: Path
) -> None:
    """Papers of two different cases: charters of two kinds, tables of different length."""
    one, other = (word_package(name).directory for name in ("verkhnetoemsky", "nyandomsky"))
    stems = ("D14-ustav", "D12-protokol", "D09-list-registracii", "D19-svedeniya-ob-uchreditelyah")
    pairs = {
        stem: tuple((folder / f"{stem}.docx").read_bytes() for folder in (one, other))
        for stem in stems
    }
    files = {stem: tracked(old, new, DAY) for stem, (old, new) in pairs.items()}
    plain = {
        f"{stem} {how}": content
        for stem, both in pairs.items()
        for how, content in zip(("reject", "accept"), both, strict=True)
    }
    made = settled(session, files | plain, tmp_path)
    for stem in stems:
        for how in ("reject", "accept"):
            # LibreOffice writes a page break of its own: its copy of the plain file has it too.
            same = made[f"{stem} {how}", how]
            assert texts(made[stem, how].read_bytes()) == texts(same.read_bytes()), (stem, how)


def test_headers_stay_as_they_are(word_package: Build) -> None:
    one, other = (word_package(name).directory for name in ("verkhnetoemsky", "nyandomsky"))
    old, new = ((folder / "D14-ustav.docx").read_bytes() for folder in (one, other))
    with (
        zipfile.ZipFile(BytesIO(new)) as before,
        zipfile.ZipFile(BytesIO(tracked(old, new, DAY))) as after,
    ):
        assert before.namelist() == after.namelist()
        for name in before.namelist():
            if name not in ("word/document.xml", "word/styles.xml"):
                assert before.read(name) == after.read(name)
