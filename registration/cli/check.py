"""`registration check`: findings of the rules."""

import argparse

from registration.cli import BLOCKED, SOUND
from registration.cli.output import day_of, opened, say, say_json
from registration.rules.catalogue import Verdict, check_case


def run(options: argparse.Namespace) -> int:
    """Print the findings; 0 when nothing blocks, 1 when something does."""
    on = day_of(options)
    verdict = check_case(opened(options), on)
    if options.as_json:
        say_json(
            {
                "on": on.isoformat(),
                "blocked": verdict.blocked,
                "findings": [finding.as_dict() for finding in verdict.findings],
                "waiting": list(verdict.waiting),
            }
        )
    else:
        _tell(verdict)
    return BLOCKED if verdict.blocked else SOUND


def _tell(verdict: Verdict) -> None:
    groups = (
        ("Не пускает дальше", verdict.blockers),
        ("Проверьте", verdict.warnings),
        ("Советы", verdict.advice),
    )
    for title, findings in groups:
        if not findings:
            continue
        say(f"{title}: {len(findings)}", "")
        for finding in findings:
            say(f"  {finding.message}")
            if finding.citations:
                say(f"    Основание: {'; '.join(finding.citations)}")
            say("")
    if verdict.waiting:
        say(f"Пока нельзя проверить правил: {len(verdict.waiting)} — в деле нет ответов.")
    if not verdict.blocked:
        say("Ничто не мешает собрать комплект.")
