"""Numbers of the state, phones and e-mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from registration.domain.identifiers import (
    CorporateInn,
    DepartmentCode,
    Email,
    Kpp,
    Ogrn,
    Oktmo,
    OkvedCode,
    PersonalInn,
    PersonKey,
    Phone,
    PostalIndex,
    phone_digits,
)

KINDS = {
    "inn": TypeAdapter(PersonalInn),
    "company_inn": TypeAdapter(CorporateInn),
    "ogrn": TypeAdapter(Ogrn),
    "kpp": TypeAdapter(Kpp),
    "phone": TypeAdapter(Phone),
    "email": TypeAdapter(Email),
    "okved": TypeAdapter(OkvedCode),
    "department": TypeAdapter(DepartmentCode),
    "index": TypeAdapter(PostalIndex),
    "oktmo": TypeAdapter(Oktmo),
    "key": TypeAdapter(PersonKey),
}


def _read(kind: str, value: object) -> str:
    return str(KINDS[kind].validate_python(value))


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("inn", "001000010152", "001000010152"),
        ("inn", "0010 0001 0152", "001000010152"),
        ("inn", "500100732259", "500100732259"),
        ("company_inn", "7707083893", "7707083893"),
        ("ogrn", "1027700132195", "1027700132195"),
        ("kpp", "290 101 001", "290101001"),
        ("index", "165500", "165500"),
        ("index", "165 500", "165500"),
        ("department", "290-005", "290-005"),
        ("department", "290005", "290-005"),
        ("okved", "94.99", "94.99"),
        ("okved", "47.78.3", "47.78.3"),
        ("okved", "01.1.21", "01.1.21"),
        ("oktmo", "11508000", "11508000"),
        ("oktmo", "11508000101", "11508000101"),
        ("email", "tos.rodnik@example.com", "tos.rodnik@example.com"),
        ("email", "TOS@Example.COM", "TOS@example.com"),
        ("key", "p1", "p1"),
        ("key", "legal-representative-2", "legal-representative-2"),
    ],
)
def test_number_is_kept_as(kind: str, typed: str, kept: str) -> None:
    assert _read(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("inn", "500100732258"),
        ("inn", "500100732249"),
        ("inn", "000000000000"),
        ("inn", "7707083893"),
        ("inn", "50010073225"),
        ("inn", "50010073225О"),
        ("inn", "٠٠١٠٠٠٠١٠١٥٢"),
        ("inn", ""),
        ("company_inn", "7707083894"),
        ("company_inn", "0000000000"),
        ("ogrn", "1027700132194"),
        ("kpp", "29010100"),
        ("index", "16550"),
        ("index", "16550O"),
        ("department", "29-0005"),
        ("department", "290–005"),
        ("department", "2900055"),
        ("okved", "94"),
        ("okved", "94.9"),
        ("okved", "94,99"),
        ("okved", "9499"),
        ("okved", "94.99.999"),
        ("oktmo", "115080"),
        ("email", "tos.rodnik"),
        ("email", "tos@"),
        ("email", "почта@mail.ru, вторая@mail.ru"),
        ("key", "Попова"),
        ("key", "1p"),
        ("key", "p 1"),
        ("key", "p" * 41),
    ],
)
def test_wrong_number_is_refused_in_russian(kind: str, typed: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        _read(kind, typed)
    assert any("А" <= sign <= "я" for sign in refusal.value.errors()[0]["msg"])


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("value", [500100732259, 1.5, True, None, ["1"], b"1"])
def test_number_that_is_not_text_is_refused(kind: str, value: object) -> None:
    with pytest.raises(ValidationError):
        _read(kind, value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+7 900 000-01-01", "+7 900 000-01-01"),
        ("+79000000101", "+7 900 000-01-01"),
        ("89000000101", "+7 900 000-01-01"),
        ("79000000101", "+7 900 000-01-01"),
        ("9000000101", "+7 900 000-01-01"),
        ("8 900 000 01 01", "+7 900 000-01-01"),
        ("8-900-000-01-01", "+7 900 000-01-01"),
        ("8(900)0000101", "+7 900 000-01-01"),
        ("8 (900) 000-01-01", "+7 900 000-01-01"),
        ("+7(900)000-01-01", "+7 900 000-01-01"),
        ("+7-900-000-01-01", "+7 900 000-01-01"),
        ("(900) 000 01 01", "+7 900 000-01-01"),
        ("8.900.000.01.01", "+7 900 000-01-01"),
        ("8 (81854) 2-12-34", "+7 (81854) 2-12-34"),
        ("8 81854 2-12-34", "+7 81854 2-12-34"),
        ("8 818 54 2 12 34", "+7 818 54 2 12 34"),
        ("+7 (81854) 21234", "+7 (81854) 21234"),
        ("(81854) 2-12-34", "+7 (81854) 2-12-34"),
        ("81854 2-12-34", "+7 81854 2-12-34"),
        ("8-8182-20-00-00", "+7 8182-20-00-00"),
        ("8 495 000-00-00", "+7 495 000-00-00"),
    ],
)
def test_phone_is_kept_as(typed: str, kept: str) -> None:
    assert _read("phone", typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "2-12-34",
        ("8 900 000-01-0"),
        "8 900 000-01-011",
        "+1 900 000-01-01",
        "8 100 000-01-01",
        "900 OOO-01-01",
        "нет",
        "",
        "8 900 000-01-01, 8 900 000-01-02",
    ],
)
def test_wrong_phone_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        _read("phone", typed)


@given(
    st.sampled_from(["8", "+7", "7", "8 ", "+7 ", "8-"]),
    st.sampled_from(["({}) {}-{}-{}", "{} {}-{}-{}", "{} {} {} {}", "{}-{}-{}-{}", "{}{}{}{}"]),
    st.sampled_from([("81854", "2"), ("8182", "20"), ("900", "000"), ("495", "123")]),
    st.integers(0, 99),
)
def test_phone_read_again_does_not_change(
    start: str, layout: str, code: tuple[str, str], end: int
) -> None:
    once = _read("phone", start + layout.format(*code, f"{end:02d}", "07"))
    assert _read("phone", once) == once
    assert phone_digits(once) == f"+7{code[0]}{code[1]}{end:02d}07"


@given(st.integers(0, 10**10 - 1).filter(bool))
def test_inn_with_one_digit_changed_is_refused(number: int) -> None:
    right = _with_checksum(f"{number:010d}")
    assert _read("inn", right) == right
    for at in range(12):
        wrong = right[:at] + str((int(right[at]) + 1) % 10) + right[at + 1 :]
        if wrong != _with_checksum(wrong[:10]):
            with pytest.raises(ValidationError):
                _read("inn", wrong)


def _with_checksum(body: str) -> str:
    """Two control digits by the published weights, written here a second time on purpose."""
    weights = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]
    for row in (weights, [3, *weights]):
        body += str(sum(int(d) * w for d, w in zip(body, row, strict=True)) % 11 % 10)
    return body
