"""Papers of the meeting itself."""

from registration.assembly.documents.elected import Elected, elected
from registration.assembly.documents.spec import (
    NAMED,
    Binding,
    DocumentSpec,
    GroupOfHouses,
    Phase,
    Recipient,
    Signatory,
)
from registration.domain.case import Case
from registration.rules.counting import has_commission


def _groups(case: Case, *, by_signatures: bool) -> tuple[GroupOfHouses, ...]:
    meeting = case.meeting
    if meeting is None or meeting.is_assembly or meeting.delegates is None:
        return ()
    chosen = (item for item in meeting.delegates.groups if item.by_signatures is by_signatures)
    return tuple(map(GroupOfHouses, chosen))


def _groups_that_met(case: Case) -> tuple[GroupOfHouses, ...]:
    return _groups(case, by_signatures=False)


def _groups_that_signed(case: Case) -> tuple[GroupOfHouses, ...]:
    return _groups(case, by_signatures=True)


def _candidates(case: Case) -> tuple[Elected, ...]:
    wanted = case.organs is not None and case.organs.written_consents
    return elected(case) if wanted else ()


def _has_delegates(case: Case) -> bool:
    return bool(_groups_that_met(case) or _groups_that_signed(case))


def _is_secret(case: Case) -> bool:
    return case.meeting is not None and case.meeting.is_secret_vote


def _voters(case: Case) -> int:
    """As many ballots as there are participants; before the meeting, as may come."""
    meeting = case.meeting
    if meeting is None:
        return 0
    if meeting.registered is not None:
        return meeting.registered
    if meeting.delegates is not None:
        return meeting.delegates.elected
    return case.residents.adults if case.residents else 0


MEETING: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D08",
        phase=Phase.MEETING,
        id="delegates-minutes",
        stem="D08-protokol-vyborov-delegatov",
        title="Протокол собрания по выборам делегатов",
        template="forms/delegates_minutes.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.TOS: 2},
        signed_by=(Signatory.GROUP_CHAIR, Signatory.GROUP_SECRETARY),
        included=lambda case: bool(_groups_that_met(case)),
        each=_groups_that_met,
    ),
    DocumentSpec(
        code="D08",
        phase=Phase.MEETING,
        id="delegates-signatures",
        stem="D08-podpisnoj-list-po-delegatam",
        title="Подписной лист об избрании делегатов",
        template="forms/delegates_signatures.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.TOS: 2},
        signed_by=(Signatory.RESIDENTS, Signatory.GROUP_CHAIR),
        included=lambda case: bool(_groups_that_signed(case)),
        each=_groups_that_signed,
    ),
    DocumentSpec(
        code="D09",
        phase=Phase.MEETING,
        id="attendance",
        stem="D09-list-registracii",
        title="Лист регистрации участников",
        template="forms/attendance.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.PARTICIPANTS,),
        binding=Binding.STITCHED,
    ),
    DocumentSpec(
        code="D10",
        phase=Phase.MEETING,
        id="mandate-minutes",
        stem="D10-protokol-mandatnoj-komissii",
        title="Протокол мандатной комиссии",
        template="forms/mandate_minutes.docx",
        needs=(*NAMED, "residents", "meeting"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.MANDATE_COMMISSION,),
        included=_has_delegates,
    ),
    DocumentSpec(
        code="D11",
        phase=Phase.MEETING,
        id="counting-roles",
        stem="D11-protokol-schetnoj-komissii-1",
        title="Протокол № 1 счётной комиссии: председатель и секретарь комиссии",
        template="forms/counting_roles.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.COUNTING_COMMISSION,),
        included=has_commission,
    ),
    DocumentSpec(
        code="D11",
        phase=Phase.MEETING,
        id="counting-results",
        stem="D11-protokol-schetnoj-komissii-2",
        title="Протокол № 2 счётной комиссии: итоги голосования",
        template="forms/counting_results.docx",
        needs=(*NAMED, "residents", "meeting"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.COUNTING_COMMISSION,),
        included=has_commission,
    ),
    DocumentSpec(
        code="D13",
        phase=Phase.MEETING,
        id="ballot",
        stem="D13-byulleten",
        title="Бюллетень для тайного голосования",
        template="forms/ballot.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.VOTERS: _voters},
        included=_is_secret,
        binding=Binding.LOOSE,
    ),
    DocumentSpec(
        code="D29",
        phase=Phase.MEETING,
        id="candidate-consent",
        stem="D29-soglasie-kandidata",
        title="Согласие кандидата быть избранным",
        template="forms/candidate_consent.docx",
        needs=(*NAMED, "people", "meeting", "organs"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.CANDIDATE,),
        included=lambda case: bool(_candidates(case)),
        each=_candidates,
        binding=Binding.LOOSE,
    ),
)
