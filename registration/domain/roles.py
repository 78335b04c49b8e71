"""People resolved from the keys by which roles point at them."""

from collections.abc import Iterator
from dataclasses import dataclass

from registration.domain.people import Person


@dataclass(frozen=True, slots=True)
class Roles:
    """Who is who in the case; None or empty while nobody has been named.

    Templates read people from here: `{{ roles.chair.name.full }}`.
    """

    founders: tuple[Person, ...] = ()
    chair: Person | None = None
    deputy: Person | None = None
    council: tuple[Person, ...] = ()
    audit: tuple[Person, ...] = ()
    audit_chair: Person | None = None
    meeting_chair: Person | None = None
    meeting_secretary: Person | None = None
    meeting_opener: Person | None = None
    counters: tuple[Person, ...] = ()
    founders_for: tuple[Person, ...] = ()
    initiative: tuple[Person, ...] = ()
    initiative_chair: Person | None = None
    initiative_deputy: Person | None = None
    initiative_secretary: Person | None = None
    applicant: Person | None = None
    representative: Person | None = None
    payer: Person | None = None
    owner: Person | None = None

    def holders(self) -> Iterator[tuple[str, Person]]:
        """Yield every (role, person) pair, roles in the order declared above."""
        for role in self.__slots__:
            value = getattr(self, role)
            for person in value if isinstance(value, tuple) else (value,):
                if person is not None:
                    yield role, person
