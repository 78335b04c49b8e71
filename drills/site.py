"""The real site (waitress on loopback) in a process that can be killed, and a client of it."""

import http.client
import multiprocessing
import os
import re
import socket
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlencode

from registration.store import Channel, Role, Store, open_store

HOST = "127.0.0.1"
SAMPLES = Path(__file__).parents[1] / "samples"
_PATIENCE = 60.0
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
# A fork of a process that has already read the modules starts in a fraction of a second.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["web.server", "web.questionnaire", "drills.site"])


def filled_case(store: Store, name: str = "verkhnetoemsky") -> str:
    """A case with all answers of a sample."""
    answers = tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
    case_id = store.create_case("учения")
    store.save(case_id, answers, seen=0, author="учения", channel=Channel.PAPER)
    return case_id


def founded(folder: Path) -> Store:
    """The store of a new site that has an administrator, so that its start prints no password."""
    store = open_store(folder)
    store.add_user("administrator", Role.ADMINISTRATOR, "пароль только для учений")
    return store


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found.group(1) if found else ""


class Served:
    """A server of a folder, until it is killed."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._process: ForkServerProcess = _FORKS.Process(
            target=_serve, args=(folder, self.port), daemon=True
        )

    def __enter__(self) -> Self:
        self._process.start()
        wait_for(self.port, self._process)
        return self

    def kill(self) -> None:
        """Kill with signal 9: nothing is told, nothing is closed."""
        self._process.kill()
        self._process.join()

    def __exit__(self, *_: object) -> None:
        self.kill()


def _serve(folder: Path, port: int) -> None:
    from web.server import serve

    os.environ["TMPDIR"] = tempfile.tempdir = str(folder / "tmp")  # searched with the rest
    (folder / "tmp").mkdir(exist_ok=True)
    log = os.open(folder / "site.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(log, sys.stdout.fileno())
    os.dup2(log, sys.stderr.fileno())
    serve(host=HOST, port=port, data=folder)


def wait_for(port: int, server: BaseProcess) -> None:
    """Wait until the server answers."""
    limit = time.monotonic() + _PATIENCE
    while not _answers(port):
        if not server.is_alive() or time.monotonic() > limit:
            raise SystemExit("Сайт для учений не запустился.")
        time.sleep(0.01)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def _answers(port: int) -> bool:
    try:
        socket.create_connection((HOST, port), timeout=1).close()
    except OSError:
        return False
    return True


@dataclass(slots=True)
class Browser:
    """One visitor over HTTP: keeps the connection, the cookies and the token of the last form."""

    port: int
    visit: str
    token: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def get(self, path: str) -> tuple[int, str]:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, Any], **headers: str) -> tuple[int, str]:
        """Send a form with the token of the last page."""
        body = urlencode({"csrf_token": self.token, **fields}, doseq=True)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, body, kind | given)

    def begin(self, case_id: str) -> None:
        """Agree to the keeping of data, as a leader does before her first question."""
        status, text = self.get(f"/delo/{case_id}/")
        if status == 303 and "soglasie" in text:
            text = self.get(f"/delo/{case_id}/soglasie/")[1]
            self.post(f"/delo/{case_id}/soglasie/", {"version": hidden(text, "version")})

    def close(self) -> None:
        if self._connection:
            self._connection.close()

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection(HOST, self.port, timeout=_PATIENCE)
        cookies = {"visit": self.visit, **self.cookies}
        headers = {**headers, "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read().decode("utf-8", "replace")
        for name, value in response.getheaders():
            if name == "Set-Cookie" and value.startswith("form="):
                self.cookies["form"] = value.split(";")[0].removeprefix("form=")
        if found := _TOKEN.search(text):
            self.token = found.group(1)
        return response.status, text
