"""The text of a payment's QR code by ГОСТ Р 56042-2014."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from registration.errors import RegistrationError

# Key, its attribute and the longest value; the first five are obligatory and come in this order.
_KEYS = (
    ("Name", "name", 160),
    ("PersonalAcc", "account", 20),
    ("BankName", "bank", 45),
    ("BIC", "bic", 9),
    ("CorrespAcc", "correspondent_account", 20),
    ("Sum", "kopecks", 18),
    ("Purpose", "purpose", 210),
    ("PayeeINN", "inn", 12),
    ("KPP", "kpp", 9),
    ("CBC", "kbk", 20),
    ("OKTMO", "oktmo", 11),
)


class Charset(Enum):
    """How the text is written in bytes: the digit in the code's head, the codec."""

    WINDOWS = "1", "cp1251"
    UTF_8 = "2", "utf-8"

    @property
    def digit(self) -> str:
        return self.value[0]

    @property
    def codec(self) -> str:
        return self.value[1]


class PaymentRefused(RegistrationError):
    """A value does not go into the code: names it, its limit and the excess."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What is paid to whom; the sum in kopecks."""

    name: str
    account: str
    bank: str
    bic: str
    correspondent_account: str
    kopecks: int
    purpose: str
    inn: str
    kpp: str
    kbk: str
    oktmo: str


def payment_code(payment: Payment, charset: Charset = Charset.UTF_8) -> bytes:
    """«ST00012|Name=…|PersonalAcc=…»: no payer, so that an old phone can read it.

    Raises:
        PaymentRefused: a value is empty, too long, or holds what the code cannot.
    """
    parts = [f"ST0001{charset.digit}", *_parts(payment)]
    try:
        return "|".join(parts).encode(charset.codec)
    except UnicodeEncodeError:
        raise PaymentRefused("в платеже есть знак, которого нет в кодировке кода") from None


def _parts(payment: Payment) -> Iterator[str]:
    for key, attribute, limit in _KEYS:
        text = str(getattr(payment, attribute))
        if not text or text == "0" or "|" in text or not text.isprintable():
            raise PaymentRefused(f"в поле {key} пусто или стоит недопустимый знак")
        if len(text) > limit:
            raise PaymentRefused(f"в поле {key} {len(text)} знаков, а помещается {limit}")
        yield f"{key}={text}"
