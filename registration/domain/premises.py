"""The registered address and the right to use it."""

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from registration.domain.address import Address
from registration.domain.identifiers import CorporateInn, Ogrn, PersonKey, Phone
from registration.domain.labelled import Labelled
from registration.domain.people import PersonName, Sex
from registration.domain.section import Day, Flag, Line, Section


class OwnerKind(Labelled):
    """Whose premises the address belongs to: the letters differ."""

    APPLICANT = "applicant", "сам заявитель, один собственник"
    CITIZEN = "citizen", "другой человек"
    CO_OWNERS = "co_owners", "несколько сособственников"
    MUNICIPALITY = "municipality", "администрация (муниципальная собственность)"
    ORGANISATION = "organisation", "организация"
    SOCIAL_RENT = "social_rent", "жильё по договору социального найма"


class Organisation(Section):
    """A body or company that owns premises, with the person who signs for it."""

    name: Line = Field(title="Наименование")
    ogrn: Ogrn | None = Field(default=None, title="ОГРН")
    inn: CorporateInn | None = Field(default=None, title="ИНН")
    address: Line | None = Field(default=None, title="Адрес")
    signatory: PersonName = Field(title="Кто подписывает")
    signatory_sex: Sex = Field(title="Пол подписывающего")
    signatory_post: Line = Field(title="Должность подписывающего")
    authority: Line = Field(title="На основании чего действует", examples=["Устава"])
    phone: Phone | None = Field(default=None, title="Телефон")


class CoOwner(Section):
    """Somebody whose consent is needed: a co-owner or a member of the tenant's family."""

    person: PersonKey = Field(title="Человек")
    share: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$")] | None = Field(
        default=None, title="Доля", examples=["1/2"]
    )
    represented_by: PersonKey | None = Field(
        default=None, title="Законный представитель (за ребёнка)"
    )


class RegisteredAddress(Section):
    """Address of the permanent executive body, in one place for all papers."""

    address: Address = Field(title="Адрес ТОС")
    dwelling: Flag = Field(title="Это жилой дом или квартира")
    mail_arrives: Flag | None = Field(default=None, title="Почта по этому адресу доходит")


class Premises(Section):
    """Who owns the premises and lets the TOS use them."""

    owner_kind: OwnerKind = Field(title="Кто хозяин помещения")
    owner: PersonKey | None = Field(default=None, title="Хозяин")
    organisation: Organisation | None = Field(default=None, title="Организация-хозяин")
    co_owners: tuple[CoOwner, ...] = Field(default=(), title="Сособственники и проживающие")
    share: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3}/[1-9][0-9]{0,3}$")] | None = Field(
        default=None, title="Доля хозяина", examples=["1/2"]
    )
    cadastral_number: (
        Annotated[str, Field(pattern=r"^[0-9]{2}:[0-9]{2}:[0-9]{6,7}:[0-9]+$")] | None
    ) = Field(default=None, title="Кадастровый номер", examples=["29:14:010101:123"])
    area: Annotated[str, Field(pattern=r"^[0-9]{1,5}(,[0-9]{1,2})?$")] | None = Field(
        default=None, title="Площадь, кв. м", examples=["54,3"]
    )
    right_number: Line | None = Field(default=None, title="Номер записи о праве в ЕГРН")
    right_on: Day | None = Field(default=None, title="Дата записи о праве")
    lease: Line | None = Field(default=None, title="Договор социального найма: номер и дата")
    free_of_charge: Flag = Field(default=True, title="Бесплатно")
    until: Day | None = Field(default=None, title="На какой срок")
    extract_on: Day | None = Field(default=None, title="Дата выписки из ЕГРН")

    @model_validator(mode="after")
    def _somebody_owns(self) -> Self:
        by_organisation = self.owner_kind in (OwnerKind.MUNICIPALITY, OwnerKind.ORGANISATION)
        if by_organisation and self.organisation is None:
            raise PydanticCustomError(
                "owner_organisation", "Впишите организацию — хозяина помещения и кто подписывает."
            )
        if not by_organisation and self.owner is None:
            raise PydanticCustomError("owner_person", "Укажите, кто хозяин помещения.")
        return self

    @property
    def is_applicants(self) -> bool:
        return self.owner_kind is OwnerKind.APPLICANT

    @property
    def is_persons(self) -> bool:
        return self.owner_kind in (
            OwnerKind.APPLICANT,
            OwnerKind.CITIZEN,
            OwnerKind.CO_OWNERS,
            OwnerKind.SOCIAL_RENT,
        )

    @property
    def is_organisations(self) -> bool:
        return self.owner_kind in (OwnerKind.MUNICIPALITY, OwnerKind.ORGANISATION)

    @property
    def is_municipal(self) -> bool:
        return self.owner_kind is OwnerKind.MUNICIPALITY

    @property
    def is_rented(self) -> bool:
        return self.owner_kind is OwnerKind.SOCIAL_RENT

    @property
    def is_shared(self) -> bool:
        return self.owner_kind is OwnerKind.CO_OWNERS

    @property
    def needs_owner_letter(self) -> bool:
        """The applicant does not write a letter to himself."""
        return not self.is_applicants

    @property
    def needs_consents(self) -> bool:
        return bool(self.co_owners)
