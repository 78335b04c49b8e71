"""`registration rules`: the catalogue with citations and days in force."""

import argparse
from datetime import date

from registration.cli import SOUND
from registration.cli.output import day_of, say, say_json
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import confidence_label, confirmations
from registration.rules.rule import Rule


def run(options: argparse.Namespace) -> int:
    """Print every rule that is in force on the day."""
    on = day_of(options)
    rules = [item for item in CATALOGUE if item.applies(on)]
    if options.as_json:
        say_json([_record(item, on) for item in rules])
        return SOUND
    known = confirmations()
    say(f"Правил на {on:%d.%m.%Y}: {len(rules)}")
    for item in rules:
        standing = (item.severity.label, f"этап: {item.stage.label}", confidence_label(item, known))
        say("", f"{item.id} — {item.title}", f"  {'; '.join(standing)}")
        say(*(f"  {citation.text}" for citation in item.basis(on)))
    return SOUND


def _record(item: Rule, on: date) -> dict[str, object]:
    return {
        "rule": item.id,
        "title": item.title,
        "severity": item.severity.value,
        "stage": item.stage.value,
        "citations": [
            {"text": citation.text, "since": citation.act.since, "until": citation.act.until}
            for citation in item.basis(on)
        ],
        "since": item.since,
        "until": item.until,
        "confidence": item.confidence.value,
        "reviewed": item.reviewed,
    }
