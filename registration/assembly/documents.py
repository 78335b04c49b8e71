"""The documents of a package, in package order: the one list that everything else follows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from registration.domain.case import Case
from registration.domain.labelled import Labelled
from registration.domain.people import Person
from registration.rules.law import figure


class Signatory(Labelled):
    """Who puts a signature."""

    APPLICANT = "applicant", "заявитель"
    APPLICANT_AT_NOTARY = "applicant_at_notary", "заявитель (при нотариусе или при приёме)"
    MEETING_CHAIR = "meeting_chair", "председательствующий на собрании"
    MEETING_SECRETARY = "meeting_secretary", "секретарь собрания"
    PARTICIPANTS = "participants", "каждый участник собрания"
    FOUNDERS = "founders", "каждый учредитель"
    OWNER = "owner", "собственник помещения"
    CO_OWNER = "co_owner", "сособственник или проживающий"
    SUBJECT = "subject", "сам человек"


class Recipient(Labelled):
    """Where a copy goes."""

    MINJUST = "minjust", "Минюст"
    ADMINISTRATION = "administration", "администрация"
    TOS = "tos", "остаётся в ТОС"


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a document is made for, when there is one for each person."""

    person: Person
    share: str | None = None
    representative: Person | None = None

    @property
    def has_share(self) -> bool:
        return self.share is not None


def _always(case: Case) -> bool:
    return True


Copies = Mapping[Recipient, int | str]
"""Number of copies; a text names the figure of law that sets it."""


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """One document: its template, what it needs, who signs it, how many copies go where."""

    code: str
    id: str
    stem: str
    title: str
    template: str | None
    needs: tuple[str, ...]
    copies: Copies
    signed_by: tuple[Signatory, ...] = ()
    included: Callable[[Case], bool] = _always
    each: Callable[[Case], tuple[Subject, ...]] | None = None
    lists_sheets: bool = False

    def copies_for(self, recipient: Recipient, on: date) -> int:
        """How many copies go to a recipient, by the law of the day."""
        number = self.copies.get(recipient, 0)
        return figure(number, on) if isinstance(number, str) else number

    def missing(self, case: Case) -> tuple[str, ...]:
        """Names of the sections this document needs and the case does not have."""
        return tuple(name for name in self.needs if getattr(case, name) is None)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A paper that others issue and the applicant adds to the package."""

    code: str
    title: str
    included: Callable[[Case], bool]
    copies: int = 1
    note: str = field(default="")


def _has_owner_letter(case: Case) -> bool:
    return case.premises is None or case.premises.needs_owner_letter


def _co_owners(case: Case) -> tuple[Subject, ...]:
    return tuple(
        Subject(person=person, share=item.share, representative=representative)
        for item, person, representative in case.co_owner_people()
    )


def _everyone(case: Case) -> tuple[Subject, ...]:
    """Everybody whose data are kept; a child's consent is signed by the representative."""
    guardians = {person.key: guardian for _, person, guardian in case.co_owner_people() if guardian}
    return tuple(
        Subject(person=person, representative=guardians.get(person.key))
        for person in case.everyone()
    )


def _has_co_owners(case: Case) -> bool:
    return bool(_co_owners(case))


def _on_paper(case: Case) -> bool:
    return case.filing is None or case.filing.is_paper


_NAMED = ("tos", "territory")

