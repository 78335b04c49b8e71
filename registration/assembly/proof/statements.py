"""What a finished paper states: its facts, paragraph by paragraph, for the manifest."""

from collections.abc import Iterator, Sequence

from registration.assembly import r11001
from registration.assembly.manifest import StatedFact, StatedParagraph
from registration.assembly.proof.facts import digest, facts_of, folded, index
from registration.assembly.rendering.render import PrintedFact
from registration.assembly.rendering.schema import field_titles
from registration.domain.case import Case, is_answer
from registration.domain.problems import place_in


class Statements:
    """Knows the facts of one case by every spelling."""

    def __init__(self, case: Case) -> None:
        self._by_spelling = index(facts_of(case))

    def of_document(
        self, printed: Sequence[PrintedFact], paragraphs: Sequence[str]
    ) -> Iterator[StatedParagraph]:
        """Paragraphs of a Word document that state facts."""
        by_paragraph: dict[int, list[PrintedFact]] = {}
        for fact in printed:
            by_paragraph.setdefault(fact.paragraph, []).append(fact)
        for number, facts in by_paragraph.items():
            yield StatedParagraph(
                key=str(number),
                place=f"абзац {number}",
                digest=digest(paragraphs[number - 1]),
                facts=tuple(self._stated(fact) for fact in facts),
            )

    def of_form(self, content: r11001.FormContent) -> Iterator[StatedParagraph]:
        """Filled fields of the application form."""
        for line in r11001.coverage(content):
            if line.text:
                yield StatedParagraph(
                    key=f"{line.page}:{line.field}",
                    place=f"страница {line.page}, поле «{line.label}»",
                    digest=digest(line.text),
                    facts=(self._in_cells(line),),
                )

    def _in_cells(self, line: r11001.CoverageLine) -> StatedFact:
        fact = next(iter(self._by_spelling.get(folded(line.text), ())), None)
        return StatedFact(
            fact=fact.id if fact else line.source or line.field,
            title=fact.title if fact else line.label,
            text=line.text,
        )

    def _stated(self, printed: PrintedFact) -> StatedFact:
        """The answer that the template names; by its spelling alone where it names none."""
        alike = self._by_spelling.get(folded(printed.text), [])
        at = printed.at
        same = [fact for fact in alike if _within(fact.id, at) or _within(at, fact.id)]
        if same or (alike and not is_answer(at)):
            fact = (same or alike)[0]
            return StatedFact(fact=fact.id, title=fact.title, text=printed.text)
        title = _place(at) if is_answer(at) else _title(printed.field)
        return StatedFact(fact=at or printed.field, title=title, text=printed.text)


def _within(path: str, other: str) -> bool:
    return bool(other) and f"{path}.".startswith(f"{other}.")


def parts_of(path: str) -> tuple[str | int, ...]:
    """«people.persons.0» as its steps."""
    return tuple(int(part) if part.isdigit() else part for part in path.split("."))


def _place(at: str) -> str:
    """Russian words for the answer; what is only reckoned from it has no name of its own."""
    parts = parts_of(at)
    named = place_in(Case, parts)
    return place_in(Case, parts[:-1]) if named.endswith(f"→ {parts[-1]}") else named


def _title(expression: str) -> str:
    """Russian name of what a template prints: «entry.item.votes.favour|words» → «За»."""
    name = expression.split("|")[0].strip().split(".")[-1]
    return field_titles().get(name, "Сведение")
