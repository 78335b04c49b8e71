"""`registration verify`: finished papers read back and held side by side."""

import argparse
import gc

from registration.assembly.proof.readback import verify_package
from registration.assembly.r11001.blank import default_folder
from registration.cli import BLOCKED, SOUND
from registration.cli.output import complain, say, say_json


def run(options: argparse.Namespace) -> int:
    """Print the differences; 0 when the papers agree, 1 when they do not."""
    gc.enable()
    result = verify_package(options.directory, options.editions or default_folder())
    if options.as_json:
        say_json(
            {
                "documents": result.documents,
                "facts": result.facts,
                "shared_facts": result.shared_facts,
                "edited": list(result.edited),
                "unproved": list(result.unproved),
                "differences": [item.as_dict() for item in result.differences],
            }
        )
    elif result.differences:
        say(f"Расхождений: {len(result.differences)}", "")
        for number, item in enumerate(result.differences, start=1):
            say(f"{number}. {item.here}", f"   {item.message}", "")
    else:
        say(
            f"Расхождений нет. Документов: {result.documents}, сведений в них: {result.facts}, "
            f"из них повторяются в разных документах: {result.shared_facts}."
        )
    if result.edited and not options.as_json:
        say(f"Изменены после сборки: {', '.join(result.edited)}.")
    if not options.as_json:
        complain(*result.unproved)
    return BLOCKED if result.differences else SOUND
