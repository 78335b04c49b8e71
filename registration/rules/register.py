"""The register of law: what hangs on each act, and whom to ask about what first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import Confirmation, standing
from registration.rules.law import Act, Citation, Figure, figures
from registration.rules.questions import ASKED, QUESTIONS
from registration.rules.rule import Rule, Severity
from registration.rules.words import plural

_OUR_NORM = "наша норма"
_ORDER = (Severity.BLOCKER, Severity.WARNING, Severity.ADVICE)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """One thing to ask: the words, and the rules that the answer decides."""

    words: str
    rules: tuple[Rule, ...]
    numbers: tuple[Figure, ...] = ()

    @property
    def effect(self) -> tuple[int, ...]:
        """Greater is more urgent: blocking rules first, then warnings, advice, numbers."""
        counts = (sum(rule.severity is kind for rule in self.rules) for kind in _ORDER)
        return (*counts, len(self.numbers))

    @property
    def effect_text(self) -> str:
        """«правил: 3 (не пускает дальше: 2, предупреждение: 1); чисел: 1»."""
        kinds = [
            f"{kind.label}: {number}"
            for kind, number in zip(_ORDER, self.effect, strict=False)
            if number
        ]
        rules = f"{plural(len(self.rules), 'правило', 'правила', 'правил')} ({', '.join(kinds)})"
        numbers = plural(len(self.numbers), "число", "числа", "чисел")
        return "; ".join(
            text for text, some in ((rules, self.rules), (numbers, self.numbers)) if some
        )


def rules_of(act: Act) -> tuple[Rule, ...]:
    """Rules that cite an act."""
    return tuple(
        rule for rule in CATALOGUE if any(citation.act.id == act.id for citation in rule.cites)
    )


def figures_of(act: Act) -> tuple[Figure, ...]:
    """Figures with a value taken from an act."""
    return tuple(
        item
        for item in figures().values()
        if any(value.citation and value.citation.act.id == act.id for value in item.values)
    )


def to_ask(known: Mapping[str, Confirmation]) -> dict[str, tuple[ToAsk, ...]]:
    """For each one to ask, by name: what to ask, in order of effect."""
    found = {name: [*_questions(key)] for key, name in ASKED.items()}
    found[ASKED["lawyer"]] += _places(known)
    return {
        name: tuple(sorted(items, key=lambda item: item.effect, reverse=True))
        for name, items in found.items()
        if items
    }


def _questions(askee: str) -> Iterator[ToAsk]:
    rules = {rule.id: rule for rule in CATALOGUE}
    for question in QUESTIONS:
        if askee in question.asked:
            yield ToAsk(question.text, tuple(rules[rule_id] for rule_id in question.rules))


def _places(known: Mapping[str, Confirmation]) -> Iterator[ToAsk]:
    """Places of the law to be read word for word: what hangs on them is not confirmed yet."""
    cited: list[tuple[Citation, Rule | Figure]] = [
        (citation, rule)
        for rule in CATALOGUE
        if standing(rule, known) is None
        for citation in rule.cites
    ]
    cited += [
        (value.citation, item)
        for item in figures().values()
        if item.status != _OUR_NORM
        for value in item.values
        if value.citation
    ]
    cited.sort(key=lambda pair: (pair[0].act.id, pair[0].at))
    for _, group in groupby(cited, key=lambda pair: (pair[0].act.id, pair[0].at)):
        pairs = tuple(group)
        yield _place(pairs[0][0], {id(item): item for _, item in pairs}.values())


def _place(citation: Citation, items: Iterable[Rule | Figure]) -> ToAsk:
    note = f" Заметка: {citation.act.note}" if citation.act.note else ""
    return ToAsk(
        f"Сверить дословно: {citation.text}.{note}",
        tuple(item for item in items if isinstance(item, Rule)),
        tuple(item for item in items if isinstance(item, Figure)),
    )
