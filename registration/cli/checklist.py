"""`registration checklist`: what is to be done in a case."""

import argparse
from dataclasses import asdict

from registration.cli import SOUND
from registration.cli.output import day_of, opened, say, say_json
from registration.tracking.checklist import checklist


def run(options: argparse.Namespace) -> int:
    """Print the steps, stage by stage."""
    items = checklist(opened(options), day_of(options))
    if options.as_json:
        say_json([{**asdict(item), "stage": item.stage.value} for item in items])
        return SOUND
    stage = ""
    for item in items:
        if item.stage.label != stage:
            stage = item.stage.label
            say("", stage)
        due = f", не позднее {item.due:%d.%m.%Y}" if item.due else ""
        say(f"  □ {item.title} — {item.who}{due}")
        if item.why:
            say(f"      {item.why}")
    return SOUND
