"""What the consultant settles by hand: decisions on unclear law, checks that no program can do."""

from pydantic import Field

from registration.domain.people import NameForms
from registration.domain.section import Day, Flag, Line, Paragraphs, Section


class Decision(Section):
    """The consultant's answer to a question of law that the sources leave open."""

    question: Line = Field(title="Вопрос", max_length=80)
    choice: Line = Field(title="Решение", max_length=80)
    reason: Paragraphs = Field(title="Почему")
    decided_by: Line = Field(title="Кто решил")
    decided_on: Day = Field(title="Когда")


class StandingDecision(Decision):
    """A decision for all cases of an installation; a case's own decision goes before it."""


class Decisions(Section):
    """All decisions of the case."""

    made: tuple[Decision, ...] = Field(default=(), title="Решения консультанта")

    def last(self, question: str) -> Decision | None:
        """The decision that holds on a question, or None while it is open."""
        return next((item for item in reversed(self.made) if item.question == question), None)

    def choice(self, question: str) -> str | None:
        """The last choice made on a question, or None while it is open."""
        found = self.last(question)
        return found.choice if found else None

    def above(self, standing: tuple[StandingDecision, ...]) -> "Decisions":
        """These decisions laid over those for all cases: the own ones are the last word."""
        return self.model_copy(update={"made": (*standing, *self.made)})


class ManualCheck(Section):
    """A look into a register or a list: result, author, day."""

    check: Line = Field(title="Что проверено", max_length=80)
    passed: Flag = Field(title="Всё в порядке")
    checked_by: Line = Field(title="Кто проверил")
    checked_on: Day = Field(title="Когда")
    note: Paragraphs | None = Field(default=None, title="Что увидели")


class Checks(Section):
    """All manual checks of the case."""

    made: tuple[ManualCheck, ...] = Field(default=(), title="Проверки вручную")

    def latest(self, check: str) -> ManualCheck | None:
        """The newest record of a check, or None if nobody looked yet."""
        found = [item for item in self.made if item.check == check]
        return max(found, key=lambda item: item.checked_on) if found else None


class PhraseForms(Section):
    """Cases of a phrase that a person corrected."""

    phrase: Line = Field(title="Слова в именительном падеже")
    forms: NameForms = Field(title="Падежи")


class Wording(Section):
    """Corrections to what the grammar engine proposed."""

    phrases: tuple[PhraseForms, ...] = Field(default=(), title="Исправленные падежи")
