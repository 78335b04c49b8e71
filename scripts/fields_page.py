"""The part of docs/fields.md that a template needs beside the fields: who, law, loops, filters."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path

from registration.assembly.documents import DOCUMENTS
from registration.assembly.rendering.context import template_context
from registration.assembly.rendering.lint import lint_template
from registration.assembly.rendering.sandbox import sandbox
from registration.assembly.rendering.schema import CONTEXT, Kind, fields_of, members
from registration.casefile import open_case
from registration.domain.roles import ROLE_TITLES
from registration.language.wording import FILTERS, filters
from registration.rules.law import Act, figures, legal_basis

_SAMPLE = Path(__file__).resolve().parent.parent / "samples" / "verkhnetoemsky.toml"
_DAY = date(2026, 11, 23)
_TITLES = {
    "roles": "кто есть кто; печатают самого человека",
    "person": "человек, на которого сделан документ (согласия)",
    "co_owner": "сособственник: `co_owner.person`, `.share`, `.representative`",
    "co_owners": "все сособственники",
    "district": "муниципальный округ и его органы, во всех падежах",
    "minjust": "регистрирующий орган",
    "operator": "ассоциация — оператор персональных данных",
    "law": "акты в редакции на день собрания",
    "figures": "числа закона на день документа",
    "figures_at_meeting": "числа закона на день собрания",
    "quorum": "кворум и большинство",
    "agenda": "вопросы повестки: `entry.number`, `entry.item`, `entry.speaker`",
    "attendance_rows": "строки листа регистрации",
    "enclosures": "строки описи",
    "enclosures_total_text": "сколько листов всего",
    "steps": "строки чек-листа",
    "blockers": "что не пускает дальше (лист проекта)",
    "warnings": "предупреждения (лист проекта)",
    "advice": "советы (лист проекта)",
    "missing": "чего не хватает для заявления (лист проекта)",
    "findings": "все замечания",
    "term_until": "последний день срока полномочий",
    "on": "день сборки",
    "number": "номер по порядку, если документов несколько",
    "draft": "это проект (проверяют: `{% if draft %}`)",
    "draft_mark": "«ПРОЕКТ» в проекте, пусто в готовом; стоит в каждом колонтитуле",
    "boundaries_set_before_meeting": "решение о границах принято к собранию",
    "report": "отчёт о риске отказа",
    "planned_agenda": "повестка, как её объявляют до собрания",
    "ballot_agenda": "вопросы бюллетеня",
    "counted_agenda": "вопросы, голоса по которым считает комиссия",
    "elected": "избранные: кто и куда",
    "hand_rows": "пустые строки, чтобы вписать от руки",
    "group_rows": "пустые строки делегатов одной группы",
    "plan": "план первых дней после регистрации",
    "group": "группа домов, которая избирает делегатов",
    "candidate": "избираемый, на которого сделан документ",
    "organiser_post": "кем подписаны письма о собрании",
    "charter_copies": "сколько экземпляров устава берёт администрация",
    "scheme_is_drawn": "схема территории есть",
    "separate_decision": "решение о границах принимают отдельно",
    "registered": "ТОС уже зарегистрирован",
    "contact_phone": "телефон для связи",
    "first_orders": "номера и дни первых приказов",
    "simplified_tax_until": "до какого дня сообщают об упрощённой системе",
}
_EXAMPLES = (
    "roles.chair|nom",
    "roles.chair|gen",
    "roles.chair|dat",
    "roles.chair|acc",
    "roles.chair|ins",
    "roles.chair|loc",
    "roles.chair|initials",
    'roles.chair|by_sex("проживающий", "проживающая")',
    "meeting.held_on|date_text",
    "meeting.held_on|date_quoted",
    "meeting.held_on|date_dots",
    "meeting.held_on|date_words",
    "meeting.held_on|date_words_gen",
    "moment|clock",
    "residents.adults|words",
    'residents.adults|words("f")',
    "charter.term_years|words_gen",
    'residents.adults|counted("житель")',
    'residents.adults|plural("житель", "жителя", "жителей")',
    "figures.state_duty|rubles",
    'figures_at_meeting.qualified_majority|share("gen")',
    "territory.decision.subject|quoted",
    "tos.full_name|lower_first",
    "charter.chair_title|nom|upper_first",
    "charter.directions|joined",
)
_WRITING = """## Как это пишут

