"""The judgement of a case: outcomes, decisions, citations, what programs read."""

import copy
import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from registration.domain.case import Case, read_case
from registration.rules import catalogue
from registration.rules.catalogue import CATALOGUE, Finding, Status, check_case, rules_digest
from registration.rules.questions import BY_ID
from registration.rules.rule import Breach, Confidence, RuleStage, Severity, rule

Answers = Callable[[str], dict[str, Any]]

RELEASED = date(2026, 11, 23)


def found(case: Case, on: date, rule_id: str) -> tuple[Finding, ...]:
    return tuple(item for item in check_case(case, on).findings if item.rule == rule_id)


def case_with(answers: dict[str, Any], section: str, **fields: Any) -> Case:
    answers = copy.deepcopy(answers)
    answers[section] = answers.get(section, {}) | fields
    reading = read_case(answers)
    assert reading.problems == ()
    return reading.case


def decision(question: str, choice: str) -> dict[str, Any]:
    return {
        "question": question,
        "choice": choice,
        "reason": "Ответ Управления.",
        "decided_by": "Анна Сергеевна Вымышленная",
        "decided_on": date(2026, 11, 1),
    }


def test_nothing_blocks_a_ready_sample(
    sample: Callable[[str], Case], sample_name: str, on: date
) -> None:
    verdict = check_case(sample(sample_name), on)
    assert verdict.blockers == ()
    assert not verdict.blocked


def test_an_empty_case_lacks_everything_and_breaks_nothing_else(on: date) -> None:
    verdict = check_case(Case(), on)
    (finding,) = verdict.findings
    assert finding.rule == "pkg-complete"
    assert all(f"«{title}»" in finding.message for title in ("ТОС", "Устав", "Подача документов"))
    assert verdict.blocked
    assert len(verdict.waiting) >= 65
    assert all(item.place for item in verdict.waiting)
    assert "founders-min-3" in map(str, verdict.waiting)


def test_a_meeting_that_lies_ahead_is_not_judged(sample: Callable[[str], Case]) -> None:
    verdict = check_case(sample("verkhnetoemsky"), date(2026, 9, 29))
    waiting = {item.rule: item.at for item in verdict.waiting}
    assert waiting["meeting-quorum-third"] == "meeting.present"
    assert waiting["meeting-votes-arithmetic"] == "meeting.present"
    assert not {"meeting-quorum-third", "term-buffer"} & {item.rule for item in verdict.findings}


def test_finding_is_ready_for_programs_and_for_people(answers: Answers, on: date) -> None:
    case = case_with(answers("verkhnetoemsky"), "residents", adults=139, over_16=140)
    (finding,) = found(case, on, "meeting-quorum-third")
    read = json.loads(json.dumps(finding.as_dict(), ensure_ascii=False))
    assert list(read) == ["rule", "severity", "at", "message", "citations", "status"]
    assert read["severity"] == "blocker"
    assert read["at"] == "meeting.present"
    assert read["status"] == "breached"
    assert read["citations"] == ["ст. 50 Федерального закона от 20.03.2025 № 33-ФЗ"]
    assert finding.place == "Собрание → Сколько голосовали"
    assert "47" in finding.message


def test_old_law_is_cited_only_for_its_own_days() -> None:
    (age,) = [item for item in CATALOGUE if item.id == "charter-age-18"]
    cited = {
        day: [citation.act.id for citation in age.basis(day)]
        for day in (date(2025, 6, 18), date(2025, 6, 19), date(2028, 1, 1))
    }
    assert list(cited.values()) == [["fz-131"], ["fz-33"], ["fz-33"]]


def test_open_question_asks_and_a_decision_settles_it(answers: Answers, on: date) -> None:
    raw = answers("verkhnetoemsky")
    raw["charter"]["term_years"] = 6
    (asked,) = found(read_case(raw).case, on, "charter-organs-terms")
    settled = case_with(raw, "decisions", made=[decision("long-term", "allowed")])
    refused = case_with(raw, "decisions", made=[decision("long-term", "five_years")])
    (after,) = found(settled, on, "charter-organs-terms")
    (against,) = found(refused, on, "charter-organs-terms")

    assert (asked.status, asked.severity) == (Status.TO_DECIDE, Severity.BLOCKER)
    assert BY_ID["long-term"].text in asked.message
    assert (after.status, after.severity) == (Status.SETTLED, Severity.ADVICE)
    assert (against.status, against.severity) == (Status.BREACHED, Severity.BLOCKER)


def test_a_choice_that_does_not_exist_settles_nothing(answers: Answers, on: date) -> None:
    raw = answers("verkhnetoemsky")
    raw["charter"]["term_years"] = 6
    raw["decisions"] = {"made": [decision("long-term", "maybe")]}
    (finding,) = found(read_case(raw).case, on, "charter-organs-terms")
    assert finding.status is Status.TO_DECIDE
    assert finding.severity is Severity.BLOCKER
    assert "«maybe»" in finding.message


