"""Talk at the question: asked, answered, asked to mend, settled; never in a paper, never abroad."""

import tomllib
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from registration.store import Channel, Store
from tests.conftest import SAMPLES
from tests.web.conftest import CheckedClient, agreed
from web.build import Kind, Order, build_here

Leader = Callable[[str], CheckedClient]
PLANTED = "Заречная тайна про соседа"


def test_a_question_of_the_leader_waits_for_the_desk_and_is_settled(
    consultant_client: CheckedClient, leader_client: Leader, case: str
) -> None:
    leader, talk = leader_client(case), f"/delo/{case}/obsuzhdenie/track/"
    assert "Написать консультанту" in leader.get(f"/delo/{case}/track/").text
    assert leader.send(talk, words="Мы старый ТОС или новый?").status_code == 303
    assert "Обсуждение этого вопроса: 1" in leader.get(f"/delo/{case}/track/").text
    assert "ждут ответа — 1" in consultant_client.get(f"/dela/{case}/").text
    assert talk in consultant_client.get(f"/dela/{case}/obsuzhdenie/").text
    consultant_client.send(talk, words="Старый: устав есть с 2015 года.")
    assert "Старый: устав есть" in leader.get(f"/delo/{case}/").text
    consultant_client.send(f"/dela/{case}/obsuzhdenie/track/reshen/")
    assert "Старый: устав есть" not in leader.get(f"/delo/{case}/").text
    assert "Мы старый ТОС" in leader.get(talk).text, "a settled talk stays"


def test_a_request_to_mend_stands_at_the_question_until_it_is_mended(
    consultant_client: CheckedClient, leader_client: Leader, case: str
) -> None:
    leader, talk = leader_client(case), f"/delo/{case}/obsuzhdenie/track/"
    consultant_client.get(talk)
    consultant_client.send(talk, words="Проверьте: устав уже был.", mend="1")
    assert "Исправьте: " in leader.get(f"/delo/{case}/").text
    assert "просит исправить: Проверьте" in leader.get(f"/delo/{case}/track/").text
    assert "Консультант ждёт вас" not in consultant_client.get(f"/delo/{case}/").text
    leader.send(talk, mended="1")
    assert "Исправьте: " not in leader.get(f"/delo/{case}/").text
    assert "просит исправить: " not in leader.get(f"/delo/{case}/track/").text
    assert "Исправлено." in consultant_client.get(talk).text


def test_a_leader_cannot_ask_herself_to_mend(
    leader_client: Leader, store: Store, case: str
) -> None:
    leader = leader_client(case)
    leader.get(f"/delo/{case}/")
    leader.send(f"/delo/{case}/obsuzhdenie/track/", words="Правка", mend="1")
    (entry,) = store.journal(case, "said")
    assert entry.content["mend"] is False


def test_a_paragraph_is_talked_about_by_its_name(
    consultant_client: CheckedClient, leader_client: Leader, case: str
) -> None:
    path = f"/dela/{case}/obsuzhdenie/"
    consultant_client.get(path)
    sent = consultant_client.send(path, title="Устав, п. 3.2", words="Оставим пять человек?")
    assert sent.status_code == 303
    assert "Устав, п. 3.2" in leader_client(case).get(f"/delo/{case}/").text


@pytest.mark.parametrize("words", ["", " \n ", "я" * 2001])
def test_empty_and_endless_words_are_refused_and_kept(
    leader_client: Leader, store: Store, case: str, words: str
) -> None:
    leader = leader_client(case)
    leader.get(f"/delo/{case}/")
    answer = leader.send(f"/delo/{case}/obsuzhdenie/track/", words=words)
    assert answer.status_code == 422
    assert words.strip() in answer.text
    assert store.journal(case, "said") == ()


def test_a_talk_about_nothing_is_not_found(leader_client: Leader, case: str) -> None:
    leader = leader_client(case)
    leader.get(f"/delo/{case}/")
    assert leader.get(f"/delo/{case}/obsuzhdenie/n99/").status_code == 404
    assert leader.send(f"/delo/{case}/obsuzhdenie/n99/", words="Ау").status_code == 404


def test_talks_reach_neither_the_association_nor_another_leader(
    association_client: CheckedClient, leader_client: Leader, store: Store, case: str
) -> None:
    other = store.create_case("nina")
    agreed(store, other)
    for client in (association_client, leader_client(other)):
        for path in (f"/dela/{case}/obsuzhdenie/", f"/delo/{case}/obsuzhdenie/track/"):
            assert client.get(path).status_code in (302, 303, 403, 404)


def test_what_is_said_gets_into_no_paper(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registration.assembly.office.soffice", lambda: None)
    answers = tomllib.loads((SAMPLES / "kotlassky.toml").read_text(encoding="utf-8"))
    case_id = store.create_case("nina")
    store.save(case_id, answers, seen=0, author="nina", channel=Channel.PAPER)
    said = {"thread": "track", "title": PLANTED, "words": PLANTED, "side": "leader"}
    store.append(case_id, "said", said, author="лидер")
    order = Order(store.load(case_id).answers, date(2026, 11, 23), Kind.FINAL)
    archive = build_here(order, tmp_path, lambda _title: None)
    with zipfile.ZipFile(BytesIO(archive)) as files:
        for name in files.namelist():
            content = files.read(name)
            if name.endswith(".docx"):
                with zipfile.ZipFile(BytesIO(content)) as parts:
                    content = b"".join(parts.read(part) for part in parts.namelist())
            assert PLANTED.encode() not in content, name
