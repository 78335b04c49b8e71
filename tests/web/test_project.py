"""The board of the association: true numbers, no person, two writers of a plan told apart."""

from datetime import date

import pytest
from flask import Flask

from registration.store import Channel, Facets, Participant, Store
from tests.web.conftest import CheckedClient
from tests.web.test_whole_case import SAMPLES, answers_of

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: TODAY


@pytest.fixture
def pilots(store: Store) -> dict[str, str]:
    """All five samples, each standing for its district."""
    found = {}
    for path in SAMPLES:
        case_id = store.create_case("nina")
        store.save(case_id, answers_of(path), seen=0, author="nina", channel=Channel.PAPER)
        version = store.put("pilot", path.stem, case_id.encode(), author="nina", note="")
        store.publish("pilot", path.stem, version)
        found[path.stem] = case_id
    return found


def planted(answers: object) -> set[str]:
    """Names, numbers and addresses of people that the samples hold."""
    if isinstance(answers, list):
        return set().union(*map(planted, answers))
    if not isinstance(answers, dict):
        return set()
    private = ("last", "phone", "email", "number", "series", "snils", "inn", "street", "issued_by")
    own = {str(answers[name]) for name in private if answers.get(name)}
    return {item for item in own if len(item) > 3} | set().union(*map(planted, answers.values()))


def test_nobody_and_no_case_is_named_to_the_association(
    association_client: CheckedClient, store: Store, pilots: dict[str, str]
) -> None:
    talk = Facets(date(2024, 3, 1), "phone", "", "leader", "fee", "solved", 9, False)
    said = {"name": "Евлампия Коробицына", "question": "Где Коробицына?", "answer": "Тут."}
    store.add_consultation(talk, said, ["коробицына"])
    secrets = {"Коробицына", "Евлампия", *pilots.values()}
    for path in SAMPLES:
        secrets |= planted(answers_of(path))
    assert len(secrets) > 60
    for page in ("/svodka/", *(f"/svodka/chislo/{name}/" for name in _NUMBERS), "/svodka/plan/"):
        text = association_client.get(page).text
        assert [item for item in secrets if item in text] == [], page


_NUMBERS = (
    "districts",
    "sessions",
    "webinars",
    "participants",
    "consultations",
    "organisations",
    "trips",
    "publications",
    "practices",
)


def test_each_number_leads_to_its_events(association_client: CheckedClient, store: Store) -> None:
    number = store.add_happening("session", date(2024, 2, 2), "kotlassky", {"title": "Сход"})
    store.put_participants(number, [Participant("анна", "kotlassky")], seen=1)
    assert "Сход" in association_client.get("/svodka/chislo/sessions/").text
    page = association_client.get("/svodka/chislo/participants/").text
    assert "Участники сессий, вебинаров и выездов: 1 из 175" in page
    assert association_client.get("/svodka/chislo/secrets/").status_code == 404


def test_the_pilots_stand_with_stage_and_risk(
    association_client: CheckedClient, store: Store, pilots: dict[str, str]
) -> None:
    told = {"move": "intake-notice", "day": "2026-11-02", "note": ""}
    store.append(pilots["kotlassky"], "move", told, author="nina")
    page = association_client.get("/svodka/").text
    assert page.count('data-name="Этап"') >= len(pilots)
    assert "оповещение о собрании" in page
    assert "02.11.2026, Котласский муниципальный округ" in page
    assert page.count("<rect") > len(pilots)
    assert (
        "02.11.2026"
        not in association_client.get("/svodka/?mesyac=2026-10").text.split("Что изменилось")[1]
    )


def test_a_destroyed_pilot_leaves_the_board_whole(
    association_client: CheckedClient, store: Store, pilots: dict[str, str]
) -> None:
    store.destroy_case(pilots["kotlassky"])
    assert "дело ещё не выбрано" in association_client.get("/svodka/").text


def test_the_consultant_says_which_case_stands_for_a_district(
    consultant_client: CheckedClient, store: Store, pilots: dict[str, str]
) -> None:
    consultant_client.get("/svodka/pilotnye/")
    address = "/svodka/pilotnye/kotlassky/"
    foreign = {"case-kotlassky": pilots["nyandomsky"], "seen": "1"}
    assert consultant_client.send(address, **foreign).status_code == 422
    none = {"case-kotlassky": "", "seen": "1"}
    assert consultant_client.send(address, **none).status_code == 303
    assert "kotlassky" not in store.in_force("pilot")
    assert consultant_client.send(address, **none).status_code == 409


def plan_form(**changes: str) -> dict[str, str]:
    fields = {
        "title": "Проект",
        "since-day": "1",
        "since-month": "2",
        "since-year": "2025",
        "until-day": "31",
        "until-month": "12",
        "until-year": "2026",
        "source": "договор",
        "verify": "",
        "note": "продлили",
        "seen": "0",
        "target-sessions": "7",
    }
    return fields | changes


def test_a_mended_plan_counts_from_its_days_on(
    association_client: CheckedClient, store: Store
) -> None:
    store.add_happening("session", date(2024, 2, 2), "", {"title": "Давно"})
    store.add_happening("session", date(2026, 2, 2), "", {"title": "Теперь"})
    association_client.get("/svodka/plan/")
    assert association_client.send("/svodka/plan/", **plan_form()).status_code == 303
    facts = association_client.get("/svodka/chislo/sessions/").text
    assert "Стратегические сессии: 1 из 7" in facts
    assert "Давно" not in facts
    again = association_client.send("/svodka/plan/", **plan_form())
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"target-sessions": "пять"}, "Впишите целое число или оставьте пустым."),
        ({"until-year": "2024"}, "Последний день раньше первого."),
        ({"since-day": "31"}, "Впишите день, месяц и год."),
        ({"note": ""}, "Впишите, почему план меняется"),
        ({"title": ""}, "Впишите от 1 до 400 знаков."),
    ],
)
def test_a_bad_plan_is_told_and_kept_on_the_page(
    association_client: CheckedClient, change: dict[str, str], said: str
) -> None:
    association_client.get("/svodka/plan/")
    form = plan_form(source="договор № 7", **change)
    answer = association_client.send("/svodka/plan/", **form)
    assert answer.status_code == 422
    assert said in answer.text
    assert "договор № 7" in answer.text
