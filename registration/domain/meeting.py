"""The founding meeting or conference: who came, what was asked, how they voted."""

from typing import Annotated

from pydantic import Field

from registration.domain.address import Address
from registration.domain.identifiers import PersonKey
from registration.domain.labelled import Labelled
from registration.domain.people import PersonName
from registration.domain.section import Clock, Count, Day, Flag, Line, Paragraphs, Section
from registration.domain.section import paragraphs as split_paragraphs


class MeetingKind(Labelled):
    """Form of the founding meeting."""

    ASSEMBLY = "assembly", "собрание граждан"
    CONFERENCE = "conference", "конференция граждан"


class Convener(Labelled):
    """Who called the meeting."""

    INITIATIVE_GROUP = "initiative_group", "инициативная группа"
    COUNCIL = "council", "совет ТОС"
    CHAIR = "chair", "председатель ТОС"


class NoticeChannel(Labelled):
    """How the residents were told."""

    BOARDS = "boards", "объявления на досках"
    WALK_ROUND = "walk_round", "подворный обход"
    SOCIAL_NETWORK = "social_network", "сообщение в социальной сети"
    PHONE = "phone", "звонки по телефону"
    NEWSPAPER = "newspaper", "объявление в газете"


class VoteMode(Labelled):
    """Open or secret ballot."""

    OPEN = "open", "открытое голосование"
    SECRET = "secret", "тайное голосование"


class AgendaTopic(Labelled):
    """What a question of the agenda is about."""

    OFFICERS = "officers", "избрание председательствующего, секретаря, счётной комиссии"
    FOUNDATION = "foundation", "создание юридического лица"
    NAME = "name", "наименование"
    TERRITORY = "territory", "границы территории"
    CHARTER = "charter", "устав"
    PROPERTY = "property", "образование имущества"
    CHAIR = "chair", "избрание председателя"
    COUNCIL = "council", "избрание совета"
    AUDIT = "audit", "избрание ревизора или ревизионной комиссии"
    PLANS = "plans", "основные направления и смета"
    APPLICANT = "applicant", "уполномоченный заявитель"
    ADDRESS = "address", "место нахождения и адрес"
    OTHER = "other", "другой вопрос"


class PropertySource(Labelled):
    """How the property of the new entity is formed (the decision must say it)."""

    DONATIONS = "donations", "добровольные взносы и пожертвования"
    FEES = "fees", "членские взносы, добровольные взносы и пожертвования"
    NOTHING_AT_START = "nothing_at_start", "при создании имущество не передаётся"


class Votes(Section):
    """Votes on one question."""

    favour: Count = Field(title="За")
    against: Count = Field(title="Против")
    abstained: Count = Field(title="Воздержались")
    not_voted: Count = Field(default=0, title="Не голосовали")

    @property
    def total(self) -> int:
        return self.favour + self.against + self.abstained + self.not_voted


class AgendaItem(Section):
    """One question of the agenda; wording of the usual topics stands in the template."""

    topic: AgendaTopic = Field(title="Вопрос повестки")
    title: Line | None = Field(default=None, title="Формулировка (для другого вопроса)")
    speaker: PersonKey | None = Field(default=None, title="Докладчик")
    debate: Paragraphs | None = Field(default=None, title="О чём говорили")
    decision: Paragraphs | None = Field(default=None, title="Решение (для другого вопроса)")
    votes: Votes = Field(title="Голоса")

    @property
    def debate_paragraphs(self) -> tuple[str, ...]:
        return split_paragraphs(self.debate or "")

    @property
    def decision_paragraphs(self) -> tuple[str, ...]:
        return split_paragraphs(self.decision or "")

    @property
    def on_officers(self) -> bool:
        return self.topic is AgendaTopic.OFFICERS

    @property
    def on_foundation(self) -> bool:
        return self.topic is AgendaTopic.FOUNDATION

    @property
    def on_name(self) -> bool:
        return self.topic is AgendaTopic.NAME

    @property
    def on_territory(self) -> bool:
        return self.topic is AgendaTopic.TERRITORY

    @property
    def on_charter(self) -> bool:
        return self.topic is AgendaTopic.CHARTER

    @property
    def on_property(self) -> bool:
        return self.topic is AgendaTopic.PROPERTY

    @property
    def on_chair(self) -> bool:
        return self.topic is AgendaTopic.CHAIR

    @property
    def on_council(self) -> bool:
        return self.topic is AgendaTopic.COUNCIL

    @property
    def on_audit(self) -> bool:
        return self.topic is AgendaTopic.AUDIT

    @property
    def on_plans(self) -> bool:
        return self.topic is AgendaTopic.PLANS

    @property
    def on_applicant(self) -> bool:
        return self.topic is AgendaTopic.APPLICANT

    @property
    def on_address(self) -> bool:
        return self.topic is AgendaTopic.ADDRESS

    @property
    def on_other(self) -> bool:
        return self.topic is AgendaTopic.OTHER


class Guest(Section):
    """Somebody invited who does not vote."""

    name: PersonName = Field(title="Фамилия, имя, отчество")
    post: Line = Field(title="Должность")


class Participant(Section):
    """A line of the attendance sheet."""

    name: PersonName = Field(title="Фамилия, имя, отчество")
    birth_date: Day = Field(title="Дата рождения")
    address: Address = Field(title="Адрес места жительства")


