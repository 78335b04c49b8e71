"""The path of one case through the pages: what is asked, what is silent, what is left."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registration.domain.case import Case, Reading, read_case
from registration.domain.labelled import Labelled
from registration.questionnaire import conditions as when
from registration.questionnaire.known import known_case, known_section
from registration.questionnaire.page import AskedOf, Page, Predicate, Question, Step
from registration.questionnaire.pages import PAGES
from registration.questionnaire.required import required

Answers = Mapping[str, object]


class State(Labelled):
    """How far a step is."""

    DONE = "done", "Готово"
    OPEN = "open", "Не готово"
    WAITING = "waiting", "Пока нельзя"


@dataclass(frozen=True, slots=True)
class StepState:
    """A step for this case, and the first page in it that has no answer."""

    step: Step
    state: State
    page: Page | None = None
    item: int | None = None


# Steps that come later for everybody: until then the hub shows them, but nobody can enter.
_WAITS_FOR: dict[Step, Predicate] = {
    Step.INITIATIVE: when.people_known,
    Step.AFTER: when.filed,
}


@dataclass(frozen=True, slots=True)
class Walk:
    """Answers on the path, and what they make known: for conditions of pages only."""

    answers: dict[str, Any]
    case: Case

    def read(self) -> Reading:
        """Read what is asked as rules and papers will read it."""
        return read_case(self.answers)


def read_along_path(answers: Answers) -> Reading:
    """Read only what is still asked; answers off the path stay stored but silent."""
    return walk(answers).read()


def case_so_far(answers: Answers) -> Case:
    """What is known along the path, half-filled sections too: for conditions of pages only."""
    return walk(answers).case


def on_path(answers: Answers) -> dict[str, Any]:
    """Return a copy of the answers without those whose pages are not asked."""
    return walk(answers).answers


def asked_pages(case: Case) -> tuple[Page, ...]:
    """Pages asked for a case; give it `case_so_far(answers)` while the case is unfinished."""
    return tuple(page for page in PAGES if page.asked(case))


def asked_items(page: Page, case: Case) -> tuple[int, ...]:
    """Numbers of the list's items for which the page is asked."""
    return tuple(number for number in range(_count(page, case)) if page.asked_item(case, number))


def next_page(case: Case, page: Page) -> Page | None:
    """The next asked page, or None at the end."""
    later = PAGES[PAGES.index(page) + 1 :]
    return next((other for other in later if other.asked(case)), None)


def previous_page(case: Case, page: Page) -> Page | None:
    """The asked page before this one, or None at the beginning."""
    earlier = PAGES[: PAGES.index(page)]
    return next((other for other in reversed(earlier) if other.asked(case)), None)


def section_states(answers: Answers, unknown: Collection[str] = ()) -> tuple[StepState, ...]:
    """Steps of the leader for this case; a question left to the consultant holds nothing up."""
    way = walk(answers)
    pages = [page for page in asked_pages(way.case) if page.of is AskedOf.LEADER]
    states = (_state(step, pages, way.case, way.answers, unknown) for step in Step)
    return tuple(state for state in states if state)


def numbers() -> dict[str, str]:
    """Numbers of questions by path: {«people.persons.*.name»: «5.1»}, on screen and on paper."""
    found: dict[str, str] = {}
    for step in Step:
        paths = [path for page in PAGES if page.step is step for path in page.fields()]
        found |= {path: f"{step.number}.{place}" for place, path in enumerate(paths, start=1)}
    return found


def _state(
    step: Step, pages: list[Page], case: Case, answers: Answers, unknown: Collection[str]
) -> StepState | None:
    mine = [page for page in pages if page.step is step]
    if not mine:
        waits = step in _WAITS_FOR and not _WAITS_FOR[step](case) and _may_come(step, case)
        return StepState(step, State.WAITING) if waits else None
    for page in mine:
        for item in _unanswered(page, case, answers, unknown):
            return StepState(step, State.OPEN, page, item)
    return StepState(step, State.DONE)


def _may_come(step: Step, case: Case) -> bool:
    return step is not Step.INITIATIVE or when.is_new(case)


