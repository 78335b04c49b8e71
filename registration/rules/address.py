"""The address of the TOS: complete, in the right place, with the owner's consent."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from registration.domain.address import Address
from registration.domain.case import Case
from registration.domain.organs import Organs
from registration.domain.people import Person
from registration.domain.premises import OwnerKind, Premises, RegisteredAddress
from registration.domain.tos import Territory
from registration.rules.by_hand import Look, looked
from registration.rules.law import LegalBasis, figure
from registration.rules.rule import (
    Breach,
    Confidence,
    NotYetKnown,
    Rule,
    RuleStage,
    Severity,
    rule,
)
from registration.rules.words import day, folded

_REVIEWED = date(2026, 11, 23)
_LOCATION = (("civil-code", "п. 2 ст. 54"), ("fz-129", "ст. 5"))


@rule(
    "app-address-structure",
    "Адрес полный и в том населённом пункте, что в уставе",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=_LOCATION,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def address_complete(address: RegisteredAddress, territory: Territory) -> Iterator[Breach]:
    """A village may have no streets, but a house always has a number."""
    place = address.address
    if place.postal_code is None:
        yield Breach("address.address.postal_code", "Впишите почтовый индекс адреса ТОС.")
    if place.house is None:
        yield Breach("address.address.house", "Впишите номер дома в адресе ТОС.")
    if (place.settlement_kind, place.settlement) != (
        territory.settlement_kind,
        territory.settlement,
    ):
        yield Breach(
            "address.address.settlement",
            f"Адрес — {place.place}, а место нахождения по уставу — {territory.place}. Они должны "
            "совпадать: возьмите адрес на своей территории.",
        )
    if address.mail_arrives is False:
        yield Breach(
            "address.mail_arrives",
            "Почта по этому адресу не доходит. Если письма вернутся, адрес признают "
            "недостоверным: договоритесь с почтой или возьмите другой.",
            severity=Severity.WARNING,
        )


@rule(
    "app-address-homonym",
    "Населённый пункт выбран по коду, а не только по названию",
    Severity.WARNING,
    RuleStage.APPLICATION,
    cites=_LOCATION,
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def address_homonym(address: RegisteredAddress, territory: Territory) -> Iterator[Breach]:
    oktmo = address.address.oktmo
    if oktmo and not oktmo.startswith(territory.district.oktmo[:8]):
        yield Breach(
            "address.address.oktmo",
            f"Код ОКТМО {oktmo} — из другого округа, а нужен {territory.district.oktmo[:8]}. "
            "Возможно, взята деревня с таким же названием.",
        )


_FOUND_THERE = Look(
    check="app-address-exec",
    at="address.address",
    todo="По адресу ТОС не живёт ни председатель, ни член совета. Возьмите адрес одного из них или "
    "убедитесь, что председателя там находят.",
    failed="По адресу ТОС председателя не находят. Впишите адрес, где он бывает.",
)


@rule(
    "app-address-exec",
    "По адресу ТОС находится его исполнительный орган",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-129", "ст. 13"), ("civil-code", "п. 2 ст. 54")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def address_of_executive(
    address: RegisteredAddress, organs: Organs, case: Case, on: date, law: LegalBasis
) -> Iterator[Breach]:
    """At an office the owner's letter tells who sits there; in a dwelling one of them lives."""
    if not address.dwelling:
        return
    roles = case.roles
    executives = [item for item in (roles.chair, roles.deputy, *roles.council) if item]
    if not any(person.home for person in executives):
        raise NotYetKnown("people")
    if not any(_lives_at(person, address.address) for person in executives):
        trusted = figure("manual_check_days", law.on)
        yield from looked(_FOUND_THERE, case, on, trusted_days=trusted)


def _lives_at(person: Person, place: Address) -> bool:
    """By the registered or the actual address; a flat is compared when both name it."""
    return any(
        _same_house(home, place) and (None in (home.flat, place.flat) or home.flat == place.flat)
        for home in (person.registered_address, person.actual_address)
        if home
    )


def _same_house(one: Address, other: Address) -> bool:
    return _house(one) == _house(other)


def _house(place: Address) -> tuple[str, ...]:
    parts = (place.municipality, place.settlement, place.area, place.street, place.house)
    return tuple(folded(part or "") for part in (*parts, place.building))


@rule(
    "app-jurisdiction",
    "Документы идут в то Управление Минюста, где находится ТОС",
    Severity.BLOCKER,
    RuleStage.APPLICATION,
    cites=(("fz-7", "п. 2 ст. 13.1"), ("fz-129", "ст. 13")),
    confidence=Confidence.SECONDARY,
    reviewed=_REVIEWED,
)
def jurisdiction(address: RegisteredAddress, territory: Territory) -> Iterator[Breach]:
    region = territory.district.region.nominative
    if address.address.region != region:
        yield Breach(
            "address.address.region",
            f"Адрес — «{address.address.region}», а документы принимает Управление Минюста по "
            f"другой области. Должно быть: {region}.",
        )


@rule(
    "app-address-owner",
    "Хозяин помещения согласен и может это подтвердить",
    Severity.WARNING,
    RuleStage.PACKAGE,
    cites=(("fz-7", "п. 5 ст. 13.1"),),
    confidence=Confidence.MEMORY,
    reviewed=_REVIEWED,
)
def owner_agrees(premises: Premises, case: Case, law: LegalBasis) -> Iterator[Breach]:
    if premises.owner_kind is OwnerKind.CO_OWNERS and not premises.co_owners:
        yield Breach(
            "premises.co_owners",
            "У помещения несколько хозяев, а вписан один. Впишите остальных: согласие нужно от "
            "каждого.",
        )
    if premises.is_rented and premises.lease is None:
        yield Breach("premises.lease", "Впишите номер и дату договора социального найма помещения.")
    if premises.right_number is None and not premises.is_rented:
        yield Breach(
            "premises.right_number",
            "Нет записи о праве на помещение. Закажите выписку из ЕГРН и впишите номер и дату "
            "записи.",
        )
    if premises.until and premises.until < law.on:
        yield Breach(
            "premises.until",
            f"Помещение дано до {day(premises.until)}, а подача — {day(law.on)}. Продлите срок у "
            "хозяина.",
        )
    shares = [Fraction(item.share) for item in premises.co_owners if item.share]
    total = sum(shares, Fraction(premises.share or 0))
    if premises.share and total > 1:
        yield Breach(
            "premises.share",
            "Доли хозяев вместе больше целого. Проверьте их по выписке из ЕГРН.",
        )
    yield from _children_without_parents(case, law)


def _children_without_parents(case: Case, law: LegalBasis) -> Iterator[Breach]:
    """A minor co-owner signs through a parent or guardian, an adult one."""
    adult = figure("adult_age", law.on)
    for number, (_, person, parent) in enumerate(case.co_owner_people()):
        if parent and parent.age(law.on) < adult:
            yield Breach(
                f"premises.co_owners.{number}.represented_by",
                f"{parent.name.full} подписывает за другого, а самому нет {adult} лет. Впишите "
                "взрослого.",
            )
        if parent is None and person.age(law.on) < adult:
            yield Breach(
                f"premises.co_owners.{number}.represented_by",
                f"{person.name.full} — ребёнок: впишите, кто из родителей подписывает за него.",
            )


RULES: tuple[Rule, ...] = (
    address_complete,
    address_homonym,
    address_of_executive,
    jurisdiction,
    owner_agrees,
)
