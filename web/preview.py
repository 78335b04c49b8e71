"""Help shown anew for what is being typed: asking for it stores nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from registration.questionnaire.path import case_so_far
from web.binding import changes_of
from web.desk import Desk, day
from web.help_law import Help, help_for
from web.journey import Stop
from web.saving import typed_form
from web.screens import Answers, base_of, item_of, leaves_of


def help_while_typing(here: Desk, stop: Stop) -> tuple[Help, ...]:
    """Lines of help as they would stand if the posted page were saved."""
    if stop.page.each is not None:
        return ()
    item = item_of(stop.page, None, here.stored.answers)
    changes = changes_of(leaves_of(stop.page, here.way.asked_of), typed_form(), item)
    answers: Answers = here.stored.answers
    for at, raw in changes.written.items():
        answers = _with(answers, (*map(str, base_of(stop.page, None)), *at), raw)
    return help_for(stop.page, case_so_far(answers), day())


def _with(answers: object, at: Sequence[str], raw: object) -> dict[str, Any]:
    """A copy of the answers with one of them set; what is not on its way is shared."""
    copied = dict(answers) if isinstance(answers, Mapping) else {}
    first, *rest = at
    copied[first] = _with(copied.get(first), rest, raw) if rest else raw
    return copied
