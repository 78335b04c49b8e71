"""The code's text: order, limits, and nothing lost on the way."""

from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registration.assembly.delivery.payment_code import (
    Charset,
    Payment,
    PaymentRefused,
    payment_code,
)

_PLAIN = st.text(alphabet="АБВгдеёЁ «»№-.,0123456789", min_size=1, max_size=45).filter(
    lambda text: text != "0"
)
PAYMENT = Payment(
    name="Получатель",
    account="03100643000000099900",
    bank="Банк",
    bic="000012999",
    correspondent_account="40102810600000099999",
    kopecks=400000,
    purpose="Пошлина",
    inn="7700000009",
    kpp="770001001",
    kbk="31810807010019000110",
    oktmo="11701000",
)


@given(name=_PLAIN, bank=_PLAIN, purpose=_PLAIN, kopecks=st.integers(1, 10**12))
@pytest.mark.parametrize("charset", Charset)
def test_what_goes_in_comes_out_in_order(
    charset: Charset, name: str, bank: str, purpose: str, kopecks: int
) -> None:
    payment = replace(PAYMENT, name=name, bank=bank, purpose=purpose, kopecks=kopecks)
    head, *pairs = payment_code(payment, charset).decode(charset.codec).split("|")
    assert head == f"ST0001{charset.digit}"
    keys, values = zip(*(pair.split("=", 1) for pair in pairs), strict=True)
    assert keys[:5] == ("Name", "PersonalAcc", "BankName", "BIC", "CorrespAcc")
    assert sorted(values) == sorted(str(value) for value in asdict(payment).values())


@pytest.mark.parametrize(
    "change",
    [
        {"name": "А" * 161},
        {"bank": "Б" * 46},
        {"purpose": "В" * 211},
        {"name": "А|Б"},
        {"name": ""},
        {"purpose": "строка\nвторая"},
        {"kopecks": 0},
    ],
)
def test_what_the_code_cannot_hold_is_refused(change: dict[str, str | int]) -> None:
    with pytest.raises(PaymentRefused):
        payment_code(replace(PAYMENT, **change))  # type: ignore[arg-type]


def test_the_smaller_charset_refuses_what_it_does_not_know() -> None:
    with pytest.raises(PaymentRefused):
        payment_code(replace(PAYMENT, name="Ω"), Charset.WINDOWS)
