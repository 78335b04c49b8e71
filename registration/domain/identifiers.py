"""Numbers given by the state, phones and e-mails: always text, checked for form."""

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError


def _digits(length: int, name: str, code: str) -> AfterValidator:
    def check(value: str) -> str:
        digits = re.sub(r"[\s-]", "", value)
        if not re.fullmatch(rf"[0-9]{{{length}}}", digits):
            raise PydanticCustomError(code, f"{name}: нужно {length} цифр, без букв и точек.")
        return digits

    return AfterValidator(check)


def _inn(value: str) -> str:
    from stdnum.ru import inn  # costs 30 ms, and not every case has an ИНН yet

    if not inn.is_valid(value) or set(value) == {"0"}:
        raise PydanticCustomError(
            "inn_checksum", "В ИНН ошибка: контрольные цифры не сходятся. Перепишите его заново."
        )
    return value


def _ogrn(value: str) -> str:
    from stdnum.ru import ogrn  # same cost, rarer still

    if not ogrn.is_valid(value):
        raise PydanticCustomError(
            "ogrn_checksum", "В ОГРН ошибка: контрольная цифра не сходится. Перепишите его заново."
        )
    return value


def _phone(value: str) -> str:
    """Keep the grouping of a rural number («8 (81854) 2-12-34»): no library knows its code."""
    typed = re.sub(r"[^0-9]", "", value)
    with_prefix = len(typed) == 11 or value.strip().startswith("+")
    digits = typed if with_prefix else "7" + typed
    if not re.fullmatch(r"[78](?:[349][0-9]|8[0-7])[0-9]{8}", digits) or re.search(
        r"[A-Za-zА-Яа-яЁё]", value
    ):
        raise PydanticCustomError(
            "phone", "Впишите телефон с кодом, например 8 921 123-45-67 или 8 81854 2-12-34."
        )
    if digits[1] == "9":
        return f"+7 {digits[1:4]} {digits[4:7]}-{digits[7:9]}-{digits[9:]}"
    grouped = re.sub(r"^\s*\+?\s*[78]", "", value, count=1) if with_prefix else value
    return "+7 " + re.sub(r"\s+", " ", grouped).strip(" -")


def phone_digits(phone: str) -> str:
    """Return a phone as «+7» and ten digits, as the state's forms want it."""
    return "+7" + re.sub(r"\D", "", phone)[-10:]


_PLAIN_EMAIL = re.compile(
    r"[a-z0-9]+(?:[._-][a-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,10}"
)


def _email(value: str) -> str:
    if len(value) <= 64 and _PLAIN_EMAIL.fullmatch(value):
        return value  # nothing in it that the library would change or refuse
    from email_validator import EmailNotValidError, validate_email  # 35 ms

    try:
        return validate_email(value, check_deliverability=False).normalized
    except EmailNotValidError:
        raise PydanticCustomError(
            "email", "Впишите адрес электронной почты, например tos.rodnik@mail.ru."
        ) from None


def _okved(value: str) -> str:
    if (
        not re.fullmatch(r"[0-9]{2}\.[0-9]{1,2}(?:\.[0-9]{1,2})?", value)
        or len(value.replace(".", "")) < 4
    ):
        raise PydanticCustomError(
            "okved", "Код ОКВЭД: не меньше четырёх цифр с точками, например 94.99."
        )
    return value


def _department_code(value: str) -> str:
    if not re.fullmatch(r"[0-9]{3}-?[0-9]{3}", value):
        raise PydanticCustomError(
            "department_code", "Код подразделения: три цифры, дефис, три цифры, например 290-005."
        )
    digits = value.replace("-", "")
    return f"{digits[:3]}-{digits[3:]}"


PersonalInn = Annotated[str, _digits(12, "ИНН человека", "inn_length"), AfterValidator(_inn)]
CorporateInn = Annotated[str, _digits(10, "ИНН организации", "inn_length"), AfterValidator(_inn)]
Ogrn = Annotated[str, _digits(13, "ОГРН", "ogrn_length"), AfterValidator(_ogrn)]
Kpp = Annotated[str, _digits(9, "КПП", "kpp_length")]
MinistryNumber = Annotated[str, _digits(10, "Учётный номер Минюста", "ministry_number")]
"""Region, form and order number under which the ministry keeps an organisation."""
PostalIndex = Annotated[str, _digits(6, "Почтовый индекс", "postal_index")]
DepartmentCode = Annotated[str, AfterValidator(_department_code)]
OkvedCode = Annotated[str, AfterValidator(_okved)]
Phone = Annotated[str, AfterValidator(_phone)]
Email = Annotated[str, AfterValidator(_email)]


def _oktmo(value: str) -> str:
    if not re.fullmatch(r"[0-9]{8}|[0-9]{11}", value):
        raise PydanticCustomError("oktmo", "Код ОКТМО: 8 или 11 цифр.")
    return value


Oktmo = Annotated[str, AfterValidator(_oktmo)]


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,39}", value):
        raise PydanticCustomError(
            "person_key", "Обозначение человека: латинские строчные буквы, цифры и дефис."
        )
    return value


PersonKey = Annotated[str, AfterValidator(_slug)]
"""How a role points at a person: invented, never made of the name."""