class Ballots(Section):
    """Ballot papers of a secret vote, as the counting commission reckoned them."""

    issued: Count = Field(title="Роздано бюллетеней")
    returned: Count = Field(title="Возвращено бюллетеней")
    valid: Count = Field(title="Действительных бюллетеней")
    invalid: Count = Field(title="Недействительных бюллетеней")

    @property
    def not_returned(self) -> int:
        return max(self.issued - self.returned, 0)


class DelegateGroup(Section):
    """Residents of some houses who elected delegates together."""

    title: Line = Field(title="Дома или улица")
    residents: Count = Field(title="Сколько жителей 18 лет и старше")
    took_part: Count = Field(title="Сколько участвовали в выборах делегата")
    minutes_number: Line = Field(title="Номер протокола выборов", max_length=20)
    elected_on: Day = Field(title="Дата выборов")
    delegates: tuple[PersonName, ...] = Field(title="Делегаты", min_length=1)
    by_signatures: Flag = Field(default=False, title="Избирали подписными листами")
    place: Line | None = Field(default=None, title="Где избирали делегатов")
    chair: PersonName | None = Field(default=None, title="Кто вёл выборы делегатов")
    secretary: PersonName | None = Field(default=None, title="Кто писал протокол выборов")
    votes: Votes | None = Field(default=None, title="Голоса за делегатов")
    present: Count = Field(title="Сколько делегатов пришли")
    represented: Count = Field(title="Сколько жителей представляют пришедшие")


class Delegates(Section):
    """How a conference was made up."""

    norm: Annotated[int, Field(strict=True, ge=1, le=1000)] = Field(
        title="Один делегат от скольких жителей"
    )
    groups: tuple[DelegateGroup, ...] = Field(title="Группы домов", min_length=1)
    mandate_commission: tuple[PersonName, ...] = Field(
        default=(), title="Мандатная комиссия, первым — председатель"
    )

    @property
    def elected(self) -> int:
        return sum(len(group.delegates) for group in self.groups)

    @property
    def present(self) -> int:
        return sum(group.present for group in self.groups)

    @property
    def represented(self) -> int:
        return sum(group.represented for group in self.groups)


class Meeting(Section):
    """The founding meeting as its minutes tell it."""

    kind: MeetingKind = Field(title="Собрание или конференция")
    minutes_number: Line = Field(default="1", title="Номер протокола", max_length=20)
    held_on: Day = Field(title="День собрания")
    starts_at: Clock = Field(title="Начало")
    ends_at: Clock | None = Field(default=None, title="Окончание")
    venue: Line = Field(title="Где проходит собрание")
    venue_address: Line = Field(title="Адрес места собрания")
    convener: Convener = Field(title="Кто созвал собрание")
    organiser: PersonKey | None = Field(
        default=None, title="Кто подписывает письма и объявление о собрании"
    )
    opened_by: PersonKey | None = Field(default=None, title="Кто открыл собрание")
    notice_on: Day | None = Field(default=None, title="Когда повесили объявление")
    notice_channels: tuple[NoticeChannel, ...] = Field(default=(), title="Как известили людей")
    administration_notified_on: Day | None = Field(
        default=None, title="Когда уведомили администрацию"
    )
    registered: Count | None = Field(default=None, title="Сколько записались")
    present: Count | None = Field(default=None, title="Сколько голосовали")
    present_16: Count | None = Field(default=None, title="Сколько пришли от 16 лет и старше")
    chair: PersonKey | None = Field(default=None, title="Кто вёл собрание")
    secretary: PersonKey | None = Field(default=None, title="Кто писал протокол")
    counters: tuple[PersonKey, ...] = Field(default=(), title="Кто считал голоса")
    counting_chair: PersonKey | None = Field(default=None, title="Председатель счётной комиссии")
    counting_secretary: PersonKey | None = Field(default=None, title="Секретарь счётной комиссии")
    vote_mode: VoteMode = Field(default=VoteMode.OPEN, title="Как голосовали")
    ballots: Ballots | None = Field(default=None, title="Бюллетени тайного голосования")
    guests: tuple[Guest, ...] = Field(default=(), title="Приглашённые")
    agenda: tuple[AgendaItem, ...] = Field(default=(), title="Повестка и голоса")
    founders_for: tuple[PersonKey, ...] = Field(
        default=(), title="Кто из учредителей голосовал «за» создание"
    )
    objections: Line | None = Field(
        default=None, title="Кто голосовал против и просил записать это в протокол"
    )
    property_source: PropertySource | None = Field(default=None, title="Как образуется имущество")
    delegates: Delegates | None = Field(default=None, title="Делегаты конференции")
    participants: tuple[Participant, ...] = Field(
        default=(), title="Участники по листу регистрации"
    )

    @property
    def is_conference(self) -> bool:
        return self.kind is MeetingKind.CONFERENCE

    @property
    def is_assembly(self) -> bool:
        return self.kind is MeetingKind.ASSEMBLY

    @property
    def is_open_vote(self) -> bool:
        return self.vote_mode is VoteMode.OPEN

    @property
    def is_secret_vote(self) -> bool:
        return self.vote_mode is VoteMode.SECRET
