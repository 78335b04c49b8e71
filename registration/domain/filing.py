"""Who applies, how the papers reach the registering body, and what came back."""

from typing import Annotated

from pydantic import Field

from registration.domain.identifiers import (
    CorporateInn,
    Email,
    Kpp,
    MinistryNumber,
    Ogrn,
    OkvedCode,
    PersonKey,
    Phone,
)
from registration.domain.labelled import Labelled
from registration.domain.section import Day, Flag, Line, Paragraphs, Section


class Capacity(Labelled):
    """In what capacity the applicant signs; the form's code comes from the edition file."""

    FOUNDER = "founder", "учредитель"
    HEAD = "head", "избранный председатель"
    OTHER = "other", "иное уполномоченное лицо"


class Applicant(Section):
    """The person authorised by the meeting to apply."""

    person: PersonKey = Field(title="Кто подаёт заявление")
    capacity: Capacity = Field(default=Capacity.FOUNDER, title="В каком качестве")
    phone: Phone = Field(title="Телефон заявителя")
    email: Email = Field(title="Электронная почта заявителя")
    wants_paper: Flag = Field(default=False, title="Нужны бумажные документы о регистрации")
    signature_valid_until: Day | None = Field(
        default=None, title="До какого дня действует электронная подпись"
    )
    account_confirmed: Flag | None = Field(
        default=None, title="Учётная запись на Госуслугах подтверждена"
    )


class Okved(Section):
    """Kinds of economic activity for the state register."""

    main: OkvedCode = Field(title="Основной код ОКВЭД")
    extra: tuple[OkvedCode, ...] = Field(default=(), title="Дополнительные коды ОКВЭД")
    checked_on: Day | None = Field(default=None, title="Когда коды сверены с классификатором")


class FilingRoute(Labelled):
    """How the papers are handed in."""

    IN_PERSON = "in_person", "лично"
    REPRESENTATIVE = "representative", "через представителя"
    POST = "post", "по почте"
    MFC = "mfc", "через МФЦ"
    EPGU = "epgu", "через Госуслуги"


class Filing(Section):
    """Filing with the registering body."""

    route: FilingRoute = Field(title="Как подаём документы")
    planned_on: Day | None = Field(default=None, title="Когда собираемся подать")
    representative: PersonKey | None = Field(default=None, title="Представитель")
    power_of_attorney: Line | None = Field(
        default=None, title="Доверенность представителя: номер и дата"
    )
    power_until: Day | None = Field(default=None, title="До какого дня действует доверенность")
    power_substitution: Flag = Field(default=False, title="Доверенность с правом передоверия")
    notary_on: Day | None = Field(default=None, title="Когда заявитель подписывает у нотариуса")
    form_accepts_tos: Flag | None = Field(
        default=None, title="Услуга на Госуслугах принимает форму «ТОС»"
    )
    outgoing_number: Line | None = Field(
        default=None, title="Исходящий номер письма", max_length=40
    )
    filed_on: Day | None = Field(default=None, title="Когда подано")
    receipt_number: Line | None = Field(
        default=None, title="Номер расписки или заявления", max_length=60
    )
    suspended_on: Day | None = Field(default=None, title="Когда приостановлено")
    suspension_reasons: Paragraphs | None = Field(default=None, title="Причины приостановления")
    precheck_sent_on: Day | None = Field(
        default=None, title="Когда проект устава отправлен на консультацию"
    )
    precheck_answer: Paragraphs | None = Field(default=None, title="Что ответили")

    @property
    def is_electronic(self) -> bool:
        return self.route is FilingRoute.EPGU

    @property
    def is_paper(self) -> bool:
        return self.route is not FilingRoute.EPGU

    @property
    def in_person(self) -> bool:
        return self.route is FilingRoute.IN_PERSON

    @property
    def by_representative(self) -> bool:
        return self.route is FilingRoute.REPRESENTATIVE

    @property
    def by_post(self) -> bool:
        return self.route is FilingRoute.POST

    @property
    def by_mfc(self) -> bool:
        return self.route is FilingRoute.MFC


class StateDuty(Section):
    """Payment of the state duty; the amount itself is law and stands with the rules."""

    payer: PersonKey | None = Field(default=None, title="Кто платит")
    details_checked_on: Day | None = Field(default=None, title="Когда сверены реквизиты")
    amount: Annotated[int, Field(strict=True, ge=0, le=1_000_000)] | None = Field(
        default=None, title="Сколько заплачено, рублей"
    )
    paid_on: Day | None = Field(default=None, title="Когда заплачено")
    receipt_number: Line | None = Field(default=None, title="Номер квитанции", max_length=60)


class Outcome(Section):
    """What the state answered."""

    decided_on: Day | None = Field(default=None, title="Дата решения Минюста")
    order_number: Line | None = Field(default=None, title="Номер распоряжения", max_length=60)
    refused_on: Day | None = Field(default=None, title="Дата отказа")
    refusal_reasons: Paragraphs | None = Field(default=None, title="Причины отказа")
    registered_on: Day | None = Field(default=None, title="Дата записи в ЕГРЮЛ")
    ogrn: Ogrn | None = Field(default=None, title="ОГРН")
    inn: CorporateInn | None = Field(default=None, title="ИНН")
    kpp: Kpp | None = Field(default=None, title="КПП")
    account_number: MinistryNumber | None = Field(default=None, title="Учётный номер Минюста")
    satisfied: Annotated[int, Field(strict=True, ge=1, le=5)] | None = Field(
        default=None, title="Довольны ли (от 1 до 5)"
    )
    hardest: Paragraphs | None = Field(default=None, title="Что было трудно")

    @property
    def is_registered(self) -> bool:
        """The TOS is in the state register and all its numbers are known."""
        return None not in (self.registered_on, self.ogrn, self.inn, self.kpp)
