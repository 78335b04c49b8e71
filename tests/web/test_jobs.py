"""Packages in the background: rows, one at a time, nothing personal left behind."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event
from types import SimpleNamespace
from typing import Any

import pytest

from registration.errors import PackageRefused
from web import create_app
from web.build import BuildFailed, Kind, Order, build_apart
from web.jobs import REFUSAL, Job, Jobs, State
from web.settings import Settings

ON = date(2026, 11, 23)


class MemoryShelf:
    """A store in memory: one case."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers, self.revision = answers, 7
        self.files: dict[str, bytes] = {}

    def load(self, case_id: str) -> Any:
        return SimpleNamespace(answers=self.answers, revision=self.revision)

    def put_file(self, case_id: str, name: str, content: bytes) -> None:
        self.files[name] = content

    def get_file(self, case_id: str, name: str) -> bytes | None:
        return self.files.get(name)


def _builds(order: Order, folder: Path, tell: Callable[[str], None]) -> bytes:
    (folder / "names.txt").write_text("Попова")
    tell("Устав")
    tell("Архив")
    return b"zip"


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf({})


@pytest.fixture
def ordered(tmp_path: Path, shelf: MemoryShelf) -> Callable[[Any], Job]:
    """Order a draft from a builder and give the row it ends with."""

    def order(build: Any) -> Job:
        jobs = Jobs(tmp_path, shelf, build=build, immediate=True)
        return jobs.order("case", Kind.DRAFT, ON)

    return order


def test_a_job_ends_with_a_sealed_package_and_its_revision(
    ordered: Callable[[Any], Job], shelf: MemoryShelf
) -> None:
    job = ordered(_builds)
    assert job.is_done
    assert (job.revision, job.step, job.doing) == (7, 2, "Архив")
    assert shelf.files == {"draft.zip": b"zip"}


def test_the_workshop_is_closed_to_others_and_emptied(
    ordered: Callable[[Any], Job], tmp_path: Path
) -> None:
    seen = []

    def looks(order: Order, folder: Path, tell: Callable[[str], None]) -> bytes:
        seen.append((folder.stat().st_mode & 0o777, folder.parent.stat().st_mode & 0o777))
        return _builds(order, folder, tell)

    ordered(looks)
    assert seen == [(0o700, 0o700)]
    assert list((tmp_path / "workshop").iterdir()) == []


def test_reasons_of_a_refusal_are_sealed_and_not_in_the_row(
    ordered: Callable[[Any], Job], shelf: MemoryShelf, tmp_path: Path
) -> None:
    def refuses(*_: object) -> bytes:
        raise PackageRefused("Попова Нина — не учредитель.")

    job = ordered(refuses)
    assert job.state is State.REFUSED
    assert shelf.files[REFUSAL].decode() == "Попова Нина — не учредитель."
    assert "Попова".encode() not in b"".join(path.read_bytes() for path in tmp_path.glob("*.sq*"))


def test_a_failure_is_told_in_russian(ordered: Callable[[Any], Job]) -> None:
    def fails(*_: object) -> bytes:
        raise BuildFailed("Сборка прервалась.")

    job = ordered(fails)
    assert (job.state, job.reason) == (State.FAILED, "Сборка прервалась.")


def test_an_unforeseen_error_keeps_its_words_to_itself(
    ordered: Callable[[Any], Job], caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    def breaks(order: Order, folder: Path, tell: Callable[[str], None]) -> bytes:
        (folder / "names.txt").write_text("Попова")
        raise ValueError("Попова")

    job = ordered(breaks)
    assert job.state is State.FAILED
    assert "ошибки программы" in job.reason
    assert "Попова" not in caplog.text
    assert list((tmp_path / "workshop").iterdir()) == []


def test_a_case_has_one_job_at_a_time(tmp_path: Path, shelf: MemoryShelf) -> None:
    jobs = Jobs(tmp_path, shelf, build=_builds)  # nobody works the queue
    first = jobs.order("case", Kind.DRAFT, ON)
    assert jobs.order("case", Kind.FINAL, ON) == first
    assert jobs.order("other", Kind.FINAL, ON).id != first.id
    assert jobs.underway("case") == first


def test_a_finished_job_makes_room_for_another(tmp_path: Path, shelf: MemoryShelf) -> None:
    jobs = Jobs(tmp_path, shelf, build=_builds, immediate=True)
    first = jobs.order("case", Kind.DRAFT, ON)
    second = jobs.order("case", Kind.DRAFT, ON)
    assert second.id > first.id
    assert jobs.latest("case", Kind.DRAFT) == second
    assert jobs.underway("case") is None


def test_a_queued_job_is_done_after_a_restart_and_an_interrupted_one_is_told(
    tmp_path: Path, shelf: MemoryShelf
) -> None:
    killed = Jobs(tmp_path, shelf, build=_builds)
    waiting = killed.order("waiting", Kind.DRAFT, ON)
    lost = killed.order("lost", Kind.DRAFT, ON)
    killed._note(lost.id, state=State.RUNNING)
    killed._huey.storage.flush_queue()  # what was running had left the queue
    killed._task(waiting.id)
    finished = _Bell()
    started = Jobs(tmp_path, shelf, build=finished.rings(_builds))
    started.start()
    try:
        assert finished.rang()
    finally:
        started.stop()
    assert started._job(waiting.id).is_done
    assert "перезапустили" in started._job(lost.id).reason


def test_a_start_of_the_site_clears_what_a_killed_one_left(settings: Settings) -> None:
    leftover = settings.data / "workshop" / "left"
    leftover.mkdir(parents=True)
    (leftover / "names.txt").write_text("Попова")
    app = create_app(settings)
    app.extensions["store"].close()
    assert not leftover.exists()


def test_a_start_takes_nothing_from_a_build_that_goes_on(
    tmp_path: Path, shelf: MemoryShelf
) -> None:
    def builds(order: Order, folder: Path, tell: Callable[[str], None]) -> bytes:
        Jobs(tmp_path, shelf, build=_builds)  # a second site on the same data
        return _builds(order, folder, tell)

    jobs = Jobs(tmp_path, shelf, build=builds, immediate=True)
    assert jobs.order("case", Kind.DRAFT, ON).is_done


class _Bell:
    """Tells when a builder has been called, without sleeping."""

    def __init__(self) -> None:
        self._event = Event()

    def rings(self, build: Any) -> Any:
        def ringing(*arguments: Any) -> bytes:
            self._event.set()
            return bytes(build(*arguments))

        return ringing

    def rang(self) -> bool:
        return self._event.wait(timeout=10)


def test_a_child_process_tells_its_steps_and_leaves_a_package(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    steps: list[str] = []
    order = Order(answers("verkhnetoemsky"), ON, Kind.FINAL)
    assert build_apart(order, tmp_path, steps.append).startswith(b"PK")
    assert "Устав" in steps


def test_a_child_process_tells_why_it_refuses(
    answers: Callable[[str], dict[str, Any]], tmp_path: Path
) -> None:
    order = Order(answers("faulty/unfinished"), ON, Kind.FINAL)
    with pytest.raises(PackageRefused):
        build_apart(order, tmp_path, lambda title: None)


def test_a_fault_of_ours_in_the_child_is_told(tmp_path: Path) -> None:
    order = Order({}, ON, Kind.DRAFT)
    (tmp_path / "komplekt").write_text("in the way")
    with pytest.raises(BuildFailed, match="нужна папка"):
        build_apart(order, tmp_path, lambda title: None)
