"""The values of every sheet, by field id: the form as the case answers it, without a layout."""

from registration.assembly.r11001.edition import Edition
from registration.assembly.r11001.entries import (
    Entries,
    answered,
    by_hand,
    code,
    filled,
    missing,
    not_required,
    optional,
)
from registration.assembly.r11001.place_entries import place_entries
from registration.domain.case import Case
from registration.domain.charter import Charter
from registration.domain.filing import Applicant, Okved
from registration.domain.identifiers import phone_digits
from registration.domain.tos import Tos

_NO_CAPITAL = "у общественной организации нет уставного капитала и долей"


def title_entries(case: Case, edition: Edition) -> Entries:
    address = case.address.address if case.address else None
    return {
        **_names(case.tos),
        **place_entries(address, edition),
        "capital_kind": not_required(_NO_CAPITAL),
        "capital_sum": not_required(_NO_CAPITAL),
        "heads_mode": not_required("без доверенности действует один человек"),
        "model_charter": not_required(_why_no_model(case.charter)),
    }


def _names(tos: Tos | None) -> Entries:
    other = {"name_other_lang": not_required("наименование только на русском языке")}
    if tos is None:
        names = {"name_full": "full_name", "name_short": "short_name", "org_email": "email"}
        return other | {name: missing(f"tos.{field}") for name, field in names.items()}
    return other | {
        "name_full": filled(tos.full_name, "tos.full_name"),
        "name_short": optional(tos.short_name, "tos.short_name", "сокращённого наименования нет"),
        "org_email": optional(tos.email, "tos.email", "адрес электронной почты ТОС не указан"),
    }


def _why_no_model(charter: Charter | None) -> str:
    if charter and charter.based_on_model:
        return "порядок для типового устава ТОС не установлен: решает консультант"
    return "устав составлен своим текстом"


def share_entries() -> Entries:
    return {
        name: not_required(_NO_CAPITAL) for name in ("share_sum", "share_percent", "share_fraction")
    }


def position_entries(case: Case) -> Entries:
    """The post exactly as the charter calls it."""
    title = case.charter.chair_title.label if case.charter else None
    return {"position": answered(title, "charter.chair_title")}


def okved_entries(okved: Okved | None, room: int) -> list[Entries]:
    """Codes of each sheet: the main one on the first, the others as many as find room."""
    if okved is None:
        return [{"okved_main": missing("okved.main"), **_extra([], room)}]
    extra = list(enumerate(okved.extra))
    batches = [extra[start : start + room] for start in range(0, max(len(extra), 1), room)]
    main = [filled(okved.main, "okved.main")]
    main += [not_required("основной код стоит на первом листе")] * (len(batches) - 1)
    return [
        {"okved_main": entry, **_extra(batch, room)}
        for entry, batch in zip(main, batches, strict=True)
    ]


def _extra(codes: list[tuple[int, str]], room: int) -> Entries:
    """Further codes of one sheet, each with its number in the case."""
    known = [filled(value, f"okved.extra.{number}") for number, value in codes]
    empty = [not_required("больше кодов нет")] * (room - len(codes))
    return {f"okved_extra_{place}": entry for place, entry in enumerate(known + empty, 1)}


def applicant_entries(applicant: Applicant | None, edition: Edition) -> Entries:
    hand = {
        "fio_handwritten": by_hand("пишет сам заявитель"),
        "signature": by_hand("заявитель подписывает при том, кто свидетельствует подпись"),
        "certifier_kind": by_hand("заполняет тот, кто свидетельствует подпись"),
        "certifier_inn": by_hand("заполняет тот, кто свидетельствует подпись"),
    }
    if applicant is None:
        empty = {name: missing("applicant") for name in ("kind", "phone", "email", "paper_copy")}
        return {**empty, **hand}
    codes = edition.codes
    kind = code(codes.capacity, applicant.capacity.value, "Вид заявителя")
    paper = code(codes.paper_copy, "yes", "Документы на бумаге")
    return {
        "kind": filled(kind, "applicant.capacity"),
        "phone": filled(phone_digits(applicant.phone), "applicant.phone"),
        "email": filled(applicant.email, "applicant.email"),
        "paper_copy": optional(
            paper if applicant.wants_paper else None,
            "applicant.wants_paper",
            "документы на бумаге не нужны",
        ),
        **hand,
    }
