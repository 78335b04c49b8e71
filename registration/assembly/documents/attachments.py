"""Papers of others that the applicant adds to the package."""

from registration.assembly.documents.spec import Attachment
from registration.domain.case import Case


def _on_paper(case: Case) -> bool:
    return case.filing is None or case.filing.is_paper


def _borders_asked(case: Case) -> bool:
    """Copies that the law does not name; left out only when the consultant has decided so."""
    return case.decisions.choice("borders-enclosed") != "not_needed"


ATTACHMENTS: tuple[Attachment, ...] = (
    Attachment(
        code="D23",
        title="Документ об уплате государственной пошлины",
        included=_on_paper,
    ),
    Attachment(
        code="A1",
        title="Копия решения об установлении границ территории ТОС",
        included=lambda case: bool(
            _borders_asked(case) and case.territory and case.territory.decision
        ),
        note="законом не требуется, снимает вопросы",
    ),
    Attachment(
        code="A2",
        title="Копия акта администрации о регистрации устава",
        included=lambda case: bool(
            _borders_asked(case) and case.municipal_registration and case.municipal_registration.act
        ),
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
