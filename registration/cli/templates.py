"""`registration templates`: the Word templates held against the model."""

import argparse

from registration.assembly.rendering.lint import TemplateFault, lint_templates, template_names
from registration.cli import BLOCKED, SOUND
from registration.cli.output import say, say_json


def run(options: argparse.Namespace) -> int:
    """Print the faults of all templates; 0 when there are none."""
    faults = lint_templates()
    if options.as_json:
        say_json([fault.as_dict() for fault in faults])
    elif faults:
        say(f"Замечаний: {len(faults)}", "")
        say(*map(_told, faults))
    else:
        say(f"Шаблоны в порядке: {len(template_names())}.")
    return BLOCKED if faults else SOUND


def _told(fault: TemplateFault) -> str:
    return (
        f"  {fault.template}, {fault.place}: {fault.message}"
        if fault.template
        else (f"  {fault.message}")
    )
