"""The list of all cases: what each waits for, views, filters and search; a new case."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import label_of
from registration.store import Channel, Sought, SummaryRow
from registration.tracking.mover import Mover
from registration.tracking.stage import Stage
from registration.tracking.summary import words_of
from web.access import DESK, allowed, store, visitor
from web.desk import day
from web.summaries import bring_up_to_date, brought_up_to_date
from web.words import MOSCOW

blueprint = Blueprint("cases", __name__)

Page = str | BaseResponse | tuple[str, int]

ON_A_PAGE = 25
LONGEST_SEARCH = 100
_WEEK, _STILL = timedelta(days=7), timedelta(days=14)
_BEFORE_YEARLY = tuple(stage.value for stage in Stage if stage.order < Stage.YEARLY.order)


@dataclass(frozen=True, slots=True)
class View:
    """A question about all cases that is asked every week."""

    id: str
    title: str
    sought: Callable[[date, datetime], Sought]
    freshest: bool = False


VIEWS = (
    View("vse", "Все дела", lambda _on, _now: Sought(), freshest=True),
    View(
        "pozvonit",
        "Кому позвонить на этой неделе",
        lambda on, now: Sought(next_until=on + _WEEK, uncontacted_since=now - _WEEK),
    ),
    View("prosrocheno", "Просрочено", lambda on, _now: Sought(next_until=on - timedelta(days=1))),
    View(
        "zhdut-administratsiyu",
        "Ждут администрацию",
        lambda _on, _now: Sought(mover=Mover.ADMINISTRATION.value),
    ),
    View("zhdut-minyust", "Ждут Минюст", lambda _on, _now: Sought(mover=Mover.MINJUST.value)),
    View("za-mnoj", "Ход за консультантом", lambda _on, _now: Sought(mover=Mover.DESK.value)),
    View(
        "stoyat",
        "Две недели без движения",
        lambda _on, now: Sought(unmoved_since=now - _STILL, stages=_BEFORE_YEARLY),
    ),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A case as the list shows it."""

    row: SummaryRow
    district: str
    stage: str
    mover: str
    days_still: int
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it does not know narrows nothing."""

    view: View
    district: str
    stage: str
    page: int

    @classmethod
    def from_address(cls) -> "Asked":
        wanted = request.args.get("vid", "")
        view = next((item for item in VIEWS if item.id == wanted), VIEWS[0])
        district, stage = request.args.get("okrug", ""), request.args.get("etap", "")
        return cls(
            view,
            district if district in DISTRICTS else "",
            stage if stage in set(Stage) else "",
            max(1, request.args.get("list", 1, type=int)),
        )

    def sought(self) -> Sought:
        found = self.view.sought(day(), _now())
        stages = (self.stage,) if self.stage else found.stages
        return replace(found, district=self.district, stages=stages)

    def address(self, page: int) -> str:
        """Address of another page of the same list."""
        return url_for(
            "cases.show",
            vid=self.view.id,
            okrug=self.district or None,
            etap=self.stage or None,
            list=page,
        )


@blueprint.get("/dela/")
@allowed(*DESK)
def show() -> Page:
    """List the cases that are wanted, a page at a time."""
    return _listed(Asked.from_address())


@blueprint.get("/dela/poisk/")
@allowed(*DESK)
def search_again() -> Page:
    """What was looked for is not in the address: begin with the whole list."""
    return redirect(url_for("cases.show"), 303)


@blueprint.post("/dela/poisk/")
@allowed(*DESK)
def search() -> Page:
    """Find cases by the beginnings of words; what is looked for never stands in an address."""
    text = request.form.get("q", "").strip()[:LONGEST_SEARCH]
    words = words_of(text)
    if not words:
        return _listed(Asked.from_address(), search_error="Впишите, что искать."), 422
    return _listed(Asked(VIEWS[0], "", "", 1), text=text, words=tuple(words))


@blueprint.post("/dela/")
@allowed(*DESK)
def create() -> Page:
    """Create an empty case of a district."""
    slug = request.form.get("district", "")
    if slug not in DISTRICTS:
        error = "Выберите округ, в котором находится ТОС."
        return _listed(Asked.from_address(), error=error), 422
    return redirect(url_for("board.case", case_id=_created(slug)), 303)


def _created(slug: str) -> str:
    author = visitor().subject
    case_id = store().create_case(author)
    letters = district_name(slug)[:2].upper()  # the consultant may write his own number later
    number = f"{letters}-{_now():%Y}-{store().case_count():03}"
    given = {"territory.district": slug, "card.number": number}
    store().save(case_id, given, seen=0, author=author, channel=Channel.PHONE)
    store().note(author, "создано дело", case_id)
    return case_id


def _listed(
    asked: Asked,
    *,
    text: str = "",
    words: tuple[str, ...] = (),
    error: str = "",
    search_error: str = "",
) -> str:
    bring_up_to_date()  # before the count: a line may belong to another view by now
    sought = replace(asked.sought(), words=words)
    count = store().summary_count(sought)
    last = max(1, -(-count // ON_A_PAGE))
    page = min(asked.page, last)

    def of_page() -> tuple[SummaryRow, ...]:
        return store().summary_rows(
            sought,
            freshest=asked.view.freshest,
            skip=(page - 1) * ON_A_PAGE,
            at_most=ON_A_PAGE,
        )

    rows = brought_up_to_date(of_page)
    return render_template(
        "board/cases.html",
        lines=[_line(row) for row in rows],
        asked=asked,
        views=VIEWS,
        text=text,
        count=count,
        page=page,
        last=last,
        districts=[(slug, district_name(slug)) for slug in DISTRICTS],
        stages=[(stage.value, stage.label.capitalize()) for stage in Stage],
        error=error,
        search_error=search_error,
    )


def _line(row: SummaryRow) -> Line:
    said = row.summary
    moved_on = row.moved_at.astimezone(MOSCOW).date()
    return Line(
        row,
        district=district_name(row.district),
        stage=label_of(Stage, said.stage),
        mover=label_of(Mover, said.mover),
        days_still=max(0, (day() - moved_on).days),
        days_left=(said.next_on - day()).days if said.next_on else None,
    )


def _now() -> datetime:
    return datetime.now(MOSCOW)
