"""District packs: what the five say, what a sixth needs, and what is said of a faulty one."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from registration.districts import DISTRICTS, Cases, Districts, Settlement
from registration.districts.reading import DistrictFileError, from_the_future, read_district
from registration.districts.schema import KEYS, SETTLEMENT_KINDS
from registration.domain import tos
from registration.domain.address import SettlementKind
from registration.domain.case import read_case
from registration.domain.tos import LocalRules

PACKS = Path(__file__).parents[2] / "registration" / "districts"
Edit = Callable[[str, str], Path]


@pytest.fixture
def edited(tmp_path: Path) -> Edit:
    """Write the pack of Котлас with one piece of its text replaced."""

    def write(old: str, new: str) -> Path:
        text = (PACKS / "kotlassky.toml").read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "kotlassky.toml"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return path

    return write


def refusal(path: Path) -> str:
    with pytest.raises(DistrictFileError) as caught:
        read_district(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[oktmo]", "[oktmoo]", ["oktmoo: такого раздела нет; может быть, oktmo", "[oktmo]"]),
        ("[local.notice_days]", "[local.notise_days]", ["может быть, local.notice_days"]),
        ("[local.act]", "[local]\nact = 3\n[local.x]", ["local.act: нужен раздел с value"]),
        ('value = "11527000"', "value = 11527000", ["oktmo: нужны 8 цифр в кавычках"]),
        ('value = "11527000"', 'value = "1152700"', ["oktmo: нужны 8 цифр"]),
        ('value = "11527000"', 'value = "11527001"', ["oktmo: нужны 8 цифр", "нули"]),
        ('value = "11527000"', 'value = "11627000"', ["oktmo: это код прежнего района"]),
        ('"11710000001"', '"11527000001"', ["centre_oktmo: первые пять цифр не согласны"]),
        ('"165300"', '"16530"', ["postal_index: нужны 6 цифр"]),
        ('["city", "Сольвычегодск"]', '["town", "Сольвычегодск"]', ["«town» не из списка"]),
        ('["city", "Сольвычегодск"]', '["Сольвычегодск"]', ["settlements: нужны вид и название"]),
        ('["derevnya", "Выставка"]', '["derevnya", "Григорово"]', ["settlements: ", "дважды"]),
        ('["city", "Коряжма"]', '["city", "Сольвычегодск"]', ["not_inside: Сольвычегодск"]),
        ('    ["city", "Котлас"],\n', "", ["centre: Котлас", "not_inside"]),
        ("value = false", "value = true", ["centre: Котлас", "settlements"]),
        ("value = false", 'value = "нет"', ["centre_inside: нужно true"]),
        ("genitive = ", "genetive = ", ["name: лишнее: genetive", "name: нет падежа genitive"]),
        ('"Котласского муниц', '"Котлаcского муниц', ["genitive: латинская буква «c», знак 6"]),
        ('"Котласского муниц', '"Котласского  муниц', ["genitive: лишние пробелы"]),
        ('source = "энциклопедия, 2023 год"\n', "", ["oktmo: source: напишите, откуда"]),
        ("checked_on = 2026-11-23", 'checked_on = "вчера"', ["name: checked_on: нужен день"]),
        ("checked_on = 2026-11-23", "", ["name: checked_on: нужен день"]),
        ('value = "11527000"', 'unknown = "спросить"', ["oktmo: unknown: без этого значения"]),
        (
            "[local.notice_days]\n",
            "[local.notice_days]\nvalue = 10\n",
            ["local.notice_days: есть и значение, и unknown"],
        ),
    ],
)
def test_a_faulty_pack_is_refused_with_its_file_key_and_what_is_expected(
    edited: Edit, old: str, new: str, expected: list[str]
) -> None:
    message = refusal(edited(old, new))
    assert "kotlassky.toml" in message
    assert [words for words in expected if words not in message] == []


@pytest.mark.parametrize("wrong", ["0", "true", '"десять"', "10.5"])
def test_a_term_of_the_local_act_is_a_whole_number(edited: Edit, wrong: str) -> None:
    known = f'[local.notice_days]\nvalue = {wrong}\nsource = "положение"\n'
    unknown = '[local.notice_days]\nunknown = "не найдено: спросить администрацию"\n'
    assert "local.notice_days: нужно целое число" in refusal(edited(unknown, known))


def test_all_faults_of_a_pack_are_told_at_once(edited: Edit) -> None:
    path = edited("[oktmo]", "[oktmoo]")
    path.write_text(path.read_text(encoding="utf-8").replace('"165300"', '"1"'), encoding="utf-8")
    message = refusal(path)
    assert "oktmo" in message and "postal_index" in message


def test_a_pack_that_is_no_toml_tells_its_line(edited: Edit) -> None:
    assert "строка 5" in refusal(edited("[name]", "[name"))


def test_a_pack_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "kotlassky.toml"
    path.write_bytes("# Котлас".encode("cp1251"))
    assert "UTF-8" in refusal(path)


def test_a_day_of_checking_in_the_future_is_told(edited: Edit) -> None:
    district = read_district(edited("checked_on = 2026-11-23", "checked_on = 2062-11-23"))
    (fault,) = from_the_future(district, date(2026, 11, 23))
    assert fault.startswith("name: checked_on") and "23.11.2062" in fault


@pytest.mark.parametrize("slug", DISTRICTS)
def test_every_known_value_of_a_pack_has_a_source_and_a_past_day(slug: str) -> None:
    district = DISTRICTS[slug]
    assert all(fact.source for fact in district.facts.values() if fact.known)
    assert list(from_the_future(district, date(2026, 11, 23))) == []


@pytest.mark.parametrize("slug", DISTRICTS)
def test_nothing_is_taken_for_the_local_act_while_nobody_has_seen_it(slug: str) -> None:
    terms = [fact for at, fact in DISTRICTS[slug].facts.items() if at.startswith("local.")]
    assert {fact.known for fact in terms} == {False}
    assert {fact.value for fact in terms} == {None}


def test_the_city_of_kotlas_is_not_in_its_district() -> None:
    district = DISTRICTS["kotlassky"]
    assert district.centre == Settlement("city", "Котлас")
    assert not district.centre_inside
    assert district.centre in district.not_inside


def test_namesakes_name_one_another() -> None:
    for slug, other in (("verkhnetoemsky", "kholmogorsky"), ("kholmogorsky", "verkhnetoemsky")):
        (homonym,) = DISTRICTS[slug].homonyms or ()
        assert (homonym.name, homonym.elsewhere) == ("Двинской", str(DISTRICTS[other].name))


def test_kinds_of_settlements_are_those_of_the_domain() -> None:
    assert tuple(SettlementKind) == SETTLEMENT_KINDS


def test_terms_of_the_local_act_are_named_as_in_the_case() -> None:
    local = {at.removeprefix("local.") for at in KEYS if at.startswith("local.")}
    assert local <= set(LocalRules.model_fields)


def _sixth(folder: Path) -> Path:
    """The pack of an invented district: that of Няндома with other names and codes."""
    text = (PACKS / "nyandomsky.toml").read_text(encoding="utf-8")
    for old, new in (("Няндом", "Вымышлен"), ("11544", "11599"), ("11644000", "11699000")):
        text = text.replace(old, new)
    path = folder / "vymyshlensky.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sixth_district_is_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: Callable[[str], dict[str, object]]
) -> None:
    for path in PACKS.glob("*.toml"):
        shutil.copy(path, tmp_path)
    _sixth(tmp_path)
    known = Districts(tmp_path)
    assert len(known) == len(DISTRICTS) + 1
    assert isinstance(known["vymyshlensky"].full_name, Cases)

    monkeypatch.setattr(tos, "DISTRICTS", known)
    reading = read_case({"territory": _territory(answers("nyandomsky"), "vymyshlensky")})
    assert reading.problems == ()
    assert reading.case.territory is not None
    assert "Вымышленский" in reading.case.territory.location


def _territory(sample: dict[str, object], slug: str) -> dict[str, object]:
    territory = sample["territory"]
    assert isinstance(territory, dict)
    return {**territory, "district": slug}
