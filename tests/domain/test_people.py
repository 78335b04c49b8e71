"""People: names, dates, ages, identity documents."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from registration.domain.people import IdentityDocument, NamePart, Person, PersonName, full_years
from registration.domain.section import Day

DAY = TypeAdapter(Day)
NAME_PART = TypeAdapter(NamePart)
PASSPORT = {
    "series": "0014",
    "number": "000101",
    "issued_by": "УМВД России по вымышленной области",
    "issued_on": "20.05.2014",
    "department_code": "000-001",
}


def _person(**changes: Any) -> Person:
    plain = {
        "key": "p1",
        "name": {"last": "Попова", "first": "Нина", "patronymic": "Ивановна"},
        "sex": "female",
        "birth_date": "14.05.1974",
    }
    return Person.model_validate(plain | changes)


def _code(refusal: pytest.ExceptionInfo[ValidationError]) -> str:
    return refusal.value.errors()[0]["type"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("15.03.2027", date(2027, 3, 15)),
        ("5.3.2027", date(2027, 3, 5)),
        ("15/03/2027", date(2027, 3, 15)),
        ("15 3 2027", date(2027, 3, 15)),
        (" 15.03.2027 ", date(2027, 3, 15)),
        ("2027-03-15", date(2027, 3, 15)),
        ("29.02.2028", date(2028, 2, 29)),
        (date(2027, 3, 15), date(2027, 3, 15)),
    ],
)
def test_day_is_read(written: object, day: date) -> None:
    assert DAY.validate_python(written) == day


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31.02.2027", "no_such_day"),
        ("29.02.2027", "no_such_day"),
        ("15.13.2027", "no_such_day"),
        ("00.00.2027", "no_such_day"),
        ("15.03.27", "not_a_day"),
        ("март 2027", "not_a_day"),
        ("", "not_a_day"),
        (86400, "not_a_day"),
        (0, "not_a_day"),
        (1.5, "not_a_day"),
        (True, "not_a_day"),
        (None, "not_a_day"),
        (["15.03.2027"], "not_a_day"),
        ("15.03.0027", "year_out_of_range"),
        ("15.03.2207", "year_out_of_range"),
    ],
)
def test_what_is_not_a_day_is_refused(written: object, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        DAY.validate_python(written)
    assert _code(refusal) == code


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_day_reads_the_same_in_both_spellings(day: date) -> None:
    assert DAY.validate_python(day.isoformat()) == day
    assert DAY.validate_python(f"{day:%d.%m.%Y}") == day


@pytest.mark.parametrize(
    "part",
    [
        "Попова",
        "Ё",
        "Фёдор",
        "Римская-Корсакова",
        "Эльдар оглы",
        "Гасан-оглы",
        "Мамед кызы",
        "О'Коннор",
        "Д’Артаньян",
        "Анна Мария",
        "Салтыков-Щедрин",
    ],
)
def test_name_is_accepted(part: str) -> None:
    assert NAME_PART.validate_python(part) == part


@pytest.mark.parametrize(
    "part",
    ["Пoпова", "Popova", "попова", "П0пова", "Попова.", "Попова-", "-Попова", "Н.", "", "П" * 61],
)
def test_name_is_refused(part: str) -> None:
    with pytest.raises(ValidationError):
        NAME_PART.validate_python(part)


def test_full_name_and_initials() -> None:
    name = PersonName(last="Попова", first="Нина", patronymic="Ивановна")
    assert name.full == "Попова Нина Ивановна"
    assert name.initials == "Н.\u00a0И.\u00a0Попова"


def test_person_without_patronymic_has_one_initial() -> None:
    name = PersonName(last="Вахер", first="Марта")
    assert name.full == "Вахер Марта"
    assert name.initials == "М.\u00a0Вахер"


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2026, 10, 9), 17),
        (date(2026, 10, 10), 17),
        (date(2026, 10, 11), 18),
        (date(2027, 10, 10), 18),
    ],
)
def test_age_is_reached_on_the_day_after_the_birthday(on: date, years: int) -> None:
    assert full_years(date(2008, 10, 10), on) == years


@pytest.mark.parametrize(
    ("on", "years"), [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2026, 3, 2), 18)]
)
def test_age_of_somebody_born_on_the_twenty_ninth_of_february(on: date, years: int) -> None:
    assert full_years(date(2008, 2, 29), on) == years


@given(st.dates(date(1920, 1, 1), date(2010, 1, 1)), st.integers(1, 40_000))
def test_age_never_falls_with_time(born: date, days: int) -> None:
    on = born + timedelta(days=days)
    assert 0 <= full_years(born, on) <= full_years(born, on + timedelta(days=1))


@pytest.mark.parametrize(
    ("series", "printed"), [("0014", "00 14 000101"), ("00 14", "00 14 000101")]
)
def test_passport_number_is_printed_in_pairs(series: str, printed: str) -> None:
    passport = IdentityDocument.model_validate(PASSPORT | {"series": series})
    assert passport.series_number == printed


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"series": None}, "passport_series"),
        ({"series": "014"}, "passport_series"),
        ({"series": "ОО14"}, "passport_series"),
        ({"number": "00101"}, "passport_number"),
        ({"department_code": None}, "passport_department"),
        ({"department_code": "0001"}, "department_code"),
    ],
)
def test_wrong_passport_is_refused(change: dict[str, object], code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        IdentityDocument.model_validate(PASSPORT | change)
    assert _code(refusal) == code


def test_birth_certificate_keeps_its_own_series_and_needs_no_department_code() -> None:
    paper = IdentityDocument.model_validate(
        PASSPORT | {"kind": "03", "series": "I-АА", "department_code": None}
    )
    assert paper.series_number == "I-АА 000101"


@pytest.mark.parametrize("issued_on", ["14.05.1988", "20.05.2014"])
def test_passport_issued_at_fourteen_or_later_is_accepted(issued_on: str) -> None:
    assert _person(document=PASSPORT | {"issued_on": issued_on}).document


def test_passport_issued_before_fourteen_is_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        _person(document=PASSPORT | {"issued_on": "13.05.1988"})
    assert _code(refusal) == "document_before_birth"


def test_birth_certificate_of_a_child_is_accepted() -> None:
    paper = {"kind": "03", "number": "000101", "issued_by": "ЗАГС", "issued_on": "20.05.2014"}
    assert _person(birth_date="14.05.2014", document=paper).document


def test_home_is_where_the_person_really_lives() -> None:
    address = {
        "municipality": "Холмогорский муниципальный округ",
        "settlement_kind": "selo",
        "settlement": "Емецк",
    }
    other = address | {"settlement": "Холмогоры"}
    assert _person().home is None
    assert _person(registered_address=address).home.settlement == "Емецк"
    assert _person(registered_address=address, actual_address=other).home.settlement == "Холмогоры"
