"""The renderer refuses whatever would spoil a paper, and keeps every letter of what it prints."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from registration.assembly.documents import DOCUMENTS
from registration.assembly.rendering import compiling
from registration.assembly.rendering.render import Renderer, document_paragraphs
from registration.assembly.rendering.source import TEMPLATES, TemplateSource
from registration.domain.people import Person
from registration.domain.text import normalise
from registration.errors import TemplateError
from registration.language.blank import Blank
from registration.language.wording import FILTERS
from tests.assembly.word import word_file

PERSON = Person.model_validate(
    {
        "key": "p1",
        "name": {"last": "Попова", "first": "Нина", "patronymic": "Ивановна"},
        "sex": "female",
        "birth_date": date(1961, 3, 5),
    }
)


@pytest.fixture
def templates(tmp_path: Path) -> TemplateSource:
    return TemplateSource(ours=tmp_path)


def written(templates: TemplateSource, *paragraphs: str) -> TemplateSource:
    """A folder whose only template has these paragraphs."""
    (templates.ours / "t.docx").write_bytes(word_file(*paragraphs))
    compiling._compile.cache_clear()
    return templates


def filled(templates: TemplateSource, *paragraphs: str, **context: object) -> tuple[str, ...]:
    renderer = Renderer(context, FILTERS, written(templates, *paragraphs))
    return document_paragraphs(renderer.render("t.docx").content)


def refusal(templates: TemplateSource, *paragraphs: str, **context: object) -> str:
    with pytest.raises(TemplateError) as caught:
        filled(templates, *paragraphs, **context)
    return str(caught.value)


def test_signs_of_xml_in_an_answer_are_printed_as_they_were_typed(
    templates: TemplateSource,
) -> None:
    name = "ТОС «Дом & двор» < 5 > <w:br/>"
    assert filled(templates, "Имя: {{ name }}.", name=name) == (f"Имя: {name}.",)


def test_tags_typed_into_an_answer_stay_text(templates: TemplateSource) -> None:
    assert filled(templates, "{{ name }}", name="{{ 7*7 }} {% if x %}") == ("{{ 7*7 }} {% if x %}",)


@given(st.text())
@settings(max_examples=150, deadline=None)
def test_any_normalised_answer_is_found_letter_for_letter(page: TemplateSource, text: str) -> None:
    answer = normalise(text).replace("\n", " ").strip()
    printed = document_paragraphs(Renderer({"x": answer}, FILTERS, page).render("t.docx").content)
    assert printed == ("до", answer, "после")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> TemplateSource:
    folder = tmp_path_factory.mktemp("page")
    (folder / "t.docx").write_bytes(word_file("до", "{{ x }}", "после"))
    return TemplateSource(ours=folder)


def test_an_unknown_field_stops_the_build_with_its_place(templates: TemplateSource) -> None:
    message = refusal(templates, "Первый", "Имя: {{ person.nmae }}", person=PERSON)
    assert "t.docx, абзац 2" in message
    assert "nmae" in message
    assert "person.nmae" in message


def test_a_missing_answer_stops_the_build(templates: TemplateSource) -> None:
    message = refusal(templates, "ИНН {{ person.inn }}", person=PERSON)
    assert "абзац 1" in message
    assert "ответа нет" in message


def test_a_missing_answer_inside_a_filter_stops_the_build(templates: TemplateSource) -> None:
    assert "t.docx, абзац 1" in refusal(templates, "{{ day|date_text }}", day=None)


def test_an_optional_answer_may_be_tested(templates: TemplateSource) -> None:
    text = "Имя{% if person.inn %}, ИНН {{ person.inn }}{% endif %}."
    assert filled(templates, text, person=PERSON) == ("Имя.",)


def test_a_date_without_a_filter_is_refused(templates: TemplateSource) -> None:
    assert "фильтра" in refusal(templates, "{{ person.birth_date }}", person=PERSON)


def test_a_boolean_is_never_printed(templates: TemplateSource) -> None:
    assert "bool" in refusal(templates, "{{ person.is_male }}", person=PERSON)


def test_a_choice_prints_its_russian_label(templates: TemplateSource) -> None:
    assert filled(templates, "{{ person.sex }}", person=PERSON) == ("женский",)


def test_an_answer_of_several_paragraphs_needs_a_loop(templates: TemplateSource) -> None:
    assert "циклом" in refusal(templates, "{{ x }}", x="раз\nдва")


@pytest.mark.parametrize("sign", ["\x07", "\x0c", "\u200b", "\u202e", "\ue000"])
def test_a_hidden_sign_is_refused_even_if_it_got_past_the_door(
    templates: TemplateSource, sign: str
) -> None:
    assert "скрытый знак" in refusal(templates, "{{ x }}", x=f"до{sign}после")


@pytest.mark.parametrize(
    "attack",
    [
        "{{ x.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ person.model_dump() }}",
        "{{ person.name.model_copy }}",
        "{{ x.format(1) }}",
        "{{ x.encode() }}",
        "{{ cycler }}",
        "{{ self._TemplateReference__context }}",
        "{{ range(9) }}",
        "{{ lipsum.__globals__ }}",
        "{{ mark.__func__ }}",
        "{% for a in x|list %}{{ a }}{% endfor %}",
        "{% if person.age(1) %}x{% endif %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
    ],
)
def test_a_template_gets_nothing_but_named_values(templates: TemplateSource, attack: str) -> None:
    assert "t.docx" in refusal(templates, attack, x="текст", person=PERSON)


def test_an_unclosed_tag_is_named_with_its_paragraph(templates: TemplateSource) -> None:
    message = refusal(templates, "Раз", "{% if x %}два", x="")
    assert "t.docx, абзац" in message
    assert "Traceback" not in message


def test_an_unknown_filter_is_refused(templates: TemplateSource) -> None:
    assert "t.docx, абзац 1" in refusal(templates, "{{ x|sklonenie }}", x="а")


def test_quotes_that_word_turned_into_russian_ones_still_work(templates: TemplateSource) -> None:
    assert filled(templates, "{{ n|counted(«житель») }}", n=2) == ("2 (два) жителя",)


def test_a_file_that_is_no_word_document_is_refused(templates: TemplateSource) -> None:
    (templates.ours / "t.docx").write_bytes(b"PK not really")
    compiling._compile.cache_clear()
    with pytest.raises(TemplateError, match="не документ Word"):
        Renderer({}, FILTERS, templates).render("t.docx")


def test_clause_numbers_follow_what_is_printed(templates: TemplateSource) -> None:
    paragraphs = filled(
        templates,
        '{{ section("a") }}. Раздел',
        '{{ clause("a1") }}. см. {{ ref("b2") }}',
        '{% if x %}{{ clause("a2") }}. выпал{% endif %}',
        '{{ clause("a3") }}. {{ point() }} {{ point() }}',
        '{{ section("b") }}. Раздел',
        '{{ clause("b2") }}. {{ point() }} см. {{ ref("a3") }} и {{ ref("a") }}',
        x="",
    )
    assert paragraphs == (
        "1. Раздел",
        "1.1. см. 2.1",
        "",
        "1.2. 1) 2)",
        "2. Раздел",
        "2.1. 1) см. 1.2 и 1",
    )


def test_a_reference_to_a_clause_that_fell_away_stops_the_build(templates: TemplateSource) -> None:
    message = refusal(templates, 'См. {{ ref("quorum") }}')
    assert "quorum" in message
    assert "абзац 1" in message


def test_a_clause_key_used_twice_stops_the_build(templates: TemplateSource) -> None:
    assert "дважды" in refusal(templates, '{{ clause("a") }} {{ clause("a") }} {{ ref("a") }}')


def test_a_draft_prints_a_blank_with_the_name_of_the_answer(templates: TemplateSource) -> None:
    written(templates, "{{ person.inn }}, {{ meeting.held_on|date_text }}")
    renderer = Renderer.for_draft({"person": PERSON, "meeting": None}, FILTERS, templates)
    (paragraph,) = document_paragraphs(renderer.render("t.docx").content)
    assert paragraph == "[ИНН], [Собрание: день собрания]"


def test_a_draft_still_refuses_a_misspelt_field(templates: TemplateSource) -> None:
    written(templates, "{{ person.nmae }}")
    with pytest.raises(TemplateError, match="nmae"):
        Renderer.for_draft({"person": PERSON}, FILTERS, templates).render("t.docx")


def test_the_same_answers_give_the_same_bytes(templates: TemplateSource) -> None:
    written(templates, "{{ x }}")
    first = Renderer({"x": "раз"}, FILTERS, templates).render("t.docx").content
    assert first == Renderer({"x": "раз"}, FILTERS, templates).render("t.docx").content
    assert first != Renderer({"x": "два"}, FILTERS, templates).render("t.docx").content


def test_printed_facts_name_field_text_and_paragraph(templates: TemplateSource) -> None:
    written(templates, "Устав", "{{ person|gen }}, {{ n }}")
    facts = Renderer({"person": PERSON, "n": 46}, FILTERS, templates).render("t.docx").facts
    assert [(fact.field, fact.text, fact.paragraph) for fact in facts] == [
        ("person|gen", "Поповой Нины Ивановны", 2),
        ("n", "46", 2),
    ]


def test_our_rendering_equals_docxtpls_own(templates: TemplateSource) -> None:
    paragraphs = (
        "Имя: {{ x }} &amp; прочее",
        "{%p if yes %}",
        "Да, {{ y }}.",
        "{%p endif %}",
        "{%p for item in items %}",
        "— {{ item }};",
        "{%p endfor %}",
    )
    context = {"x": "Дом & двор", "y": "так", "yes": "1", "items": ("раз", "два")}
    content = word_file(*paragraphs)
    written(templates, *paragraphs)
    ours = Renderer(context, FILTERS, templates).render("t.docx").content
    assert document_paragraphs(ours) == _docxtpl(content, context)


def _docxtpl(content: bytes, context: dict[str, object]) -> tuple[str, ...]:
    template = DocxTemplate(BytesIO(content))
    template.render(context, autoescape=True)
    result = BytesIO()
    template.save(result)
    return document_paragraphs(result.getvalue())


@pytest.mark.parametrize("spec", [spec for spec in DOCUMENTS if spec.template])
def test_every_template_exists_and_compiles(spec) -> None:  # type: ignore[no-untyped-def]
    assert compiling.compile_template(spec.template).parts


@pytest.mark.parametrize("spec", [spec for spec in DOCUMENTS if spec.template])
def test_every_head_of_a_template_carries_the_mark_of_a_draft(spec) -> None:  # type: ignore[no-untyped-def]
    with zipfile.ZipFile(TEMPLATES / spec.template) as archive:
        heads = [name for name in archive.namelist() if name.startswith("word/header")]
        texts = [etree.fromstring(archive.read(name)) for name in heads]
    assert heads
    assert all("draft_mark" in "".join(text.itertext()) for text in texts)


def test_a_blank_is_no_answer() -> None:
    assert not Blank("Фамилия")
