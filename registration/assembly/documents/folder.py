"""Papers that stay in the folder of the case."""

from registration.assembly.documents.after import is_registered
from registration.assembly.documents.spec import (
    NAMED,
    Binding,
    DocumentSpec,
    Phase,
    Recipient,
    Signatory,
    Subject,
)
from registration.domain.case import Case


def _everyone(case: Case) -> tuple[Subject, ...]:
    """Everybody whose data are kept; a child's consent is signed by the representative."""
    guardians = {person.key: guardian for _, person, guardian in case.co_owner_people() if guardian}
    return tuple(
        Subject(person=person, representative=guardians.get(person.key))
        for person in case.everyone()
    )


def _known_to_the_tos(case: Case) -> tuple[Subject, ...]:
    """Those whose data the legal entity itself goes on keeping: founders, organs, owners."""
    roles = case.roles
    kept = (*roles.founders, roles.chair, roles.deputy, *roles.council, *roles.audit, roles.owner)
    keys = {person.key for person in kept if person}
    keys |= {person.key for _, person, _ in case.co_owner_people()}
    return tuple(subject for subject in _everyone(case) if subject.key in keys)


def _shown_to_the_public(case: Case) -> tuple[Subject, ...]:
    roles = case.roles
    elected = (roles.chair, roles.deputy, *roles.council, *roles.audit)
    keys = {person.key for person in elected if person}
    return tuple(Subject(person=person) for person in case.everyone() if person.key in keys)


def _publication_wanted(case: Case) -> bool:
    return case.organs is not None and case.organs.publication_wanted


FOLDER: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D27",
        phase=Phase.FOLDER,
        id="personal-data-consent",
        stem="D27-soglasie-na-obrabotku-dannyh",
        title="Согласие на обработку персональных данных (ассоциации)",
        template="forms/personal_data_consent.docx",
        needs=(*NAMED, "card", "people"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.SUBJECT,),
        each=_everyone,
    ),
    DocumentSpec(
        code="D27",
        phase=Phase.FOLDER,
        id="personal-data-consent-tos",
        stem="D27T-soglasie-na-obrabotku-dannyh-TOS",
        title="Согласие на обработку персональных данных (ТОС)",
        template="forms/personal_data_consent_tos.docx",
        needs=(*NAMED, "people", "address"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.SUBJECT,),
        included=is_registered,  # before that there is no operator to consent to
        each=_known_to_the_tos,
    ),
    DocumentSpec(
        code="D28",
        phase=Phase.FOLDER,
        id="publication-consent",
        stem="D28-soglasie-na-rasprostranenie-dannyh",
        title="Согласие на распространение персональных данных",
        template="forms/publication_consent.docx",
        needs=(*NAMED, "people", "organs"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.SUBJECT,),
        included=_publication_wanted,
        each=_shown_to_the_public,
    ),
    DocumentSpec(
        code="D37",
        phase=Phase.FOLDER,
        id="leaflet",
        stem="D37-kak-proshit-i-podat",
        title="Памятка «Как прошить и подать документы»",
        template="forms/leaflet.docx",
        needs=("tos",),
        copies={Recipient.TOS: 1},
        binding=Binding.LOOSE,
    ),
    DocumentSpec(
        code="D38",
        phase=Phase.FOLDER,
        id="checklist",
        stem="D38-chek-list",
        title="Чек-лист дела",
        template="forms/checklist.docx",
        needs=("card", "tos"),
        copies={Recipient.TOS: 1},
        lists_sheets=True,
    ),
)
