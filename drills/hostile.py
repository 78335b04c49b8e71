"""Sends what no page expects, through the doors and the question pages, and counts failures.

    python -m drills.hostile [inputs]

Bar: not one answer 500, and no trace of a program in any answer. The seed is fixed: a failure
comes back in the next run.
"""

import json
import logging
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from drills.site import filled_case, founded, hidden
from registration.questionnaire.pages import PAGES
from registration.store import Role, Store
from web import create_app
from web.limits import limiter
from web.settings import Settings

COUNT = 100_000
INPUTS_OF_CASE = 1_000
_TRACES = ("Traceback", 'File "', "sqlalchemy", "pydantic", "Exception", "jinja2")
_NASTY = (
    "",
    " ",
    "\x00",
    "\ufeff\u202e\u2066тест\u2069",
    "'; DROP TABLE cases; --",
    '<script>alert("1")</script>',
    "{{ 7 * 7 }}{% for x in y %}",
    "%s%n%x%d",
    "../../../../etc/passwd",
    "-1",
    "0",
    "9" * 400,
    "1e400",
    "NaN",
    "١٢٣٤٥٦٧٨",
    "²³⁰",
    "31.02.2026",
    "00:61",
    "true",
    "null",
    "[]",
    '{"a": [[[1]]]}',
    "а" * 20_000,
    "e\u0301" * 300,
    "👩‍👩‍👧‍👦",
    "\r\nSet-Cookie: x=1",
    "\ud800",
    "кириллица\tс\vзнаками\x7f",
    "{}",
)
_PARTS = ("", "-day", "-month", "-year", "-hour", "-minute", ".mark", "-0")


@dataclass(slots=True)
class Outcome:
    """What all inputs showed together."""

    inputs: int = 0
    failures: int = 0
    traces: int = 0
    codes: Counter[int] = field(default_factory=Counter)
    first: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.inputs > 0 and not self.failures and not self.traces


