"""Filters by which Word templates print people, posts, dates, numbers and sums.

Every filter lets a `Blank` of a draft through and refuses None: an optional answer is tested
in the template before it is printed.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import partial, wraps
from typing import Any

from jinja2 import Undefined

from registration.districts import Cases
from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.people import NameForms, Person, PersonName, Sex
from registration.language.blank import Blank
from registration.language.declension import decline_full_name, decline_name
from registration.language.letters import NBSP, lower_first, upper_first
from registration.language.phrases import counted_forms, decline_phrase

Overrides = Mapping[str, NameForms]

_MONTHS = (
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
)

_WEEKDAYS = (
    "понедельник",
    "вторник",
    "среда",
    "четверг",
    "пятница",
    "суббота",
    "воскресенье",
)

_GROUPED_FROM = 10_000  # of people and sheets; sums are grouped from a thousand


def in_case(
    value: object, sex: Sex | Blank | None = None, *, form: str, overrides: Overrides
) -> str:
    """Print a person, a name, a phrase or ready `Cases` in one of the six cases.

    A bare name may come with the sex of its bearer; else its patronymic tells it.
    """
    if isinstance(value, Cases):
        return str(getattr(value, form))
    text = _nominative(value)
    if form == "nominative":
        return text
    settled = value.forms if isinstance(value, Person) else None
    if settled := settled or overrides.get(_plain(text)):
        return str(getattr(settled, form))
    return str(getattr(_declined(value, text, None if isinstance(sex, Blank) else sex), form))


def _declined(value: object, text: str, sex: Sex | None) -> Cases:
    if isinstance(value, Person):
        return _name_forms(value.name, value.sex)
    if isinstance(value, PersonName):
        return _name_forms(value, sex)
    full_name = decline_full_name(text)
    return full_name.forms if full_name else decline_phrase(text).forms


def _name_forms(name: PersonName, sex: Sex | None) -> Cases:
    return decline_name(name.last, name.first, name.patronymic, sex).forms


def _nominative(value: object) -> str:
    if isinstance(value, Person | PersonName):
        return (value.name if isinstance(value, Person) else value).full
    if isinstance(value, Labelled):
        return value.label
    if isinstance(value, str):
        return value
    raise TypeError(f"Склонять можно человека или слова, а не «{type(value).__name__}».")


def _plain(text: str) -> str:
    return text.replace(NBSP, " ").strip()


def initials(value: Person | PersonName) -> str:
    """«Н. И. Попова»."""
    return (value.name if isinstance(value, Person) else value).initials


def by_sex(of: Person | Sex, male: str, female: str) -> str:
    """The word that agrees with a person: «проживающий» or «проживающая»."""
    sex = of.sex if isinstance(of, Person) else of
    return male if sex is Sex.MALE else female


def date_text(day: date) -> str:
    """«5 марта 2027 г.»."""
    return f"{day.day}{NBSP}{_MONTHS[day.month - 1]} {day.year}{NBSP}г."


def date_quoted(day: date) -> str:
    """«05» марта 2027 г., as the head of a letter or minutes writes it."""
    return f"«{day.day:02}»{NBSP}{_MONTHS[day.month - 1]} {day.year}{NBSP}г."


def date_dots(day: date) -> str:
    """05.03.2027."""
    return f"{day:%d.%m.%Y}"


def date_words(day: date) -> str:
    """«пятое марта две тысячи двадцать седьмого года»."""
    return _date_in_words(day, "n")


def date_words_gen(day: date) -> str:
    """«пятого марта две тысячи двадцать седьмого года»."""
    return _date_in_words(day, "g")


def _date_in_words(day: date, case: str) -> str:
    from num2words import num2words  # loads every language at once

    number = num2words(day.day, lang="ru", to="ordinal", gender="n", case=case)
    year = num2words(day.year, lang="ru", to="ordinal", gender="m", case="g")
    return f"{number} {_MONTHS[day.month - 1]} {year} года"


def weekday(day: date) -> str:
    """«суббота»."""
    return _WEEKDAYS[day.weekday()]


def clock(moment: time) -> str:
    """«14 часов 00 минут»."""
    hours = plural(moment.hour, "час", "часа", "часов")
    minutes = plural(moment.minute, "минута", "минуты", "минут")
    return f"{moment.hour}{NBSP}{hours} {moment.minute:02}{NBSP}{minutes}"


def words(number: int, gender: str = "m") -> str:
    """46 → «сорок шесть»; 2 in the feminine → «две»."""
    from num2words import num2words  # loads every language at once

    return str(num2words(_whole(number), lang="ru", gender=gender))


def words_gen(number: int) -> str:
    """2 → «двух»."""
    from num2words import num2words  # loads every language at once

    return str(num2words(_whole(number), lang="ru", case="g"))


_SHARES = {
    "1/3": {"gen": "одной трети", "acc": "одну треть", "ins": "одной третью"},
    "1/2": {"gen": "половины", "acc": "половину", "ins": "половиной"},
    "2/3": {"gen": "двух третей", "acc": "две трети", "ins": "двумя третями"},
    "3/4": {"gen": "трёх четвертей", "acc": "три четверти", "ins": "тремя четвертями"},
}


def share(value: str, form: str) -> str:
    """2/3 and «gen» → «двух третей»; a share of the law that nobody foresaw stays digits."""
    return _SHARES.get(value, {}).get(form, value)


def plural(number: int, one: str, few: str, many: str) -> str:
    """The form of the noun that a number asks for: 21 лист, 22 листа, 25 листов."""
    tens, units = divmod(_whole(number) % 100, 10)
    if tens == 1 or units == 0 or units > 4:
        return many
    return one if units == 1 else few


def counted(number: int, noun: str) -> str:
    """46 and «человек» → «46 (сорок шесть) человек»."""
    forms = counted_forms(noun)
    figures = _grouped(number) if number >= _GROUPED_FROM else str(number)
    spelled = words(number, forms.gender)
    return f"{figures} ({spelled}) {plural(number, forms.one, forms.few, forms.many)}"


def rubles(amount: int) -> str:
    """4000 → «4 000 (четыре тысячи) рублей»."""
    noun = plural(amount, "рубль", "рубля", "рублей")
    return f"{_grouped(amount)} ({words(amount)}) {noun}"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NBSP)


def _whole(number: int) -> int:
    """Refuse what num2words would read in its own way: text, fractions, true and false."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"Нужно целое число, а не «{type(number).__name__}».")
    if number < 0:
        raise ValueError("Число не может быть меньше нуля.")
    return number


