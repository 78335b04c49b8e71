"""`registration serve`: the site. It lies above the command line, so it is loaded by its name."""

import argparse
import gc
import importlib
from types import ModuleType

from registration.cli import SOUND
from registration.errors import RegistrationError


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    gc.enable()  # a short command does without, a site runs for months
    site_part("web.server").serve(
        host=options.host, port=options.port, data=options.data, demo=options.demo or None
    )
    return SOUND


def site_part(name: str) -> ModuleType:
    """A module of the site.

    Raises:
        RegistrationError: the site or one of its libraries is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise RegistrationError(
            f"Для сайта не хватает библиотеки {error.name}. Поставьте всё нужное: make setup."
        ) from None
