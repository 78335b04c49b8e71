"""`registration adopt`: a Word file edited by hand, taken into its package or out again."""

import argparse
import gc

from registration.assembly.office import office_if_installed
from registration.assembly.proof.adoption import Adopter, Taken, adopt, drop
from registration.assembly.proof.redline.page import plain
from registration.cli import BLOCKED, SOUND
from registration.cli.output import complain, day_of, say, say_json
from registration.errors import RegistrationError

_AGAIN = (
    "Теперь соберите комплект заново в ту же папку той же командой registration package: общий "
    "PDF, печатный набор, наклейки, файлы для Госуслуг и архив убраны, чтобы в дело не ушёл "
    "прежний текст; число листов в описи и письме посчитается снова."
)


def run(options: argparse.Namespace) -> int:
    """Tell what differs and what is wrong; 1 when something is wrong with the edited text."""
    gc.enable()
    if options.drop:
        record = drop(options.directory, options.drop)
        say(f"Правка снята, действует собранный документ: {record.title}.", _AGAIN)
        return SOUND
    if options.file is None:
        raise RegistrationError("Назовите файл с правкой или --drop и документ.")
    adopter = Adopter(options.by or "", day_of(options), options.note or "")
    with office_if_installed() as (office, notes):
        taken = adopt(options.directory, options.file, adopter, office, options.document)
    _tell(taken, options)
    complain(*notes)
    return BLOCKED if taken.document.adopted and taken.document.adopted.faults else SOUND


def _tell(taken: Taken, options: argparse.Namespace) -> None:
    adopted = taken.document.adopted
    assert adopted is not None  # noqa: S101 — it has just been made
    if options.as_json:
        found = [{"place": item.place, **item.as_dict()} for item in taken.changes]
        say_json(
            {
                "document": taken.document.code,
                "title": taken.document.title,
                "adopted": adopted.model_dump(mode="json"),
                "changes": found,
            }
        )
        return
    say(f"Правка принята: {taken.document.title} → {adopted.docx}. Отличий: {len(taken.changes)}.")
    say(*(f"  {change.place}: {plain(change)}" for change in taken.changes))
    if adopted.faults:
        say("", "Проверьте:", *(f"  {fault}" for fault in adopted.faults))
    say("", _AGAIN)