def _unanswered(
    page: Page, case: Case, answers: Answers, unknown: Collection[str]
) -> Iterator[int | None]:
    if page.each is None:
        if any(_open(page, question, answers, unknown) for question in page.questions):
            yield None
        return
    items = asked_items(page, case)
    if not _count(page, case) and required(page.section, page.each):
        yield None
    for item in items:
        if any(_open(page, question, answers, unknown, item) for question in page.questions):
            yield item


def _open(
    page: Page,
    question: Question,
    answers: Answers,
    unknown: Collection[str],
    item: int | None = None,
) -> bool:
    """The question wants an answer, has none, and was not left to the consultant."""
    base = (page.section, *(page.each.split(".") if page.each else ()))
    numbered = base if item is None else (*base, str(item))
    path = ".".join((*numbered, question.field))
    if any(other == path or other.startswith(f"{path}.") for other in unknown):
        return False
    wanted = question.needed or required(page.section, page.each, question.field)
    return wanted and _stored(answers, (*numbered, *question.field.split("."))) in _EMPTY


_EMPTY: tuple[object, ...] = (None, "", [], {}, ())


def _stored(answers: object, at: tuple[str, ...]) -> object:
    for part in at:
        if isinstance(answers, Mapping):
            answers = answers.get(part)
        elif isinstance(answers, list | tuple) and part.isdigit() and int(part) < len(answers):
            answers = answers[int(part)]
        else:
            return None
    return answers


def _count(page: Page, case: Case) -> int:
    found: Any = getattr(case, page.section)
    for part in (page.each or "").split("."):
        found = getattr(found, part, None)
    return len(found or ())


def walk(answers: Answers) -> Walk:
    """Go through the pages in order; what one silences is unknown to those after it."""
    left: dict[str, Any] = _copied(answers)
    case = known_case(left)
    begun: set[tuple[str, str | None]] = set()
    for page in PAGES:
        adds = page.each is not None and (page.section, page.each) not in begun
        begun.add((page.section, page.each))
        if _silence(page, case, left, whole_list=adds):
            case = _again(case, page.section, left)
    return Walk(left, case)


def _again(case: Case, section: str, answers: Answers) -> Case:
    """Read one section anew; a fresh case, because a case remembers its people."""
    sections = {name: getattr(case, name) for name in Case.model_fields}
    sections[section] = known_section(section, answers.get(section))
    return Case.model_construct(**sections)


def _silence(page: Page, case: Case, answers: dict[str, Any], *, whole_list: bool) -> bool:
    """Take the page's answers away where it is not asked; say whether there were any."""
    if page.each is None:
        return not page.asked(case) and _drop_all(answers, _paths(page, None))
    each = (page.section, *page.each.split("."))
    if not page.asked(case):
        if whole_list:
            return _drop(answers, each)
        numbers_off: Collection[int] = range(_count(page, case))
    else:
        asked = asked_items(page, case)
        numbers_off = [number for number in range(_count(page, case)) if number not in asked]
    return sum(_drop_all(answers, _paths(page, number)) for number in numbers_off) > 0


def _paths(page: Page, item: int | None) -> list[tuple[str, ...]]:
    base = (page.section, *(page.each.split(".") if page.each else ()))
    numbered = base if item is None else (*base, str(item))
    return [(*numbered, *question.field.split(".")) for question in page.questions]


def _drop_all(answers: dict[str, Any], paths: list[tuple[str, ...]]) -> bool:
    return sum(_drop(answers, at) for at in paths) > 0


def _drop(answers: dict[str, Any], at: tuple[str, ...]) -> bool:
    """Remove one answer, and the groups that it leaves empty; say whether it was there."""
    holder = _stored(answers, at[:-1])
    if not isinstance(holder, dict) or at[-1] not in holder:
        return False
    del holder[at[-1]]
    if not holder and len(at) > 1 and not at[-2].isdigit():
        _drop(answers, at[:-1])
    return True


def _copied(value: Any) -> Any:
    """Copy the structure, not the values."""
    if isinstance(value, Mapping):
        return {key: _copied(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_copied(inner) for inner in value]
    return value
