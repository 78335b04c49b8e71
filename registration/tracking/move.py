"""A move of a case from one stage to another, and what must stand before it can be made."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from registration.domain.case import Case
from registration.domain.problems import place_in
from registration.rules.catalogue import Finding, check_case
from registration.rules.quorum import quorum
from registration.rules.words import day as day_text
from registration.tracking.stage import Stage
from registration.tracking.step import NAMED_AT_MOST


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a move cannot be made now; `at` is the answer to mend, empty when there is none."""

    message: str
    at: str = ""

    @property
    def place(self) -> str:
        """Russian words for the answer."""
        return place_in(Case, tuple(self.at.split("."))) if self.at else ""


Need = Callable[[Case, date], Iterator[Obstacle]]


@dataclass(frozen=True, slots=True)
class Move:
    """One way between two stages.

    `dated_by` is the answer that holds the day of the paper: terms run from that day, never
    from the day on which somebody typed it. `starts` are the ids of the deadlines it begins.
    `goes_back` moves only reopen what was done: they need nothing.
    """

    start: Stage
    end: Stage
    title: str
    who: str
    paper: str = ""
    dated_by: str = ""
    starts: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    goes_back: bool = False

    @property
    def id(self) -> str:
        """A name that never changes: both stages."""
        return f"{self.start.value}-{self.end.value}"

    def day(self, case: Case) -> date | None:
        """The day of the paper, as the case knows it."""
        found: object = case
        for part in self.dated_by.split(".") if self.dated_by else ():
            found = getattr(found, part, None)
        return found if isinstance(found, date) else None


def obstacles(move: Move, case: Case, on: date, since: date | None = None) -> tuple[Obstacle, ...]:
    """Everything that forbids a move today; `since` is the day of the paper before it."""
    return (*_of_its_day(move, case, on, since), *_of_its_needs(move, case, on))


def _of_its_day(move: Move, case: Case, on: date, since: date | None) -> Iterator[Obstacle]:
    if not move.dated_by:
        return
    day = move.day(case)
    if day is None:
        yield Obstacle("Впишите день: от него считают сроки.", move.dated_by)
    elif day > on:
        yield Obstacle(f"Этот день ещё не наступил: {day_text(day)}.", move.dated_by)
    elif since is not None and day < since:
        yield Obstacle(
            f"Записан день {day_text(day)}, а прошлый шаг был позже: {day_text(since)}. "
            "Впишите день новой бумаги.",
            move.dated_by,
        )


def _of_its_needs(move: Move, case: Case, on: date) -> Iterator[Obstacle]:
    for need in move.needs:
        yield from need(case, on)


def answered(at: str, message: str) -> Need:
    """The answer at this path is given; a section counts as soon as it reads."""

    def need(case: Case, on: date) -> Iterator[Obstacle]:
        found: object = case
        for part in at.split("."):
            found = getattr(found, part, None)
        if found is None:
            yield Obstacle(message, at)

    return need


def nothing_blocks(case: Case, on: date) -> Iterator[Obstacle]:
    """No rule blocks the package."""
    blockers = check_case(case, on).blockers
    if len(blockers) > NAMED_AT_MOST:  # a longer list is read where the answers are mended
        yield Obstacle(f"Проверки нашли, что исправить: {len(blockers)}. Смотрите замечания.")
        return
    yield from map(_told, blockers)


def _told(finding: Finding) -> Obstacle:
    return Obstacle(finding.message, finding.at)


def quorum_reached(case: Case, on: date) -> Iterator[Obstacle]:
    """Without a quorum there were no decisions: people are called together once more."""
    found = quorum(case, case.meeting.held_on) if case.meeting else None
    if found is None or not found.reached:
        yield Obstacle("Кворума нет или он не посчитан. Соберите жителей ещё раз.", "meeting")


def by_paper(case: Case, on: date) -> Iterator[Obstacle]:
    """The notary and the duty belong to the paper route."""
    if case.filing is not None and case.filing.is_electronic:
        yield Obstacle("Документы подают через Госуслуги: нужна подпись УКЭП.", "filing.route")


def by_portal(case: Case, on: date) -> Iterator[Obstacle]:
    """An electronic signature belongs to the electronic route."""
    if case.filing is None or case.filing.is_paper:
        yield Obstacle("Документы подают на бумаге: нужны нотариус и пошлина.", "filing.route")


def signature_valid(case: Case, on: date) -> Iterator[Obstacle]:
    """The signature must be good on the day of filing."""
    until = case.applicant.signature_valid_until if case.applicant else None
    filed = case.filing.filed_on if case.filing else None
    at = "applicant.signature_valid_until"
    if until is None:
        yield Obstacle("Впишите, до какого дня действует электронная подпись.", at)
    elif filed is not None and until < filed:
        yield Obstacle(f"Подпись действует только до {day_text(until)}.", at)


def charter_as_registered(case: Case, on: date) -> Iterator[Obstacle]:
    """A charter changed after the administration registered it undoes that registration."""
    from registration.assembly.package import charter_hash  # loads what makes documents

    seen = case.municipal_registration.charter_hash if case.municipal_registration else None
    if seen is not None and seen != charter_hash(case, on):
        yield Obstacle(
            "Текст устава изменился после регистрации в администрации. Нужны новое собрание и "
            "новая регистрация — или верните прежние ответы.",
            "charter",
        )


def first_year_over(case: Case, on: date) -> Iterator[Obstacle]:
    """A year has passed since the entry, and the first reports are recorded as made."""
    from registration.tracking.duties import first_reports  # reckons terms, which moves need not

    registered = case.outcome.registered_on if case.outcome else None
    if registered is None:
        yield Obstacle("Впишите дату записи в ЕГРЮЛ: от неё считают год.", "outcome.registered_on")
        return
    last = registered + relativedelta(years=1)
    if on < last:
        yield Obstacle(f"Первый год кончится {day_text(last)}.")
    for report in first_reports(case, on):
        if report.met_on is None:
            yield Obstacle(f"Не записано как сделанное: {report.title}.", "checks")


def administration_not_needed(case: Case, on: date) -> Iterator[Obstacle]:
    """Past the administration only by the consultant's decision."""
    if case.decisions.choice("municipal-first") != "not_required":
        yield Obstacle(
            "Сначала устав регистрирует администрация. Если в округе не так, запишите решение "
            "консультанта.",
            "decisions",
        )
