"""The duty desk: written once, found, counted; residents ask without names; words stay inside."""

import re
from datetime import date

import pytest
from flask import Flask

from registration.store import Span, Store
from tests.web.conftest import CheckedClient

TODAY = date(2024, 5, 20)
YEAR = Span(date(2024, 1, 1), date(2024, 12, 31))
CALL = {
    "on-day": "17",
    "on-month": "5",
    "on-year": "2024",
    "channel": "phone",
    "district": "kotlassky",
    "asker": "leader",
    "topic": "charter",
    "question": "Сколько подписей нужно под протоколом?",
    "answer": "Две: председателя и секретаря.",
    "minutes": "12",
    "outcome": "solved",
}
NEW = "/dezhurnaya/zapis/"


@pytest.fixture(autouse=True)
def today(app: Flask) -> None:
    app.extensions["today"] = lambda: TODAY


def write(client: CheckedClient, **changes: str) -> int:
    client.get(NEW)
    return client.send(NEW, **{**CALL, **changes}).status_code


def test_an_answer_is_written_found_and_counted(
    consultant_client: CheckedClient, store: Store
) -> None:
    assert write(consultant_client) == 303
    assert store.consultation_count(YEAR) == 1
    page = consultant_client.get("/dezhurnaya/1/").text
    assert "Две: председателя и секретаря." in page
    found = consultant_client.send("/dezhurnaya/poisk/", q="подпись протокола")
    assert "Сколько подписей нужно" in found.text
    assert "Найдено: 0" in consultant_client.send("/dezhurnaya/poisk/", q="граница").text


def test_the_same_talk_twice_is_asked_about_and_counted_as_told(
    consultant_client: CheckedClient, store: Store
) -> None:
    assert write(consultant_client) == 303
    assert write(consultant_client) == 422
    assert store.consultation_count(YEAR) == 1
    assert write(consultant_client, confirm="yes") == 303
    assert store.consultation_count(YEAR) == 2
    consultant_client.get("/dezhurnaya/2/")
    taken_out = {"seen": "1", "withdrawn": "yes", "reason": "записали вдвоём"}
    assert consultant_client.send("/dezhurnaya/2/uchet/", **taken_out).status_code == 303
    assert store.consultation_count(YEAR) == 1
    assert "записали вдвоём" in consultant_client.get("/dezhurnaya/2/").text
    assert consultant_client.send("/dezhurnaya/2/uchet/", **taken_out).status_code == 409


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"on-day": "31", "on-month": "2"}, "Впишите день, месяц и год разговора."),
        ({"on-year": "2025"}, "Этот день ещё не наступил."),
        ({"channel": "smoke"}, "Выберите, как обратились."),
        ({"minutes": "601"}, "Впишите минуты числом от 1 до 600."),
        ({"question": "  "}, "Впишите вопрос"),
        ({"outcome": "waiting"}, "Впишите, к какому дню ответить"),
        ({"name": "Анна"}, "Имя хранят только с согласия."),
        ({"case": "ХХ-1"}, "Дела с таким номером нет."),
        ({"due-day": "40"}, "Такого дня нет."),
    ],
)
def test_what_is_wrong_is_told_and_the_words_stay(
    consultant_client: CheckedClient, store: Store, change: dict[str, str], said: str
) -> None:
    consultant_client.get(NEW)
    answer = consultant_client.send(NEW, **{**CALL, **change})
    assert answer.status_code == 422
    assert said in answer.text
    assert "Две: председателя и секретаря." in answer.text
    assert store.consultation_count(YEAR) == 0


def test_a_name_with_consent_and_the_longest_talk_are_taken(
    consultant_client: CheckedClient, store: Store
) -> None:
    changes = {"name": "Анна", "consent": "yes", "minutes": "600", "on-day": "20"}
    assert write(consultant_client, **changes) == 303


def test_an_answer_that_is_owed_stands_first_until_it_is_given(
    consultant_client: CheckedClient, store: Store
) -> None:
    due = {"outcome": "waiting", "due-day": "19", "due-month": "5", "due-year": "2024"}
    assert write(consultant_client, **due) == 303
    page = consultant_client.get("/dezhurnaya/").text
    assert "Ждут ответа</h2>" in page and "просрочено" in page
    consultant_client.get("/dezhurnaya/1/izmenit/")
    changed = consultant_client.send("/dezhurnaya/1/izmenit/", **CALL, seen="1")
    assert changed.status_code == 303
    assert "Ждут ответа</h2>" not in consultant_client.get("/dezhurnaya/").text
    again = consultant_client.send("/dezhurnaya/1/izmenit/", **CALL, seen="1")
    assert again.status_code == 409


