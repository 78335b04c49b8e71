"""Papers written before the meeting: the initiative group, the borders, the notices."""

from registration.assembly.documents.spec import (
    NAMED,
    Binding,
    DocumentSpec,
    Phase,
    Recipient,
    Signatory,
)
from registration.domain.case import Case
from registration.domain.tos import ResidentsSource

_NOTICES = 5  # one for each board; the leader prints more when there are more boards


def _is_new(case: Case) -> bool:
    return case.tos is None or case.tos.is_new


def _group_met(case: Case) -> bool:
    """A group that nobody has named yet has no minutes; the council's paper is signed by hand."""
    return _is_new(case) and case.initiative is not None


def _borders_are_asked(case: Case) -> bool:
    """A new TOS asks for its boundaries; so does an old one that has no decision on them."""
    return _is_new(case) or (case.territory is not None and case.territory.decision is None)


def _signatures_are_asked(case: Case) -> bool:
    rules = case.local_rules
    return _borders_are_asked(case) and rules is not None and bool(rules.signature_sheets)


def _residents_are_asked(case: Case) -> bool:
    """The administration is not asked for a number that came from elsewhere."""
    residents = case.residents
    return residents is None or residents.source is ResidentsSource.CERTIFICATE


PREPARATION: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D01",
        phase=Phase.PREPARATION,
        id="initiative-minutes",
        stem="D01-protokol-iniciativnoj-gruppy",
        title="Протокол собрания инициативной группы",
        template="forms/initiative_minutes.docx",
        needs=(*NAMED, "people", "initiative"),
        copies={Recipient.COUNCIL: 1, Recipient.TOS: 1},
        signed_by=(Signatory.INITIATIVE_CHAIR, Signatory.INITIATIVE_SECRETARY),
        included=_group_met,
    ),
    DocumentSpec(
        code="D02",
        phase=Phase.PREPARATION,
        id="residents-request",
        stem="D02-zapros-o-chisle-zhitelej",
        title="Запрос в администрацию о числе жителей",
        template="forms/residents_request.docx",
        needs=NAMED,
        copies={Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.ORGANISER,),
        included=_residents_are_asked,
    ),
    DocumentSpec(
        code="D03",
        phase=Phase.PREPARATION,
        id="boundaries",
        stem="D03-opisanie-granic",
        title="Описание границ территории и схема",
        template="forms/boundaries.docx",
        needs=NAMED,
        copies={Recipient.COUNCIL: 1, Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.ORGANISER,),
        included=_borders_are_asked,
    ),
    DocumentSpec(
        code="D04",
        phase=Phase.PREPARATION,
        id="boundaries-petition",
        stem="D04-obrashchenie-o-granicah",
        title="Обращение в Собрание депутатов об установлении границ",
        template="forms/boundaries_petition.docx",
        needs=NAMED,
        copies={Recipient.COUNCIL: 1, Recipient.TOS: 1},
        signed_by=(Signatory.INITIATIVE_MEMBERS,),
        included=_borders_are_asked,
    ),
    DocumentSpec(
        code="D05",
        phase=Phase.PREPARATION,
        id="signature-sheet",
        stem="D05-podpisnoj-list",
        title="Подписной лист в поддержку границ",
        template="forms/signature_sheet.docx",
        needs=NAMED,
        copies={Recipient.COUNCIL: 1},
        signed_by=(Signatory.RESIDENTS,),
        included=_signatures_are_asked,
    ),
    DocumentSpec(
        code="D06",
        phase=Phase.PREPARATION,
        id="meeting-notice",
        stem="D06-uvedomlenie-o-sobranii",
        title="Уведомление администрации о собрании (конференции)",
        template="forms/meeting_notice.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.ORGANISER,),
    ),
    DocumentSpec(
        code="D07",
        phase=Phase.PREPARATION,
        id="announcement",
        stem="D07-obyavlenie",
        title="Объявление для жителей",
        template="forms/announcement.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.RESIDENTS: _NOTICES, Recipient.TOS: 1},
        binding=Binding.LOOSE,
    ),
)
