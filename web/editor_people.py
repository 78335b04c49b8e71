"""One person entered twice: the desk proposes, the consultant says what is true, one stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from registration.domain.duplicates import same_people, united
from registration.domain.people import Person
from registration.questionnaire.page import Question
from registration.questionnaire.pages import PAGES
from registration.store import REMOVED
from web.access import DESK, allowed, store
from web.binding import stored
from web.desk import Desk, author, desk
from web.people_of_case import mentions, renaming
from web.review import answer_text
from web.saving import seen_revision
from web.screens import Answers, questions_of
from web.widgets import Leaf

blueprint = Blueprint("editor_people", __name__)

Page = str | BaseResponse | tuple[str, int]

DISTINCT = "distinct"
"""Kind of a journal entry: two people only look like one."""
_CHANGED = "Пока вы решали, ответы изменились. Посмотрите ещё раз и выберите."
_CHOOSE = "Выберите, что верно."
_PERSONS = "people.persons"


@dataclass(frozen=True, slots=True)
class Choice:
    """A field in which the two entries differ."""

    name: str
    title: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that look like one person: the earlier stays."""

    kept: str
    gone: str
    title: str
    where_kept: tuple[str, ...]
    where_gone: tuple[str, ...]
    added: tuple[str, ...]
    choices: tuple[Choice, ...]


@blueprint.get("/dela/<case_id>/dvojniki/")
@allowed(*DESK)
def show(case_id: str) -> Page:
    """Everybody who seems to stand in the case twice."""
    return _page(desk(case_id))


@blueprint.post("/dela/<case_id>/dvojniki/<kept>/<gone>/")
@allowed(*DESK)
def merge(case_id: str, kept: str, gone: str) -> Page:
    """Make one person of two entries; a second click finds them one and changes nothing."""
    here = desk(case_id)
    found = next((pair for pair in pairs(here) if (pair.kept, pair.gone) == (kept, gone)), None)
    if found is None:
        return redirect(url_for("editor_people.show", case_id=case_id), 303)
    if seen_revision(here) != here.stored.revision:
        return _page(here, told=_CHANGED), 409
    if any(request.form.get(choice.name) not in ("kept", "gone") for choice in found.choices):
        return _page(here, unchosen=found), 422
    if here.save(_changes(here, found), here.stored.revision).conflicts:
        return _page(desk(case_id), told=_CHANGED), 409
    store().note(author(), "объединены записи об одном человеке", case_id, f"{kept}, {gone}")
    return redirect(url_for("editor_people.show", case_id=case_id, zapisano="1"), 303)


@blueprint.post("/dela/<case_id>/dvojniki/<kept>/<gone>/raznye/")
@allowed(*DESK)
def tell_apart(case_id: str, kept: str, gone: str) -> Page:
    """Namesakes born on one day: not to be proposed again."""
    if (kept, gone) not in {(pair.kept, pair.gone) for pair in pairs(desk(case_id))}:
        abort(404)
    store().append(case_id, DISTINCT, {"keys": [kept, gone]}, author=author())
    return redirect(url_for("editor_people.show", case_id=case_id), 303)


def pairs(here: Desk) -> list[Pair]:
    """Entries that look like one person and were not told apart."""
    persons: tuple[Person, ...] = here.case.people.persons if here.case.people else ()
    looking_alike = list(same_people(persons))
    if not looking_alike:
        return []
    apart = [set(entry.content["keys"]) for entry in store().journal(here.case_id, DISTINCT)]
    raw = _by_key(here.stored.answers)
    keys = ((persons[one].key, persons[other].key) for one, other in looking_alike)
    return [
        _pair(here, kept, gone)
        for kept, gone in keys
        if kept in raw and gone in raw and kept != gone and {kept, gone} not in apart
    ]


def _by_key(answers: Answers) -> dict[str, tuple[int, Mapping[str, Any]]]:
    persons = stored(answers, ("people", "persons"))
    return {
        person["key"]: (number, person)
        for number, person in enumerate(persons if isinstance(persons, list) else ())
        if isinstance(person, Mapping) and isinstance(person.get("key"), str)
    }


def _pair(here: Desk, kept: str, gone: str) -> Pair:
    answers = here.stored.answers
    (_, mine), (_, theirs) = _by_key(answers)[kept], _by_key(answers)[gone]
    both = united(mine, theirs)
    return Pair(
        kept=kept,
        gone=gone,
        title=_text("name", mine, answers),
        where_kept=_where(answers, kept),
        where_gone=_where(answers, gone),
        added=tuple(_title(field) for field in both.added),
        choices=tuple(
            Choice(
                f"{kept}.{gone}.{field}",
                _title(field),
                _text(field, mine, answers),
                _text(field, theirs, answers),
            )
            for field in both.contested
        ),
    )


def _where(answers: Answers, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.question for item in mentions(answers, key)))


def _title(field: str) -> str:
    info = Person.model_fields.get(field)
    return info.title or field if info else field


def _text(field: str, person: Mapping[str, Any], answers: Answers) -> str:
    """The answer in words; what the screen masks stays masked."""
    asked = next((one for one in _asked() if one[0].field == field), None)
    if asked is None:
        return "записано"
    question, inputs = asked
    return answer_text(question, inputs, person, answers) or "записано"


def _asked() -> Iterator[tuple[Question, tuple[Leaf, ...]]]:
    for page in PAGES:
        if (page.section, page.each) == ("people", "persons"):
            yield from questions_of(page)


def _changes(here: Desk, pair: Pair) -> dict[str, object]:
    """All that makes one person of two, to be saved in one piece."""
    answers = here.stored.answers
    (number, mine), (other, theirs) = _by_key(answers)[pair.kept], _by_key(answers)[pair.gone]
    both = united(mine, theirs)
    chosen = {
        field: theirs[field]
        for field in both.contested
        if request.form.get(f"{pair.kept}.{pair.gone}.{field}") == "gone"
    }
    changes = renaming(answers, pair.gone, pair.kept)
    changes |= {f"{_PERSONS}.{number}.{field}": raw for field, raw in both.added.items()}
    changes |= {f"{_PERSONS}.{number}.{field}": raw for field, raw in chosen.items()}
    return changes | {f"{_PERSONS}.{other}": REMOVED}


def _page(here: Desk, *, told: str = "", unchosen: Pair | None = None) -> str:
    found = pairs(here)
    errors = [
        (choice.name, f"{choice.title}. {_CHOOSE}")
        for choice in (unchosen.choices if unchosen else ())
        if request.form.get(choice.name) not in ("kept", "gone")
    ]
    return render_template(
        "board/editor_people.html",
        here=here,
        pairs=found,
        told=told,
        errors=errors,
        wrong={name for name, _ in errors},
        chosen=request.form,
        seen=here.stored.revision,
        is_saved="zapisano" in request.args,
    )
