"""Write the tables of docs: what a lawyer looks up, read off the code itself."""

import types
from collections.abc import Iterable, Iterator
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from registration.assembly.proof.citing import documents_by_act
from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import confidence_label, confirmations
from registration.rules.law import Act, Figure, acts, figures
from registration.rules.questions import QUESTIONS, Question
from registration.rules.register import figures_of, rules_of, to_ask
from registration.rules.rule import Rule
from scripts.charter_page import charter_text
from scripts.fields_page import printed_in, vocabulary_text

DOCS = Path(__file__).resolve().parent.parent / "docs"

_FIELDS = """# Поля дела

Что есть в деле и какое имя писать в шаблоне Word и в файле дела. `[]` — список: в шаблоне
по нему идут циклом. Файл создаётся командой `make laws`, руками его не правят.

Необязательное поле перед печатью проверяют: `{% if person.inn %}…{% endif %}`. «Документы» — где
поле печатают или проверяют сейчас; то, что читают через готовый признак, сюда тоже входит. Как
править шаблон — в [templates.md](templates.md); как писать условия, циклы и фильтры — в конце.
"""
_LAWS = """# Право в программе

Правила, акты, числа и открытые вопросы, как их знает программа. Файл создаётся командой
`make laws`; меняют не его, а `registration/rules/`. «Проверено вторично» — видели в обзоре или на
портале, но не в тексте акта; «по памяти» — юрист ещё не смотрел; «подтверждено» — юрист сверил
с текстом: `registration laws confirm ПРАВИЛО --by ИМЯ --on ДЕНЬ` или строка в `confirmed.toml`.
"""
_ASKING = """Порядок — по тому, что держится на ответе: сначала правила, которые не пускают дальше.
"""
_KINDS: dict[Any, str] = {
    str: "текст",
    int: "число",
    bool: "да или нет",
    date: "дата",
    time: "время",
}


def fields_text() -> str:
    """The dictionary of fields, one table for each section."""
    parts = [_FIELDS]
    for name, field in Case.model_fields.items():
        model = _model(field.annotation)
        table = _table("Имя | Что это | Вид | Обязательно | Документы", _rows(model, name))
        parts.append(f"## {field.title} — `{name}`\n\n{table}{_tests(model, name)}")
    return "\n".join([*parts, vocabulary_text()])


def _table(header: str, rows: Iterable[str]) -> str:
    line = "---|" * (header.count("|") + 1)
    return f"| {header} |\n|{line}\n" + "".join(f"| {row} |\n" for row in rows)


def _tests(model: type[BaseModel] | None, name: str) -> str:
    """Names a template may test: the model's own yes-or-no properties."""
    names = [
        f"`{name}.{key}`"
        for key, value in vars(model).items()
        if isinstance(value, property)
        and value.fget
        and value.fget.__annotations__["return"] is bool
    ]
    return f"\nВ шаблоне можно проверить: {', '.join(names)}.\n" if names else ""


def _rows(model: type[BaseModel] | None, path: str) -> Iterator[str]:
    for name, field in model.model_fields.items() if model else ():
        here = f"{path}.{field.alias or name}"
        inner = _model(field.annotation)
        here += "[]" if _is_list(field.annotation) else ""
        needed = "да" if field.is_required() else "—"
        papers = ", ".join(printed_in().get(f"{model.__name__}.{name}", ())) if model else ""
        yield f"`{here}` | {field.title} | {_kind(field)} | {needed} | {papers or '—'}"
        yield from _rows(inner, here)


def _plain(annotation: Any) -> Iterator[Any]:
    """The types inside an annotation, without None, lists and conditions."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _plain(get_args(annotation)[0])
    elif origin in (Union, types.UnionType, tuple):
        for part in get_args(annotation):
            yield from _plain(part)
    elif annotation not in (type(None), Ellipsis):
        yield annotation


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is tuple:
        return True
    return any(_is_list(part) for part in get_args(annotation))


def _model(annotation: Any) -> type[BaseModel] | None:
    for kind in _plain(annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _kind(field: FieldInfo) -> str:
    kind = next(_plain(field.annotation))
    if isinstance(kind, type) and issubclass(kind, Labelled):
        return "<br>".join(f"`{choice.value}` {choice.label}" for choice in kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return "раздел"
    return _KINDS[kind]


def laws_text() -> str:
    """Rules with their citations, acts, figures, open questions, and what to ask first."""
    tables = {
        "Правила": _table(
            "Правило | О чём | Тяжесть | Основание | Уверенность | Смотрели",
            map(_rule_row, CATALOGUE),
        ),
        "Акты": _table(
            "Акт | С | До | Состояние | Смотрели | Правил | Чисел | Документы | Заметка",
            map(_act_row, acts().values()),
        ),
        "Числа": _table(
            "Что | Имя | Значение и с какого дня | Состояние | Смотрели",
            map(_figure_row, figures().values()),
        ),
        "Открытые вопросы": _table(
            "Вопрос | Ответы и что меняют | Пока не решено | Кого спросить | Правила | Документы",
            map(_question_row, QUESTIONS),
        ),
        "Что спросить": _to_ask(),
    }
    return "\n".join([_LAWS, *(f"## {title}\n\n{table}" for title, table in tables.items())])


def _to_ask() -> str:
    """A list for each one to ask; what holds most stands first."""
    parts = [_ASKING]
    for name, items in to_ask(confirmations()).items():
        lines = (f"{n}. {item.words} — {item.effect_text}\n" for n, item in enumerate(items, 1))
        parts.append(f"\n### {name[0].upper()}{name[1:]}\n\n{''.join(lines)}")
    return "".join(parts)


def _rule_row(rule: Rule) -> str:
    basis = "; ".join(f"{cite.act.short}, {cite.at}".strip(", ") for cite in rule.cites) or "—"
    return (
        f"`{rule.id}` | {rule.title} | {rule.severity.label} | {basis} "
        f"| {confidence_label(rule, confirmations())} | {_day(rule.reviewed)}"
    )


def _act_row(item: Act) -> str:
    days = f"{_day(item.since)} | {_day(item.until)}"
    papers = ", ".join(documents_by_act(_latest_review()).get(item.id, ())) or "—"
    return (
        f"{item.title} | {days} | {item.status} | {_day(item.reviewed)} "
        f"| {len(rules_of(item))} | {len(figures_of(item))} | {papers} | {item.note or '—'}"
    )


def _latest_review() -> date:
    """The day of the page: it changes only when somebody looked at the law."""
    return max(item.reviewed for item in acts().values())


def _figure_row(item: Figure) -> str:
    history = "<br>".join(
        f"с {_day(entry.since)}: {_value(entry.value)}"
        + (f" ({entry.citation.text})" if entry.citation else "")
        for entry in item.values
    )
    return f"{item.title} | `{item.name}` | {history} | {item.status} | {_day(item.reviewed)}"


def _question_row(question: Question) -> str:
    options = "<br>".join(f"`{item.id}` {item.label}. {item.changes}" for item in question.options)
    rules = ", ".join(f"`{rule_id}`" for rule_id in question.rules)
    return (
        f"`{question.id}` {question.text} | {options} | {question.cautious_label} "
        f"| {question.ask} | {rules} | {', '.join(question.documents) or '—'}"
    )


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else "—"


def _value(value: object) -> str:
    if isinstance(value, date):
        return _day(value)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


if __name__ == "__main__":
    (DOCS / "fields.md").write_text(fields_text(), encoding="utf-8")
    (DOCS / "laws.md").write_text(laws_text(), encoding="utf-8")
    (DOCS / "charter.md").write_text(charter_text(), encoding="utf-8")
