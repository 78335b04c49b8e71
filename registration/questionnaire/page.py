"""Pages and questions: the declarations from which screens, paper and check pages are made."""

from collections.abc import Callable
from dataclasses import dataclass

from registration.domain.case import Case
from registration.domain.labelled import Labelled


class Step(Labelled):
    """Steps of the questionnaire, in order; the number begins the numbers of its questions."""

    START = "start", "Начало"
    HAVE = "have", "Что у вас уже есть"
    PLACE = "place", "Где вы живёте"
    RESIDENTS = "residents", "Сколько жителей"
    NAME = "name", "Название"
    PEOPLE = "people", "Люди"
    INITIATIVE = "initiative", "Инициативная группа"
    MEETING = "meeting", "Собрание"
    ORGANS = "organs", "Кто руководит"
    WORK = "work", "Чем занимается ТОС"
    ADDRESS = "address", "Адрес"
    FILING = "filing", "Подача"
    AFTER = "after", "После"
    CONSULTANT = "consultant", "Для консультанта"

    @property
    def number(self) -> int:
        return list(Step).index(self)


class AskedOf(Labelled):
    """Who answers the page."""

    LEADER = "leader", "лидер ТОС"
    CONSULTANT = "consultant", "консультант"


Predicate = Callable[[Case], bool]


ItemPredicate = Callable[[Case, int], bool]


def always(case: Case) -> bool:
    return True


def every_item(case: Case, number: int) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Type, limits and whether it may stay empty come from the model.

    `field` is a dotted path inside the page's section («decision.number»), or inside one item
    of the page's list. A field that is a whole section of the model (an address, a name, a
    document) is asked as one group of inputs: name the group («registered_address»).
    """

    field: str
    text: str
    why: str = ""
    example: str = ""
    where: str = ""
    by_voice: str = ""
    critical: bool = False
    masked: bool = False
    needed: bool = False
    """The step is not done without an answer, although the model lets the field stay empty."""

    @property
    def spoken(self) -> str:
        """How the consultant asks it by telephone."""
        return self.by_voice or self.text


@dataclass(frozen=True, slots=True)
class Page:
    """One screen: as a rule one question, or one group that cannot be divided.

    `each` names a list of the section («persons», «agenda»): the page is then asked once for
    every item, or only for those that `asked_item` lets through. Predicates read only sections
    asked on earlier pages, or the page's own section.
    """

    id: str
    step: Step
    section: str
    title: str
    questions: tuple[Question, ...]
    intro: str = ""
    each: str | None = None
    asked: Predicate = always
    asked_item: ItemPredicate = every_item
    of: AskedOf = AskedOf.LEADER
    many: str = ""
    """What the whole list is called; said by the page at which its items are listed."""

    def fields(self) -> tuple[str, ...]:
        """Paths in the case: «territory.decision.number», «people.persons.*.name»."""
        prefix = f"{self.section}.{self.each}.*" if self.each else self.section
        return tuple(f"{prefix}.{question.field}" for question in self.questions)
