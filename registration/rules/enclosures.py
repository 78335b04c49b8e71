"""Papers of the package that tell of founders and address, copies of acts, scans of it all."""

from collections.abc import Iterator
from datetime import date

from registration.domain.case import Case
from registration.domain.filing import Applicant, Filing
from registration.domain.people import Founders, IdentityDocument, Person
from registration.domain.premises import Premises
from registration.domain.tos import Territory
from registration.rules.by_hand import Look, looked
from registration.rules.people import position
from registration.rules.rule import Breach, Confidence, Rule, RuleStage, Severity, rule

_REVIEWED = date(2026, 11, 23)
_PACKAGE_LAW = (("fz-7", "п. 5 ст. 13.1"), ("fz-82", "ст. 21"))

_COPIES = Look(
    check="pkg-muni-docs",
    at="municipal_registration.act",
    todo="Положите в комплект копии решения о границах и акта администрации о регистрации устава: "
    "закон их не требует, но вопросов у Минюста будет меньше.",
    failed="Копий решения о границах или акта о регистрации устава нет. Попросите их в "
    "администрации.",
)
_SCANS = Look(
    check="pkg-pdf-quality",
    at="filing.route",
    todo="Посмотрите скан каждого документа: отдельный файл PDF, все страницы, подписи и печати "
    "читаются, имя файла латиницей, размер не больше, чем принимают Госуслуги.",
    failed="Сканы не годятся. Сделайте их заново.",
)


@rule(
    "pkg-founders-info",
    "Сведения об учредителях полные, и люди в них не спутаны",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 5 ст. 13.1"),),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def founders_list(founders: Founders, territory: Territory, case: Case) -> Iterator[Breach]:
    """What the list prints and the rule on passports does not ask for."""
    holders: dict[str, Person] = {}
    homeless = _homes_unknown(case.roles.founders, territory)
    for person in case.roles.founders:
        at = f"people.persons.{position(case, person)}"
        if person.document:
            yield from _same_document(at, person, person.document, holders)
        if person in homeless:
            yield Breach(
                f"{at}.actual_address",
                f"{person.name.full}: по паспорту живёт не там, где ТОС. В сведениях об "
                "учредителях пишут место жительства: впишите, где живёт на самом деле.",
            )


def _same_document(
    at: str, person: Person, document: IdentityDocument, holders: dict[str, Person]
) -> Iterator[Breach]:
    number = f"{document.series or ''}{document.number}".replace(" ", "")
    other = holders.setdefault(number, person)
    if other is not person:
        yield Breach(
            f"{at}.document.number",
            f"{person.name.full} и {other.name.full}: номер паспорта один и тот же. Проверьте, чей "
            "он.",
        )


def _homes_unknown(founders: tuple[Person, ...], territory: Territory) -> list[Person]:
    """Founders registered elsewhere whose true home is not told.

    When most are registered in another settlement, that of the TOS is wrong, not theirs.
    """
    registered = {
        person.key: person.registered_address.settlement == territory.settlement
        for person in founders
        if person.registered_address
    }
    if 2 * sum(registered.values()) < len(registered):
        return []
    return [
        person
        for person in founders
        if registered.get(person.key) is False
        and person.lives_on_territory
        and person.actual_address is None
    ]


@rule(
    "pkg-address-info",
    "Сведения об адресе органа не спорят с заявлением",
    Severity.BLOCKER,
    RuleStage.PACKAGE,
    cites=_PACKAGE_LAW,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def address_statement(premises: Premises, applicant: Applicant) -> Iterator[Breach]:
    """The paper says of the applicant's own premises that they belong to the applicant."""
    if premises.is_applicants and premises.owner != applicant.person:
        yield Breach(
            "premises.owner",
            "В сведениях об адресе напечатают, что помещение принадлежит заявителю, а хозяин — "
            "другой человек. Исправьте, чьё помещение, или кто подаёт заявление.",
        )


@rule(
    "pkg-muni-docs",
    "В комплекте копии решения о границах и акта о регистрации устава",
    Severity.ADVICE,
    RuleStage.PACKAGE,
    cites=(("fz-33", "ст. 50"), ("fz-131", "ст. 27")),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def copies_of_acts(filing: Filing, case: Case, on: date) -> Iterator[Breach]:
    if _time_to_pack(filing, case, on):
        yield from looked(_COPIES, case, on)


@rule(
    "pkg-pdf-quality",
    "Сканы для Госуслуг читаются, каждый документ — отдельный файл",
    Severity.WARNING,
    RuleStage.PACKAGE,
    cites=(("minjust-199", ""),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def scans_readable(filing: Filing, case: Case, on: date) -> Iterator[Breach]:
    if filing.is_electronic and _time_to_pack(filing, case, on):
        yield from looked(_SCANS, case, on)


def _time_to_pack(filing: Filing, case: Case, on: date) -> bool:
    """The charter has come back from the administration, and nothing is filed yet."""
    act = case.municipal_registration.act if case.municipal_registration else None
    return act is not None and act.issued_on <= on and filing.filed_on is None


RULES: tuple[Rule, ...] = (founders_list, address_statement, copies_of_acts, scans_readable)
