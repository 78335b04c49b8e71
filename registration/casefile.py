"""Case files: the one door by which a TOML file becomes a case."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from registration.domain.case import Case, read_case
from registration.domain.problems import Path as At
from registration.domain.problems import place_in
from registration.domain.text import hidden_signs, shown

LARGEST_FILE = 1_000_000
MOST_ANSWERS = 30_000
DEEPEST_NESTING = 20
MOST_FAULTS = 100

# The parser spends quadratic time on one key of thousands of parts, so such a key is refused
# before it; no field of a case has more than seven parts.
_KEY_PART = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*"
_ENDLESS_KEY = re.compile(rf"(?:^|[{{,\[])[ \t]*(?:{_KEY_PART}){{20}}", re.MULTILINE)
_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

# How the parser's English reasons begin, and what a person should do about each.
_REASONS = {
    "Invalid statement": "Строка начинается не с названия поля. "
    "Нужно: название = ответ, или [раздел].",
    "Expected newline": "После ответа стоит лишнее. Текст и даты вида 15.03.2027 берут в кавычки.",
    "Expected '='": "После названия поля нужен знак «=». Названия пишут латинскими буквами.",
    "Expected ']]'": "Название раздела не закрыто: в конце нужны две скобки «]]».",
    "Expected ']'": "Название раздела не закрыто: в конце нужна скобка «]».",
    "Invalid initial character": "Название поля пишут латинскими буквами, без пробелов.",
    "Cannot declare": "Этот раздел уже есть выше. Соедините оба в один.",
    "Cannot overwrite": "Это поле или раздел уже заполнены выше. Оставьте один ответ.",
    "Cannot mutate": "Это поле или раздел уже заполнены выше. Оставьте один ответ.",
    "Cannot redefine": "Это поле или раздел уже заполнены выше. Оставьте один ответ.",
    "Duplicate inline": "Поле повторяется внутри фигурных скобок. Оставьте один ответ.",
    "Unclosed array": "Список не закрыт: не хватает запятой или скобки «]».",
    "Unclosed inline table": "Не хватает запятой или фигурной скобки «}».",
    "Unescaped": "Перед знаком «\\» поставьте ещё один такой же.",
    "Invalid hex": "После «\\u» нужны четыре цифры. Если это просто текст, напишите «\\\\u».",
    "Escaped character": "Такого знака не существует. Наберите ответ заново.",
    "Unterminated string": "Кавычки открыты, но не закрыты.",
    "Expected ": "Кавычки открыты, но не закрыты.",
    "Illegal character": "Кавычки не закрыты до конца строки, или в тексте спрятан "
    "невидимый знак. Наберите строку заново.",
    "Found invalid character": "В строке спрятан невидимый знак. Наберите её заново.",
    "Invalid date": "Такого дня или времени нет. Проверьте число и месяц.",
    "Invalid value": "Ответ не читается: текст берут в кавычки, числа пишут цифрами, "
    "«да» и «нет» — true и false.",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Why some of a file does not read: what to do, where for a person, where for a program."""

    message: str
    place: str
    at: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """What a case file gave: sound sections, every fault, and the answers as they were written."""

    case: Case
    faults: tuple[Fault, ...]
    answers: Mapping[str, object]


class _Unreadable(Exception):
    """The whole file is refused, for one reason."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def open_case(path: Path) -> OpenedCase:
    """Read a case file. Whatever is wrong with it becomes faults, never an exception."""
    try:
        answers = _answers(_text(path))
    except _Unreadable as refusal:
        return OpenedCase(Case(), (refusal.fault,), {})
    reading = read_case(answers)
    faults = [
        *_hidden_signs(answers),
        *(
            Fault(problem.message, problem.place, shown(problem.path, 200), problem.code)
            for problem in reading.problems
        ),
    ]
    return OpenedCase(reading.case, _shortened(faults), answers)


def _text(path: Path) -> str:
    if not path.exists():
        raise _whole_file("missing_file", "Такого файла нет. Проверьте путь и имя файла.")
    if not path.is_file():
        raise _whole_file("not_a_file", "Это не файл. Укажите файл дела с окончанием .toml.")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError:
        raise _whole_file(
            "closed_file", "Файл не открывается. Проверьте, разрешено ли его читать."
        ) from None
    if len(content) > LARGEST_FILE:
        raise _whole_file("too_large", "Файл больше 1 МБ: это не файл дела.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _Unreadable(
            Fault(
                "Буквы файла не читаются. Сохраните файл в кодировке UTF-8.",
                place=f"строка {line}",
                code="not_utf8",
            )
        ) from None


def _whole_file(code: str, message: str) -> _Unreadable:
    return _Unreadable(Fault(message, place="файл", code=code))


def _answers(text: str) -> dict[str, object]:
    if endless := _ENDLESS_KEY.search(text):
        line = text.count("\n", 0, endless.start()) + 1
        raise _too_deep(f"строка {line}")
    try:
        answers = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _Unreadable(_syntax_fault(str(error))) from None
    except RecursionError:
        raise _too_deep("файл") from None
    except ValueError:  # a number of thousands of digits
        raise _whole_file("not_toml", "В файле слишком длинное число. Исправьте его.") from None
    if not answers:
        raise _whole_file("empty_file", "В файле нет ни одного ответа.")
    _refuse_monsters(answers)
    return answers


def _syntax_fault(error: str) -> Fault:
    position = _POSITION.search(error)
    line, column = position.groups() if position else (None, None)
    reason = next(
        (advice for start, advice in _REASONS.items() if error.startswith(start)),
        "Строка записана не по правилам TOML. Сравните с образцом.",
    )
    place = f"строка {line}, знак {column}" if line else "конец файла"
    return Fault(reason, place, code="not_toml")


def _too_deep(place: str) -> _Unreadable:
    return _Unreadable(
        Fault("Слишком много вложенных разделов: это не файл дела.", place, code="too_deep")
    )


def _refuse_monsters(answers: dict[str, object]) -> None:
    """Refuse what would take minutes or the whole stack to read; without recursion itself."""
    level: list[object] = [answers]
    seen = 0
    for _ in range(DEEPEST_NESTING):
        level = [inner for outer in level for inner in _inside(outer)]
        seen += len(level)
        if seen > MOST_ANSWERS:
            raise _whole_file("too_many", "В файле слишком много ответов: это не файл дела.")
        if not level:
            return
    raise _too_deep("файл")


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _hidden_signs(answers: Mapping[str, object]) -> Iterator[Fault]:
    """Invisible signs would be dropped silently, and a person would never learn of the trick."""
    for at, text in _texts(answers, ()):
        signs = dict.fromkeys(hidden_signs(text))
        if signs:
            yield Fault(
                f"В тексте спрятаны невидимые знаки ({', '.join(islice(signs, 3))}). "
                "Сотрите ответ и наберите его заново.",
                place_in(Case, at),
                shown(".".join(map(str, at)), 200),
                "hidden_signs",
            )


def _texts(value: object, at: At) -> Iterator[tuple[At, str]]:
    if isinstance(value, str):
        yield at, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield (*at, name), name
            yield from _texts(inner, (*at, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*at, number))


def _shortened(faults: list[Fault]) -> tuple[Fault, ...]:
    if len(faults) <= MOST_FAULTS:
        return tuple(faults)
    rest = len(faults) - MOST_FAULTS
    last = Fault(f"И ещё ошибок: {rest}. Сначала исправьте эти.", "файл", code="more_faults")
    return (*faults[:MOST_FAULTS], last)
