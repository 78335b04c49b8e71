"""`registration payee`: to whom the state duty is paid; entered, shown, confirmed by name."""

import argparse

from registration.assembly.delivery.payee import (
    Payee,
    PayeeRefused,
    confirmed,
    read_payee,
    usable_payee,
    write_payee,
    write_values,
)
from registration.cli import BLOCKED, SOUND
from registration.cli.output import complain, day_of, say, say_json


def run(options: argparse.Namespace) -> int:
    """Do what was asked; 1 when the record may not be printed yet."""
    return {"enter": _enter, "show": _show, "confirm": _confirm}[options.action](options)


def _enter(options: argparse.Namespace) -> int:
    """Write what is known into a new file; what is missing is filled in there by hand."""
    if options.file.exists():
        complain(f"{options.file}: такой файл уже есть. Исправьте его или назовите другой.")
        return BLOCKED
    values = {name: getattr(options, name) for name in Payee.model_fields}
    write_values(values, options.file)
    missing = [str(Payee.model_fields[name].title) for name, value in values.items() if not value]
    say(f"Записано: {options.file}.")
    if missing:
        say(f"Впишите в файл ещё: {', '.join(missing)}.")
    say("Сверьте с сайтом Управления и подтвердите: registration payee confirm ФАЙЛ --by ИМЯ.")
    return SOUND


def _show(options: argparse.Namespace) -> int:
    record = read_payee(options.file)
    refusal = _refusal(options)
    if options.as_json:
        values = record.payee.model_dump(mode="json")
        seen = {"checked_on": record.checked_on, "checked_by": record.checked_by}
        say_json({**values, **seen, "refused": refusal or None})
    else:
        for name, field in Payee.model_fields.items():
            say(f"{field.title}: {getattr(record.payee, name)}")
        say(f"Печатать нельзя: {refusal}" if refusal else "Реквизиты сверены, печатать можно.")
    return BLOCKED if refusal else SOUND


def _refusal(options: argparse.Namespace) -> str:
    try:
        usable_payee(options.file, day_of(options))
    except PayeeRefused as refusal:
        return str(refusal)
    return ""


def _confirm(options: argparse.Namespace) -> int:
    record = confirmed(read_payee(options.file), options.by.strip(), day_of(options))
    write_payee(record, options.file)
    say(f"Подтверждено: {record.checked_by}, {day_of(options):%d.%m.%Y}.")
    return SOUND
