"""`registration backup`, `recovery-key`, `restore-key`: a copy of the base, the key on paper."""

import argparse
import sys
from pathlib import Path
from typing import Any

from registration.cli import SOUND
from registration.cli.output import say, say_json
from registration.cli.serve import site_part
from registration.errors import RegistrationError

_ACTOR = "командная строка"
_DATABASE, _KEY = "cases.sqlite", "master.key"


def run(options: argparse.Namespace) -> int:
    """Run the command that was asked for."""
    settings = site_part("web.settings").read_settings(data=options.data)
    if options.command == "restore-key":
        return _restore(settings, options)
    store = _opened(settings)
    try:
        return _copy(store, options) if options.command == "backup" else _show(store, options)
    finally:
        store.close()


def _opened(settings: Any) -> Any:
    """Open the store that is there; a mistyped folder must not become an empty base."""
    if not settings.database_url.get_secret_value() and not _base(settings).exists():
        raise RegistrationError(f"В папке «{settings.data}» нет базы. Проверьте имя папки.")
    return settings.opened_store()


def _base(settings: Any) -> Path:
    return Path(settings.data) / _DATABASE


def _copy(store: Any, options: argparse.Namespace) -> int:
    target: Path = options.file
    try:
        report = store.backup(target)
    except OSError:
        raise RegistrationError(
            f"Файл «{target}» не записывается. Проверьте, есть ли такая папка."
        ) from None
    store.note(_ACTOR, "сделана копия базы")
    counts = {"cases": report.cases, "saves": report.saves, "files": report.files}
    if options.as_json:
        say_json({"file": str(target), **counts})
        return SOUND
    say(
        f"Копия записана и проверена: {target}",
        f"  дел: {report.cases}, сохранений: {report.saves}, файлов: {report.files}",
        "Ключа в копии нет. Храните его отдельно: registration recovery-key.",
    )
    return SOUND


def _show(store: Any, options: argparse.Namespace) -> int:
    store.note(_ACTOR, "показан ключ восстановления")
    words = store.recovery_words()
    if options.as_json:
        say_json({"words": words.split()})
        return SOUND
    say(
        "Ключ восстановления. Напечатайте его и заприте отдельно от сервера и копий базы.",
        "",
        words,
    )
    return SOUND


def _restore(settings: Any, options: argparse.Namespace) -> int:
    """Write the key file from typed words; they never stand in the command itself."""
    if sys.stdin.isatty():
        say("Введите восемнадцать слов с листа. В конце нажмите Enter, затем Ctrl+D.")
    key_file = Path(settings.key_file or Path(settings.data) / _KEY)
    site_part("registration.store").restore_key(sys.stdin.read(), key_file)
    if _base(settings).exists():
        _try_key(settings, key_file)
    if options.as_json:
        say_json({"file": str(key_file)})
    else:
        say(f"Ключ записан: {key_file}")
    return SOUND


def _try_key(settings: Any, key_file: Path) -> None:
    """Open the base with the restored key; a key of another base is not left behind."""
    try:
        settings.opened_store().close()
    except RegistrationError:
        key_file.unlink()
        raise
