"""`registration laws`: the register of law, its alarms, what to ask; confirming a rule."""

import argparse
from collections import Counter
from datetime import date

from registration.assembly.proof.citing import documents_by_act
from registration.cli import SOUND
from registration.cli.output import day_of, say, say_json, today
from registration.rules.alarms import law_alarms
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import (
    FILE,
    Confirmation,
    confidence_label,
    confirm,
    confirmations,
    standing,
)
from registration.rules.law import Act, acts, figures
from registration.rules.questions import QUESTIONS
from registration.rules.register import figures_of, rules_of, to_ask

_Known = dict[str, Confirmation]
_MOST_SHOWN = 12


def run(options: argparse.Namespace) -> int:
    """Print the register, or write down that somebody confirmed a rule."""
    path = options.file or FILE
    if options.action == "confirm":
        return _confirm(options)
    on, known = day_of(options), confirmations(path)
    if options.as_json:
        say_json(_record(on, known))
        return SOUND
    _tell_rules(on, known)
    _tell_alarms(on)
    _tell_acts(on)
    _tell_questions(known)
    return SOUND


def _confirm(options: argparse.Namespace) -> int:
    given = Confirmation(options.by.strip(" "), options.on or today())
    rules = {rule.id: rule for rule in CATALOGUE}
    path = options.file or FILE
    confirm(options.rule, given, rules, today(), path)
    say(f"{options.rule}: {confidence_label(rules[options.rule], confirmations(path))}.")
    return SOUND


def _tell_rules(on: date, known: _Known) -> None:
    rules = [rule for rule in CATALOGUE if rule.applies(on)]
    open_ones = [rule for rule in rules if standing(rule, known) is None]
    say(
        f"Право на {on:%d.%m.%Y}: правил {len(rules)}, актов {len(acts())}, "
        f"чисел {len(figures())}, открытых вопросов {len(QUESTIONS)}.",
        f"Подтверждено юристом правил: {len(rules) - len(open_ones)} из {len(rules)}.",
    )
    for label, number in Counter(rule.confidence.label for rule in open_ones).items():
        say(f"  {label}: {number}")


def _tell_alarms(on: date) -> None:
    alarms = law_alarms(on)
    say("", f"Предупреждений о самом праве: {len(alarms)}")
    for alarm in alarms[:_MOST_SHOWN]:
        seen = alarm.acknowledged
        say(f"  {alarm.message}" + (f" Видел(а) {seen.by}, {seen.on:%d.%m.%Y}." if seen else ""))
    if len(alarms) > _MOST_SHOWN:
        say(f"  …и ещё {len(alarms) - _MOST_SHOWN}: весь список — с ключом --json.")


def _tell_acts(on: date) -> None:
    say("", "Акты: сколько на них держится правил и чисел, какие документы их называют")
    papers = documents_by_act(on)
    for act in acts().values():
        until = f" до {act.until:%d.%m.%Y}" if act.until else ""
        named = f"; документы: {', '.join(papers[act.id])}" if act.id in papers else ""
        say(
            f"  {act.short}{until}: правил {len(rules_of(act))}, чисел {len(figures_of(act))}"
            f"{named}; {act.status}, смотрели {act.reviewed:%d.%m.%Y}"
        )


def _tell_questions(known: _Known) -> None:
    for name, items in to_ask(known).items():
        say("", f"Что спросить — {name}:")
        for number, item in enumerate(items[:_MOST_SHOWN], start=1):
            say(f"  {number}. {item.words} [{item.effect_text}]")
        if len(items) > _MOST_SHOWN:
            say(f"  …и ещё {len(items) - _MOST_SHOWN}: весь список — docs/laws.md.")


def _record(on: date, known: _Known) -> dict[str, object]:
    return {
        "on": on,
        "rules": {rule.id: confidence_label(rule, known) for rule in CATALOGUE if rule.applies(on)},
        "alarms": [alarm.as_dict() for alarm in law_alarms(on)],
        "acts": [_act_record(act, on) for act in acts().values()],
        "ask": {
            name: [
                {"words": item.words, "rules": [rule.id for rule in item.rules]} for item in items
            ]
            for name, items in to_ask(known).items()
        },
    }


def _act_record(act: Act, on: date) -> dict[str, object]:
    return {
        "act": act.id,
        "title": act.title,
        "since": act.since,
        "until": act.until,
        "status": act.status,
        "reviewed": act.reviewed,
        "rules": [rule.id for rule in rules_of(act)],
        "figures": [item.name for item in figures_of(act)],
        "documents": documents_by_act(on).get(act.id, ()),
    }
