"""What a question page shows: inputs with their values, hints, faults and findings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from registration.domain.problems import Problem
from registration.questionnaire.page import AskedOf, Page, Question
from registration.rules.catalogue import Finding
from web.binding import PARTS, as_typed, mark, missing, stored
from web.options import known_answers, options_of, suggestion
from web.widgets import Kind, Leaf, Options, leaves

Answers = Mapping[str, Any]
At = tuple[str | int, ...]

EVERYBODY = frozenset(AskedOf)
_MOST_RADIOS_IN_GROUP = 4
_FITS_A_PHONE = 30  # signs of one line; a longer answer is shown in several
# A fault of a whole section or group, and the field at which a person can mend it.
_MENDED_AT = {
    "owner_person": "owner",
    "owner_organisation": "organisation",
    "document_before_birth": "document",
    "passport_series": "document.series",
    "passport_number": "document.number",
    "passport_department": "document.department_code",
}
_BLANK = {
    Kind.FLAG: "Выберите «да» или «нет».",
    Kind.CHOICE: "Выберите один ответ.",
    Kind.CHOICES: "Отметьте хотя бы один ответ.",
    Kind.PERSON: "Выберите человека.",
    Kind.PERSONS: "Отметьте хотя бы одного человека.",
    Kind.DAY: "Впишите день, месяц и год. Например: 15 3 2027.",
    Kind.CLOCK: "Впишите часы и минуты. Например: 14 00.",
}
_SAID_PLAINLY = {
    "enum": "Выберите один из ответов.",
    "bool_type": "Выберите «да» или «нет».",
    "unknown_person": "Этого человека больше нет в списке. Выберите другого.",
    "string_type": "Впишите ответ словами.",
    "not_a_day": "Впишите день, месяц и год. Год — четырьмя цифрами. Например: 15 3 2027.",
    "not_a_time": "Впишите часы от 0 до 23 и минуты. Например: 14 30.",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One input on the screen."""

    name: str
    kind: str
    label: str
    value: Any
    options: tuple[tuple[str, str, str], ...]
    error: str
    was: str
    hint: str = ""
    known: Options = ()

    @property
    def was_name(self) -> str:
        return f"was.{self.name}"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on the screen with its inputs."""

    question: Question
    inputs: tuple[Input, ...]
    masked: bool
    unknown: bool

    @property
    def is_group(self) -> bool:
        return len(self.inputs) > 1

    @property
    def hint(self) -> str:
        parts = [self.question.why]
        if self.question.example:
            parts.append(f"Например: {self.question.example}")
        return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


@dataclass(frozen=True, slots=True)
class Screen:
    """One page ready to be shown."""

    page: Page
    asked: tuple[Asked, ...]
    errors: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def heading_in_label(self) -> bool:
        return len(self.asked) == 1

    @property
    def title(self) -> str:
        return self.asked[0].question.text if self.heading_in_label else self.page.title


@cache  # pages and models are the same until the program ends
def questions_of(
    page: Page, asked_of: frozenset[AskedOf] = EVERYBODY
) -> tuple[tuple[Question, tuple[Leaf, ...]], ...]:
    """Questions of a page with those of their inputs that these people are asked for."""
    return tuple(
        (question, tuple(leaf for leaf in inputs if leaf.of in asked_of))
        for question in page.questions
        for inputs in [leaves(page.section, page.each, question.field)]
    )


@cache
def leaves_of(page: Page, asked_of: frozenset[AskedOf] = EVERYBODY) -> tuple[Leaf, ...]:
    return tuple(leaf for _, inputs in questions_of(page, asked_of) for leaf in inputs)


def base_of(page: Page, item: int | None) -> At:
    """Where the answers of the page lie: «people.persons.2»."""
    each = tuple(page.each.split(".")) if page.each else ()
    return (page.section, *each, *(() if item is None else (item,)))


def items_of(page: Page, answers: Answers) -> list[Any]:
    """The items of the page's list, as they were typed."""
    found = stored(answers, base_of(page, None))  # type: ignore[arg-type]
    return found if isinstance(found, list) else []


def item_of(page: Page, item: int | None, answers: Answers) -> Mapping[str, Any]:
    """Answers of the section, or of one item of its list."""
    if page.each is None:
        found = answers.get(page.section)
    else:
        items = items_of(page, answers)
        found = items[item] if item is not None and item < len(items) else None
    return found if isinstance(found, Mapping) else {}


def needed_now(page: Page, item: Mapping[str, Any]) -> tuple[Leaf, ...]:
    """Leaves the page still wants: required by the model, or needed by the question."""
    wanted: list[Leaf] = []
    for question, inputs in questions_of(page):
        wanted += missing(inputs, item)
        if question.needed and stored(item, question.field.split(".")) in (None, "", [], {}):
            wanted += [leaf for leaf in inputs if leaf.required or len(inputs) == 1]
    return tuple(dict.fromkeys(wanted))


