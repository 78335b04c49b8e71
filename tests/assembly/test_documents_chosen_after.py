"""Which papers of powers, consents, the founding and the first days belong to a case."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from registration.assembly.documents import (
    DOCUMENTS,
    Phase,
    Recipient,
    included_attachments,
    included_documents,
)
from registration.assembly.package import Built, build_package
from registration.assembly.rendering.render import document_paragraphs
from registration.domain.case import Case, read_case
from registration.language.letters import NBSP
from registration.tracking.checklist import checklist
from tests.assembly.conftest import Build

ON = date(2026, 11, 23)
FIRST_DAYS = {"D30", "D31", "D32", "D33", "D34", "D36"}
Load = Callable[[str], Case]
Answers = Callable[[str], dict[str, Any]]


def _plain(text: str) -> str:
    return text.replace(NBSP, " ")


def _codes(case: Case) -> set[str]:
    return {spec.code for spec in included_documents(case)}


def _ids(case: Case) -> set[str]:
    return {spec.id for spec in included_documents(case)}


def _decided(raw: dict[str, Any], question: str, choice: str) -> Case:
    made = {
        "question": question,
        "choice": choice,
        "reason": "так ответили",
        "decided_by": "консультант",
        "decided_on": "2026-11-20",
    }
    raw["decisions"] = {"made": [*raw.get("decisions", {}).get("made", []), made]}
    return read_case(raw).case


def test_before_the_entry_there_are_no_papers_of_the_first_days(
    sample: Load, sample_name: str
) -> None:
    case = sample(sample_name)
    assert not _codes(case) & (FIRST_DAYS | {"D35"})
    assert "personal-data-consent-tos" not in _ids(case)


@pytest.mark.parametrize("number", ["registered_on", "ogrn", "inn", "kpp"])
def test_papers_of_the_first_days_wait_for_each_number(answers: Answers, number: str) -> None:
    raw = answers("after_registration")
    assert _codes(read_case(raw).case) >= FIRST_DAYS
    del raw["outcome"][number]
    assert not _codes(read_case(raw).case) & FIRST_DAYS


def test_tax_sheet_is_for_those_who_earn_or_have_chosen(answers: Answers) -> None:
    raw = answers("after_registration")
    assert "D35" in _codes(read_case(raw).case)
    raw["charter"]["income"] = False
    assert "D35" in _codes(read_case(raw).case)
    del raw["first_days"]["tax_object"]
    assert "D35" not in _codes(read_case(raw).case)


def test_separate_decision_is_made_only_when_decided_so(answers: Answers, sample: Load) -> None:
    assert "D17" not in _codes(sample("vilegodsky"))
    assert "D17" not in _codes(_decided(answers("vilegodsky"), "separate-decision", "minutes"))
    assert "D17" in _codes(_decided(answers("vilegodsky"), "separate-decision", "separate"))


def test_notary_gets_a_draft_of_the_power_only_with_a_representative(sample: Load) -> None:
    assert "power-notary" in _ids(sample("kotlassky"))
    assert "D24" not in _codes(sample("vilegodsky"))


def test_power_for_the_administration_is_over_when_the_charter_is_registered(
    answers: Answers,
) -> None:
    raw = answers("kotlassky")
    assert "power-administration" not in _ids(read_case(raw).case)
    del raw["municipal_registration"]
    assert "power-administration" in _ids(read_case(raw).case)


def test_consent_to_publication_is_asked_of_the_elected_and_only_when_wanted(
    answers: Answers, sample: Load
) -> None:
    assert "D28" not in _codes(sample("vilegodsky"))
    raw = answers("after_registration")
    case = read_case(raw).case
    spec = next(item for item in included_documents(case) if item.code == "D28")
    assert spec.each is not None
    assert {made.key for made in spec.each(case)} == {"p1", "p2", "p5"}


def test_tos_takes_consents_of_founders_organs_and_owners_only(sample: Load) -> None:
    case = sample("after_registration")
    spec = next(item for item in DOCUMENTS if item.id == "personal-data-consent-tos")
    assert spec.each is not None
    assert {made.key for made in spec.each(case)} == {"p1", "p2", "p3", "p5"}


@pytest.mark.parametrize(("choice", "copies"), [(None, 2), ("two", 2), ("one", 1)])
def test_copies_of_the_application_follow_the_decision(
    answers: Answers, choice: str | None, copies: int
) -> None:
    raw = answers("vilegodsky")
    case = _decided(raw, "application-copies", choice) if choice else read_case(raw).case
    spec = next(item for item in DOCUMENTS if item.code == "D18")
    assert spec.copies_for(Recipient.MINJUST, ON, case) == copies


@pytest.mark.parametrize(
    ("choice", "enclosed"),
    [(None, {"A1", "A2"}), ("enclosed", {"A1", "A2"}), ("not_needed", set())],
)
def test_copies_about_borders_are_enclosed_unless_decided_otherwise(
    answers: Answers, choice: str | None, enclosed: set[str]
) -> None:
    raw = answers("vilegodsky")
    case = _decided(raw, "borders-enclosed", choice) if choice else read_case(raw).case
    assert {item.code for item in included_attachments(case)} & {"A1", "A2"} == enclosed


def test_plan_of_the_first_days_counts_from_the_entry_and_keeps_to_working_days(
    sample: Load,
) -> None:
    plan = {item.id: item for item in checklist(sample("after_registration"), ON) if item.days}
    account = plan["open-account"]
    assert (account.days, account.due) == ("7–20", date(2026, 12, 4))  # day 20 is a Sunday
    assert plan["sign-order-chair-chair"].due == date(2026, 11, 17)
    assert plan["report-to-minjust"].days == "каждый год"
    assert "elect-anew" not in plan


def test_case_before_the_entry_has_no_plan(sample: Load, sample_name: str) -> None:
    assert not any(item.days for item in checklist(sample(sample_name), ON))


def _printed(built: Built, stem: str) -> str:
    return "\n".join(document_paragraphs((built.directory / f"{stem}.docx").read_bytes()))


def test_minutes_refer_to_the_separate_decision_and_agree_with_it(word_package: Build) -> None:
    built = word_package("after_registration")
    minutes, decision = (
        _printed(built, "D12-protokol"),
        _printed(built, "D17-reshenie-uchreditelej"),
    )
    assert "учредители, кроме того, оформили отдельным документом" in minutes
    assert "отдельным документом" not in _printed(word_package("vilegodsky"), "D12-protokol")
    for same in ("в организационно-правовой форме", "готовит и подаёт", "30 августа 2029"):
        assert same in _plain(minutes) and same in _plain(decision)


def test_orders_speak_of_the_chair_in_the_first_person(word_package: Build) -> None:
    built = word_package("after_registration")
    first = _plain(_printed(built, "D30-prikaz-1"))
    assert "Я, Толстиков Платон Ефимович, избранный председателем ТОС" in first
    assert "Приступаю к исполнению" in first
    second = _plain(_printed(built, "D31-prikaz-o-buhuchyote"))
    assert "на Дьячкову Инну Родионовну" in second
    assert "ознакомлена" in second


def test_chair_who_keeps_the_books_takes_them_upon_herself(
    answers: Answers, tmp_path: Path
) -> None:
    raw = answers("after_registration")
    del raw["first_days"]["accountant"]
    raw["people"]["persons"][0] |= {
        "name": {"last": "Толстикова", "first": "Полина", "patronymic": "Ефимовна"},
        "sex": "female",
    }
    built = build_package(read_case(raw).case, ON, tmp_path / "x", steps=checklist)
    assert "избранная председателем" in _plain(_printed(built, "D30-prikaz-1"))
    books = _plain(_printed(built, "D31-prikaz-o-buhuchyote"))
    assert "возлагаю на себя" in books
    assert "С приказом" not in books


def test_power_names_dates_in_words_and_people_in_their_cases(word_package: Build) -> None:
    power = _plain(_printed(word_package("kotlassky"), "D24-doverennost-proekt-dlya-notariusa"))
    assert "Семнадцатое ноября две тысячи двадцать шестого года" in power
    assert "уполномочиваю Туза Богдана Ярославовича" in power
    assert "представлять мои интересы как заявителя в Управлении" in power
    assert "сроком на 1 (один) год без права передоверия" in power


@pytest.mark.parametrize(
    "stem", ["D27-soglasie-na-obrabotku-dannyh-01", "D27T-soglasie-na-obrabotku-dannyh-TOS-01"]
)
def test_each_consent_has_every_part_that_the_law_names(word_package: Build, stem: str) -> None:
    """Part 4 of article 9 of the law on personal data; the second part is for representatives."""
    text = _plain(_printed(word_package("after_registration"), stem))
    parts = (
        "Я, Толстиков Платон Ефимович, зарегистрированный по адресу",
        "паспорт гражданина Российской Федерации 00 03 000901 (кем выдан",
        "далее — Оператор",
        "1. Цел",
        "2. Перечень данных",
        "3. Действия",
        "с использованием средств автоматизации и без них",
        "5. Кто обрабатывает данные по поручению Оператора",
        "6. Срок и отзыв",
        "Субъект персональных данных",
    )
    assert [part for part in parts if part not in text] == []


def test_consent_for_a_child_names_the_paper_of_the_representative(word_package: Build) -> None:
    built = word_package("kotlassky")
    stems = sorted(path.stem for path in built.directory.glob("D27-*.docx"))
    texts = [_plain(_printed(built, stem)) for stem in stems]
    (child,) = [text for text in texts if "законный представитель" in text.casefold()]
    assert "документ, подтверждающий полномочия представителя" in child


def test_order_says_who_elected_the_chair(answers: Answers, tmp_path: Path) -> None:
    raw = answers("nyandomsky")
    raw["outcome"] = answers("after_registration")["outcome"]
    case = read_case(raw).case
    built = build_package(case, ON, tmp_path / "x", steps=checklist, phase=Phase.AFTER)
    assert {item.code for item in built.manifest.documents} == FIRST_DAYS | {"D35"}
    assert (
        "избранная председателем совета ТОС советом ТОС с утверждением решением конференции граждан"
        in _plain(_printed(built, "D30-prikaz-1"))
    )
