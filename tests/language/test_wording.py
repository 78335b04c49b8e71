"""What the filters print: dates, numbers, sums, people, and the blanks of a draft."""

import copy
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, UndefinedError

from registration.districts import DISTRICTS
from registration.domain.case import Case
from registration.domain.charter import ChairTitle
from registration.domain.people import NameForms, Person, PersonName, Sex
from registration.domain.review import PhraseForms, Wording
from registration.language.blank import Blank
from registration.language.letters import tied
from registration.language.wording import (
    FILTERS,
    clock,
    counted,
    date_dots,
    date_quoted,
    date_text,
    date_words,
    date_words_gen,
    filters,
    joined,
    lower_first,
    plural,
    rubles,
    upper_first,
    words,
)

FORMS = NameForms(
    genitive="Заяца",
    dative="Заяцу",
    accusative="Заяца",
    instrumental="Заяцем",
    prepositional="Заяце",
)


def person(**changes: object) -> Person:
    return Person.model_validate(
        {
            "key": "p1",
            "name": {"last": "Попова", "first": "Нина", "patronymic": "Ивановна"},
            "sex": "female",
            "birth_date": date(1961, 3, 5),
            **changes,
        }
    )


def printed(source: str, **names: object) -> str:
    environment = Environment(undefined=StrictUndefined, autoescape=True)
    environment.filters.update(FILTERS)
    return environment.from_string(source).render(**names)


@pytest.mark.parametrize(
    ("day", "in_words", "in_genitive"),
    [
        (date(2027, 3, 5), "пятое марта две тысячи двадцать седьмого года", "пятого марта"),
        (date(2026, 11, 23), "двадцать третье ноября две тысячи двадцать шестого года", "двадцать"),
        (
            date(2026, 12, 31),
            "тридцать первое декабря две тысячи двадцать шестого года",
            "тридцать",
        ),
        (date(2030, 8, 2), "второе августа две тысячи тридцатого года", "второго августа"),
        (
            date(2024, 2, 29),
            "двадцать девятое февраля две тысячи двадцать четвёртого года",
            "двадц",
        ),
        (date(2000, 1, 1), "первое января двухтысячного года", "первого января"),
        (date(2011, 7, 13), "тринадцатое июля две тысячи одиннадцатого года", "тринадцатого июля"),
    ],
)
def test_a_date_is_written_in_words(day: date, in_words: str, in_genitive: str) -> None:
    assert date_words(day) == in_words
    assert date_words_gen(day).startswith(in_genitive)
    assert date_words_gen(day).endswith(in_words.split(" ", 2)[2] if day.day < 21 else "года")


def test_a_date_in_the_genitive_is_written_whole() -> None:
    assert date_words_gen(date(2026, 11, 23)) == (
        "двадцать третьего ноября две тысячи двадцать шестого года"
    )


def test_short_dates_tie_their_parts_together() -> None:
    day = date(2027, 3, 5)
    assert date_text(day) == "5\u00a0марта 2027\u00a0г."
    assert date_quoted(day) == "«05»\u00a0марта 2027\u00a0г."
    assert date_dots(day) == "05.03.2027"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (time(14, 0), "14\u00a0часов 00\u00a0минут"),
        (time(21, 1), "21\u00a0час 01\u00a0минута"),
        (time(9, 32), "9\u00a0часов 32\u00a0минуты"),
        (time(12, 30), "12\u00a0часов 30\u00a0минут"),
    ],
)
def test_the_clock_agrees_with_its_numbers(moment: time, expected: str) -> None:
    assert clock(moment) == expected


@pytest.mark.parametrize(
    ("number", "noun", "expected"),
    [
        (0, "голос", "0 (ноль) голосов"),
        (1, "человек", "1 (один) человек"),
        (2, "человек", "2 (два) человека"),
        (2, "подпись", "2 (две) подписи"),
        (5, "лист", "5 (пять) листов"),
        (11, "экземпляр", "11 (одиннадцать) экземпляров"),
        (21, "участник", "21 (двадцать один) участник"),
        (21, "страница", "21 (двадцать одна) страница"),
        (46, "человек", "46 (сорок шесть) человек"),
        (111, "человек", "111 (сто одиннадцать) человек"),
        (122, "житель", "122 (сто двадцать два) жителя"),
        (1001, "делегат", "1001 (одна тысяча один) делегат"),
        (12345, "житель", "12\u00a0345 (двенадцать тысяч триста сорок пять) жителей"),
    ],
)
def test_a_counted_noun_agrees(number: int, noun: str, expected: str) -> None:
    assert counted(number, noun) == expected


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "0 (ноль) рублей"),
        (1, "1 (один) рубль"),
        (22, "22 (двадцать два) рубля"),
        (800, "800 (восемьсот) рублей"),
        (4000, "4\u00a0000 (четыре тысячи) рублей"),
        (10_001, "10\u00a0001 (десять тысяч один) рубль"),
        (1_000_002, "1\u00a0000\u00a0002 (один миллион два) рубля"),
    ],
)
def test_a_sum_is_in_rubles_not_in_kopecks(amount: int, expected: str) -> None:
    assert rubles(amount) == expected