DOCUMENTS: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D18",
        id="application",
        stem="D18-zayavlenie-R11001",
        title="Заявление о государственной регистрации (форма Р11001)",
        template=None,
        needs=(*_NAMED, "people", "founders", "organs", "charter", "address", "okved", "applicant"),
        copies={Recipient.MINJUST: "application_copies_minjust", Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT_AT_NOTARY,),
    ),
    DocumentSpec(
        code="D14",
        id="charter",
        stem="D14-ustav",
        title="Устав",
        template="charters/model.docx",
        needs=(*_NAMED, "charter", "meeting"),
        copies={
            Recipient.MINJUST: "charter_copies_minjust",
            Recipient.ADMINISTRATION: 2,
            Recipient.TOS: 1,
        },
        signed_by=(Signatory.APPLICANT,),
    ),
    DocumentSpec(
        code="D12",
        id="minutes",
        stem="D12-protokol",
        title="Протокол учредительного собрания (конференции)",
        template="forms/minutes.docx",
        needs=(
            *_NAMED,
            "residents",
            "people",
            "founders",
            "meeting",
            "charter",
            "organs",
            "address",
            "applicant",
        ),
        copies={
            Recipient.MINJUST: "minutes_copies_minjust",
            Recipient.ADMINISTRATION: 1,
            Recipient.TOS: 1,
        },
        signed_by=(Signatory.MEETING_CHAIR, Signatory.MEETING_SECRETARY),
    ),
    DocumentSpec(
        code="D19",
        id="founders-list",
        stem="D19-svedeniya-ob-uchreditelyah",
        title="Сведения об учредителях",
        template="forms/founders_list.docx",
        needs=(*_NAMED, "people", "founders", "applicant"),
        copies={Recipient.MINJUST: "founders_list_copies_minjust", Recipient.TOS: 1},
        signed_by=(Signatory.FOUNDERS, Signatory.APPLICANT),
    ),
    DocumentSpec(
        code="D20",
        id="address-statement",
        stem="D20-svedeniya-ob-adrese",
        title="Сведения об адресе постоянно действующего органа",
        template="forms/address_statement.docx",
        needs=(*_NAMED, "charter", "address", "premises", "applicant"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
    ),
    DocumentSpec(
        code="D21",
        id="owner-letter",
        stem="D21-garantijnoe-pismo",
        title="Гарантийное письмо собственника помещения",
        template="forms/owner_letter.docx",
        needs=(*_NAMED, "people", "address", "premises"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.OWNER,),
        included=_has_owner_letter,
    ),
    DocumentSpec(
        code="D22",
        id="co-owner-consent",
        stem="D22-soglasie-sobstvennika",
        title="Согласие сособственника (проживающего)",
        template="forms/co_owner_consent.docx",
        needs=(*_NAMED, "people", "address", "premises"),
        copies={Recipient.MINJUST: 1},
        signed_by=(Signatory.CO_OWNER,),
        included=_has_co_owners,
        each=_co_owners,
    ),
    DocumentSpec(
        code="D26",
        id="cover-letter",
        stem="D26-soprovoditelnoe-pismo",
        title="Сопроводительное письмо",
        template="forms/cover_letter.docx",
        needs=(*_NAMED, "meeting", "applicant", "filing"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
        lists_sheets=True,
    ),
    DocumentSpec(
        code="D25",
        id="inventory",
        stem="D25-opis",
        title="Опись документов",
        template="forms/inventory.docx",
        needs=(*_NAMED, "applicant", "filing"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
        lists_sheets=True,
    ),
    DocumentSpec(
        code="D09",
        id="attendance",
        stem="D09-list-registracii",
        title="Лист регистрации участников",
        template="forms/attendance.docx",
        needs=(*_NAMED, "meeting"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.PARTICIPANTS,),
    ),
    DocumentSpec(
        code="D27",
        id="personal-data-consent",
        stem="D27-soglasie-na-obrabotku-dannyh",
        title="Согласие на обработку персональных данных",
        template="forms/personal_data_consent.docx",
        needs=(*_NAMED, "card", "people"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.SUBJECT,),
        each=_everyone,
    ),
    DocumentSpec(
        code="D38",
        id="checklist",
        stem="D38-chek-list",
        title="Чек-лист дела",
        template="forms/checklist.docx",
        needs=("card", "tos"),
        copies={Recipient.TOS: 1},
        lists_sheets=True,
    ),
)

ATTACHMENTS: tuple[Attachment, ...] = (
    Attachment(
        code="D23",
        title="Документ об уплате государственной пошлины",
        included=_on_paper,
    ),
    Attachment(
        code="A1",
        title="Копия решения об установлении границ территории ТОС",
        included=lambda case: bool(case.territory and case.territory.decision),
        note="законом не требуется, снимает вопросы",
    ),
    Attachment(
        code="A2",
        title="Копия акта администрации о регистрации устава",
        included=lambda case: bool(case.municipal_registration and case.municipal_registration.act),
        note="законом не требуется, снимает вопросы",
    ),
    Attachment(
        code="A3",
        title="Выписка из Единого государственного реестра недвижимости на помещение",
        included=lambda case: bool(case.premises and case.premises.extract_on),
        note="законом не требуется, подтверждает адрес",
    ),
    Attachment(
        code="A5",
        title="Копия договора социального найма",
        included=lambda case: bool(case.premises and case.premises.is_rented),
    ),
    Attachment(
        code="A6",
        title="Согласие наймодателя",
        included=lambda case: bool(case.premises and case.premises.is_rented),
    ),
    Attachment(
        code="D24",
        title="Доверенность представителя",
        included=lambda case: bool(case.filing and case.filing.by_representative),
    ),
    Attachment(
        code="A4",
        title="Документ о праве использовать имя или знак в наименовании",
        included=lambda case: bool(case.tos and case.tos.name_right_document),
    ),
)


def included_documents(case: Case) -> Iterator[DocumentSpec]:
    """Documents of this case, in package order."""
    return (spec for spec in DOCUMENTS if spec.included(case))


def included_attachments(case: Case) -> Iterator[Attachment]:
    """Papers of others that belong to this case's package."""
    return (paper for paper in ATTACHMENTS if paper.included(case))
