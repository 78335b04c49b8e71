"""The page docs/charter.md: every clause of the model charter with its norm and its rule."""

from collections.abc import Iterator

from registration.rules.charter_clauses import OBLIGATORY, Clause, Requirement, clause_table
from registration.rules.law import Citation

_HEAD = """# Модельный устав: пункт, норма, правило

Зачем в уставе каждый пункт. Файл создаётся командой `make laws`; меняют не его, а
`registration/rules/charter_clauses.toml`. Слова пунктов — в `templates/charters/model.docx`, ключ
пункта там тот же: `{{ clause("ключ") }}`. Номера пунктов считает программа: они зависят от того,
что выбрали в анкете.

Уверенность — как в [docs/laws.md](laws.md): «проверено вторично» — видели в обзоре или на
портале, «по памяти» — юрист ещё не смотрел, «сомнительно» — сверить обязательно, «наша норма» —
закон этого не требует.
"""
_REQUIRED = """## Чего закон ждёт от устава

| Что | Норма | Пункты | Уверенность |
|---|---|---|---|
"""
_SECTION = """| Ключ | О чём | Нужен | Норма | Правило | Уверенность |
|---|---|---|---|---|---|
"""


def charter_text() -> str:
    """The whole page."""
    table = clause_table()
    parts = [_HEAD, _REQUIRED + "".join(map(_required_row, table.required))]
    for key, title in table.sections.items():
        rows = (_clause_row(item) for item in table.clauses.values() if item.section == key)
        parts.append(f"## {title} — `{key}`\n\n{_SECTION}{''.join(rows)}")
    return "\n".join(parts)


def _required_row(item: Requirement) -> str:
    clauses = ", ".join(f"`{key}`" for key in item.clauses) or item.reason
    return f"| {item.about} | {_norms(item.norms)} | {clauses} | {item.status} |\n"


def _clause_row(item: Clause) -> str:
    rules = ", ".join(f"`{rule}`" for rule in item.rules) or "—"
    return (
        f"| `{item.key}` | {item.about} | {_need(item)} | {_norms(item.norms)} | {rules} "
        f"| {item.status} |\n"
    )


def _need(item: Clause) -> str:
    need = "обязателен" if item.need == OBLIGATORY else "желателен"
    return f"{need}, если {item.when}" if item.when else need


def _norms(norms: tuple[Citation, ...]) -> str:
    return "; ".join(_norm_texts(norms)) or "—"


def _norm_texts(norms: tuple[Citation, ...]) -> Iterator[str]:
    for norm in norms:
        yield f"{norm.act.short}, {norm.at}" if norm.at else norm.act.short
