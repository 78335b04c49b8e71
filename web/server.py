"""Starting the site: the first administrator, the demonstration, and waitress.

`registration serve` loads this module by its name when it runs: the command line lies below the
site and must not import it, and `registration check` must not pay for Flask.
"""

import gc
import logging
import secrets
import socket
import sys
import tomllib
from pathlib import Path

import waitress  # type: ignore[import-untyped]
from flask import Flask

from registration.association.dataset import load_project
from registration.association.pilots import PILOT
from registration.cli.output import decided, today
from registration.domain.case import Case
from registration.errors import RegistrationError
from registration.questionnaire.glossary import terms_on
from registration.questionnaire.pages import PAGES
from registration.store import Channel, Role, Store
from web import create_app
from web.entrance import demo_address
from web.screens import leaves_of
from web.settings import Settings, read_settings
from web.staff import totp_address

SAMPLES = Path(__file__).parents[1] / "samples"
FIRST_NAME = "administrator"
_TURN = 0.0005  # seconds; a short page waits for its turn beside a long one ten times less
DEMO_NAMES = {
    Role.CONSULTANT: "consultant",
    Role.ASSOCIATION: "association",
    Role.ADMINISTRATOR: FIRST_NAME,
}


def serve(**given: object) -> None:
    """Start the site and serve until stopped.

    Raises:
        UnsafeSettings: these settings would open the data to strangers.
        RegistrationError: the decisions for all cases do not read, or the port is taken.
    """
    settings = read_settings(**given)
    decided(Case(), today(), settings.decisions)  # tell a faulty file now, not on every page
    _refuse_busy_port(settings)
    _start_log()
    app = create_app(settings)
    _prepare(app, settings)
    _warm_up(app)
    _say(f"Сайт работает: {_address(settings)}", "Остановить: Ctrl+C.")
    waitress.serve(
        app,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        ident=None,
        clear_untrusted_proxy_headers=not settings.behind_proxy,
    )


def _warm_up(app: Flask) -> None:
    """Read what every page of the questionnaire needs, so that no leader waits for it."""
    for name in app.jinja_env.list_templates(filter_func=_of_questionnaire):
        app.jinja_env.get_template(name)
    for page in PAGES:
        terms_on(page)
        leaves_of(page)
    gc.collect()
    sys.setswitchinterval(_TURN)
    gc.freeze()  # what is read once is not searched for garbage again and again


def _of_questionnaire(name: str) -> bool:
    return name.startswith("questionnaire/")


def _refuse_busy_port(settings: Settings) -> None:
    """Say it before an administrator is made whose password nobody would then read."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            raise RegistrationError(
                f"Порт {settings.port} занят другой программой. Укажите другой: --port 8081."
            ) from None


def _prepare(app: Flask, settings: Settings) -> None:
    store: Store = app.extensions["store"]
    if not store.users():
        _add_administrator(store)
    if settings.demo:
        _show_demo(app, store, settings)


def _add_administrator(store: Store) -> None:
    password = secrets.token_urlsafe(12)
    secret = store.add_user(FIRST_NAME, Role.ADMINISTRATOR, password)
    _say(
        "Создан администратор. Запишите сейчас: второй раз это не покажут.",
        f"  Имя: {FIRST_NAME}",
        f"  Пароль: {password}",
        f"  Адрес для программы с шестью цифрами: {totp_address(FIRST_NAME, secret)}",
    )


def _show_demo(app: Flask, store: Store, settings: Settings) -> None:
    if not store.cases():
        load_samples(store)
        load_project(store, SAMPLES / "project", DEMO_NAMES[Role.CONSULTANT])
        choose_pilots(store)
    _say("Учебный сайт. Данные вымышленные. Входы:")
    first = store.cases()[0].id
    token = store.issue_link(first, settings.link_days)
    _say(f"  лидер ТОС: {_address(settings)}ssylka/{token}/")
    for role, name in DEMO_NAMES.items():
        _say(f"  {role.label}: {_address(settings)}{demo_address(app, role, name)}")


def load_samples(store: Store) -> None:
    """Put the sample cases into an empty store, as a consultant enters them from paper."""
    for path in sorted(SAMPLES.glob("*.toml"), reverse=True):
        answers = tomllib.loads(path.read_text(encoding="utf-8"))
        author = DEMO_NAMES[Role.CONSULTANT]
        case_id = store.create_case(author)
        for part in ({"card": answers["card"]}, answers):  # first made, then filled
            store.save(case_id, part, seen=0, author=author, channel=Channel.PAPER)


def choose_pilots(store: Store) -> None:
    """Let the first sample of each district stand for it on the board of the project."""
    for row in store.cases():
        if row.district not in store.in_force(PILOT):
            author = DEMO_NAMES[Role.CONSULTANT]
            version = store.put(PILOT, row.district, row.id.encode(), author=author, note="")
            store.publish(PILOT, row.district, version)


def _address(settings: Settings) -> str:
    return f"http://{settings.host}:{settings.port}/"


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _start_log() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
