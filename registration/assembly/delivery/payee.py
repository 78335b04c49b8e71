"""To whom the state duty is paid: a dated record that a person has compared and confirmed.

The record is a TOML file of the consultant; the program knows no payee and ships none.
"""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from registration.domain.identifiers import CorporateInn, Kpp, Oktmo
from registration.domain.problems import problems_of
from registration.domain.section import Line, Section
from registration.errors import RegistrationError
from registration.rules.law import figure
from registration.rules.words import day, days

_WEIGHTS = (7, 1, 3) * 8
_OF_CENTRAL_BANK = ("000", "001", "002")  # how the BIC of its cash centres ends
_TREASURY = "0"  # treasury accounts begin so; their ninth digit is no check digit


class PayeeRefused(RegistrationError):
    """The record of the payee cannot be used: what is wrong and what to do."""


def _digits(length: int, name: str) -> AfterValidator:
    def check(value: str) -> str:
        plain = value.replace(" ", "")
        if not (plain.isascii() and plain.isdecimal() and len(plain) == length):
            raise PydanticCustomError("digits", f"{name}: нужно {length} цифр.")
        return plain

    return AfterValidator(check)


def _at_most(length: int) -> AfterValidator:
    """A limit of the code; `max_length` beside `Line` yields to the limit of `Line` itself."""

    def check(value: str) -> str:
        if len(value) > length:
            raise PydanticCustomError("long", f"Сократите: здесь помещается {length} знаков.")
        return value

    return AfterValidator(check)


Account = Annotated[str, _digits(20, "Счёт")]
Bic = Annotated[str, _digits(9, "БИК")]
BudgetCode = Annotated[str, _digits(20, "КБК")]


