"""The web application: pages over the same rules, answers and documents as the command line.

Rule of the folder: the only one that knows HTTP. It decides nothing about law and stores nothing
itself; who may see which case is decided in `access.py` and nowhere else.
"""

from flask import Flask
from flask_wtf.csrf import CSRFProtect  # type: ignore[import-untyped]
from jinja2 import StrictUndefined

from registration.districts import DISTRICTS
from registration.store import Store
from web import (
    access,
    after,
    agenda,
    attached,
    behalf,
    blank_files,
    blank_sheets,
    blank_trial,
    blank_workshop,
    board,
    cases,
    checklist,
    compression,
    consent,
    contacts,
    course,
    dates,
    destruction,
    documents,
    editor,
    editor_people,
    edits,
    entrance,
    errors,
    exchange,
    feedback,
    headers,
    limits,
    log,
    paper,
    paper_entry,
    questionnaire,
    recovery,
    refusals,
    settled,
    staff,
    talks,
    template_trial,
    template_workshop,
    versions,
    withdrawal,
    words,
    workshop_districts,
    workshop_index,
    workshop_payee,
    workshop_questions,
    workshop_reviews,
)
from web.association import BLUEPRINTS as OF_THE_ASSOCIATION
from web.settings import Settings

BLUEPRINTS = (
    entrance.blueprint,
    board.blueprint,
    cases.blueprint,
    agenda.blueprint,
    contacts.blueprint,
    course.blueprint,
    dates.blueprint,
    destruction.blueprint,
    refusals.blueprint,
    after.blueprint,
    feedback.blueprint,
    checklist.blueprint,
    attached.blueprint,
    questionnaire.blueprint,
    editor.blueprint,
    editor_people.blueprint,
    documents.blueprint,
    versions.blueprint,
    edits.blueprint,
    exchange.blueprint,
    recovery.blueprint,
    staff.blueprint,
    talks.blueprint,
    template_workshop.blueprint,
    template_trial.blueprint,
    workshop_index.blueprint,
    workshop_districts.blueprint,
    workshop_payee.blueprint,
    workshop_questions.blueprint,
    workshop_reviews.blueprint,
    blank_workshop.blueprint,
    blank_sheets.blueprint,
    blank_files.blueprint,
    blank_trial.blueprint,
    consent.blueprint,
    withdrawal.blueprint,
    behalf.blueprint,
    paper.blueprint,
    paper_entry.blueprint,
    *OF_THE_ASSOCIATION,
)
LONGEST_FORM = 256 * 1024
LONGEST_FILE = 4 * 1024 * 1024

csrf = CSRFProtect()


def create_app(settings: Settings, store: Store | None = None) -> Flask:
    """The application; refuses to start with a view that does not say who may see it."""
    app = Flask(__name__)
    app.config.update(_configuration(settings))
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["settings"] = settings
    app.extensions["store"] = store or settings.opened_store()
    DISTRICTS.lay_over(settled.changes_in_force(app.extensions["store"]))
    log.set_up(app)
    errors.set_up(app)
    compression.set_up(app)
    headers.set_up(app, settings)
    access.set_up(app)
    attached.set_up(app)
    csrf.init_app(app)
    limits.set_up(app, settings)
    words.set_up(app, settings)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    access.refuse_undeclared(app)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.signing_key(),
        "MAX_CONTENT_LENGTH": LONGEST_FILE,
        "MAX_FORM_MEMORY_SIZE": LONGEST_FORM,
        "MAX_FORM_PARTS": 2000,
        "SESSION_COOKIE_NAME": settings.cookie_name("form"),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": not settings.on_loopback,
        "WTF_CSRF_TIME_LIMIT": None,  # a form may lie open for a whole evening
        "WTF_CSRF_SSL_STRICT": not settings.on_loopback,
        "TRUSTED_HOSTS": settings.trusted_hosts(),
    }
