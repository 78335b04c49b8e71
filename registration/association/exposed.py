"""What programs of others may read: counts, days, districts, words of ours; no person, no case."""

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from registration.association.counts import Fact, Indicator
from registration.association.plan import Plan
from registration.association.report import Report
from registration.districts import DISTRICTS, district_name
from registration.domain.labelled import Labelled
from registration.tracking.stage import Stage


class Purpose(Labelled):
    """What a key is given for; one key of a purpose works at a time."""

    SITE = "site", "сайт ассоциации"
    FUND = "fund", "отчётность перед фондом"
    REGION = "region", "сведения для области"
    OTHER = "other", "другое"


class Exposed(BaseModel):
    """An answer in JSON."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ExposedIndicator(Exposed):
    name: str = Field(title="Имя в адресе")
    title: str = Field(title="Показатель")
    target: int | None = Field(title="План; null, если не обещали")
    value: int = Field(title="Факт")
    meaning: str = Field(title="Что считается")


class ExposedProject(Exposed):
    title: str = Field(title="Название проекта")
    since: date = Field(title="Первый день")
    until: date = Field(title="Последний день")
    indicators: list[ExposedIndicator]


class ExposedFact(Exposed):
    on: date | None = Field(title="День; null, если событие не одного дня")
    district: str = Field(title="Округ")
    what: str = Field(title="Что было")
    number: int = Field(title="Сколько это в показателе")


class ExposedFacts(Exposed):
    indicator: ExposedIndicator
    facts: list[ExposedFact] = Field(title="События; длинный список консультаций не целиком")


class ExposedTable(Exposed):
    name: str
    title: str
    headings: list[str]
    rows: list[list[str | int]]
    meaning: str


class ExposedReport(Exposed):
    project: str
    since: date
    until: date
    districts: list[str] = Field(title="Округа; пусто — все")
    made_on: date
    tables: list[ExposedTable]


class ExposedStage(Exposed):
    stage: str
    title: str
    cases: int = Field(title="Сколько дел на этом этапе")


class ExposedDistrict(Exposed):
    district: str = Field(title="Имя округа в адресе")
    title: str = Field(title="Округ")
    cases: int = Field(title="Сколько дел")
    stages: list[ExposedStage]


class ExposedBoard(Exposed):
    districts: list[ExposedDistrict]


class Refusal(Exposed):
    error: str = Field(title="Что не так")


def exposed_project(plan: Plan, found: Iterable[Indicator]) -> ExposedProject:
    return ExposedProject(
        title=plan.title,
        since=plan.since,
        until=plan.until,
        indicators=[_indicator(item) for item in found],
    )


def exposed_facts(indicator: Indicator, facts: Iterable[Fact]) -> ExposedFacts:
    return ExposedFacts(
        indicator=_indicator(indicator),
        facts=[
            ExposedFact(on=item.on, district=item.district, what=item.what, number=item.number)
            for item in facts
        ],
    )


def _indicator(item: Indicator) -> ExposedIndicator:
    return ExposedIndicator(
        name=item.name.value,
        title=item.title,
        target=item.target,
        value=item.value,
        meaning=item.meaning,
    )


def exposed_report(report: Report) -> ExposedReport:
    return ExposedReport(
        project=report.project,
        since=report.span.since,
        until=report.span.until,
        districts=list(report.districts),
        made_on=report.made_on,
        tables=[
            ExposedTable(
                name=item.name,
                title=item.title,
                headings=list(item.headings),
                rows=[list(row) for row in item.rows],
                meaning=item.meaning,
            )
            for item in report.tables
        ],
    )


def exposed_board(stages: Mapping[tuple[str, str], int]) -> ExposedBoard:
    """Tell how many cases of each district stand where; `stages` counts by district and stage."""
    return ExposedBoard(
        districts=[
            ExposedDistrict(
                district=slug,
                title=district_name(slug),
                cases=sum(count for (of, _), count in stages.items() if of == slug),
                stages=[
                    ExposedStage(stage=stage.value, title=stage.label, cases=stages[slug, stage])
                    for stage in Stage
                    if stages.get((slug, stage.value))
                ],
            )
            for slug in DISTRICTS
        ]
    )