class Payee(Section):
    """Bank details of the state duty; lengths are those of ГОСТ Р 56042-2014."""

    name: Annotated[Line, _at_most(160)] = Field(title="Получатель")
    inn: CorporateInn = Field(title="ИНН получателя")
    kpp: Kpp = Field(title="КПП получателя")
    account: Account = Field(title="Номер счёта получателя")
    bank: Annotated[Line, _at_most(45)] = Field(title="Банк получателя")
    bic: Bic = Field(title="БИК")
    correspondent_account: Account = Field(title="Единый казначейский (корреспондентский) счёт")
    oktmo: Oktmo = Field(title="ОКТМО")
    kbk: BudgetCode = Field(title="КБК")
    source: Line = Field(title="Откуда взяты реквизиты")

    @model_validator(mode="after")
    def _keys_hold(self) -> "Payee":
        if not self.account.startswith(_TREASURY) and not _key_holds(self.account, self.bic):
            raise PydanticCustomError(
                "account_key", "Номер счёта не подходит к БИК: проверьте обе строки."
            )
        if not _correspondent_holds(self.correspondent_account, self.bic):
            raise PydanticCustomError(
                "correspondent_key",
                "Единый казначейский (корреспондентский) счёт не подходит к БИК: проверьте обе "
                "строки.",
            )
        return self

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the values: a confirmation holds only for what was confirmed."""
        text = json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PayeeRecord:
    """What the file holds; not confirmed while `checked_on` or `checked_by` is missing."""

    payee: Payee
    checked_on: date | None = None
    checked_by: str = ""
    fingerprint: str = ""

    @property
    def is_confirmed(self) -> bool:
        return bool(
            self.checked_on and self.checked_by and self.fingerprint == self.payee.fingerprint
        )


def _check_digits(conditional: str, account: str) -> bool:
    """The control sum of an account (Bank of Russia, order of 08.09.1997 № 515)."""
    total = sum(int(d) * w for d, w in zip(conditional + account, _WEIGHTS, strict=False))
    return total % 10 == 0


def _key_holds(account: str, bic: str) -> bool:
    if bic[-3:] in _OF_CENTRAL_BANK:
        return _check_digits("0" + bic[4:6], account)
    return _check_digits(bic[-3:], account)


def _correspondent_holds(account: str, bic: str) -> bool:
    """An account with the Bank of Russia: its key goes by the region of the cash centre."""
    return _check_digits("0" + bic[4:6], account)


def read_payee(path: Path) -> PayeeRecord:
    """Read the record.

    Raises:
        PayeeRefused: the file does not open or a value is wrong; names the field.
    """
    return _record(_table(path))


def payee_record(text: str) -> PayeeRecord:
    """Read what `payee_text` wrote; raises as `read_payee`."""
    return _record(tomllib.loads(text))


def _record(table: dict[str, Any]) -> PayeeRecord:
    confirmed = table.pop("confirmed", {})
    try:
        payee = Payee.model_validate(table)
        record = PayeeRecord(payee, **confirmed)
    except ValidationError as error:
        told = "; ".join(
            f"{problem.place}: {problem.message}" for problem in problems_of(Payee, error)
        )
        raise PayeeRefused(f"Реквизиты пошлины с ошибкой. {told}") from None
    except TypeError:
        raise PayeeRefused("Реквизиты пошлины: подтверждение записано неверно.") from None
    if record.checked_on is not None and not isinstance(record.checked_on, date):
        raise PayeeRefused("Реквизиты пошлины: день сверки записан неверно.")
    return record


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise PayeeRefused(f"{path.name}: файл реквизитов не открывается.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise PayeeRefused(f"{path.name}: файл реквизитов не читается.") from None


def usable_payee(path: Path | None, on: date) -> PayeeRecord:
    """The record, if it may be printed on a day: confirmed, and not older than its term.

    Raises:
        PayeeRefused: why not, and what to do.
    """
    if path is None:
        raise PayeeRefused(
            "реквизиты получателя не указаны. Впишите их: registration payee enter ФАЙЛ, сверьте "
            "с сайтом Управления, подтвердите и соберите комплект с ключом --payee ФАЙЛ."
        )
    record = read_payee(path)
    if not record.is_confirmed or record.checked_on is None:
        raise PayeeRefused(
            "реквизиты получателя никто не подтвердил или их после этого меняли. Сверьте их с "
            "сайтом Управления и запишите: registration payee confirm ФАЙЛ --by ИМЯ."
        )
    term = figure("duty_details_days", on)
    if not 0 <= (on - record.checked_on).days <= term:
        raise PayeeRefused(
            f"реквизиты сверяли {day(record.checked_on)}, а верят им {days(term)}. Сверьте их "
            "снова и запишите: registration payee confirm ФАЙЛ --by ИМЯ."
        )
    return record


def write_payee(record: PayeeRecord, path: Path) -> None:
    """Write the record as a file that people can read and correct."""
    path.write_text(payee_text(record), encoding="utf-8")


def payee_text(record: PayeeRecord) -> str:
    """The record as the text of its file."""
    return _values_text(record.payee.model_dump(mode="json")) + _confirmation(record)


def write_values(values: dict[str, Any], path: Path) -> None:
    """Write values, complete or not, each under its Russian name."""
    path.write_text(_values_text(values), encoding="utf-8")


def _values_text(values: dict[str, Any]) -> str:
    lines = ["# Реквизиты для уплаты пошлины. После правки подтвердите заново."]
    for name, field in Payee.model_fields.items():
        lines += [f"# {field.title}", f"{name} = {_quoted(str(values.get(name) or ''))}"]
    return "\n".join(lines) + "\n"


def _confirmation(record: PayeeRecord) -> str:
    if record.checked_on is None:
        return ""
    return (
        f"\n[confirmed]\nchecked_on = {record.checked_on.isoformat()}\n"
        f"checked_by = {_quoted(record.checked_by)}\n"
        f"fingerprint = {_quoted(record.fingerprint)}\n"
    )


def _quoted(text: str) -> str:
    """A TOML string: JSON writes the same, but for one sign."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def confirmed(record: PayeeRecord, by: str, on: date) -> PayeeRecord:
    """The record with the name of whoever compared it, and the day."""
    return PayeeRecord(record.payee, on, by, record.payee.fingerprint)
