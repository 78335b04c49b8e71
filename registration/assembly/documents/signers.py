"""Who signs in this case: the people behind the kinds of signatories."""

from collections.abc import Mapping

from registration.assembly.documents.spec import Signatory
from registration.domain.case import Case
from registration.domain.people import Person


def holders(signatory: Signatory, case: Case) -> tuple[Person, ...]:
    """People of the case who sign as this; none where they are many or not known by name."""
    roles = case.roles
    found: Mapping[Signatory, tuple[Person | None, ...]] = {
        Signatory.APPLICANT: (roles.applicant,),
        Signatory.APPLICANT_AT_NOTARY: (roles.applicant,),
        Signatory.MEETING_CHAIR: (roles.meeting_chair,),
        Signatory.MEETING_SECRETARY: (roles.meeting_secretary,),
        Signatory.FOUNDERS: roles.founders,
        Signatory.OWNER: (roles.owner,),
        Signatory.ORGANISER: (roles.organiser,),
        Signatory.INITIATIVE_CHAIR: (roles.initiative_chair,),
        Signatory.INITIATIVE_SECRETARY: (roles.initiative_secretary,),
        Signatory.INITIATIVE_MEMBERS: roles.initiative,
        Signatory.COUNTING_COMMISSION: roles.counters,
        Signatory.CHAIR: (roles.chair,),
    }
    return tuple(person for person in found.get(signatory, ()) if person)