def test_a_withdrawn_talk_keeps_its_reason_when_it_is_mended(
    consultant_client: CheckedClient, store: Store
) -> None:
    write(consultant_client)
    taken_out = {"seen": "1", "withdrawn": "yes", "reason": "записали вдвоём"}
    consultant_client.send("/dezhurnaya/1/uchet/", **taken_out)
    mended = consultant_client.send("/dezhurnaya/1/izmenit/", **{**CALL, "minutes": "9"}, seen="2")
    assert mended.status_code == 303
    assert "записали вдвоём" in consultant_client.get("/dezhurnaya/1/").text
    assert store.consultation_count(YEAR) == 0


@pytest.mark.parametrize("place", ["dezhurnaya", "dezhurnaya/ochered", "meropriyatiya"])
def test_a_number_that_nothing_can_have_is_not_found(
    consultant_client: CheckedClient, place: str
) -> None:
    assert consultant_client.get(f"/{place}/{'9' * 30}/").status_code == 404
    assert consultant_client.get(f"/dezhurnaya/?list={'9' * 30}").status_code == 200


def test_the_sums_say_what_they_count(
    consultant_client: CheckedClient, association_client: CheckedClient
) -> None:
    write(consultant_client, repeated="yes")
    due = {"outcome": "waiting", "due-day": "19", "due-month": "5", "due-year": "2024"}
    write(consultant_client, **due, district="", minutes="11", question="Где устав?")
    page = association_client.get("/dezhurnaya/svodka/").text
    assert page.count("1 (50 %)") == 2 and "11,5" in page and "без округа" in page


def test_a_talk_of_a_case_leads_to_it_and_back_after_its_end(
    consultant_client: CheckedClient, store: Store, case: str
) -> None:
    assert write(consultant_client, case="ВТ-1") == 303
    assert f"/dela/{case}/" in consultant_client.get("/dezhurnaya/1/").text
    store.destroy_case(case)
    assert "/dela/" + case not in consultant_client.get("/dezhurnaya/1/").text
    assert store.consultation_count(YEAR) == 1


def test_the_association_has_the_sums_and_not_the_words(
    consultant_client: CheckedClient, association_client: CheckedClient
) -> None:
    write(consultant_client, name="Евлампия Коробицына", consent="yes")
    for page in ("/dezhurnaya/svodka/", "/svodka/chislo/consultations/", "/otchet/", "/svodka/"):
        text = association_client.get(page).text
        assert "Коробицын" not in text and "подписей" not in text, page
    assert "устав" in association_client.get("/dezhurnaya/svodka/").text
    for page in ("/dezhurnaya/", "/dezhurnaya/1/", "/dezhurnaya/ochered/", NEW):
        assert association_client.get(page).status_code == 403


def test_a_ready_answer_is_put_into_the_talk_and_can_be_corrected(
    consultant_client: CheckedClient, store: Store
) -> None:
    consultant_client.get("/dezhurnaya/otvety/novyj/")
    ready = {"topic": "charter", "title": "Подписи", "text": "Подписывают двое.", "seen": "0"}
    assert consultant_client.send("/dezhurnaya/otvety/novyj/", **ready).status_code == 303
    (name,) = store.in_force("answer")
    page = consultant_client.send(NEW, **{**CALL, "insert": "yes", "template": name})
    assert "Две: председателя и секретаря.\nПодписывают двое." in page.text
    assert store.consultation_count(YEAR) == 0
    address = f"/dezhurnaya/otvety/{name}/"
    assert consultant_client.send(address, **{**ready, "text": "Трое."}).status_code == 409
    assert consultant_client.send(address, remove="yes", seen="1").status_code == 303
    assert "Подписывают двое." not in consultant_client.get(NEW).text


# — questions of residents —


def ask(client: CheckedClient, **changes: str) -> str:
    client.get("/vopros/")
    said = {"question": "Можно ли двум деревням вместе?", "topic": "borders", **changes}
    return str(client.send("/vopros/", **said).location)


