"""The log of the site: what happened and where, never who, never a value, never a token."""

import logging
import re
from time import perf_counter

from flask import Flask, Response, g, request

_log = logging.getLogger("web")


def set_up(app: Flask) -> None:
    """Write one line for an answer; the address is written as its pattern, without the case."""

    # Flask would write the message of the exception, which may hold somebody's name.
    app.log_exception = lambda exc_info: tell_failure(exc_info[1])  # type: ignore[method-assign]

    @app.before_request
    def start() -> None:
        g.started = perf_counter()

    @app.after_request
    def tell(response: Response) -> Response:
        spent = (perf_counter() - g.get("started", perf_counter())) * 1000
        rule = request.url_rule.rule if request.url_rule else "—"
        _log.info("%s %s %s %.0f ms", request.method, rule, response.status_code, spent)
        return response


def tell_failure(error: BaseException | None) -> None:
    """Log where a failure happened: types and lines of code, no message, which may hold a name."""
    places: list[str] = []
    trace = error.__traceback__ if error else None
    while trace is not None:
        name = re.sub(
            r"^.*/(?=(web|registration|site-packages)/)", "", trace.tb_frame.f_code.co_filename
        )
        places.append(f"{name}:{trace.tb_lineno}")
        trace = trace.tb_next
    _log.error("%s in %s", type(error).__name__, " > ".join(places[-8:]))
