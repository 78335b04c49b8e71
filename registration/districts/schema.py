"""The one schema of district packs: every key, what it must hold, and what to say if it does not.

The third digit of a municipal okrug's ОКТМО is 5; the rayon that it was before had 6.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from registration.districts.model import Cases

SETTLEMENT_KINDS = (
    "city",
    "work_settlement",
    "urban_settlement",
    "settlement",
    "selo",
    "derevnya",
    "khutor",
    "station",
)
_LATIN = re.compile(r"[A-Za-z]")
_OKRUG = re.compile(r"[0-9]{2}5[0-9]{2}000")
_RAYON = re.compile(r"[0-9]{2}6[0-9]{2}000")
_PAIR, _TRIPLE = 2, 3

Judge = Callable[[Any], Iterator[str]]
"""Says what is wrong with a value; nothing when it is sound."""


def _text(value: Any) -> Iterator[str]:
    if not isinstance(value, str) or not value.strip():
        yield "нужен текст в кавычках"
    elif found := _LATIN.search(value):
        yield f"латинская буква «{found.group()}», знак {found.start() + 1}: наберите по-русски"
    elif value != " ".join(value.split()):
        yield "лишние пробелы: уберите их"


def _texts(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield "нужен список текстов: [«…», «…»]"
        return
    for item in value:
        yield from _text(item)


def _flag(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield "нужно true (да) или false (нет)"


def _count(value: Any) -> Iterator[str]:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        yield "нужно целое число больше нуля, без кавычек"


def _digits(shape: str, words: str) -> Judge:
    pattern = re.compile(shape)

    def judge(value: Any) -> Iterator[str]:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield words

    return judge


def _oktmo(value: Any) -> Iterator[str]:
    if isinstance(value, str) and _RAYON.fullmatch(value):
        yield "это код прежнего района: у муниципального округа третья цифра 5"
    elif not isinstance(value, str) or not _OKRUG.fullmatch(value):
        yield "нужны 8 цифр в кавычках, третья — 5, последние три — нули: «11508000»"


def _cases(value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield "нужен раздел с шестью падежами"
        return
    for form in Cases.__slots__:
        if form not in value:
            yield f"нет падежа {form}"
            continue
        for words in _text(value[form]):
            yield f"{form}: {words}"


def _place(value: Any) -> Iterator[str]:
    yield from _named(value, _PAIR, "нужны вид и название: [«selo», «Емецк»]")


def _named(value: Any, length: int, words: str) -> Iterator[str]:
    if not isinstance(value, list) or len(value) != length:
        yield words
        return
    if value[0] not in SETTLEMENT_KINDS:
        yield (
            f"вид населённого пункта «{value[0]}» не из списка: возьмите одно из "
            f"{', '.join(SETTLEMENT_KINDS)}"
        )
    for item in value[1:]:
        yield from _text(item)


def _places(value: Any) -> Iterator[str]:
    yield from _listed(value, _PAIR, "нужны вид и название: [«selo», «Емецк»]")


def _homonyms(value: Any) -> Iterator[str]:
    words = "нужны вид, название и другой округ: [«settlement», «Двинской», «… округ»]"
    yield from _listed(value, _TRIPLE, words)


def _listed(value: Any, length: int, words: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield "нужен список"
        return
    for item in value:
        yield from _named(item, length, words)
    if len({str(item) for item in value}) < len(value):
        yield "населённый пункт записан дважды"


class Shape(StrEnum):
    """How a person types a value."""

    TEXT = "text"
    COUNT = "count"
    FLAG = "flag"
    LINES = "lines"
    CASES = "cases"
    PLACES = "places"


_SHAPES: Mapping[Judge, Shape] = {
    _count: Shape.COUNT,
    _flag: Shape.FLAG,
    _texts: Shape.LINES,
    _cases: Shape.CASES,
    _place: Shape.PLACES,
    _places: Shape.PLACES,
    _homonyms: Shape.PLACES,
}


@dataclass(frozen=True, slots=True)
class Key:
    """A value of the pack: what people call it, how to judge it, whether it may be unknown.

    `ask` is what a consultant asks of the administration while nobody knows the value.
    """

    title: str
    judge: Judge
    may_be_unknown: bool = False
    ask: str = ""

    @property
    def shape(self) -> "Shape":
        """How a person would type the value."""
        return _SHAPES.get(self.judge, Shape.TEXT)


def _unsure(title: str, judge: Judge) -> Key:
    return Key(title, judge, may_be_unknown=True)


def _local(title: str, judge: Judge, ask: str) -> Key:
    return Key(title, judge, may_be_unknown=True, ask=ask)


_OKTMO_OF_CENTRE = _digits(r"[0-9]{11}", "нужны 11 цифр в кавычках: «11508000101»")
_INDEX = _digits(r"[0-9]{6}", "нужны 6 цифр в кавычках: «165500»")
_PHONE_CODE = _digits(r"[0-9]{3,5}", "нужны от 3 до 5 цифр в кавычках: «81854»")
_FORMER = _digits(_RAYON.pattern, "нужны 8 цифр в кавычках, третья — 6: «11608000»")

KEYS: Mapping[str, Key] = {
    "name": Key("название", _cases),
    "region": Key("область", _cases),
    "centre": Key("центр", _place),
    "centre_inside": Key("центр входит в округ", _flag),
    "oktmo": Key("ОКТМО", _oktmo),
    "centre_oktmo": _unsure("ОКТМО центра", _OKTMO_OF_CENTRE),
    "former_oktmo": _unsure("ОКТМО прежнего района", _FORMER),
    "formed": _unsure("каким законом образован", _text),
    "phone_code": Key("телефонный код", _PHONE_CODE),
    "postal_index": Key("индекс центра", _INDEX),
    "council": Key("представительный орган", _cases),
    "administration": Key("администрация", _cases),
    "head": Key("должность главы", _cases),
    "head_name": _local("кто глава", _text, "кто сейчас глава округа"),
    "settlements": Key("населённые пункты", _places),
    "not_inside": Key("рядом, но не в округе", _places),
    "homonyms": _unsure("тёзки в других округах", _homonyms),
    "local.act": _local("местный акт о ТОС", _text, "номер и день местного акта о ТОС"),
    "local.aligned": _local(
        "акт по новому закону", _flag, "приведён ли акт о ТОС в соответствие с новым законом"
    ),
    "local.minimum_age": _local("возраст участия", _count, "с какого возраста участвуют в ТОС"),
    "local.notice_days": _local(
        "дней на оповещение", _count, "за сколько дней оповещают о собрании"
    ),
    "local.submission_days": _local(
        "дней на подачу устава", _count, "за сколько дней после собрания подают устав"
    ),
    "local.registration_days": _local(
        "дней на регистрацию устава", _count, "за сколько дней администрация регистрирует устав"
    ),
    "local.initiative_minimum": _local(
        "членов инициативной группы", _count, "сколько человек нужно в инициативную группу"
    ),
    "local.delegate_norm": _local(
        "жителей на одного делегата", _count, "сколько жителей представляет один делегат"
    ),
    "local.conference_from": _local(
        "жителей для конференции",
        _count,
        "при скольких жителях вместо собрания проводят конференцию",
    ),
    "local.charter_copies": _local(
        "экземпляров устава", _count, "сколько экземпляров устава подают"
    ),
    "local.papers": _local("какие бумаги подают", _texts, "какие бумаги подают вместе с уставом"),
    "local.boundaries_after_meeting": _local(
        "границы после собрания", _flag, "устанавливают ли границы после собрания"
    ),
}
