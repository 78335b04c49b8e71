"""Documents in the browser: what is missing, drafts, the final package, downloads."""

import re
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from registration.cli import main
from registration.errors import ConversionError
from registration.store import Channel, Store
from tests.conftest import SAMPLES
from tests.web.conftest import CheckedClient
from web.build import Kind, build_here
from web.jobs import Jobs, State


@pytest.fixture(autouse=True)
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """No LibreOffice: a package is made in a moment."""
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)


@pytest.fixture(autouse=True)
def jobs_at_once(app: Flask, on: date) -> None:
    """Every order is built before its answer comes."""
    store = app.extensions["store"]
    app.extensions["jobs"] = Jobs(
        app.extensions["settings"].data, store, build=build_here, immediate=True
    )
    app.extensions["today"] = lambda: on


@pytest.fixture
def case_of(app: Flask) -> Callable[[str], str]:
    """Put a sample into the store."""

    def put(name: str) -> str:
        store: Store = app.extensions["store"]
        answers = tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
        case_id = store.create_case("consultant")
        store.save(case_id, answers, seen=0, author="consultant", channel=Channel.PAPER)
        return case_id

    return put


@pytest.fixture
def complete(case_of: Callable[[str], str]) -> str:
    return case_of("verkhnetoemsky")


@pytest.fixture
def unfinished(case_of: Callable[[str], str]) -> str:
    return case_of("faulty/unfinished")


def _page(client: CheckedClient, case_id: str) -> str:
    return client.get(f"/delo/{case_id}/dokumenty/").text


def _build(client: CheckedClient, case_id: str, what: str) -> str:
    """Press the button on the page and read the page that follows."""
    _page(client, case_id)
    response = client.send(f"/delo/{case_id}/dokumenty/{what}/")
    assert response.location == f"/delo/{case_id}/dokumenty/sborka/"
    assert client.get(response.location).location == f"/delo/{case_id}/dokumenty/"
    return _page(client, case_id)


