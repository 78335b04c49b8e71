"""`registration settings`: what the site reads from the environment, and what stands there now."""

import argparse

from registration.cli import SOUND
from registration.cli.output import say, say_json
from registration.cli.serve import site_part


def run(options: argparse.Namespace) -> int:
    """Print every setting with its value; a secret is only told to be set."""
    listed = site_part("web.settings").listed()
    if options.as_json:
        say_json([{"name": name, "value": value, "about": about} for name, value, about in listed])
        return SOUND
    for name, value, about in listed:
        say(name, f"    {about}: {value}")
    return SOUND