def test_the_gender_of_a_number_can_be_given() -> None:
    assert [words(2), words(2, "f"), words(1, "n")] == ["два", "две", "одно"]


@pytest.mark.parametrize("wrong", [True, 4000.0, Decimal("5"), "5"])
def test_only_whole_numbers_are_spelled(wrong: Any) -> None:
    with pytest.raises(TypeError, match="целое число"):
        rubles(wrong)


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="меньше нуля"):
        counted(-1, "голос")


def test_a_list_is_joined_with_and() -> None:
    assert joined([]) == ""
    assert joined(["а"]) == "а"
    assert joined(["а", "б"]) == "а и б"
    assert joined(["а", "б", "в"]) == "а, б и в"
    assert joined([ChairTitle.TOS_CHAIR, "ревизор"]) == "председатель ТОС и ревизор"


def test_only_texts_are_joined() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        joined(["а", None])


def test_first_letters_change_but_abbreviations_stay() -> None:
    assert upper_first("решили") == "Решили"
    assert lower_first("Решили") == "решили"
    assert lower_first("ТОС «Заречье»") == "ТОС «Заречье»"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ p|gen }}", "Поповой Нины Ивановны"),
        ("{{ p.name|acc }}", "Попову Нину Ивановну"),
        ("{{ p.name.full|ins }}", "Поповой Ниной Ивановной"),
        ("{{ p|nom }}", "Попова Нина Ивановна"),
        ("{{ p|initials }}", "Н.\u00a0И.\u00a0Попова"),
        ("{{ p.name|initials }}", "Н.\u00a0И.\u00a0Попова"),
        ("{{ p|by_sex('проживающий', 'проживающая') }}", "проживающая"),
        ("{{ post|ins }}", "председателем ТОС"),
        ("{{ 'собрание граждан'|gen|upper_first }}", "Собрания граждан"),
        ("{{ district.name|loc }}", "Няндомском муниципальном округе"),
        ("{{ district.council|nom }}", "Собрание депутатов Няндомского муниципального округа"),
        ("{{ 3|plural('лист', 'листа', 'листов') }}", "листа"),
    ],
)
def test_filters_print_in_a_template(source: str, expected: str) -> None:
    names = {
        "p": person(),
        "post": ChairTitle.TOS_CHAIR,
        "district": DISTRICTS["nyandomsky"],
    }
    assert printed(source, **names).startswith(expected)


def test_an_ampersand_in_a_name_stays_safe() -> None:
    assert printed("{{ name|gen }}", name="ТОС «А & Б»") == "ТОС «А &amp; Б»"


def test_forms_that_a_person_settled_win() -> None:
    hare = person(name={"last": "Заяц", "first": "Лев"}, sex="male", forms=FORMS)
    assert FILTERS["gen"](hare) == "Заяца"
    assert FILTERS["nom"](hare) == "Заяц Лев"
    assert FILTERS["gen"](person(name={"last": "Заяц", "first": "Лев"}, sex="male")) == "Зайца Льва"


def test_a_phrase_corrected_in_the_case_wins_everywhere() -> None:
    settled = PhraseForms(phrase="староста", forms=FORMS)
    bound = filters(Case(wording=Wording(phrases=(settled,))))
    assert bound["dat"]("староста") == "Заяцу"
    assert FILTERS["dat"]("староста") == "старосте"
    assert bound["rubles"](1) == "1 (один) рубль"


def test_a_corrected_name_wins_wherever_it_is_printed() -> None:
    settled = PhraseForms(phrase="Попова Нина Ивановна", forms=FORMS)
    bound = filters(Case(wording=Wording(phrases=(settled,))))
    for value in (person(), person().name, "Попова Нина Ивановна"):
        assert bound["ins"](value) == "Заяцем"