def faults_of(
    page: Page,
    item: int | None,
    problems: Sequence[Problem],
    asked_of: frozenset[AskedOf] = EVERYBODY,
) -> dict[str, str]:
    """Messages for the inputs of the page, by name; blanks are told separately."""
    found: dict[str, str] = {}
    base = base_of(page, item)
    for problem in problems:
        if problem.code == "missing":
            continue
        at = tuple(map(str, problem.at))
        if problem.code in _MENDED_AT:
            at = (*map(str, base), *_MENDED_AT[problem.code].split("."))
        for leaf in leaves_of(page, asked_of):
            own = (*map(str, base), *leaf.at)
            if at[: len(own)] == own or (problem.code in _MENDED_AT and own[: len(at)] == at):
                found.setdefault(leaf.name, _SAID_PLAINLY.get(problem.code, problem.message))
                break
    return found


def screen(
    page: Page,
    item: int | None,
    answers: Answers,
    *,
    faults: Mapping[str, str],
    findings: Sequence[Finding] = (),
    unknown: frozenset[str] = frozenset(),
    task_of: Callable[[str], str] = str,
    revealed: bool = False,
    asked_of: frozenset[AskedOf] = EVERYBODY,
) -> Screen:
    """Put a page together; `revealed` shows masked answers after the view was logged."""
    here = item_of(page, item, answers)
    asked = tuple(
        Asked(
            question=question,
            inputs=tuple(
                _input(leaf, question, here, answers, faults, revealed) for leaf in inputs
            ),
            masked=question.masked and not revealed and bool(_any(here, inputs)),
            unknown=task_of(question.field) in unknown,
        )
        for question, inputs in questions_of(page, asked_of)
    )
    shown = [entry.name for one in asked for entry in one.inputs]
    errors = tuple((name, faults[name]) for name in shown if name in faults)
    return Screen(page, asked, errors, tuple(findings))


def blanks(page: Page, item: Mapping[str, Any]) -> dict[str, str]:
    """What to say at inputs that were left blank."""
    return {
        leaf.name: _BLANK.get(leaf.kind, "Нет ответа. Впишите его.")
        for leaf in needed_now(page, item)
    }


def _any(item: Mapping[str, Any], inputs: Sequence[Leaf]) -> bool:
    return any(stored(item, leaf.at) not in (None, "") for leaf in inputs)


def _input(
    leaf: Leaf,
    question: Question,
    item: Mapping[str, Any],
    answers: Answers,
    faults: Mapping[str, str],
    revealed: bool,
) -> Input:
    raw = stored(item, leaf.at)
    hidden = question.masked and not revealed and leaf.at[-1] != "kind"
    typed = as_typed(leaf, None if hidden else raw)
    suggested = as_typed(leaf, suggestion(leaf, answers)) if raw is None else typed
    options = options_of(leaf, answers)
    return Input(
        name=leaf.name,
        kind=_input_kind(leaf, options, suggested),
        label=leaf.title,
        value=_value(leaf, suggested),
        options=tuple((value, text[:1].upper() + text[1:], "") for value, text in options),
        error=faults.get(leaf.name, ""),
        was=mark(leaf, typed),
        hint=_hint(leaf, raw, hidden),
        known=known_answers(leaf, answers),
    )


def _hint(leaf: Leaf, raw: object, hidden: bool) -> str:
    if hidden and raw is not None:
        last = as_typed(leaf, raw)[0][-3:] if leaf.at[-1] in ("number", "inn") else ""
        return f"Записано: •••• {last}".rstrip() + ". Чтобы не менять, оставьте пустым."
    if leaf.kind in (Kind.LINES, Kind.NAMES):
        return "Каждый ответ — с новой строки."
    return ""


def _input_kind(leaf: Leaf, options: Options, typed: tuple[str, ...]) -> str:
    if leaf.kind is Kind.CHOICE:
        many = len(options) > _MOST_RADIOS_IN_GROUP or not leaf.required
        return "select" if len(leaf.at) > 1 and many else "radios"
    if leaf.kind is Kind.TEXT and len(typed[0]) > _FITS_A_PHONE:
        return "wide"
    return {
        Kind.FLAG: "yesno",
        Kind.PERSON: "radios",
        Kind.CHOICES: "checkboxes",
        Kind.PERSONS: "checkboxes",
        Kind.LINES: "long",
        Kind.NAMES: "long",
    }.get(leaf.kind, leaf.kind.name.lower())


def _value(leaf: Leaf, typed: tuple[str, ...]) -> Any:
    if leaf.kind in PARTS:
        return dict(zip(PARTS[leaf.kind], typed, strict=True))
    return typed if leaf.kind in (Kind.CHOICES, Kind.PERSONS) else typed[0]
