"""Letters and signs of a name: foreign letters, quotation marks, dashes, blanks."""

import re
import unicodedata
from collections.abc import Iterator

# Letters of other alphabets that look like Russian ones, by their looks.
_TWINS = dict(
    zip(
        "ABCEHKMOPTXYaceopxyBΑΒΕΗΚΜΟΡΤΧοραіІѕЅ",
        "АВСЕНКМОРТХУасеорхуВАВЕНКМОРТХораiІsЅ",
        strict=True,
    )
)
_RUSSIAN = re.compile(r"[А-Яа-яЁё]")
_WORD = re.compile(r"[^\W\d_]+")
_STRAIGHT = re.compile(r"[\"“”„'‘’`]")
_INNER = re.compile(r"„[^«»„“]*“(?=[^«]*»)")
_HYPHEN_BETWEEN_WORDS = re.compile(r"\s-\s")
_HYPHEN_WITH_BLANK = re.compile(r"[^\W\d_]-\s+[^\W\d_]|[^\W\d_]\s+-[^\W\d_]")
_DASH_IN_WORD = re.compile(r"[^\W\d_][‐‑–—−][^\W\d_]")

Sign = tuple[str, str]
"""A code of the fault and the words about it."""


def sign_faults(name: str) -> Iterator[Sign]:
    """Every fault of letters and signs of one name, in the order of importance."""
    yield from _alphabets(name)
    yield from _quotes(name)
    yield from _dashes(name)
    yield from _blanks(name)


def _alphabets(name: str) -> Iterator[Sign]:
    """Name each foreign letter by its place: on paper nobody can see it."""
    for word in _WORD.finditer(name):
        places = [at for at, sign in enumerate(word.group()) if not _RUSSIAN.match(sign)]
        if not places:
            continue
        if len(places) == len(word.group()) and not all(s in _TWINS for s in word.group()):
            yield (
                "foreign-word",
                f"Слово «{word.group()}» набрано не русскими буквами. Напишите его по-русски.",
            )
        else:
            shown = "; ".join(_letter(word, at) for at in places)
            yield (
                "foreign-letter",
                f"В слове «{word.group()}» не русские буквы: {shown}. На вид они такие же: "
                "наберите слово заново.",
            )


def _letter(word: re.Match[str], at: int) -> str:
    sign = word.group()[at]
    kind = "латинская" if unicodedata.name(sign, "").startswith("LATIN") else "чужая"
    return f"{at + 1}-я — {kind} «{sign}» (знак {word.start() + at + 1} названия)"


def _quotes(name: str) -> Iterator[Sign]:
    marks = re.sub(r"[^«»]", "", name)
    if _STRAIGHT.search(_INNER.sub("", name)):
        yield "quotes-other", "Нужны кавычки-ёлочки: «Заречье». Сейчас стоят другие."
    elif marks == "«»" * (len(marks) // 2) and len(marks) > len("«»"):
        yield "quotes-several", "В кавычках стоят два имени. Оставьте одну пару: «Заречье»."
    elif marks in ("««»»", "««»"):
        yield (
            "quotes-nested",
            "Кавычки внутри кавычек — «Дом „Заречье“»: внутри ставят лапки, а не вторые ёлочки.",
        )
    elif marks not in ("", "«»"):
        yield "quotes-unpaired", "Кавычки не парные. Нужна одна пара: «Заречье»."
    elif re.search(r"«\W*»", name):
        yield "quotes-empty", "В кавычках пусто. Впишите имя."


def _dashes(name: str) -> Iterator[Sign]:
    if _HYPHEN_BETWEEN_WORDS.search(name):
        yield "hyphen-for-dash", "Между словами стоит дефис. Нужно тире «—» или ничего."
    if _HYPHEN_WITH_BLANK.search(name):
        yield "hyphen-blank", "Возле дефиса лишний пробел: пишут слитно, «Усть-Пинега»."
    if _DASH_IN_WORD.search(name):
        yield "dash-for-hyphen", "Внутри слова стоит тире. Нужен дефис, «Усть-Пинега»."


def _blanks(name: str) -> Iterator[Sign]:
    if re.search(r"\s{2,}", name):
        yield "blank-double", "Два пробела подряд. Оставьте один."
    if name != name.strip():
        yield "blank-edge", "Пробел в начале или в конце. Уберите его."
    if re.search(r"«\s|\s»", name):
        yield "blank-in-quotes", "Пробел внутри кавычек возле имени. Уберите его."
    if re.search(r"\w«|»\w", name):
        yield "blank-missing", "Возле кавычки не хватает пробела."