def test_a_name_without_sex_is_declined_by_its_patronymic() -> None:
    name = PersonName(last="Ким", first="Женя", patronymic="Олегович")
    assert FILTERS["dat"](name) == "Киму Жене Олеговичу"


def test_a_bare_name_can_bring_its_sex() -> None:
    name = PersonName(last="Шевчук", first="Саша")
    assert FILTERS["gen"](name, Sex.MALE) == "Шевчука Саши"
    assert FILTERS["gen"](name, Sex.FEMALE) == "Шевчук Саши"
    assert FILTERS["gen"](name, Blank("Пол")) == FILTERS["gen"](name)


def test_words_agree_with_a_bare_sex_too() -> None:
    assert FILTERS["by_sex"](Sex.FEMALE, "действующего", "действующей") == "действующей"
    assert FILTERS["by_sex"](Sex.MALE, "действующего", "действующей") == "действующего"


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_refuses_none(name: str) -> None:
    with pytest.raises(TypeError, match=f"«{name}»"):
        FILTERS[name](None)


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_every_filter_lets_a_blank_through(name: str) -> None:
    blank = Blank("Фамилия")
    assert FILTERS[name](blank) is blank


@pytest.mark.parametrize("name", sorted(FILTERS))
def test_a_misspelt_name_is_named_and_not_printed_empty(name: str) -> None:
    with pytest.raises(UndefinedError, match="nobody"):
        printed(f"{{{{ nobody|{name} }}}}")


def test_what_cannot_be_declined_is_refused() -> None:
    with pytest.raises(TypeError, match="int"):
        FILTERS["gen"](5)


def test_a_blank_prints_its_title_however_deep_one_looks() -> None:
    loop = "{% for i in b %} {{ i.y }}{% endfor %}"
    source = "{{ b }} {{ b.name.full }} {{ b['x'] }} {{ b.age(5) }}" + loop
    assert printed(source, b=Blank("Фамилия")) == " ".join(["[Фамилия]"] * 5)


def test_a_blank_names_the_field_of_its_model() -> None:
    chair = Blank("Председатель", Person)
    assert str(chair.birth_date) == "[Председатель: дата рождения]"
    assert str(chair.inn) == "[Председатель: ИНН]"
    assert str(chair.name.last) == "[Председатель: фамилия]"
    assert str(chair.registered_address.house) == "[Председатель: дом]"
    assert str(chair.name.full) == "[Председатель: фамилия, имя, отчество]"


def test_a_blank_is_false_and_holds_one_line() -> None:
    blank = Blank("Люди")
    assert not blank
    assert len(blank) == len(list(blank)) == 1
    assert f"{blank:>20}" == "[Люди]"
    assert str(copy.copy(blank)) == "[Люди]"
    assert printed("{% if b %}да{% else %}нет{% endif %}", b=blank) == "нет"


@given(st.integers(0, 10**9))
def test_the_form_of_a_noun_follows_the_last_digits(number: int) -> None:
    form = plural(number, "one", "few", "many")
    if 11 <= number % 100 <= 14:
        assert form == "many"
    else:
        assert form == {1: "one", 2: "few", 3: "few", 4: "few"}.get(number % 10, "many")


@given(st.integers(0, 999_999))
def test_sums_keep_their_figures_and_have_no_latin_letters(amount: int) -> None:
    text = rubles(amount)
    assert int("".join(sign for sign in text if sign.isdigit())) == amount
    assert not any("a" <= sign.lower() <= "z" for sign in text)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_can_be_written_in_words(day: date) -> None:
    assert date_words(day).endswith(" года")
    assert date_words_gen(day).split()[-1] == "года"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("дом № 5", "дом №~5"),
        ("по ст. 27 и п. 1.2", "по ст.~27 и п.~1.2"),
        ("Н. И. Попова", "Н.~И.~Попова"),
        ("в 2026 г. решили", "в 2026~г. решили"),
        ("г. Котлас, ул. Мира, д. 5, кв. 2", "г.~Котлас, ул.~Мира, д.~5, кв.~2"),
        ("100 руб. с человека", "100~руб. с человека"),
        ("Так решили. Иначе нельзя.", "Так решили. Иначе нельзя."),
        ("список домов и т. п.", "список домов и т. п."),
    ],
)
def test_a_line_never_breaks_between_a_sign_and_what_it_belongs_to(
    text: str, expected: str
) -> None:
    assert tied(text).replace("\u00a0", "~") == expected
