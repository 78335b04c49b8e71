"""People resolved from the keys by which roles point at them."""

from collections.abc import Iterator, Mapping
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
    meeting_organiser: Person | None = None
    counters: tuple[Person, ...] = ()
    counting_chair: Person | None = None
    counting_secretary: Person | None = None
    founders_for: tuple[Person, ...] = ()
    initiative: tuple[Person, ...] = ()
    initiative_chair: Person | None = None
    initiative_deputy: Person | None = None
    initiative_secretary: Person | None = None
    applicant: Person | None = None
    representative: Person | None = None
    payer: Person | None = None
    owner: Person | None = None
    accountant: Person | None = None
    second_signatory: Person | None = None

    @property
    def organiser(self) -> Person | None:
        """Who signs the letters before the meeting: the person named, else the group's head."""
        return self.meeting_organiser or self.initiative_chair

    @property
    def founders_unanimous(self) -> bool:
        """Every founder voted for the founding: the law asks the founders to agree to a man."""
        voted = {person.key for person in self.founders_for}
        return bool(self.founders) and all(person.key in voted for person in self.founders)

    def holders(self) -> Iterator[tuple[str, Person]]:
        """Yield every (role, person) pair, roles in the order declared above."""
        for role in self.__slots__:
            value = getattr(self, role)
            for person in value if isinstance(value, tuple) else (value,):
                if person is not None:
                    yield role, person


ROLE_TITLES: Mapping[str, str] = {
    "founders": "учредитель",
    "chair": "председатель",
    "deputy": "кто замещает председателя",
    "council": "член совета",
    "audit": "ревизор",
    "audit_chair": "председатель ревизионной комиссии",
    "meeting_chair": "кто вёл собрание",
    "meeting_secretary": "кто писал протокол",
    "meeting_opener": "кто открыл собрание",
    "meeting_organiser": "кто подписывает письма о собрании",
    "organiser": "кто подписывает письма о собрании",
    "counters": "кто считал голоса",
    "counting_chair": "председатель счётной комиссии",
    "counting_secretary": "секретарь счётной комиссии",
    "founders_for": "учредитель, голосовавший «за»",
    "initiative": "член инициативной группы",
    "initiative_chair": "председатель инициативной группы",
    "initiative_deputy": "заместитель председателя инициативной группы",
    "initiative_secretary": "секретарь инициативной группы",
    "applicant": "заявитель",
    "representative": "представитель",
    "payer": "плательщик",
    "owner": "хозяин помещения",
    "accountant": "кто ведёт бухгалтерский учёт",
    "second_signatory": "кто ещё подписывает в банке",
}
