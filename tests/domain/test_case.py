"""Reading answers: sections are absent or valid, faults are named, nothing is lost."""

import copy
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registration.domain.case import Case, Reading, read_case
from registration.domain.problems import Problem

Answers = dict[str, Any]
Load = Callable[[str], Answers]
Path = tuple[str | int, ...]


@pytest.fixture
def plain(answers: Load) -> Answers:
    """Answers of a sound case, to be spoiled by a test."""
    return copy.deepcopy(answers("verkhnetoemsky"))


def _put(answers: Answers, at: Path, value: object) -> None:
    *outer, last = at
    inner: Any = answers
    for part in outer:
        inner = inner[part]
    inner[last] = value


def _only_problem(answers: Mapping[str, object]) -> Problem:
    (problem,) = read_case(answers).problems
    return problem


def test_no_answers_give_an_empty_case() -> None:
    reading = read_case({})
    assert reading.problems == ()
    assert [name for name in Case.model_fields if getattr(reading.case, name) is None] == [
        name for name in Case.model_fields if name not in ("decisions", "checks", "wording")
    ]


@pytest.mark.parametrize(
    ("at", "value", "code", "place"),
    [
        (("meeting", "held_on"), "31.02.2026", "no_such_day", "Собрание → День собрания"),
        (("meeting", "held_on"), 20261010, "not_a_day", "Собрание → День собрания"),
        (("meeting", "registered"), True, "int_type", "Собрание → Сколько записались"),
        (("meeting", "registered"), 47.5, "int_type", "Собрание → Сколько записались"),
        (("meeting", "registered"), float("inf"), "int_type", "Собрание → Сколько записались"),
        (("meeting", "registered"), -1, "greater_than_equal", "Собрание → Сколько записались"),
        (("meeting", "registered"), 10**9, "less_than_equal", "Собрание → Сколько записались"),
        (("meeting", "guests"), {}, "tuple_type", "Собрание → Приглашённые"),
        (
            ("meeting", "agenda", 2, "votes", "favour"),
            "много",
            "int_type",
            "Собрание → Повестка и голоса № 3 → Голоса → За",
        ),
        (("address", "dwelling"), "да", "bool_type", "Адрес → Это жилой дом или квартира"),
        (("tos", "full_name"), "одно\nдругое", "one_line", "ТОС → Полное наименование"),
        (("tos", "full_name"), " \u200b ", "string_too_short", "ТОС → Полное наименование"),
        (("tos", "full_name"), "Т" * 301, "string_too_long", "ТОС → Полное наименование"),
        (("tos", "track"), "maybe", "enum", "ТОС → ТОС уже создан?"),
        (("organs",), "p1", "model_type", "Органы ТОС"),
        (("organs", "chair"), "p77", "unknown_person", "Органы ТОС → Председатель"),
        (("organs", "council", 2), "p77", "unknown_person", "Органы ТОС → Члены совета № 3"),
        (
            ("filing", "representative"),
            "p77",
            "unknown_person",
            "Подача документов → Представитель",
        ),
        (("founders", "members", 1, "person"), "p77", "unknown_person", "Учредители № 2 → Человек"),
        (("people", "persons"), [], "too_short", "Люди → Люди"),
        (("people", "persons", 1, "key"), "p1", "doubled_key", "Люди"),
        (("people", "persons", 1, "inn"), "1", "inn_length", "Люди № 2 → ИНН"),
        (("premises", "organisation"), None, "owner_organisation", "Помещение"),
        (
            ("territory", "district"),
            "kotlas",
            "unknown_district",
            "Территория → Муниципальный округ",
        ),
        (("card", "number"), "1", "string_pattern_mismatch", "Дело → Номер дела"),
        (("card", "nubmer"), "1", "extra_forbidden", "Дело → nubmer"),
        (("meetin",), {}, "extra_forbidden", "meetin"),
    ],
)
def test_fault_is_told_with_its_place(
    plain: Answers, at: Path, value: object, code: str, place: str
) -> None:
    _put(plain, at, value)
    problem = _only_problem(plain)
    assert problem.code == code
    assert problem.place.endswith(place)
    assert any("А" <= sign <= "я" for sign in problem.message)