def _files(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_leader_reads_what_is_missing(
    leader_client: Callable[[str], CheckedClient], unfinished: str
) -> None:
    page = _page(leader_client(unfinished), unfinished)
    assert "Нет решения об установлении границ" in page
    assert "Органы ТОС" in page
    ready, whole = re.search(r"Готовы: (\d+) из (\d+)\.", page).groups()  # type: ignore[union-attr]
    assert 0 < int(ready) < int(whole)
    assert "Росфинмониторинга" in page.partition("Решит консультант")[2]


def test_a_leader_gets_a_draft_of_an_unfinished_case(
    leader_client: Callable[[str], CheckedClient], unfinished: str
) -> None:
    client = leader_client(unfinished)
    assert "Готовый черновик" in _build(client, unfinished, "proekt")
    files = _files(client.get(f"/delo/{unfinished}/dokumenty/draft/komplekt.zip").data)
    assert "D14-ustav.docx" in files
    assert "D00-proekt-chto-ispravit.docx" in files


def test_a_final_package_equals_that_of_the_command_line(
    consultant_client: CheckedClient, complete: str, tmp_path: Path
) -> None:
    assert "Комплект для подачи" in _build(consultant_client, complete, "komplekt")
    sample, out = str(SAMPLES / "verkhnetoemsky.toml"), tmp_path / "cli"
    main(["package", sample, "-o", str(out), "--no-pdf", "--on", "2026-11-23"])
    ours = _files(consultant_client.get(f"/delo/{complete}/dokumenty/final/komplekt.zip").data)
    papers = {path.name: path.read_bytes() for path in out.glob("*.docx")}
    assert papers.keys() == {name for name in ours if name.endswith(".docx")}
    assert [name for name, content in papers.items() if ours[name] != content] == []


def test_a_refused_final_tells_the_reasons(
    consultant_client: CheckedClient, case_of: Callable[[str], str]
) -> None:
    case_id = case_of("faulty/violations")
    page = _build(consultant_client, case_id, "komplekt")
    assert "Окончательный комплект не собран" in page
    assert "Учредителей 2, а нужно не меньше 3" in page.partition("Чего не хватает")[0]
    assert consultant_client.get(f"/delo/{case_id}/dokumenty/final/komplekt.zip").status_code == 404


def test_a_leader_cannot_order_the_final_package(
    leader_client: Callable[[str], CheckedClient], complete: str
) -> None:
    client = leader_client(complete)
    assert "Собрать комплект" not in _page(client, complete)
    assert client.send(f"/delo/{complete}/dokumenty/komplekt/").status_code in (403, 404)


def test_a_foreign_case_is_not_there(
    leader_client: Callable[[str], CheckedClient],
    consultant_client: CheckedClient,
    complete: str,
    case: str,
) -> None:
    _build(consultant_client, complete, "komplekt")
    stranger = leader_client(case)
    for address in ("", "sborka/", "final/komplekt.zip", "final/D14-ustav.docx"):
        assert stranger.get(f"/delo/{complete}/dokumenty/{address}").status_code == 404
    assert stranger.send(f"/delo/{complete}/dokumenty/proekt/").status_code == 404


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("komplekt.zip", "application/zip"),
        ("D18-zayavlenie-R11001.pdf", "application/pdf"),
        (
            "D14-ustav.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_a_download_is_a_file_that_no_cache_keeps(
    consultant_client: CheckedClient, complete: str, name: str, kind: str
) -> None:
    _build(consultant_client, complete, "proekt")
    response = consultant_client.get(f"/delo/{complete}/dokumenty/draft/{name}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    assert response.headers["Content-Disposition"] == f"attachment; filename=proekt-{name}"
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["manifest.json", "../cases.sqlite", "нет.docx", "D99.docx"])
def test_only_papers_of_the_package_can_be_downloaded(
    consultant_client: CheckedClient, complete: str, name: str
) -> None:
    _build(consultant_client, complete, "proekt")
    assert consultant_client.get(f"/delo/{complete}/dokumenty/draft/{name}").status_code == 404
    assert consultant_client.get(f"/delo/{complete}/dokumenty/else/{name}").status_code == 404


def test_a_package_made_before_the_last_answers_is_marked(
    consultant_client: CheckedClient, store: Store, complete: str
) -> None:
    assert "изменились после сборки" not in _build(consultant_client, complete, "komplekt")
    seen = store.load(complete).revision
    store.save(complete, {"residents.total": 47}, seen=seen, author="nina", channel=Channel.PHONE)
    assert "изменились после сборки" in _page(consultant_client, complete)


def test_a_failed_conversion_is_told_and_word_files_are_offered(
    consultant_client: CheckedClient, complete: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registration.assembly.office.Office.convert", _broken_office)
    page = _build(consultant_client, complete, "proekt")
    assert "Файлы PDF сделать не удалось" in page
    assert "LibreOffice остановился" in page
    assert "draft/D14-ustav.docx" in page
    assert "draft/komplekt.pdf" not in page


def _broken_office(*_: object) -> None:
    raise ConversionError("LibreOffice остановился посреди работы.")


def test_the_second_package_is_made_out_of_the_first(
    consultant_client: CheckedClient, store: Store, complete: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(consultant_client, complete, "proekt")
    first = store.get_file(complete, "draft.zip")
    monkeypatch.setattr("registration.assembly.papers.Papers.first", _broken_office)
    page = _build(consultant_client, complete, "proekt")
    assert "draft/D14-ustav.docx" in page
    assert "Собрать не получилось" not in page
    assert store.get_file(complete, "draft.zip") == first


def test_a_failure_is_told_and_the_button_stays(
    app: Flask, consultant_client: CheckedClient, complete: str
) -> None:
    def breaks(*_: object) -> bytes:
        raise ValueError("Попова")

    data = app.extensions["settings"].data
    app.extensions["jobs"] = Jobs(data, app.extensions["store"], build=breaks, immediate=True)
    page = _build(consultant_client, complete, "proekt")
    assert "Собрать не получилось" in page
    assert "Собрать черновик" in page
    assert "ValueError" not in page


def test_while_building_the_page_says_what_is_being_done_and_renews_itself(
    app: Flask, consultant_client: CheckedClient, complete: str
) -> None:
    jobs = Jobs(app.extensions["settings"].data, app.extensions["store"])
    monitor = jobs.order(complete, Kind.DRAFT, date(2026, 11, 23))
    jobs._note(monitor.id, state=State.RUNNING, doing="Устав", step=2)
    address = f"/delo/{complete}/dokumenty/sborka/"
    moving, still = consultant_client.get(address), consultant_client.get(f"{address}stoit/")
    assert "Сейчас: Устав" in moving.text
    assert moving.headers["Refresh"] == "3"
    assert "Refresh" not in still.headers
    page = _page(consultant_client, complete)
    assert "сейчас собираются" in page
    assert "Собрать черновик" not in page


def test_every_download_is_in_the_log_without_values(
    consultant_client: CheckedClient, store: Store, complete: str
) -> None:
    _build(consultant_client, complete, "proekt")
    consultant_client.get(f"/delo/{complete}/dokumenty/draft/D14-ustav.docx")
    entries = [(entry.actor, entry.action, entry.what) for entry in store.log(complete)]
    assert ("nina", "скачан файл", "draft/D14") in entries


def test_a_decision_for_all_cases_reaches_the_pages_and_the_papers(
    app: Flask,
    consultant_client: CheckedClient,
    complete: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text(
        "[[decisions.made]]\n"
        'question = "founder-sheets"\nchoice = "none"\nreason = "Ответ Управления."\n'
        'decided_by = "Анна Сергеевна Вымышленная"\ndecided_on = 2026-11-20\n',
        encoding="utf-8",
    )
    before = _application(consultant_client, complete)
    monkeypatch.setenv("REGISTRATION_DECISIONS", str(file))
    given = {"decisions": file}
    app.extensions["settings"] = app.extensions["settings"].model_copy(update=given)

    after = _application(consultant_client, complete)
    assert len(after) < len(before)  # the sheets of three founders are gone
    assert "Решено для всех дел" in _page(consultant_client, complete)


def _application(client: CheckedClient, case_id: str) -> bytes:
    _build(client, case_id, "komplekt")
    files = _files(client.get(f"/delo/{case_id}/dokumenty/final/komplekt.zip").data)
    return next(text for name, text in files.items() if "R11001" in name and name.endswith("pdf"))
