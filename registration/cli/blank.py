"""`registration form calibrate | accept | editions | fill`: the official blank of Р11001."""

import argparse
from pathlib import Path

from registration.assembly import r11001
from registration.assembly.r11001 import blank
from registration.cli import BLOCKED, SOUND
from registration.cli.output import complain, day_of, opened, say, say_json
from registration.errors import FormError

_MAP = "karta.toml"


def calibrate(options: argparse.Namespace, files: list[Path]) -> int:
    """Recognise a blank; write its numbered pictures and the map to correct."""
    content = _read(_only(files, "calibrate БЛАНК.pdf -o ПАПКА"))
    if options.output is None:
        raise FormError("Укажите, куда положить картинки и карту: -o ПАПКА.")
    base = r11001.load_edition()
    folder = _folder(options)
    known = tuple(
        blank.load_official(folder, record.id).edition for record in blank.saved_editions(folder)
    )
    made = blank.calibrate(content, base, known)
    target = options.output / _MAP
    _refuse_overwriting(target)
    pictures = blank.draw_pictures(content, made.blank_map, options.output)
    target.write_text(blank.as_toml(made.blank_map, base), encoding="utf-8")
    _tell_calibration(made, options, pictures)
    return SOUND


def _tell_calibration(
    made: blank.Calibration, options: argparse.Namespace, pictures: tuple[Path, ...]
) -> None:
    lines = [line for page in made.blank_map.pages for line in page.lines if line.field]
    unsure = sum(line.sure.value != "да" for line in lines)
    known = made.found.known.id if made.found.known else None
    if options.as_json:
        say_json(
            {
                "sha256": made.blank_map.blank_sha256,
                "known": known,
                "differences": list(made.found.differences),
                "pages": len(made.blank_map.pages),
                "proposed": len(lines),
                "unsure": unsure,
                "not_found": list(made.not_found),
                "map": str(options.output / _MAP),
                "pictures": [str(path) for path in pictures],
            }
        )
        return
    say(f"Бланк прочитан: страниц {len(made.blank_map.pages)}, код по КНД {made.found.knd or '—'}.")
    if known:
        say(f"Этот бланк уже сверен: редакция «{known}».")
    say(*made.found.differences, *made.found.survey.remarks)
    say(f"Предложено полей для строк знакомест: {len(lines)}, из них неуверенно: {unsure}.")
    if made.not_found:
        say(f"Не нашлось: {', '.join(made.not_found)}.")
    say(
        "",
        f"Картинки страниц и карта: {options.output}",
        f"Проверьте карту {_MAP} по картинкам (как — написано в её начале), затем выполните:",
        f"  registration form accept {options.output / _MAP} --blank БЛАНК.pdf --by «ваше имя»",
    )


def accept(options: argparse.Namespace, files: list[Path]) -> int:
    """Accept a corrected map: check it, try every cell, save the edition."""
    file = _only(files, "accept КАРТА.toml --blank БЛАНК.pdf --by «КТО»")
    if options.blank is None or not options.by:
        raise FormError("Укажите бланк (--blank БЛАНК.pdf) и кто проверил карту (--by «КТО»).")
    content = _read(options.blank)
    base = r11001.load_edition()
    blank_map = blank.read_map(_read(file).decode("utf-8", errors="replace"))
    accepted = blank.Acceptance(
        id=options.id or f"{base.id}-{blank_map.blank_sha256[:8]}",
        by=options.by,
        on=day_of(options),
        since=options.since or base.since,
        until=options.until,
    )
    try:
        blank.accept(content, blank_map, accepted, _folder(options), base)
    except blank.BlankRefused:
        raise
    except FormError as error:
        return _tell_faults(str(error).split("\n"), options)
    if options.as_json:
        say_json({"edition": accepted.id, "folder": str(_folder(options))})
    else:
        say(f"Редакция «{accepted.id}» сохранена: {_folder(options)}")
    return SOUND


def _tell_faults(faults: list[str], options: argparse.Namespace) -> int:
    if options.as_json:
        say_json({"faults": faults})
    else:
        complain("Карта не принята:")
        complain(*(f"  {number}. {fault}" for number, fault in enumerate(faults, start=1)))
    return BLOCKED


def editions(options: argparse.Namespace, files: list[Path]) -> int:
    """List saved editions and say which of them is used on the day."""
    del files
    folder, on = _folder(options), day_of(options)
    saved = blank.saved_editions(folder)
    used = next((item.id for item in reversed(saved) if item.in_force(on)), None)
    if options.as_json:
        say_json(
            [
                {**item.model_dump(mode="json"), "in_force": item.in_force(on)}
                | {"used": item.id == used}
                for item in saved
            ]
        )
        return SOUND
    if not saved:
        say(f"Сверенных редакций нет. Папка: {folder}")
    for item in saved:
        until = f"по {item.until:%d.%m.%Y}" if item.until else "без срока"
        state = "применяется" if item.id == used else ""
        state = state or ("действует" if item.in_force(on) else "не действует")
        say(
            f"{item.id}: {state}; с {item.since:%d.%m.%Y} {until}; "
            f"сверил(а) {item.by} {item.on:%d.%m.%Y}; отпечаток {item.blank_sha256[:12]}…"
        )
    return SOUND


def fill(options: argparse.Namespace, files: list[Path]) -> int:
    """Fill the blank of an edition for a case, and prove it before it is written."""
    options.case = _only(files, "fill ДЕЛО.toml --edition РЕДАКЦИЯ -o ФАЙЛ.pdf")
    if options.output is None or not options.edition:
        raise FormError("Укажите редакцию (--edition РЕДАКЦИЯ) и файл (-o ФАЙЛ.pdf).")
    on = day_of(options)
    official = blank.official_for(_folder(options), options.edition, on)
    content = r11001.fill(opened(options), on, official.edition)
    options.output.write_bytes(blank.filled_and_proved(content, official))
    say(f"Бланк заполнен и проверен: {options.output}")
    return SOUND


ACTIONS = {"calibrate": calibrate, "accept": accept, "editions": editions, "fill": fill}


def _folder(options: argparse.Namespace) -> Path:
    return options.editions or blank.default_folder()


def _only(files: list[Path], usage: str) -> Path:
    if len(files) != 1:
        raise FormError(f"Нужен один файл: registration form {usage}")
    return files[0]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormError(f"Файл не открывается: {path}.") from error


def _refuse_overwriting(target: Path) -> None:
    if target.exists():
        raise FormError(
            f"Карта {target} уже есть, и её, возможно, правили. "
            "Уберите её или укажите другую папку."
        )