def test_section_with_a_fault_is_absent_and_the_others_stand(plain: Answers) -> None:
    sound = read_case(plain).case
    plain["meeting"]["held_on"] = "вчера"
    reading = read_case(plain)
    assert reading.case.meeting is None
    for name in set(Case.model_fields) - {"meeting"}:
        assert getattr(reading.case, name) == getattr(sound, name)


def test_several_faults_of_one_section_are_all_told(plain: Answers) -> None:
    plain["people"]["persons"][0]["inn"] = "1"
    plain["people"]["persons"][2]["birth_date"] = "31.02.1983"
    plain["people"]["persons"][2]["patronim"] = "Петровна"
    assert {problem.path for problem in read_case(plain).problems} == {
        "people.persons.0.inn",
        "people.persons.2.birth_date",
        "people.persons.2.patronim",
    }


def test_misspelt_field_is_answered_with_the_right_one(plain: Answers) -> None:
    plain["card"]["nubmer"] = "1"
    assert "Возможно, вы хотели написать «number»" in _only_problem(plain).message


def test_misspelt_section_is_answered_with_the_right_one(plain: Answers) -> None:
    plain["teritory"] = plain.pop("territory")
    messages = [problem.message for problem in read_case(plain).problems]
    assert messages == ["Поля «teritory» нет в деле. Возможно, вы хотели написать «territory»."]


def test_unlike_name_gets_no_guess(plain: Answers) -> None:
    plain["погода"] = "ясно"
    assert _only_problem(plain).message == "Поля «погода» нет в деле."


def test_hostile_name_is_not_repeated_as_it_is(plain: Answers) -> None:
    plain["\x1b[31m" + "а" * 5000] = 1
    problem = _only_problem(plain)
    assert "\x1b" not in problem.message + problem.place
    assert len(problem.message) < 120


def test_wrong_choice_is_answered_with_all_choices(plain: Answers) -> None:
    plain["tos"]["track"] = "maybe"
    message = _only_problem(plain).message
    assert "new (новый ТОС)" in message
    assert "existing (ТОС уже есть, юридического лица нет)" in message


def test_list_too_short_because_its_members_do_not_read_is_told_once(plain: Answers) -> None:
    plain["people"] = {"persons": [{"key": "p1"}]}
    assert "people.persons" not in {problem.path for problem in read_case(plain).problems}


def test_roles_are_not_held_against_people_who_do_not_read(plain: Answers) -> None:
    plain["people"]["persons"][0]["birth_date"] = "31.02.1961"
    assert [problem.code for problem in read_case(plain).problems] == ["no_such_day"]


def test_section_pointing_at_nobody_is_absent(plain: Answers) -> None:
    plain["premises"]["co_owners"] = [{"person": "p1", "represented_by": "p99"}]
    reading = read_case(plain)
    assert reading.case.premises is None
    assert [problem.path for problem in reading.problems] == ["premises.co_owners.0.represented_by"]


@pytest.mark.parametrize(
    ("settlement", "municipality", "at"),
    [
        ("Котлас", "Котласский муниципальный округ", "address.address.settlement"),
        ("Коряжма", "Котласский муниципальный округ", "address.address.settlement"),
        ("Котлас", "городской округ Котлас", "address.address.municipality"),
        ("Емецк", "Холмогорский муниципальный округ", "address.address.municipality"),
    ],
)
def test_address_outside_the_district_is_refused(
    answers: Load, settlement: str, municipality: str, at: str
) -> None:
    plain = copy.deepcopy(answers("kotlassky"))
    plain["address"]["address"] |= {"settlement": settlement, "municipality": municipality}
    problem = _only_problem(plain)
    assert (problem.code, problem.path) == ("outside_district", at)
    assert read_case(plain).case.address is None


