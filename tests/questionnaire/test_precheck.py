"""The pre-check: what six answers lead to."""

from registration.questionnaire.precheck import DUTIES, QUESTIONS, Advice, conclude

WISHES = ("money", "contracts", "property")
MEANS = ("people", "reports", "address")


def test_there_are_six_questions() -> None:
    assert [ask.id for ask in QUESTIONS] == [*WISHES, *MEANS]


def test_who_wants_a_grant_and_has_people_needs_a_legal_entity() -> None:
    found = conclude({"money": True, "contracts": False, "property": False} | ready())
    assert found.advice is Advice.NEEDED
    assert "Для гранта на счёт ТОС нужно юрлицо." in found.reasons
    assert found.duties == DUTIES


def test_who_wants_nothing_needs_no_legal_entity() -> None:
    found = conclude(dict.fromkeys(WISHES, False) | ready())
    assert found.advice is Advice.NOT_NEEDED
    assert found.duties == ()


def test_without_three_founders_it_is_too_early() -> None:
    assert conclude({"money": True} | ready() | {"people": False}).advice is Advice.LATER


def test_without_anybody_to_report_there_is_something_to_think_about() -> None:
    found = conclude({"money": True} | ready() | {"reports": False})
    assert found.advice is Advice.POSSIBLE
    assert any("отчёты" in reason for reason in found.reasons)


def test_who_knows_nothing_gets_no_reasons() -> None:
    found = conclude({})
    assert found.advice is Advice.POSSIBLE
    assert found.reasons == ()


def test_every_answer_gives_its_reason() -> None:
    said = conclude({ask.id: True for ask in QUESTIONS}).reasons
    assert said == tuple(ask.if_yes for ask in QUESTIONS)


def ready() -> dict[str, bool | None]:
    return dict.fromkeys(MEANS, True)
