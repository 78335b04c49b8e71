"""The payee of the state duty: only what a person compared lately and nobody changed since."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from zxingcpp import read_barcodes

from registration.assembly.delivery.fee_slip import FILE, fee_slip, payment_of
from registration.assembly.delivery.payee import PayeeRefused, read_payee, usable_payee, write_payee
from registration.assembly.delivery.payment_code import payment_code
from registration.assembly.package import build_package
from registration.assembly.pdf import page_texts
from registration.cli import main
from registration.domain.case import Case
from registration.tracking.checklist import checklist
from tests.assembly.conftest import DAY
from tests.assembly.delivery.invented import PAYEE, record_file


def test_a_payee_confirmed_today_may_be_printed(tmp_path: Path) -> None:
    assert usable_payee(record_file(tmp_path, DAY), DAY).payee == PAYEE


def test_a_comparison_holds_thirty_days_and_not_a_day_longer(tmp_path: Path) -> None:
    usable_payee(record_file(tmp_path, DAY - timedelta(days=30)), DAY)
    with pytest.raises(PayeeRefused, match="30 дней"):
        usable_payee(record_file(tmp_path, DAY - timedelta(days=31)), DAY)


def test_a_comparison_of_tomorrow_does_not_hold(tmp_path: Path) -> None:
    with pytest.raises(PayeeRefused):
        usable_payee(record_file(tmp_path, DAY + timedelta(days=1)), DAY)


def test_a_value_changed_after_the_comparison_takes_the_confirmation_away(tmp_path: Path) -> None:
    path = record_file(tmp_path, DAY)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("31810807010019000110", "31810807110019000110"), encoding="utf-8")
    with pytest.raises(PayeeRefused, match="никто не подтвердил"):
        usable_payee(path, DAY)


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        ("40102810600000099999", "40102810600000099998", "не подходит к БИК"),
        ("03100643000000099900", "40703810600000099999", "не подходит к БИК"),
        ("7700000009", "7700000008", "ИНН"),
        ("000012999", "00001299", "9 цифр"),
        ("31810807010019000110", "3181080701001900011", "20 цифр"),
        ("11701000", "1170100", "ОКТМО"),
        ("ОТДЕЛЕНИЕ", "ОТДЕЛЕНИЕ И ЕЩЁ ОЧЕНЬ ДЛИННОЕ НАЗВАНИЕ", "45"),
    ],
)
def test_a_mistyped_value_is_named(tmp_path: Path, right: str, wrong: str, told: str) -> None:
    path = record_file(tmp_path, DAY)
    path.write_text(path.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")
    with pytest.raises(PayeeRefused, match=told):
        read_payee(path)


def _unpaid(case: Case) -> Case:
    return case.model_copy(update={"state_duty": None})


def test_the_slip_says_what_the_record_and_the_code_say(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    case = _unpaid(sample("verkhnetoemsky"))
    path = record_file(tmp_path, DAY)
    slip = fee_slip(case, DAY, path)
    assert slip.pdf is not None
    (text,) = page_texts(slip.pdf)
    said = " ".join(text.split())
    for part in (PAYEE.name, PAYEE.account, PAYEE.kbk, "4 000 (четыре тысячи) рублей 00 копеек"):
        assert said.replace("\u00a0", " ").count(part) == 2, part
    payer = case.roles.applicant
    assert payer is not None
    assert payer.name.full in said
    code = payment_code(payment_of(case, DAY, usable_payee(path, DAY)))
    assert b"|Sum=400000|" in code
    assert _scanned(slip.pdf) == code.decode()


def _scanned(content: bytes) -> str:
    """The code as a phone reads it from the paper."""
    page = pdfium.PdfDocument(content)[0]
    picture: Image.Image = page.render(scale=300 / 72).to_pil()
    (found,) = read_barcodes(picture)
    return str(found.text)


def test_equal_answers_give_equal_slips(sample: Callable[[str], Case], tmp_path: Path) -> None:
    case, path = _unpaid(sample("verkhnetoemsky")), record_file(tmp_path, DAY)
    assert fee_slip(case, DAY, path) == fee_slip(case, DAY, path)


@pytest.mark.parametrize("name", ["verkhnetoemsky", "nyandomsky"])
def test_no_slip_where_the_duty_is_paid_or_not_due(
    name: str, sample: Callable[[str], Case], tmp_path: Path
) -> None:
    slip = fee_slip(sample(name), DAY, record_file(tmp_path, DAY))
    assert (slip.pdf, slip.refusal) == (None, "")


def test_a_package_without_a_usable_payee_has_no_slip_and_says_why(
    sample: Callable[[str], Case], tmp_path: Path
) -> None:
    case = _unpaid(sample("verkhnetoemsky"))
    case = case.model_copy(
        update={"filing": case.filing and case.filing.model_copy(update={"planned_on": None})}
    )
    slip = fee_slip(case, DAY, record_file(tmp_path, date(2026, 1, 1)))
    assert slip.pdf is None
    (errand,) = slip.errands
    assert "registration payee confirm" in errand.title


def test_the_slip_lies_in_the_package(sample: Callable[[str], Case], tmp_path: Path) -> None:
    case = sample("verkhnetoemsky")
    assert case.state_duty
    unpaid = case.state_duty.model_copy(update={"paid_on": None})
    filing = case.filing and case.filing.model_copy(update={"planned_on": DAY + timedelta(days=9)})
    case = case.model_copy(update={"state_duty": unpaid, "filing": filing})
    path = record_file(tmp_path, DAY)
    built = build_package(case, DAY, tmp_path / "x", steps=checklist, payee=path)
    assert (built.directory / FILE).is_file()
    without = build_package(case, DAY, tmp_path / "y", steps=checklist)
    assert any("Квитанция на пошлину не сделана" in note for note in without.manifest.notes)


def test_the_command_enters_shows_and_confirms(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "payee.toml"
    values = [f"--{key.replace('_', '-')}={value}" for key, value in PAYEE.model_dump().items()]
    assert main(["payee", "enter", str(path), *values]) == 0
    assert main(["payee", "show", str(path), "--on", "2026-11-23"]) == 1
    assert main(["payee", "confirm", str(path), "--by", "Консультант", "--on", "2026-11-23"]) == 0
    assert main(["payee", "show", str(path), "--on", "2026-11-23"]) == 0
    assert "печатать можно" in capsys.readouterr().out


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    record = read_payee(record_file(tmp_path, DAY))
    write_payee(record, tmp_path / "again.toml")
    assert read_payee(tmp_path / "again.toml") == record
