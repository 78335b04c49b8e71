"""Papers handed to the administration with the charter."""

from registration.assembly.documents.spec import NAMED, DocumentSpec, Phase, Recipient, Signatory
from registration.domain.case import Case


def _organs_are_listed(case: Case) -> bool:
    """Most local acts ask for the list; it is left out where the act is known not to."""
    return case.local_rules is None or case.local_rules.organs_list is not False


_CHARTERS = 2  # what most local acts ask for


def charter_copies(case: Case) -> int:
    """How many copies of the charter the administration wants by the local act."""
    rules = case.local_rules
    return (rules.charter_copies if rules else None) or _CHARTERS


MUNICIPAL: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D15",
        phase=Phase.MUNICIPAL,
        id="charter-application",
        stem="D15-zayavlenie-o-registracii-ustava",
        title="Заявление в администрацию о регистрации устава",
        template="forms/charter_application.docx",
        needs=(*NAMED, "people", "meeting", "applicant"),
        copies={Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
    ),
    DocumentSpec(
        code="D16",
        phase=Phase.MUNICIPAL,
        id="organs-list",
        stem="D16-spisok-chlenov-organov",
        title="Список избранных членов органов",
        template="forms/organs_list.docx",
        needs=(*NAMED, "people", "meeting", "charter", "organs"),
        copies={Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.CHAIR,),
        included=_organs_are_listed,
    ),
)
