"""`registration decline`: a full name in six cases."""

import argparse

from registration.cli import SOUND
from registration.cli.output import say, say_json
from registration.errors import RegistrationError
from registration.language.declension import as_json, decline

_QUESTIONS = {
    "nom": "Кто?",
    "gen": "Кого?",
    "dat": "Кому?",
    "acc": "Кого (вижу)?",
    "ins": "Кем?",
    "loc": "О ком?",
}


def run(options: argparse.Namespace) -> int:
    """Print the six forms and whether a person should look at them."""
    try:
        declined = as_json(decline(options.name, options.gender))
    except ValueError as error:
        raise RegistrationError(str(error)) from None
    if options.as_json:
        say_json(declined)
        return SOUND
    for form, question in _QUESTIONS.items():
        say(f"{question:<13} {declined[form]}")
    if declined["needs_look"]:
        say("", f"Проверьте глазами: {declined['reason']}")
    return SOUND
