"""Confirmations: which rules a lawyer has read against the text of the law, who and when."""

import difflib
import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registration.errors import RegistrationError
from registration.rules.law import LawFileError
from registration.rules.rule import Rule
from registration.rules.words import day

FILE = Path(__file__).with_name("confirmed.toml")
LONGEST_NAME = 120
_FIELDS = {"by", "on"}


class ConfirmationRefused(RegistrationError):
    """A rule cannot be confirmed so; the message says why."""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Who compared a rule with the text of the law, and when."""

    by: str
    on: date

    @classmethod
    def read(cls, by: str, on: str) -> "Confirmation":
        """A confirmation from plain texts, the day as «2026-12-01»."""
        return cls(by, date.fromisoformat(on))

    @property
    def label(self) -> str:
        return f"подтверждено {day(self.on)}, {self.by}"


def confirmations(path: Path = FILE) -> dict[str, Confirmation]:
    """All confirmations by the id of the rule; read only by those who show them."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LawFileError(f"{path.name} не читается: {error}.") from None
    return {rule_id: _confirmation(path.name, rule_id, raw) for rule_id, raw in table.items()}


def _confirmation(file: str, rule_id: str, raw: Any) -> Confirmation:
    sound = isinstance(raw, dict) and set(raw) == _FIELDS and type(raw["on"]) is date
    if not sound or not isinstance(raw["by"], str) or not raw["by"].strip():
        raise LawFileError(
            f"{file}, «{rule_id}»: строку пишут так: "
            f'{rule_id} = {{ by = "Кто проверил", on = 2026-12-01 }}.'
        )
    return Confirmation(raw["by"], raw["on"])


def standing(rule: Rule, known: Mapping[str, Confirmation]) -> Confirmation | None:
    """The confirmation of a rule as it stands now; one older than the rule no longer counts."""
    found = known.get(rule.id)
    return found if found and found.on >= rule.reviewed else None


def confidence_label(rule: Rule, known: Mapping[str, Confirmation]) -> str:
    """How sure we are of a rule, in words: a lawyer's word goes before our own."""
    found = standing(rule, known)
    if found:
        return found.label
    stale = known.get(rule.id)
    again = f"; подтверждали {day(stale.on)}, с тех пор правило меняли" if stale else ""
    return f"{rule.confidence.label}{again}"


def confirm(
    rule_id: str, confirmation: Confirmation, rules: Mapping[str, Rule], today: date, path: Path
) -> None:
    """Write one line: this rule was confirmed by somebody on a day.

    Raises:
        ConfirmationRefused: no such rule, no name, a day that cannot be, or a file closed to us.
    """
    refuse_confirmation(rule_id, confirmation, rules, today)
    line = (
        f"{rule_id} = {{ by = {json.dumps(confirmation.by, ensure_ascii=False)}, "
        f"on = {confirmation.on.isoformat()} }}\n"
    )
    confirmations(path)
    text = path.read_text(encoding="utf-8")
    kept = re.sub(rf"(?m)^{re.escape(rule_id)}\s*=.*\n?", "", text)
    if kept and not kept.endswith("\n"):
        kept += "\n"
    try:
        path.write_text(kept + line, encoding="utf-8")
    except OSError:
        raise ConfirmationRefused(
            f"Файл {path} не записывается. Впишите в него сами: {line.strip()}"
        ) from None


def refuse_confirmation(
    rule_id: str, confirmation: Confirmation, rules: Mapping[str, Rule], today: date
) -> None:
    """Refuse a confirmation that cannot be true.

    Raises:
        ConfirmationRefused: no such rule, no name, or a day that cannot be.
    """
    found = rules.get(rule_id)
    if found is None:
        close = difflib.get_close_matches(rule_id, rules, n=1)
        hint = f" Возможно, это «{close[0]}»." if close else ""
        raise ConfirmationRefused(
            f"Правила «{rule_id}» нет.{hint} Все правила: registration rules."
        )
    name = confirmation.by
    if not name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ConfirmationRefused(
            f"Впишите, кто проверил правило: имя в одну строку, до {LONGEST_NAME} знаков."
        )
    if confirmation.on > today:
        raise ConfirmationRefused(
            f"День {day(confirmation.on)} ещё не наступил. Укажите день, когда правило проверили."
        )
    if confirmation.on < found.reviewed:
        raise ConfirmationRefused(
            f"Правило записано в нынешнем виде {day(found.reviewed)}, позже, чем "
            f"{day(confirmation.on)}. Проверьте его ещё раз и укажите новый день."
        )
