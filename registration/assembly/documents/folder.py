"""Papers that stay in the folder of the case."""

from registration.assembly.documents.spec import (
    NAMED,
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


FOLDER: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D27",
        phase=Phase.FOLDER,
        id="personal-data-consent",
        stem="D27-soglasie-na-obrabotku-dannyh",
        title="Согласие на обработку персональных данных",
        template="forms/personal_data_consent.docx",
        needs=(*NAMED, "card", "people"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.SUBJECT,),
        each=_everyone,
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
