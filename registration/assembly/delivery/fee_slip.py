"""The slip for the state duty (D23): notice and receipt after ПД-4, with a code to scan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import segno

from registration.assembly.delivery.drawing import MM, Sheet
from registration.assembly.delivery.payee import PayeeRecord, PayeeRefused, usable_payee
from registration.assembly.delivery.payment_code import Payment, PaymentRefused, payment_code
from registration.domain.case import Case
from registration.domain.people import Person
from registration.language.wording import date_dots, rubles
from registration.rules.law import figure

FILE = "D23-kvitanciya.pdf"
_KOPECKS = 100
_PURPOSE_AT_MOST = 210
_CODE = 45 * MM
_LEFT, _MIDDLE, _RIGHT = 12 * MM, 66 * MM, 198 * MM
_HEIGHT = 126 * MM
_TOPS = (285 * MM, 285 * MM - 126 * MM)


@dataclass(frozen=True, slots=True)
class Errand:
    """A line of the checklist."""

    title: str
    who: str = "консультант"
    why: str = ""
    due: date | None = None
    days: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """The slip, or why there is none and what to do; neither where none is needed."""

    pdf: bytes | None = None
    refusal: str = ""

    @property
    def errands(self) -> tuple[Errand, ...]:
        """What the checklist says where the slip could not be made."""
        return (Errand(self.refusal),) if self.refusal else ()


def fee_slip(case: Case, on: date, payee: Path | None) -> Slip:
    """The slip of a case that is filed on paper and not paid yet (НК, ст. 333.33, 333.18)."""
    person = case.roles.applicant
    if not _needed(case) or person is None:
        return Slip()
    try:
        record = usable_payee(payee, on)
        payment = payment_of(case, on, record)
        return Slip(draw_slip(payment, person, record))
    except (PayeeRefused, PaymentRefused) as refusal:
        return Slip(refusal=f"Квитанция на пошлину не сделана: {refusal}")


def _needed(case: Case) -> bool:
    on_paper = case.filing is not None and case.filing.is_paper
    return on_paper and not (case.state_duty and case.state_duty.paid_on)


def payment_of(case: Case, on: date, record: PayeeRecord) -> Payment:
    """The payment of this case on a day."""
    payee = record.payee
    return Payment(
        name=payee.name,
        account=payee.account,
        bank=payee.bank,
        bic=payee.bic,
        correspondent_account=payee.correspondent_account,
        kopecks=figure("state_duty", on) * _KOPECKS,
        purpose=_purpose(case),
        inn=payee.inn,
        kpp=payee.kpp,
        kbk=payee.kbk,
        oktmo=payee.oktmo,
    )


def _purpose(case: Case) -> str:
    """With the full name if it fits, else with the short one."""
    start = "Государственная пошлина за регистрацию юридического лица: "
    names = (case.tos.full_name, case.tos.short_name or "") if case.tos else ()
    for name in names:
        if name and len(start + name) <= _PURPOSE_AT_MOST:
            return start + name
    return start.rstrip(": ")


def draw_slip(payment: Payment, payer: Person, record: PayeeRecord) -> bytes:
    """Both halves on one page A4."""
    sheet = Sheet("Квитанция на уплату государственной пошлины")
    for title, top in zip(("Извещение", "Квитанция"), _TOPS, strict=True):
        _half(sheet, title, top)
        y = top - 9 * MM
        for label, text in _lines(payment, payer, record):
            y = _line(sheet, label, text, y)
    _code(sheet, payment_code(payment), (_LEFT + 4 * MM, _TOPS[0] - 20 * MM - _CODE))
    sheet.canvas.showPage()
    return sheet.finished()


def _half(sheet: Sheet, title: str, top: float) -> None:
    canvas = sheet.canvas
    canvas.setLineWidth(0.8)
    canvas.rect(_LEFT, top - _HEIGHT, _RIGHT - _LEFT, _HEIGHT)
    canvas.line(_MIDDLE, top, _MIDDLE, top - _HEIGHT)
    sheet.bold((_LEFT + 4 * MM, top - 10 * MM), title, 13, _MIDDLE - _LEFT)
    sheet.words((_LEFT + 4 * MM, top - _HEIGHT + 6 * MM), "Кассир", 11, _MIDDLE - _LEFT)


def _lines(payment: Payment, payer: Person, record: PayeeRecord) -> Iterator[tuple[str, str]]:
    home = payer.registered_address
    checked = date_dots(record.checked_on) if record.checked_on else ""
    yield "Получатель", payment.name
    yield "ИНН, КПП получателя", f"ИНН {payment.inn}   КПП {payment.kpp}"
    yield "Номер счёта получателя", payment.account
    yield "Банк получателя", f"{payment.bank}, БИК {payment.bic}"
    yield "Единый казначейский (корр.) счёт", payment.correspondent_account
    yield "КБК, ОКТМО", f"КБК {payment.kbk}   ОКТМО {payment.oktmo}"
    yield "Назначение платежа", payment.purpose
    yield "Плательщик", f"{payer.name.full}{f', ИНН {payer.inn}' if payer.inn else ''}"
    yield "Адрес плательщика", home.text if home else ""
    yield "Сумма", f"{rubles(payment.kopecks // _KOPECKS)} {payment.kopecks % _KOPECKS:02} копеек"
    yield "Реквизиты сверены", f"{checked}, {record.checked_by}"
    yield "Дата и подпись плательщика", "«____» ______________ 20____ г.    ______________________"


def _line(sheet: Sheet, label: str, text: str, y: float) -> float:
    """A small label, the answer under it, a rule; where the next label stands."""
    left, width = _MIDDLE + 3 * MM, _RIGHT - _MIDDLE - 6 * MM
    below = sheet.words((left, y), label, 6.5, width)
    below = sheet.words((left, below - 1.5), text, 9.5, width)
    sheet.canvas.setLineWidth(0.3)
    sheet.canvas.line(left, below + 7.5, left + width, below + 7.5)
    return below - 1.2


def _code(sheet: Sheet, content: bytes, at: tuple[float, float]) -> None:
    """Draw the code as squares; ГОСТ wants a quiet border of four modules around it."""
    code = segno.make_qr(content, error="m")
    matrix = [list(row) for row in code.matrix_iter(border=4)]
    side = _CODE / len(matrix)
    path = sheet.canvas.beginPath()
    x, y = at
    for row, cells in enumerate(matrix):
        for column, dark in enumerate(cells):
            if dark:
                path.rect(x + column * side, y + _CODE - (row + 1) * side, side, side)
    sheet.canvas.drawPath(path, stroke=0, fill=1)
