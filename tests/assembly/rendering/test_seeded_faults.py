"""Every fault that can be seeded into a template is found, with its part, paragraph and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from registration.assembly.rendering.fault import (
    FILE,
    FONT,
    FORBIDDEN,
    FOREIGN,
    IMPOSSIBLE,
    LEFTOVER,
    MISPLACED,
    NUMBERING,
    QUOTES,
    SYNTAX,
    UNCLOSED,
    UNKNOWN,
)
from registration.assembly.rendering.lint import lint_content, lint_template, template_names
from tests.assembly.word import run, word_file

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _links(kind: str, target: str) -> dict[str, str]:
    return {
        "word/_rels/document.xml.rels": "<Relationships xmlns="
        '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        f'Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    }


def _row(*texts: str) -> str:
    cells = "".join(f"<w:tc><w:p>{run(text)}</w:p></w:tc>" for text in texts)
    return f"<w:tr>{cells}</w:tr>"


@dataclass(frozen=True, slots=True)
class Seed:
    """A fault put into a template, and how it must be told."""

    name: str
    paragraphs: tuple[str, ...]
    kind: str
    paragraph: int
    words: str
    extra: Mapping[str, str | bytes] = field(default_factory=dict)
    header: str = "{{ draft_mark }}"
    part: str = "документ"


SEEDS = (
    Seed("value-not-closed", ("Раз", "Имя {{ tos.full_name"), UNCLOSED, 2, "нет «}}»"),
    Seed("statement-not-closed", ("{% if tos.is_new",), UNCLOSED, 1, "нет «%}»"),
    Seed("value-not-opened", ("Имя tos.full_name }} тут",), UNCLOSED, 1, "не открыта"),
    Seed("one-brace", ("Имя { tos.full_name }}",), UNCLOSED, 1, "не открыта"),
    Seed("mixed-braces", ("Имя {{ tos.full_name %}",), UNCLOSED, 1, "закрыть её надо «}}»"),
    Seed("over-two-paragraphs", ("{{ tos.full", "_name }}"), UNCLOSED, 1, "в одном абзаце"),
    Seed("if-without-end", ("А", "{%p if tos.is_new %}", "Б"), UNCLOSED, 2, "{%p endif %}"),
    Seed("for-without-end", ("{% for x in agenda %}{{ x.number }}",), UNCLOSED, 1, "endfor"),
    Seed("end-without-if", ("Текст {% endif %}",), UNCLOSED, 1, "«endif» лишний"),
    Seed("else-without-if", ("Текст {% else %} ещё",), UNCLOSED, 1, "вне условия"),
    Seed(
        "wrong-end",
        ("{% for x in agenda %}{{ x.number }}{% endif %}{% endfor %}",),
        UNCLOSED,
        1,
        "«endif» лишний",
    ),
    Seed("misspelt-end", ("{% if tos.is_new %}да{% edif %}",), SYNTAX, 1, "Ближайшее: «endif»"),
    Seed("misspelt-if", ("{% fi tos.is_new %}да",), SYNTAX, 1, "Нет команды «fi»"),
    Seed("else-if", ("{% if tos.is_new %}а{% else if draft %}б{% endif %}",), SYNTAX, 1, "elif"),
    Seed(
        "words-with-p-tag",
        ("{%p if tos.is_new %} лишнее", "Б", "{%p endif %}"),
        MISPLACED,
        1,
        "«лишнее»",
    ),
    Seed(
        "space-before-p",
        ("{% p if tos.is_new %}", "Б", "{%p endif %}"),
        SYNTAX,
        1,
        "Уберите пробел",
    ),
    Seed(
        "tr-outside-table",
        ("{%tr if tos.is_new %}", "Б", "{%tr endif %}"),
        MISPLACED,
        1,
        "только в строке таблицы",
    ),
    Seed(
        "words-with-tr-tag",
        (
            "<w:tbl>"
            + _row("{%tr for x in agenda %}", "Итого")
            + _row("{%tr endfor %}")
            + "</w:tbl>",
        ),
        MISPLACED,
        1,
        "«Итого»",
    ),
    Seed(
        "levels-differ",
        ("{%p if tos.is_new %}", "Б", "{% endif %}"),
        MISPLACED,
        3,
        "должны быть одинаковы",
    ),
    Seed(
        "block-over-paragraphs",
        ("А {% if tos.is_new %}Б", "В{% endif %}"),
        MISPLACED,
        2,
        "открыт в абзаце 1",
    ),
    Seed("rich-text-tag", ("{{r tos.full_name }}",), MISPLACED, 1, "не используется"),
    Seed("misspelt-field", ("{{ tos.ful_name }}",), UNKNOWN, 1, "Ближайшее: «full_name»"),
    Seed("misspelt-section", ("{{ meting.venue }}",), UNKNOWN, 1, "Ближайшее: «meeting»"),
    Seed("misspelt-filter", ("{{ on|date_txt }}",), UNKNOWN, 1, "Ближайшее: «date_text»"),
    Seed(
        "misspelt-in-header",
        ("Текст",),
        UNKNOWN,
        1,
        "Ближайшее: «draft_mark»",
        header="{{ draft_mark }}{{ draft_mrk }}",
        part="верхний колонтитул 1",
    ),
    Seed("russian-letter", ("{{ tos.full_namе }}",), SYNTAX, 1, "русская буква «е»"),
    Seed(
        "impossible-value",
        ("{% if tos.track == 'nwe' %}x{% endif %}",),
        IMPOSSIBLE,
        1,
        "никогда не бывает «nwe»",
    ),
    Seed("bare-date", ("от {{ on }}",), IMPOSSIBLE, 1, "|date_text"),
    Seed("bare-list", ("{{ roles.founders }}",), IMPOSSIBLE, 1, "список"),
    Seed("bare-boolean", ("{{ tos.is_new }}",), IMPOSSIBLE, 1, "«да или нет»"),
    Seed("bare-person", ("{{ roles.chair }}",), IMPOSSIBLE, 1, "|nom"),
    Seed("filter-of-days", ("{{ tos.full_name|date_text }}",), IMPOSSIBLE, 1, "ждёт день"),
    Seed("filter-arguments", ('{{ meeting.registered|plural("лист") }}',), IMPOSSIBLE, 1, "скобк"),
    Seed("filter-not-named", ("{{ tos.full_name| }}",), SYNTAX, 1, "конец метки"),
    Seed("two-names", ("{{ tos full_name }}",), SYNTAX, 1, "«full_name»"),
    Seed("bracket", ('{{ on|words("f" }}',), SYNTAX, 1, "не хватает скобки «)»"),
    Seed("ёлочки-in-tag", ("{{ meeting.registered|counted(«человек») }}",), QUOTES, 1, "прямыми"),
    Seed("english-in-tag", ("{{ meeting.registered|counted(“человек”) }}",), QUOTES, 1, "прямыми"),
    Seed("single-in-tag", ("{{ meeting.registered|counted(‘человек’) }}",), QUOTES, 1, "прямыми"),
    Seed("straight-in-text", ('ТОС "Заречье"',), QUOTES, 1, "«…»"),
    Seed("english-in-text", ("ТОС “Заречье”",), QUOTES, 1, "«…»"),
    Seed("dunder", ("{{ tos.__class__ }}",), FORBIDDEN, 1, "не даны"),
    Seed("method", ("{{ tos.model_dump() }}",), FORBIDDEN, 1, "Вызывать"),
    Seed("function", ("{{ range(9) }}",), FORBIDDEN, 1, "Вызывать"),
    Seed("index", ("{{ roles.founders[0] }}",), FORBIDDEN, 1, "циклом for"),
    Seed("sum", ("{{ meeting.registered + 1 }}",), FORBIDDEN, 1, "Вычислять"),
    Seed("and", ("{% if draft and quorum %}x{% endif %}",), FORBIDDEN, 1, "and и or"),
    Seed("set", ("{% set x = 1 %}",), FORBIDDEN, 1, "«set» в шаблоне нельзя"),
    Seed("include", ("{% include 'other.docx' %}",), FORBIDDEN, 1, "«include»"),
    Seed("jinja-macro", ("{% macro f() %}x{% endmacro %}",), FORBIDDEN, 1, "«macro»"),
    Seed(
        "clause-twice",
        ('{{ section("a") }}', '{{ clause("b") }}', '{{ clause("b") }}'),
        NUMBERING,
        3,
        "уже стоит в абзаце 2",
    ),
    Seed(
        "clause-never",
        ('{{ section("a") }}', '{{ clause("quorum") }}', 'см. {{ ref("qorum") }}'),
        NUMBERING,
        3,
        "Ближайшее: «quorum»",
    ),
    Seed(
        "clause-in-loop",
        ('{% for x in agenda %}{{ clause("b") }}{{ x.number }}{% endfor %}',),
        NUMBERING,
        1,
        "в цикле",
    ),
    Seed("clause-without-key", ("{{ clause() }}",), NUMBERING, 1, 'clause("ключ")'),
    Seed("macros", ("Текст",), FOREIGN, 0, "Макрос", {"word/vbaProject.bin": b"x"}, part="часть"),
    Seed(
        "embedded",
        ("Текст",),
        FOREIGN,
        0,
        "Вложенный объект",
        {"word/embeddings/oleObject1.bin": b"x"},
        part="часть",
    ),
    Seed(
        "picture-from-outside",
        ("Раз", f'<w:p><w:r><w:drawing r:link="rId9"/></w:r>{run("рисунок")}</w:p>'),
        FOREIGN,
        2,
        "https://example.com/a.png",
        _links("image", "https://example.com/a.png"),
    ),
    Seed(
        "hyperlink",
        (f'<w:p><w:hyperlink r:id="rId9">{run("сайт")}</w:hyperlink></w:p>',),
        FOREIGN,
        1,
        "Удалить гиперссылку",
        _links("hyperlink", "https://example.com/"),
    ),
    Seed(
        "field-that-fetches",
        (
            "<w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r>"
            "<w:r><w:instrText>TEXT /etc/passwd</w:instrText></w:r></w:p>",
        ),
        FOREIGN,
        1,
        "INCLUDETEXT",
    ),
    Seed(
        "tracked-insertion",
        ("Раз", f'<w:p><w:ins w:id="1">{run("новое")}</w:ins></w:p>'),
        LEFTOVER,
        2,
        "Принять все",
    ),
    Seed(
        "tracked-deletion",
        ('<w:p><w:del w:id="1"><w:r><w:delText>старое</w:delText></w:r></w:del></w:p>',),
        LEFTOVER,
        1,
        "Принять все",
    ),
    Seed(
        "comment",
        (f'<w:p>{run("спросить")}<w:r><w:commentReference w:id="0"/></w:r></w:p>',),
        LEFTOVER,
        1,
        "примечани",
    ),
    Seed(
        "absent-font",
        (
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/></w:rPr>'
            "<w:t>буквы</w:t></w:r></w:p>",
        ),
        FONT,
        1,
        "«Cambria»",
    ),
    Seed(
        "absent-font-of-style",
        (f'<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr>{run("x")}</w:p>',),
        FONT,
        0,
        "Стиль «Заголовок»",
        {
            "word/styles.xml": f'<w:styles xmlns:w="{_W}"><w:style w:styleId="a"><w:name '
            'w:val="Заголовок"/><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr></w:style></w:styles>'
        },
    ),
    Seed(
        "tag-in-frame",
        (
            f"<w:p><w:r><w:txbxContent><w:p>{run('{{ tos.full_name }}')}</w:p>"
            "</w:txbxContent></w:r></w:p>",
        ),
        FOREIGN,
        2,
        "рамке",
    ),
    Seed(
        "tag-across-hyperlink",
        (
            f'<w:p>{run("{{ tos.")}<w:hyperlink w:anchor="x">{run("full_name")}</w:hyperlink>'
            f"{run(' }}')}</w:p>",
        ),
        MISPLACED,
        1,
        "наберите заново",
    ),
    Seed(
        "tab-in-tag",
        ("<w:p><w:r><w:t>{{ tos.full_name</w:t><w:tab/><w:t>}}</w:t></w:r></w:p>",),
        MISPLACED,
        1,
        "табуляция",
    ),
    Seed(
        "tag-in-a-property",
        ('<w:p><w:pPr><w:pStyle w:val="{{ on }}"/></w:pPr></w:p>',),
        MISPLACED,
        0,
        "не в тексте",
    ),
    Seed("no-mark-in-head", ("А",), MISPLACED, 0, "draft_mark", header="Устав", part="верхний"),
    Seed("no-head", ("А",), MISPLACED, 0, "Нет верхнего колонтитула", header="", part="верхний"),
    Seed(
        "nested-too-deep", ("{% if draft %}" * 16 + "x" + "{% endif %}" * 16,), SYNTAX, 1, "глубже"
    ),
    Seed("long-tag", ("{{ " + "x" * 700 + " }}",), SYNTAX, 1, "длиннее"),
    Seed("merging-dash", ("{%- if draft %}x{% endif %}",), SYNTAX, 1, "склеивает"),
)


@pytest.mark.parametrize("seed", SEEDS, ids=[seed.name for seed in SEEDS])
def test_a_seeded_fault_is_told_with_its_place(seed: Seed) -> None:
    content = word_file(*seed.paragraphs, header=seed.header, extra=seed.extra)
    found, _ = lint_content(content, "t.docx")
    matching = [
        fault
        for fault in found
        if (fault.kind, fault.paragraph) == (seed.kind, seed.paragraph)
        and fault.part.startswith(seed.part)
        and seed.words in fault.message
    ]
    assert matching, [(fault.place, fault.kind, fault.message) for fault in found]


def test_a_fault_repeats_the_words_around_it() -> None:
    long = "слово " * 60 + "{{ tos.ful_name }}" + " конец" * 60
    (fault,) = lint_content(word_file(long, header="{{ draft_mark }}"), "t.docx")[0]
    assert "{{ tos.ful_name }}" in fault.excerpt
    assert len(fault.excerpt) < 100


def test_all_faults_of_a_file_are_told_together() -> None:
    content = word_file(
        "{{ tos.ful_name }}",
        "{{ tos. }}",
        "{% if tos.is_nwe %}да",
        "{{ on|date_txt }} и {{ tos.full_name",
        'ТОС "Заречье"',
        header="{{ draft_mark }}",
    )
    found, _ = lint_content(content, "t.docx")
    assert [fault.paragraph for fault in sorted(found, key=lambda fault: fault.paragraph)] == [
        1, 2, 3, 3, 4, 4, 5,
    ]  # fmt: skip


def test_a_tag_that_word_split_between_runs_is_put_together() -> None:
    split = f"<w:p>{run('{')}{run('{ tos.fu')}<w:proofErr/>{run('ll_name }')}{run('}')}</w:p>"
    assert lint_content(word_file(split, header="{{ draft_mark }}"), "t.docx")[0] == ()


def test_a_clause_may_stand_in_both_branches_of_a_condition() -> None:
    text = '{% if draft %}{{ clause("a") }}{% else %}{{ clause("a") }}{% endif %}'
    assert lint_content(word_file(text, header="{{ draft_mark }}"), "t.docx")[0] == ()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0 old", "паролем"),
        (b"PK not really", "не документ Word"),
        (b"", "не документ Word"),
        (word_file("x", extra={"[Content_Types].xml": "<Types/>"}), "не .docx"),
        (word_file("x", extra={"word/document.xml": "<w:p"}), "повреждена"),
    ],
)
def test_a_file_that_word_did_not_save_as_docx_is_named(content: bytes, words: str) -> None:
    (fault,) = lint_content(content, "t.docx")[0]
    assert fault.kind == FILE
    assert words in fault.message


@pytest.mark.parametrize("name", template_names())
def test_our_own_templates_are_clean(name: str) -> None:
    assert lint_template(name)[0] == ()
