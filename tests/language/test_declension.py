"""Names against a gold list, phrases against the reviewed table, and what must never happen."""

import logging
import string
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.districts import DISTRICTS, Cases
from registration.domain.address import SettlementKind
from registration.domain.charter import ChairTitle, CouncilTitle
from registration.domain.meeting import MeetingKind
from registration.domain.people import Sex
from registration.domain.text import normalise
from registration.language.declension import (
    as_json,
    decline,
    decline_full_name,
    decline_name,
    decline_phrase,
    guess_sex,
)
from registration.language.phrases import counted_forms, declension_table

GOLD = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
ROWS = [(sex, row) for sex in ("male", "female") for row in GOLD[sex]]


def columns(forms: Cases) -> list[str]:
    return [getattr(forms, case) for case in Cases.__slots__]


@pytest.mark.parametrize(("sex", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_a_name_of_the_gold_list_declines_as_written(sex: str, row: list[str]) -> None:
    reading = decline(row[0], "m" if sex == "male" else "f")
    assert columns(reading.declension.forms) == row


def test_the_gold_list_is_long_enough() -> None:
    assert len(ROWS) >= 120


@pytest.mark.parametrize(("sex", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_only_usual_names_go_without_a_look(sex: str, row: list[str]) -> None:
    declension = decline(row[0], "m" if sex == "male" else "f").declension
    assert declension.needs_look is (row[0] not in GOLD["need_no_look"])
    assert (declension.reason is None) is not declension.needs_look


@pytest.mark.parametrize(("sex", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_the_patronymic_tells_the_sex(sex: str, row: list[str]) -> None:
    parts = row[0].split(" ", 2)
    if len(parts) == 3:
        assert guess_sex(*parts) is Sex(sex)


@pytest.mark.parametrize(
    ("name", "gender", "genitive"),
    [
        ("Ким Женя", "m", "Кима Жени"),
        ("Ким Женя", "f", "Ким Жени"),
        ("Шевчук Саша", "m", "Шевчука Саши"),
        ("Шевчук Саша", "f", "Шевчук Саши"),
    ],
)
def test_a_given_sex_decides_over_the_name(name: str, gender: str, genitive: str) -> None:
    assert decline(name, gender).declension.forms.genitive == genitive


def test_a_name_of_unclear_sex_stays_and_asks_for_the_sex() -> None:
    reading = decline("Ли Женя")
    assert reading.sex is None
    assert set(columns(reading.declension.forms)) == {"Ли Женя"}
    assert "пол" in (reading.declension.reason or "")


def test_capital_letters_are_kept_whole() -> None:
    assert decline("ИВАНОВА АННА ИЛЬИНИЧНА").declension.forms.dative == "ИВАНОВОЙ АННЕ ИЛЬИНИЧНЕ"


def test_surnames_that_look_usual_but_are_words_ask_for_a_look() -> None:
    assert decline("Калина Мария Лукинична").declension.needs_look
    assert decline("Чаплин Пётр Ильич").declension.needs_look
    assert not decline("Калинина Мария Лукинична").declension.needs_look


@pytest.mark.parametrize("line", ["Попова", "", "Popova Nina", "Попова Нина 2", "А Б В Г Д"])
def test_what_is_no_name_is_refused_in_russian(line: str) -> None:
    with pytest.raises(ValueError, match=r"[а-я]"):
        decline(line)


def test_the_json_has_short_names_of_cases() -> None:
    assert as_json(decline("Попова Нина Ивановна")) == {
        "nom": "Попова Нина Ивановна",
        "gen": "Поповой Нины Ивановны",
        "dat": "Поповой Нине Ивановне",
        "acc": "Попову Нину Ивановну",
        "ins": "Поповой Ниной Ивановной",
        "loc": "Поповой Нине Ивановне",
        "needs_look": False,
        "reason": None,
        "gender": "f",
    }


def test_a_full_name_is_told_from_a_phrase() -> None:
    name = decline_full_name("Попова Нина Ивановна")
    assert name is not None
    assert name.forms.accusative == "Попову Нину Ивановну"
    assert decline_full_name("Собрание Депутатов Округа") is None
    assert decline_full_name("председатель ТОС") is None


def test_names_of_people_never_reach_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        guess_sex("Гарсия", "Кармен", None)
        decline_name("Вымышленникова", "Саша", None, None)
    assert not caplog.records


PHRASES = [
    (
        "Федеральный закон от 12.01.1996 №\u00a07-ФЗ «О некоммерческих организациях»",
        (
            "Федерального закона",
            "Федеральному закону",
            "Федеральный закон",
            "Федеральным законом",
            "Федеральном законе",
        ),
        " от 12.01.1996 №\u00a07-ФЗ «О некоммерческих организациях»",
    ),
    (
        "Территориальное общественное самоуправление «Заречье» Верхнетоемского муниципального "
        "округа Архангельской области",
        (
            "Территориального общественного самоуправления",
            "Территориальному общественному самоуправлению",
            "Территориальное общественное самоуправление",
            "Территориальным общественным самоуправлением",
            "Территориальном общественном самоуправлении",
        ),
        " «Заречье» Верхнетоемского муниципального округа Архангельской области",
    ),
    (
        "село Верхняя Тойма",
        ("села", "селу", "село", "селом", "селе"),
        " Верхняя Тойма",
    ),
    (
        "город Няндома",
        ("города", "городу", "город", "городом", "городе"),
        " Няндома",
    ),
    (
        "рабочий посёлок Коноша",
        (
            "рабочего посёлка",
            "рабочему посёлку",
            "рабочий посёлок",
            "рабочим посёлком",
            "рабочем посёлке",
        ),
        " Коноша",
    ),
    (
        "Управление Министерства юстиции Российской Федерации по Архангельской области и "
        "Ненецкому автономному округу",
        ("Управления", "Управлению", "Управление", "Управлением", "Управлении"),
        " Министерства юстиции Российской Федерации по Архангельской области и Ненецкому "
        "автономному округу",
    ),
    (
        "Верхнетоемский муниципальный округ",
        (
            "Верхнетоемского муниципального округа",
            "Верхнетоемскому муниципальному округу",
            "Верхнетоемский муниципальный округ",
            "Верхнетоемским муниципальным округом",
            "Верхнетоемском муниципальном округе",
        ),
        "",
    ),
    (
        "временно исполняющий обязанности председателя",
        (
            "временно исполняющего обязанности",
            "временно исполняющему обязанности",
            "временно исполняющего обязанности",
            "временно исполняющим обязанности",
            "временно исполняющем обязанности",
        ),
        " председателя",
    ),
    (
        "заведующая сельской библиотекой",
        ("заведующей", "заведующей", "заведующую", "заведующей", "заведующей"),
        " сельской библиотекой",
    ),
    (
        "заведующий клубом",
        ("заведующего", "заведующему", "заведующего", "заведующим", "заведующем"),
        " клубом",
    ),
    (
        "старший специалист администрации",
        (
            "старшего специалиста",
            "старшему специалисту",
            "старшего специалиста",
            "старшим специалистом",
            "старшем специалисте",
        ),
        " администрации",
    ),
    (
        "главный врач Няндомской больницы",
        ("главного врача", "главному врачу", "главного врача", "главным врачом", "главном враче"),
        " Няндомской больницы",
    ),
    (
        "управляющая компания «Уют»",
        (
            "управляющей компании",
            "управляющей компании",
            "управляющую компанию",
            "управляющей компанией",
            "управляющей компании",
        ),
        " «Уют»",
    ),
    (
        "жители деревни Вакорино",
        ("жителей", "жителям", "жителей", "жителями", "жителях"),
        " деревни Вакорино",
    ),
    (
        "Дом культуры посёлка Двинской",
        ("Дома", "Дому", "Дом", "Домом", "Доме"),
        " культуры посёлка Двинской",
    ),
    (
        "Налоговый кодекс Российской Федерации",
        (
            "Налогового кодекса",
            "Налоговому кодексу",
            "Налоговый кодекс",
            "Налоговым кодексом",
            "Налоговом кодексе",
        ),
        " Российской Федерации",
    ),
    ("ТОС «Заречье»", ("ТОС",) * 5, " «Заречье»"),
    ("«Родник»", ("«Родник»",) * 5, ""),
]


@pytest.mark.parametrize(("phrase", "forms", "rest"), PHRASES, ids=[item[0] for item in PHRASES])
def test_a_phrase_declines_up_to_its_first_noun(
    phrase: str, forms: tuple[str, ...], rest: str
) -> None:
    declined = columns(decline_phrase(phrase).forms)
    assert declined == [phrase, *(form + rest for form in forms)]


@pytest.mark.parametrize(
    ("phrase", "dative"),
    [
        ("председатель и секретарь собрания", "председателю и секретарю собрания"),
        ("учитель физики и председатель клуба", "учителю физики и председателю клуба"),
        ("глава округа", "главе округа"),
        ("охотник-промысловик", "охотнику-промысловику"),
    ],
)
def test_two_posts_joined_by_and_decline_both(phrase: str, dative: str) -> None:
    assert decline_phrase(phrase).forms.dative == dative


@pytest.mark.parametrize("slug", sorted(DISTRICTS))
@pytest.mark.parametrize("name", ["name", "region", "administration", "council", "head"])
def test_the_inflector_agrees_with_the_district_files(slug: str, name: str) -> None:
    written: Cases = getattr(DISTRICTS[slug], name)
    assert decline_phrase(written.nominative).forms == written


@pytest.mark.parametrize(
    "label",
    [
        item.label
        for kind in (SettlementKind, ChairTitle, CouncilTitle, MeetingKind)
        for item in kind
    ],
)
def test_every_label_that_documents_decline_stands_in_the_reviewed_table(label: str) -> None:
    assert not decline_phrase(label).needs_look


def test_the_table_repeats_nothing_and_is_complete() -> None:
    table = declension_table()
    for nominative, forms in table.phrases.items():
        assert forms.nominative == nominative
        assert all(columns(forms)), nominative
        assert all(form == normalise(form) for form in columns(forms))


def test_free_text_asks_for_a_look() -> None:
    assert decline_phrase("егерь охотничьего хозяйства").needs_look
    assert not decline_phrase("председатель совета ТОС «Заречье»").needs_look


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("человек", ("человек", "человека", "человек", "m")),
        ("житель", ("житель", "жителя", "жителей", "m")),
        ("год", ("год", "года", "лет", "m")),
        ("подпись", ("подпись", "подписи", "подписей", "f")),
        ("село", ("село", "села", "сёл", "n")),
        (
            "участник собрания",
            ("участник собрания", "участника собрания", "участников собрания", "m"),
        ),
    ],
)
def test_a_counted_noun_has_three_forms(noun: str, forms: tuple[str, ...]) -> None:
    found = counted_forms(noun)
    assert (found.one, found.few, found.many, found.gender) == forms


def test_a_word_that_cannot_be_counted_is_named() -> None:
    with pytest.raises(ValueError, match="быстро"):
        counted_forms("быстро")


CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
part = st.text(CYRILLIC, min_size=1, max_size=12).map(str.capitalize)
surname = st.one_of(part, st.builds("{}-{}".format, part, part))


@settings(max_examples=150, deadline=None)
@given(surname, part, st.none() | part, st.sampled_from([None, *Sex]))
def test_any_cyrillic_name_declines_into_cyrillic(
    last: str, first: str, patronymic: str | None, sex: Sex | None
) -> None:
    declension = decline_name(last, first, patronymic, sex)
    words = 3 if patronymic else 2
    for form in columns(declension.forms):
        assert form == normalise(form)
        assert not set(form) & set(string.ascii_letters)
        assert len(form.split(" ")) == words
        assert all(word[0].isupper() for word in form.split(" "))
    assert declension.forms.nominative == " ".join(filter(None, [last, first, patronymic]))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["совет", "«Дом»", "по", "№ 5", "и", "Верхний", "ТОС", ","]), max_size=7
    )
)
def test_any_phrase_keeps_everything_that_it_does_not_decline(words: list[str]) -> None:
    phrase = " ".join(words)
    for form in columns(decline_phrase(phrase).forms):
        assert len(form.split()) == len(phrase.split())
        assert [word for word in form.split() if not word.isalpha()] == [
            word for word in phrase.split() if not word.isalpha()
        ]
