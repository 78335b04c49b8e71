"""The command line: Russian words for people, JSON for programs, exit codes for scripts.

Rule of the folder: reads arguments and prints; knows no law and no layout of papers. Each command
imports what it needs when it runs, so that `check` stays quick.
"""

import gc
import sys
from collections.abc import Sequence

from registration.errors import RegistrationError, UnreadableCase

SOUND, BLOCKED, UNREADABLE, WITHOUT_PDF = 0, 1, 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    gc.disable()  # what is loaded at the start stays: collecting it is a tenth of `check`
    from registration.cli.parser import build_parser

    options = build_parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except UnreadableCase:
        return UNREADABLE
    except RegistrationError as error:
        sys.stderr.write(f"{error}\n")
        return UNREADABLE
    except BrokenPipeError:
        sys.stderr.close()
        return SOUND
    except KeyboardInterrupt:
        sys.stderr.write("\nОстановлено.\n")
        return UNREADABLE


def entry() -> None:
    """The `registration` program."""
    sys.exit(main())
