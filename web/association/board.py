"""The board of the project: plan and fact, the pilot cases, their stages, what has changed."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.association.counts import (
    MOST_EVENTS,
    done_in,
    facts_of,
    indicators,
)
from registration.association.pilots import PILOT, PilotCase, Risk, pilot_case
from registration.association.plan import IndicatorName
from registration.association.timeline import Timeline, draw, stretches
from registration.association.words import HappeningKind
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import label_of
from registration.store import Overtaken, Role, Sought, Span, SummaryRow
from registration.tracking.standing import Standing
from web.access import DESK, allowed, roles_of, store, visitor
from web.association.plans import plan_in_force
from web.desk import day
from web.opened import MOVE, standing_of
from web.summaries import bring_up_to_date, brought_up_to_date
from web.words import MOSCOW

blueprint = Blueprint("project", __name__)

Page = str | BaseResponse | tuple[str, int]

_LINE = 400
"""Units of the drawn line; the page stretches it."""
_MOST_OFFERED = 200
_MONTHS_BACK = 12
_MONTH_NAMES = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


_LINKS = (
    ("happenings.show", "Мероприятия и участники"),
    ("duty.summary", "Онлайн-дежурная в числах"),
    ("reports.show", "Отчёт за любой срок"),
    ("practices.show", "Лучшие практики"),
    ("api_keys.show", "Ключи для программ"),
    ("refusals.statistics", "За что отказывают и что говорят лидеры"),
)


@dataclass(frozen=True, slots=True)
class Pilot:
    """A district of the project with its case, if one stands for it."""

    slug: str
    district: str
    cases: int
    case: PilotCase | None
    at: Standing | None = None
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened in the month."""

    on: date
    district: str
    what: str


@blueprint.get("/svodka/")
@allowed(Role.ASSOCIATION, *DESK)
def board() -> Page:
    """How the project stands against its promises, and its pilot cases."""
    plan = plan_in_force().plan
    done = done_in(store(), plan.span)
    pilots = _pilots()
    month = _month()
    return render_template(
        "association/board.html",
        plan=plan,
        indicators=indicators(plan, done),
        pilots=pilots,
        timeline=_timeline(pilots),
        month=month,
        months=[(f"{item:%Y-%m}", month_name(item)) for item in _months()],
        month_name=month_name,
        news=_news(pilots, month),
        links=[(name, text) for name, text in _LINKS if _may_open(name)],
        high=Risk.HIGH,
        middle=Risk.MIDDLE,
    )


@blueprint.get("/svodka/chislo/<name>/")
@allowed(Role.ASSOCIATION, *DESK)
def facts(name: str) -> Page:
    """Every event behind a number of the plan."""
    if name not in set(IndicatorName):
        abort(404)
    plan = plan_in_force().plan
    done = done_in(store(), plan.span)
    found = facts_of(IndicatorName(name), done, store())
    return render_template(
        "association/facts.html",
        plan=plan,
        indicator=next(item for item in indicators(plan, done) if item.name == name),
        facts=found,
        most=MOST_EVENTS,
    )


@blueprint.get("/svodka/pilotnye/")
@allowed(*DESK)
def choose() -> Page:
    """Say which case stands for each district."""
    return _choosing()


@blueprint.post("/svodka/pilotnye/<slug>/")
@allowed(*DESK)
def chosen(slug: str) -> Page:
    """Let another case stand for a district, or none."""
    if slug not in DISTRICTS:
        abort(404)
    case_id, seen = request.form.get(f"case-{slug}", ""), request.form.get("seen", -1, type=int)
    offered = {row.case_id for row in _of_district(slug)}
    try:
        if not case_id:
            store().withdraw(PILOT, slug, seen=seen)
        elif case_id not in offered:
            return _choosing("Выберите дело из списка этого округа."), 422
        else:
            version = store().put(PILOT, slug, case_id.encode(), author=visitor().subject, note="")
            store().publish(PILOT, slug, version, seen=seen)
    except Overtaken as overtaken:
        return _choosing(str(overtaken)), 409
    return redirect(url_for("project.choose"), 303)


def _may_open(endpoint: str) -> bool:
    return visitor().role in (roles_of(current_app, endpoint) or ())


def _choosing(error: str = "") -> str:
    bring_up_to_date()  # a new case is in its district only after its line is worked out
    kept = store().in_force(PILOT)
    return render_template(
        "association/pilots.html",
        error=error,
        districts=[
            (
                slug,
                district_name(slug),
                kept[slug].content.decode() if slug in kept else "",
                kept[slug].version if slug in kept else 0,
                [(row.case_id, _named(row)) for row in _of_district(slug)],
            )
            for slug in DISTRICTS
        ],
    )


def _of_district(slug: str) -> tuple[SummaryRow, ...]:
    sought = Sought(district=slug)
    return store().summary_rows(sought, freshest=True, skip=0, at_most=_MOST_OFFERED)


def _named(row: SummaryRow) -> str:
    about = row.summary.about
    return f"{about.get('number') or 'без номера'} — {about.get('name') or 'без названия'}"


def _pilots() -> tuple[Pilot, ...]:
    kept = {name: item.content.decode() for name, item in store().in_force(PILOT).items()}
    found = brought_up_to_date(lambda: store().summaries_of(kept.values()))
    rows = {row.case_id: row for row in found}
    counts = store().cases_by_district()
    return tuple(
        _pilot(slug, counts.get(slug, 0), rows.get(kept.get(slug, ""))) for slug in DISTRICTS
    )


def _pilot(slug: str, cases: int, row: SummaryRow | None) -> Pilot:
    if row is None:
        return Pilot(slug, district_name(slug), cases, None)
    at = standing_of(store().journal(row.case_id, MOVE))
    begun = store().case_row(row.case_id).created.astimezone(MOSCOW).date()
    still = max(0, (day() - (at.since or begun)).days)
    return Pilot(slug, district_name(slug), cases, pilot_case(row, still, day()), at, begun)


def _timeline(pilots: tuple[Pilot, ...]) -> Timeline | None:
    drawn = [
        (item.district, stretches(item.begun, item.at, day()))
        for item in pilots
        if item.case and item.at and item.begun
    ]
    return draw(drawn, _LINE)


def _news(pilots: tuple[Pilot, ...], month: date) -> list[News]:
    span = Span(month, month + relativedelta(months=1, days=-1))
    moved = [
        News(made.day, item.district, f"{item.case.name}: {made.move.end.label}")
        for item in pilots
        if item.case and item.at
        for made in item.at.made
        if span.since <= made.day <= span.until
    ]
    return sorted((*moved, *_held(span)), key=lambda news: news.on)


def _held(span: Span) -> list[News]:
    return [
        News(
            item.on,
            district_name(item.district, "для всех округов"),
            f"{label_of(HappeningKind, item.kind)}: {item.about.get('title', '')}",
        )
        for item in store().happenings(span, *HappeningKind)
    ]


def _month() -> date:
    wanted = request.args.get("mesyac", "")
    return next((month for month in _months() if f"{month:%Y-%m}" == wanted), _months()[0])


def month_name(on: date) -> str:
    """«ноябрь 2026»."""
    return f"{_MONTH_NAMES[on.month - 1]} {on.year}"


def _months() -> list[date]:
    this = day().replace(day=1)
    return [this - relativedelta(months=back) for back in range(_MONTHS_BACK)]
