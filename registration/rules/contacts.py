"""Where the answer of the registering body goes: a phone and an e-mail that work."""

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from registration.domain.case import Case
from registration.domain.filing import Applicant
from registration.domain.identifiers import phone_digits
from registration.rules.by_hand import Look, looked
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule

_REVIEWED = date(2026, 11, 23)

_MAIL_HOUSES = ("mail.ru", "bk.ru", "list.ru", "inbox.ru", "yandex.ru", "rambler.ru", "gmail.com")
_NEARLY = 0.85  # one letter wrong, missing or swapped in names of this length


@rule(
    "app-contacts",
    "Телефон и почта заявителя работают, на них придёт ответ",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-7", "п. 5 ст. 13.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def contacts_work(applicant: Applicant, case: Case, on: date, law: LegalBasis) -> Iterator[Breach]:
    """The form of phone and address is checked at reading; here, whether they lead to somebody."""
    if meant := _mistyped(applicant.email):
        letter_came = Look(
            check="app-contacts",
            at="applicant.email",
            todo=f"Почта {applicant.email} похожа на описку: может быть, {meant}? Исправьте её. "
            "Если всё верно, пошлите пробное письмо.",
            failed=f"Письмо на {applicant.email} не дошло. Впишите другую почту.",
        )
        yield from looked(letter_came, case, on, trusted_days=figure("manual_check_days", law.on))
    yield from _of_another(applicant, case)


def _mistyped(email: str) -> str | None:
    """The e-mail with the well-known domain that was probably meant, or None."""
    box, _, domain = email.rpartition("@")
    domain = domain.casefold()
    if domain in _MAIL_HOUSES:
        return None
    near = (name for name in _MAIL_HOUSES if SequenceMatcher(None, domain, name).ratio() >= _NEARLY)
    return next((f"{box}@{name}" for name in near), None)


def _of_another(applicant: Applicant, case: Case) -> Iterator[Breach]:
    """The answer must reach the applicant, not somebody who only helps."""
    for person in case.everyone():
        if person.key == applicant.person:
            continue
        if person.email and person.email.casefold() == applicant.email.casefold():
            yield _foreign("applicant.email", "Почта", person.name.full)
        if person.phone and phone_digits(person.phone) == phone_digits(applicant.phone):
            yield _foreign("applicant.phone", "Телефон", person.name.full)


def _foreign(at: str, what: str, owner: str) -> Breach:
    return Breach(
        at,
        f"{what} в заявлении — другого человека: {owner}. Впишите то, что читает сам заявитель.",
        severity=Severity.WARNING,
    )


RULES: tuple[Rule, ...] = (contacts_work,)
