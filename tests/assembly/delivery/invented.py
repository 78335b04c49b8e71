"""A payee that does not exist, with keys that hold."""

from datetime import date
from pathlib import Path

from registration.assembly.delivery.payee import Payee, PayeeRecord, confirmed, write_payee

PAYEE = Payee(
    name="УФК по Вымышленной области (Управление Минюста по Вымышленной области)",
    inn="7700000009",
    kpp="770001001",
    account="03100643000000099900",
    bank="ОТДЕЛЕНИЕ ВЫМЫШЛЕНСК БАНКА РОССИИ",
    bic="000012999",
    correspondent_account="40102810600000099999",
    oktmo="11701000",
    kbk="31810807010019000110",
    source="вымышлено для проверки",
)


def record_file(folder: Path, on: date) -> Path:
    """The payee confirmed on a day, as a file."""
    path = folder / "payee.toml"
    write_payee(confirmed(PayeeRecord(PAYEE), "Консультант", on), path)
    return path
