"""A case as a file through the site: both answers are shown, and the consultant chooses."""

import hashlib
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from registration.store import Channel, Store, exchange, open_store
from tests.web.conftest import CheckedClient, make_case

PHRASE = "три сосны у реки"


@pytest.fixture(autouse=True)
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real cost of a phrase is tried by the tests of the store."""
    monkeypatch.setattr(
        "registration.store.exchange._key",
        lambda phrase, salt: hashlib.sha256(phrase.encode() + salt).digest(),
    )


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "laptop")
    yield opened
    opened.close()


def say(store: Store, case_id: str, **changes: Any) -> None:
    given = {path.replace("__", "."): value for path, value in changes.items()}
    seen = store.load(case_id).revision
    store.save(case_id, given, seen=seen, author="olga", channel=Channel.PHONE)


def bring(client: CheckedClient, content: bytes, phrase: str = PHRASE) -> Any:
    client.get("/fajl-dela/")
    return client.send("/fajl-dela/", phrase=phrase, file=(BytesIO(content), "delo.toscase"))


def disagreeing(store: Store, laptop: Store, case: str) -> bytes:
    laptop.import_case(store.export_case(case, PHRASE), PHRASE)
    say(laptop, case, tos__phone="+7 900 000-00-02", tos__email="a@example.ru")
    say(store, case, tos__phone="+7 900 000-00-01")
    return laptop.export_case(case, PHRASE)


def test_a_case_leaves_as_a_file_that_its_phrase_opens(
    consultant_client: CheckedClient, laptop: Store, store: Store, case: str
) -> None:
    consultant_client.get(f"/dela/{case}/fajl/")
    response = consultant_client.send(f"/dela/{case}/fajl/", phrase=PHRASE, again=PHRASE)
    assert response.headers["Content-Disposition"] == 'attachment; filename="delo.toscase"'
    assert laptop.import_case(response.data, PHRASE).case_id == case
    assert laptop.load(case).answers == store.load(case).answers
    assert store.log(case)[-1].action == "дело сохранено в файл"


@pytest.mark.parametrize(
    ("phrase", "again", "told"),
    [("коротко", "коротко", "не меньше 8"), (PHRASE, "три сосны", "не совпали"), ("", "", "8")],
)
def test_a_short_or_mistyped_phrase_makes_no_file(
    consultant_client: CheckedClient, case: str, phrase: str, again: str, told: str
) -> None:
    consultant_client.get(f"/dela/{case}/fajl/")
    response = consultant_client.send(f"/dela/{case}/fajl/", phrase=phrase, again=again)
    assert response.status_code == 422
    assert told in response.text


def test_a_new_case_comes_in_whole(
    consultant_client: CheckedClient, laptop: Store, store: Store
) -> None:
    made = laptop.create_case("olga")
    say(laptop, made, tos__phone="+7 900 000-00-02")
    response = bring(consultant_client, laptop.export_case(made, PHRASE))
    assert response.location == f"/dela/{made}/"
    assert store.load(made).answers == laptop.load(made).answers


def test_disagreeing_answers_are_both_shown_and_nothing_is_overwritten(
    consultant_client: CheckedClient, laptop: Store, store: Store, case: str
) -> None:
    response = bring(consultant_client, disagreeing(store, laptop, case))
    assert response.status_code == 409
    labels = [tag.text.strip() for tag in BeautifulSoup(response.text, "html.parser")("label")]
    assert [text for text in labels if "900" in text] == ["+7 900 000-00-01", "+7 900 000-00-02"]
    assert store.load(case).answers["tos"] == {
        "phone": "+7 900 000-00-01",
        "email": "a@example.ru",
    }


@pytest.mark.parametrize(
    ("choice", "stands"), [("here", "+7 900 000-00-01"), ("file", "+7 900 000-00-02")]
)
def test_the_chosen_answer_stands(
    consultant_client: CheckedClient,
    laptop: Store,
    store: Store,
    case: str,
    choice: str,
    stands: str,
) -> None:
    page = bring(consultant_client, disagreeing(store, laptop, case)).text
    response = consultant_client.send(f"/dela/{case}/raznoglasiya/", **_form(page, choice))
    assert response.location == f"/dela/{case}/"
    assert store.load(case).answers["tos"]["phone"] == stands


def test_what_changed_while_the_consultant_was_choosing_is_shown_again(
    consultant_client: CheckedClient, laptop: Store, store: Store, case: str
) -> None:
    page = bring(consultant_client, disagreeing(store, laptop, case)).text
    say(store, case, tos__phone="+7 900 000-00-03")
    response = consultant_client.send(f"/dela/{case}/raznoglasiya/", **_form(page, "file"))
    assert response.status_code == 409
    assert "+7 900 000-00-03" in response.text
    assert store.load(case).answers["tos"]["phone"] == "+7 900 000-00-03"


def test_a_removed_person_is_told_in_words(
    consultant_client: CheckedClient, laptop: Store, store: Store, case: str
) -> None:
    persons = [{"key": key, "name": {"last": key, "first": "Анна"}} for key in ("Попова", "Лапина")]
    say(store, case, people={"persons": persons})
    laptop.import_case(store.export_case(case, PHRASE), PHRASE)
    seen = laptop.load(case).revision
    laptop.delete_item(case, "people.persons", 0, seen=seen, author="o", channel=Channel.PAPER)
    say(store, case, people__persons__1__phone="+7 900 000-00-07")
    response = bring(consultant_client, laptop.export_case(case, PHRASE))
    assert response.status_code == 409
    text = BeautifulSoup(response.text, "html.parser").get_text(" ")
    assert "Попова; Анна; Лапина; Анна; +7 900 000-00-07" in text
    consultant_client.send(f"/dela/{case}/raznoglasiya/", **_form(response.text, "file"))
    assert store.load(case).answers["people"] == laptop.load(case).answers["people"]


@pytest.mark.parametrize("carried", ["", "x", "WyJ0b3MucGhvbmUiLCIxIl0.AAAA", "[" * 100_000])
def test_a_choice_that_our_page_did_not_offer_changes_nothing(
    consultant_client: CheckedClient, store: Store, case: str, carried: str
) -> None:
    before = store.load(case).answers
    consultant_client.get(f"/dela/{case}/")
    fields = {"carried-1": carried, "take-1": "file", "seen": "x"}
    response = consultant_client.send(f"/dela/{case}/raznoglasiya/", **fields)
    assert response.status_code == 400
    assert store.load(case).answers == before


def test_a_choice_for_one_case_does_not_fit_another(
    consultant_client: CheckedClient, laptop: Store, store: Store, case: str
) -> None:
    other = make_case(store, "ВТ-2")
    page = bring(consultant_client, disagreeing(store, laptop, case)).text
    response = consultant_client.send(f"/dela/{other}/raznoglasiya/", **_form(page, "file"))
    assert response.status_code == 400
    assert "tos" not in store.load(other).answers


@pytest.mark.parametrize(
    ("content", "phrase", "told"),
    [(b"", PHRASE, "Выберите файл"), (b"PK\x03\x04", PHRASE, "не файл дела")],
)
def test_a_foreign_file_is_refused_in_words(
    consultant_client: CheckedClient, store: Store, content: bytes, phrase: str, told: str
) -> None:
    response = bring(consultant_client, content, phrase)
    assert response.status_code == 422
    assert told in response.text
    assert store.cases() == ()


@pytest.mark.parametrize("inside", [b"[" * 100_000, b'{"state": []}', b"[]", b"\xff"])
def test_a_file_of_ours_with_rubbish_inside_is_refused_in_words(
    consultant_client: CheckedClient, inside: bytes
) -> None:
    content = exchange._closed(zlib.compress(inside), PHRASE)
    response = bring(consultant_client, content)
    assert response.status_code == 422
    assert "другой версией" in response.text


def test_a_wrong_phrase_is_told(
    consultant_client: CheckedClient, laptop: Store, store: Store
) -> None:
    content = laptop.export_case(laptop.create_case("olga"), PHRASE)
    response = bring(consultant_client, content, "не та фраза")
    assert response.status_code == 422
    assert "фраза не та" in response.text
    assert store.cases() == ()


def _form(page: str, choice: str) -> dict[str, str]:
    """The form of the page with one choice everywhere."""
    form = BeautifulSoup(page, "html.parser").select('main input[type="hidden"]')
    fields = {str(tag["name"]): str(tag["value"]) for tag in form}
    del fields["csrf_token"]
    chosen = {
        name.replace("carried", "take"): choice for name in fields if name.startswith("carried-")
    }
    return fields | chosen
