"""Papers handed to the registering body."""

from registration.assembly.documents.municipal import charter_copies
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


def _has_owner_letter(case: Case) -> bool:
    return case.premises is None or case.premises.needs_owner_letter


def _co_owners(case: Case) -> tuple[Subject, ...]:
    return tuple(
        Subject(person=person, share=item.share, representative=representative)
        for item, person, representative in case.co_owner_people()
    )


def _has_co_owners(case: Case) -> bool:
    return bool(_co_owners(case))


def _decided_apart(case: Case) -> bool:
    """Two papers on the founding are made only when the consultant has decided so."""
    return case.decisions.choice("separate-decision") == "separate"


def _application_copies(case: Case) -> int | str:
    """Two until somebody has asked: the cautious reading; one of them may turn out needless."""
    one = case.decisions.choice("application-copies") == "one"
    return 1 if one else "application_copies_minjust"


def _represented(case: Case) -> bool:
    return case.filing is not None and case.filing.by_representative


def _represented_before_the_administration(case: Case) -> bool:
    registration = case.municipal_registration
    return _represented(case) and (registration is None or registration.act is None)


REGISTRATION: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D18",
        phase=Phase.REGISTRATION,
        id="application",
        stem="D18-zayavlenie-R11001",
        title="Заявление о государственной регистрации (форма Р11001)",
        template=None,
        needs=(*NAMED, "people", "founders", "organs", "charter", "address", "okved", "applicant"),
        copies={Recipient.MINJUST: _application_copies, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT_AT_NOTARY,),
        binding=Binding.LOOSE,
    ),
    DocumentSpec(
        code="D14",
        phase=Phase.REGISTRATION,
        id="charter",
        stem="D14-ustav",
        title="Устав",
        template="charters/model.docx",
        needs=(*NAMED, "charter", "meeting"),
        copies={
            Recipient.MINJUST: "charter_copies_minjust",
            Recipient.ADMINISTRATION: charter_copies,
            Recipient.TOS: 1,
        },
        signed_by=(Signatory.APPLICANT,),
        binding=Binding.STITCHED,
    ),
    DocumentSpec(
        code="D12",
        phase=Phase.REGISTRATION,
        id="minutes",
        stem="D12-protokol",
        title="Протокол учредительного собрания (конференции)",
        template="forms/minutes.docx",
        needs=(
            *NAMED,
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
        binding=Binding.STITCHED,
    ),
    DocumentSpec(
        code="D17",
        phase=Phase.REGISTRATION,
        id="founders-decision",
        stem="D17-reshenie-uchreditelej",
        title="Решение учредителей о создании",
        template="forms/founders_decision.docx",
        needs=(
            *NAMED,
            "people",
            "founders",
            "meeting",
            "charter",
            "organs",
            "address",
            "applicant",
        ),
        copies={Recipient.MINJUST: "minutes_copies_minjust", Recipient.TOS: 1},
        signed_by=(Signatory.FOUNDERS,),
        included=_decided_apart,
    ),
    DocumentSpec(
        code="D19",
        phase=Phase.REGISTRATION,
        id="founders-list",
        stem="D19-svedeniya-ob-uchreditelyah",
        title="Сведения об учредителях",
        template="forms/founders_list.docx",
        needs=(*NAMED, "people", "founders", "applicant"),
        copies={Recipient.MINJUST: "founders_list_copies_minjust", Recipient.TOS: 1},
        signed_by=(Signatory.FOUNDERS, Signatory.APPLICANT),
        binding=Binding.STITCHED,
    ),
    DocumentSpec(
        code="D20",
        phase=Phase.REGISTRATION,
        id="address-statement",
        stem="D20-svedeniya-ob-adrese",
        title="Сведения об адресе постоянно действующего органа",
        template="forms/address_statement.docx",
        needs=(*NAMED, "charter", "address", "premises", "applicant"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
    ),
    DocumentSpec(
        code="D21",
        phase=Phase.REGISTRATION,
        id="owner-letter",
        stem="D21-garantijnoe-pismo",
        title="Гарантийное письмо собственника помещения",
        template="forms/owner_letter.docx",
        needs=(*NAMED, "people", "address", "premises"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.OWNER,),
        included=_has_owner_letter,
    ),
    DocumentSpec(
        code="D22",
        phase=Phase.REGISTRATION,
        id="co-owner-consent",
        stem="D22-soglasie-sobstvennika",
        title="Согласие сособственника (проживающего)",
        template="forms/co_owner_consent.docx",
        needs=(*NAMED, "people", "address", "premises"),
        copies={Recipient.MINJUST: 1},
        signed_by=(Signatory.CO_OWNER,),
        included=_has_co_owners,
        each=_co_owners,
    ),
    DocumentSpec(
        code="D24",
        phase=Phase.REGISTRATION,
        id="power-notary",
        stem="D24-doverennost-proekt-dlya-notariusa",
        title="Доверенность представителя: проект для нотариуса",
        template="forms/power_notary.docx",
        needs=(*NAMED, "people", "applicant", "filing"),
        copies={Recipient.NOTARY: 1},
        included=_represented,
    ),
    DocumentSpec(
        code="D24",
        phase=Phase.MUNICIPAL,
        id="power-administration",
        stem="D24A-doverennost-dlya-administracii",
        title="Доверенность представителя для администрации",
        template="forms/power_administration.docx",
        needs=(*NAMED, "people", "applicant", "filing"),
        copies={Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
        included=_represented_before_the_administration,
    ),
    DocumentSpec(
        code="D26",
        phase=Phase.REGISTRATION,
        id="cover-letter",
        stem="D26-soprovoditelnoe-pismo",
        title="Сопроводительное письмо",
        template="forms/cover_letter.docx",
        needs=(*NAMED, "meeting", "applicant", "filing"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
        lists_sheets=True,
    ),
    DocumentSpec(
        code="D25",
        phase=Phase.REGISTRATION,
        id="inventory",
        stem="D25-opis",
        title="Опись документов",
        template="forms/inventory.docx",
        needs=(*NAMED, "applicant", "filing"),
        copies={Recipient.MINJUST: 1, Recipient.TOS: 1},
        signed_by=(Signatory.APPLICANT,),
        lists_sheets=True,
    ),
)