| Что нужно | Как написать в Word |
|---|---|
| Напечатать | `{{ tos.full_name }}` |
| В другом виде (фильтр) | `{{ roles.chair\\|gen }}` |
| Два фильтра подряд | `{{ charter.chair_title\\|nom\\|upper_first }}` |
| Часть строки по условию | `{% if tos.short_name %} ({{ tos.short_name }}){% endif %}` |
| Одно из двух | `{% if tos.is_new %}создаётся{% else %}действует{% endif %}` |
| Если нет | `{% if not charter.is_paid %}…{% endif %}` |
| Целые абзацы по условию | отдельный абзац `{%p if charter.seal %}`, в конце `{%p endif %}` |
| Строки таблицы | отдельная строка `{%tr for item in enclosures %}`, в конце `{%tr endfor %}` |
| Люди по одному | `{% for founder in roles.founders %}{{ founder\\|initials }} {% endfor %}` |
| Запятая, кроме последнего | внутри цикла: `{% if not loop.last %}, {% endif %}` |
| Номер по порядку | внутри цикла: `{{ loop.index }}` |
| Раздел устава | `{{ section("quorum") }}` — номер раздела: 6 |
| Пункт устава | `{{ clause("quorum_meeting") }}` — следующий номер: 6.5 |
| Подпункт | `{{ point() }}` — 1), 2)…, в каждом пункте заново |
| Ссылка на пункт | `{{ ref("quorum_meeting") }}` — номер того пункта, где бы он ни стоял |

Сравнивать, складывать, писать `and` и `or` в шаблоне нельзя: для этого есть готовые признаки.
"""


def vocabulary_text() -> str:
    """Everything a template may name beside the fields of the case."""
    return "\n".join(
        (
            _WRITING,
            f"## Кто есть кто — `roles`\n\n{_table('Имя | Кто', _roles())}",
            f"## Имена помимо полей дела\n\n{_table('Имя | Что это | Что внутри', _names())}",
            f"## Акты — `law`\n\n{_table('Имя | Что напечатает', _law())}",
            f"## Числа закона — `figures`\n\n{_table('Имя | Что это', _figures())}",
            "## Фильтры\n\nПримеры посчитаны по делу `samples/verkhnetoemsky.toml`.\n\n"
            + _table("Напишите | Получится", _examples()),
        )
    )


def _table(header: str, rows: Iterator[str]) -> str:
    line = "---|" * (header.count("|") + 1)
    return f"| {header} |\n|{line}\n" + "".join(f"| {row} |\n" for row in rows)


def _roles() -> Iterator[str]:
    several = {name for name, kind in members(CONTEXT["roles"]).items() if kind.is_list}
    for name, title in ROLE_TITLES.items():
        yield f"`roles.{name}`{' (список)' if name in several else ''} | {title}"


def _names() -> Iterator[str]:
    for name, kind in CONTEXT.items():
        if name not in fields_of("Case") and name not in ("roles", "law", "figures"):
            shown = f"{name}[]" if kind.is_list else name
            yield f"`{shown}` | {_TITLES.get(name, '—')} | {_inside(kind)}"


def _inside(kind: Kind) -> str:
    if kind.of is None or kind.of.__module__.startswith(("builtins", "datetime")):
        return "—"
    if kind.of.__name__ == "FiguresOn":
        return "те же имена, что у `figures`"
    return ", ".join(f"`{name}`" for name in members(Kind(kind.of))) or "—"


def _law() -> Iterator[str]:
    basis = legal_basis(_DAY)
    for name in members(CONTEXT["law"]):
        value = getattr(basis, name)
        if isinstance(value, Act):
            yield f"`law.{name}.title` | {value.title}"
        elif isinstance(value, str):
            yield f"`law.{name}` | {value}"


def _figures() -> Iterator[str]:
    return (f"`figures.{name}` | {figure.title}" for name, figure in figures().items())


def _examples() -> Iterator[str]:
    case = open_case(_SAMPLE).case
    context = {**template_context(case, _DAY), "moment": time(14, 0)}
    environment = sandbox(filters(case))
    shown = {text.split("|")[1].split("(")[0] for text in _EXAMPLES}
    for text in _EXAMPLES:
        printed = environment.from_string(f"{{{{ {text} }}}}").render(context)
        code = text.replace("moment", "meeting.starts_at").replace("|", "\\|")
        yield f"`{{{{ {code} }}}}` | {printed}"
    for name in sorted(set(FILTERS) - shown):
        yield f"`\\|{name}` | —"


@cache
def printed_in() -> Mapping[str, tuple[str, ...]]:
    """«Meeting.held_on» → codes of the documents that print or test it."""
    found: dict[str, list[str]] = {}
    for spec in DOCUMENTS:
        for name in lint_template(spec.template)[1] if spec.template else ():
            codes = found.setdefault(name, [])
            if spec.code not in codes:
                codes.append(spec.code)
    return {name: tuple(codes) for name, codes in found.items()}