def test_address_in_another_settlement_of_the_district_is_accepted(answers: Load) -> None:
    plain = copy.deepcopy(answers("kotlassky"))
    plain["address"]["address"] |= {"settlement_kind": "city", "settlement": "Сольвычегодск"}
    assert read_case(plain).problems == ()


def test_answers_are_normalised_on_their_way_in(plain: Answers) -> None:
    plain["tos"]["full_name"] = "  ТОС\u00a0 «Заре\u0301чье\u200b»\x07 "
    case = read_case(plain).case
    assert case.tos is not None
    assert case.tos.full_name == "ТОС «Заре\u0301чье»"


def test_answers_themselves_are_never_changed(plain: Answers) -> None:
    plain["tos"]["full_name"] = "  ТОС\u200b  «Заречье» "
    plain["meeting"]["held_on"] = "31.02.2026"
    before = copy.deepcopy(plain)
    read_case(plain)
    assert plain == before


def test_reading_what_was_read_changes_nothing(
    sample: Callable[[str], Case], sample_name: str
) -> None:
    case = sample(sample_name)
    again = read_case(json.loads(case.model_dump_json(by_alias=True)))
    assert again == Reading(case, ())


def test_roles_resolve_to_people(sample: Callable[[str], Case]) -> None:
    roles = sample("kotlassky").roles
    assert roles.chair is not None and roles.chair.key == "p1"
    assert roles.representative is not None and roles.representative.key == "agent"
    assert [person.key for person in roles.founders] == ["p1", "p2", "p3", "p4"]
    assert {role for role, person in roles.holders() if person.key == "p1"} == {
        "founders",
        "founders_for",
        "chair",
        "applicant",
        "payer",
        "owner",
    } | {"initiative"}


def test_child_who_owns_a_share_comes_with_the_representative(
    sample: Callable[[str], Case],
) -> None:
    assert [
        (owner.share, person.key, representative and representative.key)
        for owner, person, representative in sample("kotlassky").co_owner_people()
    ] == [("1/3", "p2", None), ("1/3", "child", "p2")]


def test_term_ends_by_the_charter(sample: Callable[[str], Case]) -> None:
    assert str(sample("nyandomsky").term_until) == "2031-10-03"
    assert read_case({}).case.term_until is None


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
    | st.sampled_from(["p1", "new", "kotlassky", "10.10.2026", "94.99", "1/3", "14:00", "+7"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=6) | st.sampled_from(["person", "members"]), inner)
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(Case.model_fields)) | st.text(max_size=8), JUNK))
def test_junk_never_raises_and_never_passes_unnoticed(junk: Answers) -> None:
    before = copy.deepcopy(junk)
    reading = read_case(junk)
    told = {problem.at[0] for problem in reading.problems}
    for name, value in junk.items():
        kept = name in Case.model_fields and getattr(reading.case, name) is not None
        assert value is None or kept or name in told
    for problem in reading.problems:
        assert any("А" <= sign <= "я" for sign in problem.message)
        assert problem.place or not problem.at[0]
        assert "pydantic" not in problem.message
    assert repr(junk) == repr(before)


def _paths(value: object, at: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        inner = [path for name, part in value.items() for path in _paths(part, (*at, name))]
    elif isinstance(value, list):
        inner = [path for number, part in enumerate(value) for path in _paths(part, (*at, number))]
    else:
        inner = []
    return [*([at] if at else []), *inner]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_one_spoiled_answer_never_raises_and_faults_stay_near_it(
    answers: Load, data: st.DataObject
) -> None:
    plain = copy.deepcopy(answers(data.draw(st.sampled_from(["kotlassky", "nyandomsky"]))))
    at = data.draw(st.sampled_from(_paths(plain)))
    _put(plain, at, data.draw(JUNK))
    reading = read_case(plain)
    for problem in reading.problems:
        assert problem.place
        assert problem.code in ("unknown_person", "outside_district") or problem.at[0] == at[0]
