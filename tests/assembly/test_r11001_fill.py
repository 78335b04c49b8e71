"""The filled form: values, reasons, sheets, errors."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from registration.assembly.r11001 import FormContent, coverage, fill, load_edition
from registration.assembly.r11001.entries import State
from registration.assembly.r11001.model import pages
from registration.domain.case import Case, read_case
from registration.errors import FormError

EDITION = load_edition()
Answers = Callable[[str], dict[str, Any]]
Sample = Callable[[str], Case]


def filled(answers: dict[str, Any], on: date) -> FormContent:
    reading = read_case(answers)
    assert reading.problems == ()
    return fill(reading.case, on, EDITION)


def text(content: FormContent, role: str, field: str, ordinal: int = 1) -> str:
    sheet = next(s for s in content.sheets if (s.role, s.ordinal) == (role, ordinal))
    return sheet.fields[field].text


def test_sheets_follow_the_order_of_the_form(sample: Sample, on: date) -> None:
    content = fill(sample("verkhnetoemsky"), on, EDITION)
    assert [sheet.role for sheet in content.sheets] == [
        "title", "founder_person", "founder_person", "founder_person",
        "head_person", "okved", "applicant",
    ]  # fmt: skip


def test_page_numbers_run_through_without_gaps(sample: Sample, sample_name: str, on: date) -> None:
    content = fill(sample(sample_name), on, EDITION)
    numbers = [page.text("page_no") for page in pages(content)]
    assert numbers == [f"{number:03}" for number in range(1, len(numbers) + 1)]


def test_title_repeats_the_names_and_splits_the_address(sample: Sample, on: date) -> None:
    content = fill(sample("verkhnetoemsky"), on, EDITION)
    expected = {
        "name_short": "ТОС «ЗАРЕЧЬЕ»",
        "region": "29",
        "mo_kind": "4",
        "mo_name": "ВЕРХНЕТОЕМСКИЙ",
        "settl_kind": "",
        "settl_name": "",
        "np_type": "С.",
        "np_name": "ВЕРХНЯЯ ТОЙМА",
        "street_type": "УЛ.",
        "street_name": "ЗАРЕЧНАЯ",
        "bld_type_1": "Д.",
        "bld_no_1": "20",
        "bld_no_2": "",
        "org_email": "TOS-ZARECHYE@EXAMPLE.COM",
        "capital_sum": "",
    }
    assert {name: text(content, "title", name) for name in expected} == expected


def test_a_flat_and_a_building_have_their_own_places(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["address"]["address"] |= {"building": "2", "flat": "14", "room": "3"}
    content = filled(data, on)
    expected = {
        "bld_type_1": "Д.", "bld_no_1": "20", "bld_type_2": "К.", "bld_no_2": "2",
        "prem_type": "КВ.", "prem_no": "14", "room_type": "ПОМЕЩ.", "room_no": "3",
    }  # fmt: skip
    assert {name: text(content, "title", name) for name in expected} == expected


def test_an_office_without_a_flat_is_the_premises(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["address"]["address"] |= {"room": "3"}
    content = filled(data, on)
    assert text(content, "title", "prem_type") == "ПОМЕЩ."
    assert text(content, "title", "prem_no") == "3"
    assert text(content, "title", "room_no") == ""


def test_a_village_without_streets_leaves_the_street_empty(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    address = data["address"]["address"]
    del address["street_kind"], address["street"]
    content = filled(data, on)
    street = content.sheets[0].fields["street_type"]
    assert (street.text, street.state, street.reason) == (
        "", State.NOT_REQUIRED, "в адресе этого нет",
    )  # fmt: skip


def test_dots_after_abbreviations_are_a_switch_of_the_edition(sample: Sample, on: date) -> None:
    plain = EDITION.model_copy(update={"address_dots": False})
    content = fill(sample("verkhnetoemsky"), on, plain)
    assert text(content, "title", "np_type") == "С"
    assert text(content, "title", "street_type") == "УЛ"


def test_a_founder_is_written_as_the_passport_says(sample: Sample, on: date) -> None:
    content = fill(sample("verkhnetoemsky"), on, EDITION)
    expected = {
        "last": "КОРОБИЦЫН",
        "middle": "ФЁДОРОВИЧ",
        "inn": "001000020263",
        "sex": "1",
        "birth_date": "19.11.1974",
        "citizenship": "1",
        "country_code": "",
        "doc_code": "21",
        "doc_no": "00 19 000102",
        "doc_date": "03.12.2019",
        "doc_dept": "000-002",
        "share_sum": "",
    }
    assert {name: text(content, "founder_person", name, 2) for name in expected} == expected


def test_every_value_names_its_place_in_the_case(sample: Sample, on: date) -> None:
    content = fill(sample("verkhnetoemsky"), on, EDITION)
    assert content.sheets[2].fields["birth_date"].source == "people.persons.1.birth_date"


def test_only_the_patronymic_of_the_name_may_stay_empty(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    del data["people"]["persons"][0]["name"]["patronymic"]
    founder = filled(data, on).sheets[1]
    assert founder.fields["middle"].reason == "отчества нет"
    assert founder.fields["middle"].state is State.NOT_REQUIRED
    assert all(founder.fields[name].state is State.FILLED for name in ("last", "first"))


def test_a_founder_without_a_passport_is_a_missing_answer(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    del data["people"]["persons"][0]["document"]
    field = filled(data, on).sheets[1].fields["doc_no"]
    assert (field.state, field.reason) == (State.MISSING, "нет ответа")
    assert field.source == "people.persons.0.document"


def test_a_foreigner_needs_the_code_of_the_country(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["people"]["persons"][0] |= {"citizenship": "foreign", "country_code": "112"}
    content = filled(data, on)
    assert text(content, "founder_person", "citizenship") == "2"
    assert text(content, "founder_person", "country_code") == "112"


def test_post_of_the_head_is_the_charters(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["charter"]["chair_title"] = "council_chair"
    assert text(filled(data, on), "head_person", "position") == "ПРЕДСЕДАТЕЛЬ СОВЕТА ТОС"


def test_applicant_has_a_code_a_plain_phone_and_a_wish_for_paper(
    answers: Answers, on: date
) -> None:
    data = answers("verkhnetoemsky")
    data["applicant"] |= {"phone": "8 (81854) 2-12-34", "wants_paper": True}
    content = filled(data, on)
    assert text(content, "applicant", "kind") == EDITION.codes.capacity["founder"]
    assert text(content, "applicant", "phone") == "+78185421234"
    assert text(content, "applicant", "paper_copy") == EDITION.codes.paper_copy["yes"]


def test_handwriting_and_the_notary_block_are_never_filled(
    sample: Sample, sample_name: str, on: date
) -> None:
    content = fill(sample(sample_name), on, EDITION)
    by_hand = [
        field
        for sheet in content.sheets
        for slot, field in sheet.fields.items()
        if EDITION.sheet(sheet.role).field_of[slot][1].by_hand
    ]
    assert {field.id for field in by_hand} == {
        "fio_handwritten", "signature", "certifier_kind", "certifier_inn",
    }  # fmt: skip
    assert all(field.text == "" and field.state is State.BY_HAND for field in by_hand)


def test_codes_beyond_one_sheet_go_to_a_continuation_sheet(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    codes = [f"{number}.11" for number in range(10, 70)]
    data["okved"]["extra"] = codes
    content = filled(data, on)
    sheets = [sheet for sheet in content.sheets if sheet.role == "okved"]
    written = [
        field.text
        for sheet in sheets
        for field in sheet.fields.values()
        if field.id.startswith("okved_extra") and field.text
    ]
    assert len(sheets) == 2
    assert written == codes
    assert sheets[1].fields["okved_main"].text == ""
    assert sheets[1].fields["okved_extra_1"].source == "okved.extra.56"


def test_a_full_sheet_of_codes_needs_no_continuation(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["okved"]["extra"] = [f"{number}.11" for number in range(10, 66)]
    assert [sheet.role for sheet in filled(data, on).sheets].count("okved") == 1


def decided(choice: str) -> dict[str, Any]:
    return {
        "question": "founder-sheets",
        "choice": choice,
        "reason": "по ответу ведомства",
        "decided_by": "Анна Сергеевна Вымышленная",
        "decided_on": date(2026, 11, 1),
    }


def test_the_consultant_can_leave_the_founder_sheets_out(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky") | {"decisions": {"made": [decided("none")]}}
    assert "founder_person" not in {sheet.role for sheet in filled(data, on).sheets}


def test_an_unknown_decision_on_founder_sheets_is_refused(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky") | {"decisions": {"made": [decided("some")]}}
    with pytest.raises(FormError, match="впишите all"):
        filled(data, on)


def test_overflow_names_field_limit_and_excess(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["tos"]["full_name"] = "А" * 243
    with pytest.raises(FormError, match=r"«Полное наименование».*знаков: 240, лишних: 3"):
        filled(data, on)


def test_all_faults_are_told_at_once(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["tos"] |= {"full_name": "А" * 250, "short_name": "ТОС «Вперёд!»"}
    with pytest.raises(FormError) as refused:
        filled(data, on)
    assert len(str(refused.value).splitlines()) == 2
    assert "нельзя вписать знаки: !" in str(refused.value)


def test_a_region_without_a_code_is_an_error_that_says_where(answers: Answers, on: date) -> None:
    data = answers("verkhnetoemsky")
    data["address"]["address"]["region"] = "Вологодская область"
    with pytest.raises(FormError, match="нет кода для «Вологодская область»"):
        filled(data, on)


def test_an_edition_is_not_used_before_its_day(sample: Sample) -> None:
    with pytest.raises(FormError, match=r"применяется с 25\.07\.2025"):
        fill(sample("verkhnetoemsky"), date(2025, 7, 24), EDITION)
    assert fill(sample("verkhnetoemsky"), date(2025, 7, 25), EDITION).sheets


def test_an_empty_case_gives_empty_sheets_with_reasons(on: date) -> None:
    content = fill(Case(), on, EDITION)
    assert [sheet.role for sheet in content.sheets] == [
        "title", "founder_person", "head_person", "okved", "applicant",
    ]  # fmt: skip
    fields = [field for sheet in content.sheets for field in sheet.fields.values()]
    assert all(field.text == "" and field.reason for field in fields)
    assert content.sheets[0].fields["name_full"].reason == "нет ответа"


def test_unfinished_and_faulty_cases_still_fill_a_draft(answers: Answers, on: date) -> None:
    for name in ("faulty/unfinished", "faulty/violations"):
        assert fill(read_case(answers(name)).case, on, EDITION).sheets


def test_coverage_tells_a_value_or_a_reason_for_every_field(
    sample: Sample, sample_name: str, on: date
) -> None:
    lines = coverage(fill(sample(sample_name), on, EDITION))
    assert all(bool(line.text) != bool(line.reason) for line in lines)
    assert all(line.sheet and line.label and line.state for line in lines)
    assert [line.page for line in lines] == sorted(line.page for line in lines)


def test_coverage_tells_unused_places_for_codes_once(sample: Sample, on: date) -> None:
    lines = coverage(fill(sample("verkhnetoemsky"), on, EDITION))
    extra = [line for line in lines if line.field.startswith("okved_extra")]
    assert [line.text for line in extra] == ["81.30", "93.29", ""]
    assert extra[-1].reason == "больше кодов нет"