def quoted(text: str) -> str:
    """«Об установлении границ ТОС „Заречье“»: quotes inside quotes are of the other kind."""
    return f"«{text.replace('«', '„').replace('»', '“')}»"


def joined(items: Iterable[object]) -> str:
    """«а, б и в»."""
    texts = [_item_text(item) for item in items]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} и {texts[-1]}"


def _item_text(item: object) -> str:
    if isinstance(item, Labelled):
        return item.label
    if isinstance(item, str | Blank):
        return str(item)
    raise TypeError(f"В перечне ждём слова, а не «{type(item).__name__}».")


def _guarded(name: str, function: Callable[..., str]) -> Callable[..., Any]:
    @wraps(function)
    def checked(value: object, *args: object, **options: object) -> object:
        if isinstance(value, Blank):
            return value
        if isinstance(value, Undefined):
            return str(value)  # a strict one raises here and names the variable
        if value is None:
            raise TypeError(f"Фильтр «{name}»: значения нет. Проверьте его условием if.")
        return function(value, *args, **options)

    return checked


CASE_FORMS = {
    "nom": "nominative",
    "gen": "genitive",
    "dat": "dative",
    "acc": "accusative",
    "ins": "instrumental",
    "loc": "prepositional",
}

_PLAIN: dict[str, Callable[..., str]] = {
    "initials": initials,
    "by_sex": by_sex,
    "date_text": date_text,
    "date_quoted": date_quoted,
    "date_dots": date_dots,
    "date_words": date_words,
    "date_words_gen": date_words_gen,
    "clock": clock,
    "weekday": weekday,
    "words": words,
    "words_gen": words_gen,
    "share": share,
    "plural": plural,
    "counted": counted,
    "rubles": rubles,
    "joined": joined,
    "quoted": quoted,
    "upper_first": upper_first,
    "lower_first": lower_first,
}


def _declining(overrides: Overrides) -> dict[str, Callable[..., Any]]:
    return {
        short: _guarded(short, partial(in_case, form=form, overrides=overrides))
        for short, form in CASE_FORMS.items()
    }


FILTERS: dict[str, Callable[..., Any]] = {
    name: _guarded(name, function) for name, function in _PLAIN.items()
} | _declining({})
"""The filters without the corrections of any case."""


def filters(case: Case) -> dict[str, Callable[..., Any]]:
    """All filters; those that decline obey the corrections recorded in the case."""
    overrides = {_plain(item.phrase): item.forms for item in case.wording.phrases}
    return FILTERS | _declining(overrides)