def test_a_resident_asks_without_a_name_and_finds_the_answer(
    client: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    address = ask(client)
    assert "ждёт ответа" in client.get(address).text
    page = consultant_client.get("/dezhurnaya/ochered/1/").text
    assert "Можно ли двум деревням вместе?" in page
    answer = {"answer": "Можно.", "minutes": "7", "seen": "new", "do": "answer"}
    done = consultant_client.send("/dezhurnaya/ochered/1/", **answer)
    assert done.location == "/dezhurnaya/1/"
    shown = client.get(address).text
    assert "ответ готов" in shown and "Можно." in shown
    assert store.consultation_sums(YEAR, "channel")["site"].times == 1


def test_two_who_answer_at_once_count_once(
    client: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    ask(client)
    consultant_client.get("/dezhurnaya/ochered/1/")
    answer = {"answer": "Можно.", "minutes": "7", "seen": "new", "do": "answer"}
    assert consultant_client.send("/dezhurnaya/ochered/1/", **answer).status_code == 303
    assert consultant_client.send("/dezhurnaya/ochered/1/", **answer).status_code == 409
    assert store.consultation_count(YEAR) == 1


def test_an_answered_question_is_never_counted_again(
    client: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    ask(client, contact="8 900 000-00-00", consent="yes")
    path = "/dezhurnaya/ochered/1/"
    assert "8 900 000-00-00" in consultant_client.get(path).text
    answer = {"answer": "Можно.", "minutes": "9" * 5000, "seen": "new", "do": "answer"}
    assert consultant_client.send(path, **answer).status_code == 422
    answer["minutes"] = "7"
    assert consultant_client.send(path, **answer).status_code == 303
    late = consultant_client.send(path, **{**answer, "seen": "answered", "answer": "Нельзя."})
    assert late.status_code == 409 and "Нельзя." in late.text
    assert store.consultation_count(YEAR) == 1
    assert store.question(1).about["contact"] == ""


def test_a_question_is_taken_and_closed_with_a_reason_that_is_shown(
    client: CheckedClient, consultant_client: CheckedClient, store: Store
) -> None:
    address = ask(client)
    consultant_client.get("/dezhurnaya/ochered/1/")
    path = "/dezhurnaya/ochered/1/"
    assert consultant_client.send(path, do="take", seen="new").status_code == 303
    assert "консультант готовит ответ" in client.get(address).text
    assert consultant_client.send(path, do="close", seen="taken").status_code == 422
    closed = {"do": "close", "seen": "taken", "reason": "Это не о ТОС."}
    assert consultant_client.send(path, **closed).status_code == 303
    assert "Это не о ТОС." in client.get(address).text
    assert store.consultation_count(YEAR) == 0


def test_a_contact_needs_consent_and_the_question_stays_typed(client: CheckedClient) -> None:
    client.get("/vopros/")
    answer = client.send("/vopros/", question="Где устав?", contact="8 900 000-00-00")
    assert answer.status_code == 422
    assert "Отметьте согласие" in answer.text and "Где устав?" in answer.text


def test_a_machine_that_asks_again_and_again_is_stopped(client: CheckedClient) -> None:
    client.get("/vopros/")
    answers = [client.send("/vopros/", question=f"Вопрос {n}?").status_code for n in range(7)]
    assert answers[:5] == [303] * 5
    assert answers[-1] == 429


def test_a_wrong_address_of_a_question_is_not_found(client: CheckedClient) -> None:
    assert client.get(f"/vopros/{'x' * 27}/").status_code == 404


# — for everybody —


def publish(client: CheckedClient, **changes: str) -> int:
    client.get("/dezhurnaya/1/publikaciya/")
    said = {
        "topic": "charter",
        "question": "Сколько подписей?",
        "answer": "Две.",
        "clean": "yes",
        "seen": "0",
        **changes,
    }
    return client.send("/dezhurnaya/1/publikaciya/", **said).status_code


def test_an_answer_is_published_only_when_a_person_has_looked(
    consultant_client: CheckedClient, client: CheckedClient
) -> None:
    write(consultant_client)
    assert publish(consultant_client, clean="") == 422
    assert "Сколько подписей?" not in client.get("/voprosy-otvety/").text
    assert publish(consultant_client) == 303
    assert "Сколько подписей?" in client.get("/voprosy-otvety/").text
    assert "Сколько подписей?" in client.get("/voprosy-otvety/?tema=charter").text
    assert publish(consultant_client) == 409
    consultant_client.get("/dezhurnaya/opublikovano/")
    consultant_client.send("/dezhurnaya/opublikovano/otvet-1/", seen="1")
    assert "Сколько подписей?" not in client.get("/voprosy-otvety/").text


@pytest.mark.parametrize(
    "told",
    [
        "Звоните 8 (900) 123-45-67.",
        "Пишите на anna@example.ru.",
        "Спросите Анну Петровну Коробицыну.",
        "Спросите А. П. Коробицыну.",
        "Спросите Анну Коробицыну.",
        "Паспорт 1104 123456.",
        "Живёт в д. 5.",
    ],
)
def test_what_looks_like_a_person_stops_the_publication(
    consultant_client: CheckedClient, client: CheckedClient, told: str
) -> None:
    write(consultant_client)
    assert publish(consultant_client, answer=told) == 422
    assert told not in client.get("/voprosy-otvety/").text
    assert publish(consultant_client, answer=told, sure="yes") == 303


@pytest.mark.parametrize(
    "told", ["Подают 3 экземпляра в 2024 году.", "Статья 27 закона 131-ФЗ.", "Минюст России."]
)
def test_plain_words_of_law_are_not_taken_for_a_person(
    consultant_client: CheckedClient, told: str
) -> None:
    write(consultant_client)
    assert publish(consultant_client, answer=told) == 303


def test_no_word_of_a_search_stands_in_an_address(consultant_client: CheckedClient) -> None:
    write(consultant_client)
    page = consultant_client.send("/dezhurnaya/poisk/", q="подписей").text
    addresses = re.findall(r'(?:href|action)="([^"]+)"', page)
    assert not [item for item in addresses if "подпис" in item or "%D0%BF" in item]
