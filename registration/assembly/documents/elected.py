"""Who is elected to which posts: a line of the list of organs, a candidate's own consent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registration.domain.case import Case
from registration.domain.charter import ChairTitle, CouncilTitle
from registration.domain.people import Person
from registration.language.phrases import decline_phrase


@dataclass(frozen=True, slots=True)
class Elected:
    """Somebody of the organs and what he is there, in the nominative: «член совета ТОС»."""

    number: int
    person: Person
    posts: tuple[str, ...]

    @property
    def key(self) -> str:
        return self.person.key

    @property
    def signer(self) -> str:
        return self.person.name.initials

    def names(self) -> Mapping[str, object]:
        """What a template of this document sees besides the case."""
        return {"candidate": self}


def elected(case: Case) -> tuple[Elected, ...]:
    """All people of the organs by the alphabet, each once with all his posts."""
    posts: dict[str, list[str]] = {}
    people: dict[str, Person] = {}
    for person, post in _posts(case):
        people[person.key] = person
        posts.setdefault(person.key, []).append(post)
    ordered = sorted(people.values(), key=_alphabetical)
    return tuple(
        Elected(number, person, tuple(posts[person.key]))
        for number, person in enumerate(ordered, start=1)
    )


def _alphabetical(person: Person) -> str:
    return person.name.full.lower().replace("ё", "е")


def _posts(case: Case) -> Iterator[tuple[Person, str]]:
    roles, charter = case.roles, case.charter
    if roles.chair:
        yield roles.chair, (charter.chair_title if charter else ChairTitle.TOS_CHAIR).label
    council = (charter.council_title if charter else CouncilTitle.COUNCIL).label
    for person in roles.council:
        yield person, f"член {decline_phrase(council).forms.genitive}"
    commission = charter is not None and charter.has_commission
    for person in roles.audit:
        head = roles.audit_chair is not None and person.key == roles.audit_chair.key
        yield person, _audit_post(commission=commission, head=head)


def _audit_post(*, commission: bool, head: bool) -> str:
    if not commission:
        return "ревизор"
    return "председатель ревизионной комиссии" if head else "член ревизионной комиссии"
