"""A person on a sheet: name, birth, citizenship and identity document."""

from datetime import date

from registration.assembly.r11001.edition import Codes, Edition
from registration.assembly.r11001.entries import (
    Entries,
    answered,
    code,
    filled,
    missing,
    not_required,
    optional,
)
from registration.domain.people import Citizenship, DocumentKind, IdentityDocument, Person


def person_entries(person: Person | None, source: str, edition: Edition) -> Entries:
    """Name, birth, citizenship and document of a person at `source` in the case."""
    if person is None:
        return {name: missing(source) for name in _PERSON_FIELDS}
    codes = edition.codes
    return {
        "last": filled(person.name.last, f"{source}.name.last"),
        "first": filled(person.name.first, f"{source}.name.first"),
        "middle": optional(person.name.patronymic, f"{source}.name.patronymic", "отчества нет"),
        "inn": optional(person.inn, f"{source}.inn", "ИНН не указан: его пишут, если он есть"),
        "sex": filled(code(codes.sex, person.sex.value, "Пол"), f"{source}.sex"),
        "birth_date": filled(dotted(person.birth_date), f"{source}.birth_date"),
        "birth_place": answered(person.birth_place, f"{source}.birth_place"),
        **_citizenship(person, source, codes),
        **_document(person.document, f"{source}.document"),
    }


_PERSON_FIELDS = (
    "last", "first", "middle", "inn", "sex", "birth_date", "birth_place", "citizenship",
    "country_code", "doc_code", "doc_no", "doc_date", "doc_issuer", "doc_dept",
)  # fmt: skip


def dotted(day: date) -> str:
    """«05.03.1961»."""
    return f"{day:%d.%m.%Y}"


def _citizenship(person: Person, source: str, codes: Codes) -> Entries:
    kind = person.citizenship
    country = f"{source}.country_code"
    return {
        "citizenship": filled(
            code(codes.citizenship, kind.value, "Гражданство"), f"{source}.citizenship"
        ),
        "country_code": answered(person.country_code, country)
        if kind is Citizenship.FOREIGN
        else not_required("пишут только для иностранных граждан"),
    }


def _document(document: IdentityDocument | None, source: str) -> Entries:
    if document is None:
        names = ("doc_code", "doc_no", "doc_date", "doc_issuer", "doc_dept")
        return {name: missing(source) for name in names}
    passport = document.kind is DocumentKind.PASSPORT
    return {
        "doc_code": filled(document.kind.value, f"{source}.kind"),
        "doc_no": filled(document.series_number, f"{source}.number"),
        "doc_date": filled(dotted(document.issued_on), f"{source}.issued_on"),
        "doc_issuer": filled(document.issued_by, f"{source}.issued_by"),
        "doc_dept": answered(document.department_code, f"{source}.department_code")
        if passport
        else optional(
            document.department_code, f"{source}.department_code", "у этого документа кода нет"
        ),
    }
