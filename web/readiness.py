"""What of a package is ready and what is missing, in the words of the one who asks."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from registration.assembly.documents import included_documents
from registration.domain.case import Case
from registration.domain.problems import Problem, place_in
from registration.questionnaire.page import Page
from registration.rules.catalogue import Finding, Status, Verdict, check_case

COMPLETENESS = "pkg-complete"
"""A rule that lists in one sentence what the task list and `unanswered` tell part by part."""

# The code of an answer that is simply not there yet.
_BLANK = "missing"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend or to look at, and the page where it is answered."""

    message: str
    place: str
    page: str | None = None
    item: int | None = None
    citations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the package and the parts of the questionnaire it still waits for."""

    title: str
    waits_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """The whole picture for the page of documents."""

    blocked: bool
    papers: tuple[Paper, ...]
    unread: tuple[Remark, ...]
    mend: tuple[Remark, ...]
    unanswered: tuple[Remark, ...]
    asked: tuple[Remark, ...]
    decide: tuple[Remark, ...]
    look: tuple[Remark, ...]
    advice: tuple[Remark, ...]

    @property
    def ready(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if not paper.waits_for)

    @property
    def waiting(self) -> tuple[Paper, ...]:
        return tuple(paper for paper in self.papers if paper.waits_for)


def readiness(
    case: Case,
    on: date,
    *,
    problems: Sequence[Problem] = (),
    unknown: Collection[str] = (),
    pages: Iterable[Page] = (),
) -> Readiness:
    """Hold the case against rules and documents and sort what comes of it.

    `pages` are those that the reader can answer: what has none is left to the consultant.
    """
    places = tuple(pages)
    verdict = check_case(case, on)
    blanks = tuple(_unanswered(case, verdict, problems, places))
    decisions = _remarks((*verdict.blockers, *verdict.warnings), places, Status.TO_DECIDE)
    return Readiness(
        blocked=verdict.blocked or bool(problems),
        papers=tuple(_papers(case)),
        unread=tuple(
            _remark(item.path, places, item.message, item.place)
            for item in problems
            if item.code != _BLANK
        ),
        mend=_remarks(verdict.blockers, places, Status.BREACHED),
        unanswered=tuple(item for item in blanks if item.page or not places),
        asked=tuple(_remark(path, places) for path in sorted(unknown)),
        decide=(*decisions, *(item for item in blanks if places and not item.page)),
        look=_remarks(verdict.warnings, places, Status.BREACHED),
        advice=_remarks(verdict.advice, places, *Status),
    )


def page_of(path: str, pages: Iterable[Page]) -> Page | None:
    """The page that asks for an answer, or the first one about its part of the case."""
    wanted = ["*" if part.isdigit() else part for part in path.split(".")]
    best, longest = None, 0
    for page in pages:
        common = max((_common(wanted, field.split(".")) for field in page.fields()), default=0)
        if common > longest:
            best, longest = page, common
    return best


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    number = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        number += 1
    return number


def _papers(case: Case) -> Iterator[Paper]:
    for spec in included_documents(case):
        titles = tuple(_title(name) for name in spec.missing(case))
        yield Paper(spec.title, titles)


def _title(section: str) -> str:
    return str(Case.model_fields[section].title)


def _remarks(
    findings: Iterable[Finding], pages: Sequence[Page], *statuses: Status
) -> tuple[Remark, ...]:
    return tuple(
        _remark(item.at, pages, item.message, item.place, item.citations)
        for item in findings
        if item.status in statuses and item.rule != COMPLETENESS
    )


def _unanswered(
    case: Case, verdict: Verdict, problems: Sequence[Problem], pages: Sequence[Page]
) -> list[Remark]:
    """Parts that rules or documents wait for, or the very questions where a part is begun."""
    begun = {str(item.at[0]) for item in problems}
    names = [item.at.split(".")[0] for item in verdict.waiting]
    names += [name for spec in included_documents(case) for name in spec.missing(case)]
    blank = [name for name in dict.fromkeys(names) if getattr(case, name) is None]
    found = [_remark(name, pages) for name in blank if name not in begun]
    found += [
        _remark(item.path, pages, place=item.place) for item in problems if item.code == _BLANK
    ]
    order = {page.id: number for number, page in enumerate(pages)}
    return sorted(found, key=lambda item: order.get(item.page or "", len(order)))


def _remark(
    path: str,
    pages: Sequence[Page],
    message: str = "",
    place: str = "",
    citations: tuple[str, ...] = (),
) -> Remark:
    page = page_of(path, pages)
    numbers = [int(part) for part in path.split(".") if part.isdigit()]
    return Remark(
        message,
        place or _place(path),
        page=page.id if page else None,
        item=numbers[0] if page and page.each and numbers else None,
        citations=citations,
    )


def _place(path: str) -> str:
    return place_in(Case, tuple(int(part) if part.isdigit() else part for part in path.split(".")))
