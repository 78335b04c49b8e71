"""Papers of the first days after registration."""

from registration.assembly.documents.spec import (
    NAMED,
    DocumentSpec,
    Phase,
    Recipient,
    Signatory,
)
from registration.domain.case import Case

ELECTED = (*NAMED, "people", "organs", "charter", "meeting")
CONTACTS = (*ELECTED, "address", "applicant")


def is_registered(case: Case) -> bool:
    """The entry is made and its numbers are known: every paper of these days prints them."""
    return case.outcome is not None and case.outcome.is_registered


def _may_be_taxed(case: Case) -> bool:
    """Only a TOS that earns, or one whose consultant has chosen the object of the tax."""
    if not is_registered(case):
        return False
    chosen = case.first_days is not None and case.first_days.tax_object is not None
    return chosen or (case.charter is not None and case.charter.income)


AFTER: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D30",
        phase=Phase.AFTER,
        id="order-chair",
        stem="D30-prikaz-1",
        title="Приказ о вступлении председателя в должность",
        template="forms/order_chair.docx",
        needs=ELECTED,
        copies={Recipient.TOS: 2},
        signed_by=(Signatory.CHAIR,),
        included=is_registered,
    ),
    DocumentSpec(
        code="D31",
        phase=Phase.AFTER,
        id="order-accounting",
        stem="D31-prikaz-o-buhuchyote",
        title="Приказ о ведении бухгалтерского учёта",
        template="forms/order_accounting.docx",
        needs=ELECTED,
        copies={Recipient.TOS: 2},
        signed_by=(Signatory.CHAIR,),
        included=is_registered,
    ),
    DocumentSpec(
        code="D34",
        phase=Phase.AFTER,
        id="registration-notice",
        stem="D34-uvedomlenie-administracii",
        title="Уведомление администрации о государственной регистрации",
        template="forms/registration_notice.docx",
        needs=CONTACTS,
        copies={Recipient.ADMINISTRATION: 1, Recipient.TOS: 1},
        signed_by=(Signatory.CHAIR,),
        included=is_registered,
    ),
    DocumentSpec(
        code="D32",
        phase=Phase.AFTER,
        id="signature-card",
        stem="D32-dannye-dlya-kartochki-podpisej",
        title="Лист данных для карточки образцов подписей",
        template="forms/signature_card_data.docx",
        needs=CONTACTS,
        copies={Recipient.TOS: 1},
        included=is_registered,
    ),
    DocumentSpec(
        code="D33",
        phase=Phase.AFTER,
        id="bank-letter",
        stem="D33-pismo-v-bank",
        title="Письмо в банк об открытии счёта",
        template="forms/bank_letter.docx",
        needs=CONTACTS,
        copies={Recipient.BANK: 1},
        signed_by=(Signatory.CHAIR,),
        included=is_registered,
    ),
    DocumentSpec(
        code="D35",
        phase=Phase.AFTER,
        id="simplified-tax",
        stem="D35-dannye-dlya-uproschyonnoj-sistemy",
        title="Лист данных для уведомления об упрощённой системе",
        template="forms/simplified_tax_data.docx",
        needs=CONTACTS,
        copies={Recipient.TOS: 2},
        included=_may_be_taxed,
    ),
    DocumentSpec(
        code="D36",
        phase=Phase.AFTER,
        id="ninety-days",
        stem="D36-plan-pervyh-dnej",
        title="План первых дней после регистрации",
        template="forms/ninety_days.docx",
        needs=NAMED,
        copies={Recipient.TOS: 1},
        included=is_registered,
    ),
)
