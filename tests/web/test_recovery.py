"""The recovery key: to the administrator alone, after the password, and noted each time."""

from pathlib import Path

import pytest

from registration.cli import SOUND, UNREADABLE, main
from registration.store import Role, Store, open_store
from tests.web.conftest import CheckedClient

PASSWORD = "длинный пароль администратора"  # noqa: S105


@pytest.fixture
def administrator(administrator_client: CheckedClient, store: Store) -> CheckedClient:
    store.add_user("administrator", Role.ADMINISTRATOR, PASSWORD)
    administrator_client.get("/klyuch/")
    return administrator_client


def test_the_sheet_shows_the_words_and_is_noted(administrator: CheckedClient, store: Store) -> None:
    page = administrator.send("/klyuch/", password=PASSWORD)
    assert all(line in page.text for line in store.recovery_words().splitlines())
    assert page.headers["Cache-Control"] == "no-store"
    assert store.log()[-1].action == "показан ключ восстановления"


def test_without_the_password_no_word_is_shown(administrator: CheckedClient, store: Store) -> None:
    words = store.recovery_words().split()
    wrong = administrator.send("/klyuch/", password=PASSWORD[1:])
    pages = [administrator.get("/klyuch/"), wrong]
    assert [page.status_code for page in pages] == [200, 422]
    assert not any(word in page.text for page in pages for word in words)
    assert store.log() == ()


def test_a_copy_and_the_words_bring_everything_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(tmp_path / "data")
    case = store.create_case("nina")
    store.close()
    copied = tmp_path / "copy"
    copied.mkdir()
    backup = ["backup", "--data", str(tmp_path / "data"), "-o", str(copied / "cases.sqlite")]
    assert main(backup) == SOUND
    assert "дел: 1" in capsys.readouterr().out
    assert main(["recovery-key", "--data", str(tmp_path / "data")]) == SOUND
    words = "\n".join(capsys.readouterr().out.splitlines()[2:])
    monkeypatch.setattr("sys.stdin", _Typed(words))
    assert main(["restore-key", "--data", str(copied)]) == SOUND
    restored = open_store(copied)
    assert case in {row.id for row in restored.cases()}
    restored.close()


def test_a_key_of_another_base_is_not_left_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "other"):
        open_store(tmp_path / name).close()
    main(["recovery-key", "--data", str(tmp_path / "one")])
    words = "\n".join(capsys.readouterr().out.splitlines()[2:])
    (tmp_path / "other" / "master.key").unlink()
    monkeypatch.setattr("sys.stdin", _Typed(words))
    assert main(["restore-key", "--data", str(tmp_path / "other")]) == UNREADABLE
    assert "не от этой базы" in capsys.readouterr().err
    assert not (tmp_path / "other" / "master.key").exists()


@pytest.mark.parametrize("command", [["recovery-key"], ["backup", "-o", "copy.sqlite"]])
def test_a_mistyped_folder_does_not_become_an_empty_base(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main([*command, "--data", str(tmp_path / "none")]) == UNREADABLE
    assert "нет базы" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


class _Typed:
    """A keyboard on which this was typed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read(self) -> str:
        return self.text

    def isatty(self) -> bool:
        return False
