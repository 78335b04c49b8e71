"""Place and address of the legal entity, split into the levels the form asks for."""

from registration.assembly.r11001.edition import Codes, Edition
from registration.assembly.r11001.entries import (
    Entries,
    Entry,
    answered,
    code,
    filled,
    missing,
    not_required,
    optional,
)
from registration.domain.address import Address, StreetKind

_NO_SETTLEMENT = "в муниципальном округе нет городских и сельских поселений"
_NOT_IN_ADDRESS = "в адресе этого нет"
_FIELDS = (
    "region", "postal_index", "mo_kind", "mo_name", "np_type", "np_name", "plan_type", "plan_name",
    "street_type", "street_name", "bld_type_1", "bld_no_1", "bld_type_2", "bld_no_2", "bld_type_3",
    "bld_no_3", "prem_type", "prem_no", "room_type", "room_no",
)  # fmt: skip


def place_entries(address: Address | None, edition: Edition) -> Entries:
    source = "address.address"
    settlement = {name: not_required(_NO_SETTLEMENT) for name in ("settl_kind", "settl_name")}
    if address is None:
        return settlement | {name: missing(source) for name in _FIELDS}
    place = _place(address, edition.codes, source)
    return settlement | place | _inside_place(address, edition, source)


def _place(address: Address, codes: Codes, source: str) -> Entries:
    kind = next((k for k in codes.municipality if address.municipality.endswith(k)), "")
    at = f"{source}.municipality"
    return {
        "region": filled(
            code(codes.region, address.region, "Субъект Российской Федерации"), f"{source}.region"
        ),
        "postal_index": answered(address.postal_code, f"{source}.postal_code"),
        "mo_kind": filled(
            code(
                codes.municipality, kind or address.municipality, "Вид муниципального образования"
            ),
            at,
        ),
        "mo_name": filled(address.municipality.removesuffix(kind).strip(), at),
    }


def _inside_place(address: Address, edition: Edition, source: str) -> Entries:
    words = edition.codes.address
    house, building = (_word(words, name) for name in ("house", "building"))
    area = address.area_kind.short if address.area_kind else None
    street = (address.street_kind or StreetKind.STREET).short
    entries = {
        **_pair("np", "name", address.settlement_kind.short, address.settlement, "settlement"),
        **_pair("plan", "name", area, address.area, "area"),
        **_pair("street", "name", street, address.street, "street"),
        **_houses((house, address.house, "house"), (building, address.building, "building")),
        **_rooms(address, words),
    }
    return {name: _in_address(entry, name, edition, source) for name, entry in entries.items()}


def _word(words: dict[str, str], name: str) -> str:
    return code(words, name, "Сокращения в адресе")


_Pair = dict[str, tuple[str | None, str]]


def _pair(prefix: str, tail: str, kind: str | None, value: str | None, field: str) -> _Pair:
    """Type and name stand together: the one is never written without the other."""
    return {f"{prefix}_type": (kind if value else None, field), f"{prefix}_{tail}": (value, field)}


def _houses(*answers: tuple[str, str | None, str]) -> _Pair:
    """House and building take the first places; the others stay empty."""
    known = [answer for answer in answers if answer[1]]
    empty: tuple[str, str | None, str] = ("", None, "house")
    pairs: _Pair = {}
    for number, (kind, value, field) in enumerate([*known, empty, empty, empty][:3], 1):
        pairs[f"bld_type_{number}"] = (kind if value else None, field)
        pairs[f"bld_no_{number}"] = (value, field)
    return pairs


def _rooms(address: Address, words: dict[str, str]) -> _Pair:
    """A flat or premises of the building; a room only inside a flat."""
    flat, room = _word(words, "flat"), _word(words, "room")
    if not address.flat:
        return {
            **_pair("prem", "no", room, address.room, "room"),
            **_pair("room", "no", None, None, "room"),
        }
    return {
        **_pair("prem", "no", flat, address.flat, "flat"),
        **_pair("room", "no", room, address.room, "room"),
    }


def _in_address(answer: tuple[str | None, str], name: str, edition: Edition, source: str) -> Entry:
    text, field = answer
    if text and "_type" in name and not edition.address_dots:
        text = text.replace(".", "")
    return optional(text, f"{source}.{field}", _NOT_IN_ADDRESS)
