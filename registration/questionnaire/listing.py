"""All questions as one text: for lawyers and consultants who read rather than click."""

from collections.abc import Iterator

from registration.questionnaire.page import AskedOf, Page, Step
from registration.questionnaire.pages import PAGES
from registration.questionnaire.path import numbers

_HEAD = """# Вопросы анкеты

Страница собрана программой из описания анкеты, руками её не правят.
Номера те же, что на экране и на бумаге. «Важный» — ответ сверяют вслух, прочитав его обратно.
"""


def questions_text() -> str:
    """The page «Вопросы анкеты» in Markdown."""
    return "\n".join([_HEAD, *(line for step in Step for line in _step(step))])


def _step(step: Step) -> Iterator[str]:
    yield f"## {step.number}. {step.label}\n"
    for page in PAGES:
        if page.step is step:
            yield from _page(page)


def _page(page: Page) -> Iterator[str]:
    number = numbers()
    if page.intro:
        yield f"{page.intro}\n"
    for path, question in zip(page.fields(), page.questions, strict=True):
        mark = " (важный)" if question.critical else ""
        yield f"**{number[path]}. {question.text}**{mark} `{path}`\n"
        said = [question.why, f"Например: {question.example}" if question.example else ""]
        said.append(f"Где посмотреть: {question.where}" if question.where else "")
        if page.of is AskedOf.LEADER and question.by_voice:
            said.append(f"По телефону: {question.by_voice}")
        rest = [part for part in said if part]
        if rest:
            yield "\n".join(f"- {part}" for part in rest) + "\n"
