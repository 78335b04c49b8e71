"""People of a case: entered once, then given roles by their keys."""

import re
from datetime import date, timedelta
from typing import Annotated, Self

from dateutil.relativedelta import relativedelta
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from registration.domain.address import Address
from registration.domain.identifiers import DepartmentCode, Email, PersonalInn, PersonKey, Phone
from registration.domain.labelled import Labelled
from registration.domain.section import Day, Flag, Line, Section


class Sex(Labelled):
    """Needed for grammar («проживающая») and for the application form."""

    MALE = "male", "мужской"
    FEMALE = "female", "женский"

    @property
    def is_male(self) -> bool:
        return self is Sex.MALE


class Citizenship(Labelled):
    """Citizenship as the application form divides it."""

    RUSSIA = "russia", "Российская Федерация"
    FOREIGN = "foreign", "иностранное государство"
    STATELESS = "stateless", "без гражданства"


class DocumentKind(Labelled):
    """Identity documents; the stored value is the code of the tax service's table."""

    PASSPORT = "21", "паспорт гражданина Российской Федерации"
    BIRTH_CERTIFICATE = "03", "свидетельство о рождении"
    MILITARY_CARD = "07", "военный билет"
    TEMPORARY_MILITARY = "08", "временное удостоверение, выданное взамен военного билета"
    FOREIGN_PASSPORT = "10", "паспорт иностранного гражданина"
    REFUGEE_APPLICATION = "11", "свидетельство о рассмотрении ходатайства о признании беженцем"
    RESIDENCE_PERMIT = "12", "вид на жительство"
    REFUGEE = "13", "удостоверение беженца"
    TEMPORARY_RESIDENCE = "15", "разрешение на временное проживание"
    TEMPORARY_ASYLUM = "18", "свидетельство о предоставлении временного убежища"
    FOREIGN_BIRTH_CERTIFICATE = "23", "свидетельство о рождении, выданное иностранным государством"
    MILITARY_IDENTITY = "24", "удостоверение личности военнослужащего"
    OTHER = "91", "иной документ"


_NAME_PART = re.compile(r"[А-ЯЁ][А-ЯЁа-яё]*(?:[-'’ ][А-ЯЁа-яё]+)*")


def _name_part(value: str) -> str:
    if not _NAME_PART.fullmatch(value):
        raise PydanticCustomError(
            "name_part",
            "Впишите русскими буквами, первая — большая, как в паспорте. "
            "Латинских букв, цифр и точек быть не должно.",
        )
    return value


NamePart = Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_name_part)]


class PersonName(Section):
    """Surname, first name and patronymic, letter for letter as in the passport."""

    last: NamePart = Field(title="Фамилия")
    first: NamePart = Field(title="Имя")
    patronymic: NamePart | None = Field(default=None, title="Отчество")

    @property
    def full(self) -> str:
        """«Попова Нина Ивановна»."""
        return " ".join(part for part in (self.last, self.first, self.patronymic) if part)

    @property
    def initials(self) -> str:
        """«Н. И. Попова», tied by no-break spaces."""
        letters = [f"{part[0]}." for part in (self.first, self.patronymic) if part]
        return "\u00a0".join([*letters, self.last])


class NameForms(Section):
    """The oblique cases of a name or phrase, as a person settled them."""

    genitive: Line = Field(title="Родительный падеж (кого? чего?)")
    dative: Line = Field(title="Дательный падеж (кому? чему?)")
    accusative: Line = Field(title="Винительный падеж (кого? что?)")
    instrumental: Line = Field(title="Творительный падеж (кем? чем?)")
    prepositional: Line = Field(title="Предложный падеж (о ком? о чём?)")


class IdentityDocument(Section):
    """Passport or another identity document."""

    kind: DocumentKind = Field(default=DocumentKind.PASSPORT, title="Вид документа")
    series: Line | None = Field(default=None, title="Серия", max_length=10)
    number: Line = Field(title="Номер", max_length=20)
    issued_by: Line = Field(title="Кем выдан", max_length=120)
    issued_on: Day = Field(title="Дата выдачи")
    department_code: DepartmentCode | None = Field(default=None, title="Код подразделения")

    @model_validator(mode="after")
    def _passport_form(self) -> Self:
        if self.kind is not DocumentKind.PASSPORT:
            return self
        if not re.fullmatch(r"[0-9]{2} ?[0-9]{2}", self.series or ""):
            raise PydanticCustomError("passport_series", "Серия паспорта: четыре цифры.")
        if not re.fullmatch(r"[0-9]{6}", self.number):
            raise PydanticCustomError("passport_number", "Номер паспорта: шесть цифр.")
        if self.department_code is None:
            raise PydanticCustomError(
                "passport_department", "Впишите код подразделения: он стоит рядом с датой выдачи."
            )
        return self

    @property
    def series_number(self) -> str:
        """«11 14 123456»: the passport's series in two pairs, then the number."""
        series = (self.series or "").replace(" ", "")
        if self.kind is DocumentKind.PASSPORT:
            series = f"{series[:2]} {series[2:]}"
        return f"{series} {self.number}".strip()


