"""Slips of the pen in a template are found before any case is rendered."""

from collections.abc import Callable

import pytest

from registration.assembly.rendering import lint
from registration.assembly.rendering.lint import (
    IMPOSSIBLE,
    UNKNOWN,
    UNREACHABLE,
    UNUSED,
    every_field,
    lint_content,
    lint_templates,
)
from registration.assembly.rendering.waived import WAIVED
from tests.assembly.word import word_file

Check = Callable[..., list[tuple[str, str]]]


@pytest.fixture
def faults() -> Check:
    """Lint a template of the given paragraphs; gives (kind, message) pairs."""

    def check(*paragraphs: str) -> list[tuple[str, str]]:
        found, _ = lint_content(word_file(*paragraphs, header="{{ draft_mark }}"), "t.docx")
        return [(fault.kind, fault.message) for fault in found]

    return check


@pytest.mark.parametrize(
    ("paragraph", "kind", "words"),
    [
        ("{{ tos.ful_name }}", UNKNOWN, "Ближайшее: «full_name»"),
        ("{{ meting.held_on|date_text }}", UNKNOWN, "Ближайшее: «meeting»"),
        ("{{ roles.chair.name.fulll }}", UNKNOWN, "«fulll»"),
        ("{% for p in roles.founders %}{{ p.nmae.full }}{% endfor %}", UNKNOWN, "«nmae»"),
        ("{{ figures.state_dut }}", UNKNOWN, "Ближайшее: «state_duty»"),
        ("{{ law.nko.titel }}", UNKNOWN, "Ближайшее: «title»"),
        ("{% if charter.executive == 'chair_only ' %}x{% endif %}", IMPOSSIBLE, "chair_only"),
        ("{% if tos.track == 'nwe' %}x{% endif %}", IMPOSSIBLE, "Ближайшее: «new»"),
        ("{% if meeting.present == 5 %}x{% endif %}", IMPOSSIBLE, "нельзя сравнивать"),
        ("{% for x in tos.full_name.label %}x{% endfor %}", UNKNOWN, "«label»"),
        ("{% for x in meeting.chair %}x{% endfor %}", IMPOSSIBLE, "не список"),
        ("{% if tos.is_new %}{% if tos.is_new %}x{% endif %}{% endif %}", UNREACHABLE, "лишняя"),
        (
            "{% if tos.is_new %}{% else %}{% if tos.is_new %}x{% endif %}{% endif %}",
            UNREACHABLE,
            "не попасть",
        ),
        (
            "{% if tos.is_new %}{% if not tos.is_new %}x{% endif %}{% endif %}",
            UNREACHABLE,
            "не попасть",
        ),
        ("{% if person.name %}x{% endif %}", UNREACHABLE, "всегда есть"),
        ("{% if charter.executive %}x{% endif %}", UNREACHABLE, "всегда есть"),
    ],
)
def test_a_slip_is_named_with_its_cure(
    faults: Check, paragraph: str, kind: str, words: str
) -> None:
    found = faults(paragraph)
    assert [name for name, _ in found] == [kind]
    assert words in found[0][1]


@pytest.mark.parametrize(
    "paragraph",
    [
        "{% if person.inn %}{{ person.inn }}{% endif %}",
        "{% if tos.is_new %}а{% else %}б{% endif %}{% if tos.is_new %}в{% endif %}",
        "{% for x in agenda %}{% if x.item.on_charter %}{{ loop.index }}{% endif %}{% endfor %}",
        "{{ territory.district.full_name.genitive }} {{ tos.scale.legal }}",
        "{{ meeting.held_on.year }} {{ figures.state_duty|rubles }}",
        '{{ section("a") }} {{ clause("b") }} {{ ref("a") }}',
    ],
)
def test_a_right_template_is_left_alone(faults: Check, paragraph: str) -> None:
    assert faults(paragraph) == []


def test_a_field_that_no_paper_prints_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {name: why for name, why in WAIVED.items() if name != "CaseCard.purposes"}
    monkeypatch.setattr(lint, "WAIVED", fewer)
    (fault,) = lint_templates()
    assert fault.kind == UNUSED
    assert "Зачем нужно юридическое лицо" in fault.message


def test_only_fields_of_the_model_are_waived() -> None:
    assert set(WAIVED) <= set(every_field())
