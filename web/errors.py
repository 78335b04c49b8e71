"""Pages for mistakes: calm Russian words on what was saved and what to do, never a trace."""

from dataclasses import dataclass

from flask import Flask, render_template, request
from flask_wtf.csrf import (  # type: ignore[import-untyped]
    CSRFError,
    ValidationError,
    validate_csrf,
)
from werkzeug.exceptions import HTTPException, SecurityError

from web.log import tell_failure

UNKNOWN_VISITOR = 401
_CARRIED = frozenset({"questionnaire.answer", "questionnaire.answer_item", "editor.save"})
_TOKEN = "csrf_token"  # noqa: S105 - the name of the field


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a page of a mistake says."""

    title: str
    saved: str
    todo: str


_FOREIGN_NAME = (
    '<!DOCTYPE html><html lang="ru"><title>Такого сайта здесь нет</title>'
    "<h1>Такого сайта здесь нет</h1><p>Проверьте адрес сайта.</p></html>"
)
_KEPT = "Всё, что вы сохранили раньше, на месте."
_NOT_SAVED = "Последний ответ не сохранён. Всё, что вы сохранили раньше, на месте."

TROUBLES = {
    400: Trouble(
        "Страница устарела",
        _NOT_SAVED,
        "Вернитесь назад, обновите страницу и ответьте ещё раз.",
    ),
    401: Trouble(
        "Нужно войти ещё раз",
        _NOT_SAVED,
        "Войдите на сайт ещё раз. Потом ответьте на этот вопрос.",
    ),
    403: Trouble(
        "Эта страница не для вас",
        _KEPT,
        "Вернитесь на главную страницу. Если страница вам нужна, позвоните консультанту.",
    ),
    404: Trouble(
        "Такой страницы нет",
        _KEPT,
        "Проверьте адрес или вернитесь на главную страницу.",
    ),
    405: Trouble(
        "Эту страницу так не открыть",
        _KEPT,
        "Вернитесь на главную страницу и нажмите нужную кнопку там.",
    ),
    413: Trouble(
        "Слишком много данных сразу",
        _NOT_SAVED,
        "Вернитесь назад и сократите ответ. Если не получается, позвоните консультанту.",
    ),
    429: Trouble(
        "Слишком много попыток",
        _KEPT,
        "Подождите минуту и попробуйте ещё раз. Если не получается, позвоните консультанту.",
    ),
    500: Trouble(
        "На сайте сбой",
        "Последний ответ мог не сохраниться. Всё, что вы сохранили раньше, на месте.",
        "Подождите минуту, вернитесь назад и попробуйте ещё раз. "
        "Если сбой повторится, позвоните консультанту.",
    ),
}


def set_up(app: Flask) -> None:
    """Answer every mistake with a page of ours."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _told)
    app.register_error_handler(Exception, _failed)


def _stale_form(error: CSRFError) -> tuple[str, int]:
    return _page(400)


def _told(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if isinstance(error, SecurityError):
        return _FOREIGN_NAME, code  # the site does not even know its own address here
    if code < 400:
        return error  # a redirect is no mistake
    return _page(code)


def _failed(error: Exception) -> tuple[str, int]:
    tell_failure(error)
    return _page(500)


def _page(code: int) -> tuple[str, int]:
    if code == UNKNOWN_VISITOR and (typed := _typed_before()):
        return render_template("errors/enter_again.html", typed=typed, action=request.path), code
    trouble = TROUBLES.get(code) or TROUBLES[500 if code >= 500 else 400]
    reading = request.method in ("GET", "HEAD")
    return render_template("errors/trouble.html", trouble=trouble, reading=reading), code


def _typed_before() -> list[tuple[str, str]]:
    """Answers sent after the visit had ended: the page carries them until she has entered again.

    Only those that our own form sent: a stranger's page must not put words into ours.
    """
    if request.endpoint not in _CARRIED:
        return []
    try:
        validate_csrf(request.form.get(_TOKEN, ""))
    except ValidationError:
        return []
    pairs = request.form.items(multi=True)
    return [(name, value) for name, value in pairs if name != _TOKEN]
