"""No number of the law stands bare in code or in a template: all are in figures.toml, dated."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from registration import rules, tracking
from registration.rules.law import acts

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path
    for package in (rules, tracking)
    for path in Path(str(package.__file__)).parent.glob("*.py")
)
TEMPLATES = sorted((ROOT / "templates").rglob("*.docx"))
BLANK = "[ \u00a0]"
UNIT = "(?:рабоч|календарн|дн[яей]|день|месяц|недел|лет\\b|год|руб|тысяч|человек|процент|экземпляр)"
NUMERAL = "(?:двух|тр[её]х|четыр[её]х|пяти|семи|десяти|тридцати|восемнадцати|шестнадцати)"
LEGAL = re.compile(
    rf"(?<![\w.\d])\d[\d{BLANK[1:-1]}]*{BLANK}{UNIT}"  # 18 лет, 4000 рублей
    rf"|\b{NUMERAL}{BLANK}{UNIT}"  # двух месяцев
    rf"|\b(?:статьи|статья|ст|пункт|п|ч|пп|абз)\.?{BLANK}\d"  # ст. 50
    r"|\d-(?:ФЗ|ОЗ)\b"
    rf"|\b(?:одной|одна|одну|двух|две|двумя){BLANK}трет"  # две трети
    r"|\bтреть\b",
    re.I,
)
# Our own numbers: (module, number) → why it is not a number of the law.
NUMBERS = {
    ("address.py", 8): "цифр в коде округа (ОКТМО)",
    ("confirmed.py", 120): "длина имени в строке подтверждения",
    ("words.py", 4): "русское склонение",
    ("words.py", 5): "русское склонение",
    ("words.py", 10): "русское склонение",
    ("words.py", 11): "русское склонение",
    ("words.py", 14): "русское склонение",
    ("words.py", 100): "русское склонение",
    ("ics.py", 15): "час, в который телефон напоминает",
    ("reminders.py", 7): "за сколько дней срок выделяют цветом",
    ("ics.py", 60): "секунд в минуте",
    ("summary.py", 100): "проценты",
    ("step.py", 5): "сколько имён помещается в строку шага",
    ("working_days.py", 5): "суббота — шестой день недели",
}
# Words of ours: (module, words) → why.
WORDS = {
    ("charter.py", "0 руб"): "пример ответа, а не норма",
    ("participation.py", "шестнадцати"): "слова, которых в уставе быть не должно",
    ("charter_text.py", "131-фз"): "слова, которых в уставе быть не должно",
}
# Norms that the charter itself sets: the ТОС may write others. Key of the clause → words.
OWN_NORMS = {
    "delegate_election": ("одной трети жителей этих домов",),
    "regular": ("четыре месяца",),
    "council_election": ("меньше трёх",),
    "council_sessions": ("одной трети членов",),
    "council_end": ("двух месяцев",),
    "chair_end": ("двух месяцев",),
    "admission": ("30 календарных",),
    "demand": ("45 календарных", "10 календарных"),
    "access": ("10 рабочих",),
}


def strings(tree: ast.Module) -> Iterator[str]:
    """Texts of a module without docstrings and places of citations («ст. 50» beside its act)."""
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            first, second = node.elts
            if isinstance(first, ast.Constant) and first.value in acts():
                silent.add(id(second))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
        ):
            yield node.value


def numbers(tree: ast.Module) -> Iterator[int]:
    """Whole numbers from three on, but not those of a day in the calendar."""
    days = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "date"
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        is_number = isinstance(node, ast.Constant) and type(node.value) is int
        if is_number and node.value > 2 and id(node) not in days:
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=[f"{p.parent.name}/{p.stem}" for p in MODULES])
def test_no_number_of_the_law_stands_in_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    allowed = [words for name, words in WORDS if name == path.name]
    bare = [
        text
        for text in strings(tree)
        if LEGAL.search(text) and not any(words in text for words in allowed)
    ]
    bare += [str(number) for number in numbers(tree) if (path.name, number) not in NUMBERS]
    assert bare == []


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.stem for path in TEMPLATES])
def test_no_number_of_the_law_stands_in_a_template(path: Path) -> None:
    bare = []
    for paragraph in _paragraphs(path):
        clause = re.match(r'\{\{ clause\("(\w+)"\) \}\}', paragraph)
        text = re.sub(r"\{[{%].*?[%}]\}", "", paragraph).replace("\u00a0", " ")
        for own in OWN_NORMS.get(clause.group(1), ()) if clause else ():
            text = text.replace(own, "")
        bare += [found.group() for found in LEGAL.finditer(text)]
    assert bare == []


def _paragraphs(path: Path) -> Iterator[str]:
    document = Document(str(path))
    yield from (item.text for item in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            yield from (cell.text for cell in row.cells)


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("на собрании с 18 лет", True),
        ("по ст. 50 закона", True),
        ("закон № 33-ФЗ", True),
        ("не меньше двух третей", True),
        ("в течение трёх рабочих дней", True),
        ("пошлина 4\u00a0000 рублей", True),
        ("протокол № 1", False),
        ("дом 18, квартира 5", False),
        ("пункт 1.2 Устава", True),
        ("раз в год", False),
    ],
)
def test_the_search_knows_a_number_of_the_law(text: str, bare: bool) -> None:
    assert bool(LEGAL.search(text)) is bare
