"""The register of law: what hangs on an act, whom to ask what first, as text and as JSON."""

import json
from itertools import pairwise

import pytest

from registration.cli import SOUND, main
from registration.rules.catalogue import CATALOGUE
from registration.rules.confirmed import Confirmation
from registration.rules.questions import ASKED, QUESTIONS
from registration.rules.register import to_ask

DAY = ("--on", "2026-11-23")


@pytest.fixture
def printed(capsys: pytest.CaptureFixture[str]) -> str:
    assert main(("laws", *DAY)) == SOUND
    return capsys.readouterr().out


def test_what_holds_most_is_asked_first() -> None:
    for items in to_ask({}).values():
        assert items
        assert all(before.effect >= after.effect for before, after in pairwise(items))


def test_every_question_goes_to_those_it_names() -> None:
    asked = to_ask({})
    for question in QUESTIONS:
        for askee in question.asked:
            assert question.text in {item.words for item in asked[ASKED[askee]]}


def test_confirmed_rules_need_no_lawyer() -> None:
    known = {rule.id: Confirmation("Юрист", rule.reviewed) for rule in CATALOGUE}
    to_read = [item for item in to_ask(known)[ASKED["lawyer"]] if "дословно" in item.words]
    assert to_read
    assert all(item.rules == () for item in to_read)
    assert all(item.numbers for item in to_read)


def test_act_is_shown_with_what_hangs_on_it(printed: str) -> None:
    (line,) = (line for line in printed.splitlines() if line.strip().startswith("Закон № 33-ФЗ:"))
    assert "D14" in line
    assert "правил 0" not in line
    assert "Что спросить — юрист" in printed
    assert "Предупреждений о самом праве: 0" in printed


def test_alarms_are_printed_for_a_later_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("laws", "--on", "2028-06-01")) == SOUND
    assert "Последний раз смотрели 23.11.2026: Закон № 33-ФЗ" in capsys.readouterr().out


def test_programs_read_the_register(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(("laws", *DAY, "--json")) == SOUND
    record = json.loads(capsys.readouterr().out)
    act = next(item for item in record["acts"] if item["act"] == "fz-33")
    assert "founders-age-18" in act["rules"]
    assert "participant_age" in act["figures"]
    assert "D12" in act["documents"]
    assert record["alarms"] == []
    assert set(record["rules"]) <= {rule.id for rule in CATALOGUE}
