"""Ready names of a TOS made of the one word or two that people have invented."""

import re
from collections.abc import Iterator

from registration.domain.case import Case
from registration.language.letters import upper_first
from registration.language.phrases import decline_phrase
from registration.rules.naming import FORM, SHORT_FORM, composed

_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”“]")
_SHORT_FORM = re.compile(r"^\s*(?:ТОС\b|территориальное общественное самоуправление\b)", re.I)


def has_form(name: str) -> bool:
    """Whether the name says in full what kind of organisation it is."""
    return FORM.casefold() in " ".join(name.split()).casefold()


def core_of(name: str) -> str:
    """The invented word itself: «ТОС «Заречье»» → «Заречье»."""
    quoted = _QUOTED.search(name)
    bare = quoted.group(1) if quoted else _SHORT_FORM.sub("", name)
    return upper_first(bare.strip(" .,«»\"'“”„"))


def full_names(core: str, case: Case) -> Iterator[str]:
    """Full names to choose from, the usual one first."""
    territory = case.territory
    if territory is not None and territory.district_slug:
        district = territory.district.full_name.genitive
        yield composed(core, district).full
        if territory.settlement and territory.settlement_kind:
            kind = decline_phrase(territory.settlement_kind.label).forms.genitive
            yield composed(core, f"{kind} {territory.settlement} {district}").full
    yield composed(core, "").full


def short_name(full_name: str) -> str:
    """«ТОС «Заречье»» for the account and the stamp."""
    return f"{SHORT_FORM} «{core_of(full_name)}»"