@pytest.mark.parametrize(
    ("choice", "severity"), [("nko_7fz", Severity.WARNING), ("both", Severity.BLOCKER)]
)
def test_the_registration_track_decides_how_grave_an_auditor_in_the_council_is(
    answers: Answers, on: date, choice: str, severity: Severity
) -> None:
    raw = answers("verkhnetoemsky")
    raw["organs"]["audit"] = ["p4"]
    raw["decisions"] = {"made": [decision("registration-track", choice)]}
    (finding,) = found(read_case(raw).case, on, "organs-revision-separate")
    assert finding.severity is severity


def test_a_look_into_the_future_has_not_been_taken(answers: Answers, on: date) -> None:
    raw = answers("verkhnetoemsky")
    raw["checks"]["made"][0]["checked_on"] = on + timedelta(days=1)
    (finding,) = found(read_case(raw).case, on, "name-unique")
    assert finding.status is Status.TO_DECIDE
    assert finding.severity is Severity.BLOCKER


def test_a_newer_look_replaces_a_failed_one(answers: Answers, on: date) -> None:
    raw = answers("verkhnetoemsky")
    failed = raw["checks"]["made"][0] | {"passed": False, "checked_on": date(2026, 11, 1)}
    raw["checks"]["made"].append(failed)
    assert found(read_case(raw).case, on, "name-unique") == ()


def test_unpaid_duty_blocks_only_when_it_is_time_to_file(answers: Answers, on: date) -> None:
    raw = answers("verkhnetoemsky")
    del raw["state_duty"]
    raw["filing"]["planned_on"] = on + timedelta(days=1)
    (early,) = found(read_case(raw).case, on, "pkg-fee-paper")
    raw["filing"]["planned_on"] = on
    (late,) = found(read_case(raw).case, on, "pkg-fee-paper")
    assert (early.severity, late.severity) == (Severity.WARNING, Severity.BLOCKER)


@pytest.mark.parametrize(
    ("on", "word"),
    [(date(2026, 12, 23), "После"), (date(2026, 12, 24), "Срочно"), (date(2027, 1, 3), "сегодня")],
)
def test_the_alarm_grows_louder(sample: Callable[[str], Case], on: date, word: str) -> None:
    messages = [item.message for item in found(sample("verkhnetoemsky"), on, "term-buffer")]
    assert word in messages[-1].split(". ")[0]


@pytest.mark.parametrize("field", ["held_on", "planned_on"])
def test_a_mistyped_year_does_not_stop_the_check(answers: Answers, on: date, field: str) -> None:
    raw = answers("verkhnetoemsky")
    raw["meeting" if field == "held_on" else "filing"][field] = date(1900, 1, 1)
    assert check_case(read_case(raw).case, on).findings


def test_a_check_without_any_one_answer_never_fails(answers: Answers, on: date) -> None:
    raw = answers("kotlassky")
    for name, section in raw.items():
        for field in section:
            less = {**raw, name: {key: value for key, value in section.items() if key != field}}
            assert check_case(read_case(less).case, on).waiting


def test_messages_speak_to_people(answers: Answers, on: date) -> None:
    for name in ("faulty/violations", "faulty/unfinished", "vilegodsky", "nyandomsky"):
        for finding in check_case(read_case(answers(name)).case, on).findings:
            assert not re.search(r"\bNone\b|[a-z]+_[a-z]+|\bp\d+\b|  ", finding.message)
            assert finding.message.endswith((".", "»"))
            assert finding.place


def test_a_rule_cannot_ask_for_what_is_not_in_the_case() -> None:
    declare = rule(
        "x",
        "X",
        Severity.ADVICE,
        RuleStage.TERM,
        cites=(("fz-7", ""),),
        confidence=Confidence.MEMORY,
        reviewed=RELEASED,
    )

    def colour(colours: object) -> Any:
        yield Breach("colours", "")

    with pytest.raises(TypeError, match="colours"):
        declare(colour)


def test_a_rule_holds_only_in_its_own_days(
    monkeypatch: pytest.MonkeyPatch, sample: Callable[[str], Case], on: date
) -> None:
    def always(case: Case) -> Any:
        yield Breach("tos", "Нарушено.")

    short = rule(
        "x",
        "X",
        Severity.ADVICE,
        RuleStage.TERM,
        cites=(("fz-7", ""),),
        confidence=Confidence.MEMORY,
        reviewed=RELEASED,
        since=on,
        until=on,
    )(always)
    monkeypatch.setattr(catalogue, "CATALOGUE", (short,))
    case = case_without_filing(sample("verkhnetoemsky"))
    counts = [len(check_case(case, on + timedelta(days=d)).findings) for d in (-1, 0, 1)]
    assert counts == [0, 1, 0]


def case_without_filing(case: Case) -> Case:
    return case.model_copy(update={"filing": None})


def test_fingerprint_of_the_rules_is_stable() -> None:
    assert rules_digest() == rules_digest()
    assert re.fullmatch(r"[0-9a-f]{64}", rules_digest())