class Attack:
    """A leader's browser in hands that mean harm."""

    def __init__(self, store: Store, client: FlaskClient, source: random.Random) -> None:
        self._store, self._client, self._source = store, client, source
        self._case_id = self._token = ""

    def begin(self) -> None:
        """Take a fresh case: one that holds too much rubbish would be slow, not broken."""
        self._case_id = filled_case(self._store)
        visit = self._store.start_session(Role.LEADER, self._case_id)
        self._client.set_cookie("visit", visit)
        page = self._client.get(f"/delo/{self._case_id}/soglasie/").text
        self._token = hidden(page, "csrf_token") or self._token
        self._client.post(
            f"/delo/{self._case_id}/soglasie/",
            data={"csrf_token": self._token, "version": hidden(page, "version")},
        )
        page = self._client.get(f"/delo/{self._case_id}/{PAGES[0].id}/").text
        self._token = hidden(page, "csrf_token")

    def strike(self) -> tuple[str, TestResponse]:
        """Send one input; return what was asked and what came."""
        blow = self._source.choices(
            (self._door, self._link, self._page, self._answer, self._raw), (1, 1, 2, 5, 1)
        )[0]
        return blow()

    def _door(self) -> tuple[str, TestResponse]:
        address = self._source.choice(("/kod/", "/vhod/", "/vhod/shag-2/", "/"))
        name = {"/kod/": "code", "/vhod/": "name"}.get(address, "digits")
        return self._post(address, {name: self._nasty()})

    def _link(self) -> tuple[str, TestResponse]:
        address = f"/ssylka/{self._in_address()}/"
        return self._post(address, {}) if self._source.random() < 0.5 else self._get(address)

    def _page(self) -> tuple[str, TestResponse]:
        page = self._source.choice((*(page.id for page in PAGES), self._in_address()))
        number = self._source.choice(("", "", "0/", "1/", "3/", "999999999999/", "1/udalit/"))
        query = self._source.choice(("", f"?to={self._in_address()}", "?oshibki=1&ostalos=1"))
        return self._get(f"/delo/{self._case_id}/{page}/{number}{query}")

    def _answer(self) -> tuple[str, TestResponse]:
        page = self._source.choice(PAGES)
        number = f"{self._source.choice((1, 1, 2, 3, 40))}/" if page.each else ""
        fields: dict[str, Any] = {
            f"{page.section}.{question.field}{self._inner()}{self._part()}": self._values()
            for question in page.questions
            for _ in range(2)
        }
        for name in ("seen", "new", "unknown", "to", "key", "choosing", "mark"):
            if self._source.random() < 0.2:
                fields[name] = self._values()
        return self._post(f"/delo/{self._case_id}/{page.id}/{number}", fields)

    def _raw(self) -> tuple[str, TestResponse]:
        """A body that is not what its header says."""
        address = f"/delo/{self._case_id}/{self._source.choice(PAGES).id}/"
        kind = self._source.choice(
            (
                "application/json",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "text/plain; charset=nothing",
                "application/x-www-form-urlencoded; charset=utf-7",
            )
        )
        body = self._source.randbytes(self._source.choice((0, 1, 60, 4_000)))
        headers = {"X-CSRFToken": self._token, "Range": "bytes=a-b", "Host": "localhost"}
        return address, self._client.post(address, data=body, content_type=kind, headers=headers)

    def _inner(self) -> str:
        return self._source.choice(("", "", ".number", ".last", ".title", ".issued_on", ".0.x"))

    def _part(self) -> str:
        return self._source.choice(_PARTS)

    def _values(self) -> str | list[str]:
        return [self._nasty(), self._nasty()] if self._source.random() < 0.1 else self._nasty()

    def _nasty(self) -> str:
        chosen = self._source.choice(_NASTY)
        if self._source.random() < 0.2:
            chosen += "".join(chr(self._source.randrange(1, 0xD7FF)) for _ in range(8))
        return chosen.encode("utf-8", "replace").decode()

    def _in_address(self) -> str:
        return quote(self._nasty()[:200], safe="") or "%00%ff"

    def _get(self, address: str) -> tuple[str, TestResponse]:
        return address, self._client.get(address)

    def _post(self, address: str, fields: dict[str, Any]) -> tuple[str, TestResponse]:
        return f"{address} {fields!r}", self._client.post(
            address, data={"csrf_token": self._token, **fields}
        )


def run(folder: Path, count: int) -> Outcome:
    """Send this many inputs to a site in the folder; doors count no attempts meanwhile."""
    logging.getLogger("web").setLevel(logging.CRITICAL)
    store = founded(folder)
    app = create_app(Settings(data=folder), store)
    limiter.enabled = False
    outcome, source = Outcome(), random.Random(2026)  # noqa: S311
    attack = Attack(store, app.test_client(), source)
    for at in range(count):
        if at % INPUTS_OF_CASE == 0:
            attack.begin()
        _judge(*attack.strike(), outcome)
    limiter.enabled = True
    store.close()
    return outcome


def _judge(asked: str, response: TestResponse, outcome: Outcome) -> None:
    outcome.inputs += 1
    outcome.codes[response.status_code] += 1
    failed = response.status_code >= 500
    told = "" if response.mimetype == "application/zip" else response.get_data(as_text=True)
    traced = any(trace in told for trace in _TRACES)
    outcome.failures += failed
    outcome.traces += traced
    if (failed or traced) and len(outcome.first) < 3:
        outcome.first.append(asked[:300])
    response.close()


def main(arguments: list[str]) -> int:
    count = int(arguments[0]) if arguments else COUNT
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder), count)
    figures = {
        "drill": "hostile",
        "inputs": outcome.inputs,
        "failures": outcome.failures,
        "traces": outcome.traces,
        "codes": {str(code): number for code, number in sorted(outcome.codes.items())},
        "first": outcome.first,
    }
    sys.stdout.write(json.dumps(figures, ensure_ascii=False) + "\n")
    return 0 if outcome.holds else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