def full_years(born: date, on: date) -> int:
    """Count full years of age; an age is reached on the day after the birthday.

    The cautious reading: somebody who turns eighteen on the day of the meeting is still
    seventeen that day (product decision, law-rules A10).
    """
    return relativedelta(on - timedelta(days=1), born).years


class Person(Section):
    """Somebody named in the case. Roles are given elsewhere, by the key."""

    key: PersonKey = Field(title="Обозначение в деле")
    name: PersonName = Field(title="Фамилия, имя, отчество")
    forms: NameForms | None = Field(default=None, title="Падежи, исправленные человеком")
    sex: Sex = Field(title="Пол")
    birth_date: Day = Field(title="Дата рождения")
    birth_place: Line | None = Field(default=None, title="Место рождения", max_length=80)
    citizenship: Citizenship = Field(default=Citizenship.RUSSIA, title="Гражданство")
    country_code: Annotated[str, Field(pattern=r"^[0-9]{3}$")] | None = Field(
        default=None, title="Код страны гражданства", examples=["112"]
    )
    document: IdentityDocument | None = Field(default=None, title="Паспорт")
    inn: PersonalInn | None = Field(default=None, title="ИНН")
    registered_address: Address | None = Field(default=None, title="Адрес по паспорту")
    actual_address: Address | None = Field(default=None, title="Где живёт на самом деле")
    lives_on_territory: Flag | None = Field(default=None, title="Живёт на территории ТОС")
    public_post: Line | None = Field(default=None, title="Должность в органах власти")
    phone: Phone | None = Field(default=None, title="Телефон")
    email: Email | None = Field(default=None, title="Электронная почта")
    consent_on: Day | None = Field(default=None, title="Согласие на обработку данных подписано")
    publication_consent_on: Day | None = Field(
        default=None, title="Согласие на распространение данных подписано"
    )

    @model_validator(mode="after")
    def _document_is_not_older_than_the_age_for_it(self) -> Self:
        document = self.document
        if document is None:
            return self
        earliest = self.birth_date + relativedelta(
            years=14 if document.kind is DocumentKind.PASSPORT else 0
        )
        if document.issued_on < earliest:
            raise PydanticCustomError(
                "document_before_birth",
                "Дата выдачи паспорта раньше, чем человеку исполнилось 14 лет. "
                "Проверьте дату рождения и дату выдачи.",
            )
        return self

    @property
    def is_male(self) -> bool:
        return self.sex is Sex.MALE

    @property
    def home(self) -> Address | None:
        """Where the person really lives: the actual address, else the registered one."""
        return self.actual_address or self.registered_address

    def age(self, on: date) -> int:
        """Full years on a day; see `full_years` for the birthday itself."""
        return full_years(self.birth_date, on)


class People(Section):
    """Everybody who has a role in the case."""

    persons: tuple[Person, ...] = Field(title="Люди", min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        keys = [person.key for person in self.persons]
        doubled = (
            sorted({key for key in keys if keys.count(key) > 1})
            if len(set(keys)) < len(keys)
            else []
        )
        if doubled:
            raise PydanticCustomError(
                "doubled_key",
                "Обозначение стоит у двух человек: {keys}. Дайте каждому своё.",
                {"keys": ", ".join(doubled)},
            )
        return self


class Founder(Section):
    """A person who founds the legal entity."""

    person: PersonKey = Field(title="Человек")
    declaration_on: Day | None = Field(
        default=None, title="Заявление о дееспособности и об отсутствии запретов подписано"
    )


class Founders(Section):
    """Founders of the legal entity: an explicit list, not everybody who came to the meeting."""

    members: tuple[Founder, ...] = Field(title="Учредители", min_length=1, max_length=500)


class InitiativeGroup(Section):
    """Those who started a new TOS, and their first minutes."""

    members: tuple[PersonKey, ...] = Field(title="Члены инициативной группы", min_length=1)
    chair: PersonKey = Field(title="Председатель инициативной группы")
    deputy: PersonKey | None = Field(default=None, title="Заместитель председателя")
    secretary: PersonKey = Field(title="Секретарь инициативной группы")
    met_on: Day = Field(title="День первой встречи")
    place: Line = Field(title="Место первой встречи")
    minutes_number: Line = Field(default="1", title="Номер протокола", max_length=20)
    unanimous: Flag | None = Field(default=None, title="Все вопросы решили единогласно")
    petition_on: Day | None = Field(
        default=None, title="Когда обращение о границах передали в Собрание депутатов"
    )
