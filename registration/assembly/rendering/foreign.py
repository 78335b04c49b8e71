"""What has no place in a template: macros, links outside, objects, traces of editing, odd fonts."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename

from lxml import etree

from registration.assembly.rendering.container import parsed
from registration.assembly.rendering.fault import (
    FONT,
    FOREIGN,
    LEFTOVER,
    TemplateFault,
    part_words,
)
from registration.assembly.rendering.tags import TaggedPart, W, read_part
from registration.errors import TemplateError

_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_REL_ATTRIBUTES = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_FILES = (
    (re.compile(r"vba(Project|Data)|/macros/", re.IGNORECASE), "Макрос", "Сохраните без макросов."),
    (
        re.compile(r"/embeddings/|oleObject", re.IGNORECASE),
        "Вложенный объект",
        "Удалите его, текст вставьте текстом.",
    ),
    (re.compile(r"/activeX/", re.IGNORECASE), "Элемент управления", "Удалите его."),
    (re.compile(r"afchunk|altChunk", re.IGNORECASE), "Вложенный документ", "Вставьте его текст."),
)
_FIELDS = re.compile(
    r"\s*(INCLUDETEXT|INCLUDEPICTURE|INCLUDE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|MACROBUTTON|GOTOBUTTON|"
    r"FILLIN|ASK|MERGEFIELD|AUTOTEXT|RD)\b",
    re.IGNORECASE,
)
_EDITED = {
    f"{W}{name}": "Осталась правка, которую никто не принял. Вкладка «Рецензирование» → "
    "«Принять все исправления»."
    for name in (
        "ins",
        "del",
        "moveFrom",
        "moveTo",
        "rPrChange",
        "pPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "sectPrChange",
    )
} | {
    f"{W}commentReference": "Осталось примечание. Вкладка «Рецензирование» → «Удалить все "
    "примечания»."
}
_OBJECTS = {
    f"{W}object": "Вложенный объект. Удалите его, текст вставьте текстом.",
    f"{W}control": "Элемент управления. Удалите его.",
    f"{W}altChunk": "Вложенный документ. Вставьте его текст.",
}
_HARMLESS = "Правой кнопкой → «Удалить гиперссылку», текст останется."
_KNOWN_FONTS = frozenset(
    {
        "Times New Roman",
        "Liberation Serif",
        "Arial",
        "Liberation Sans",
        "Courier New",
        "Liberation Mono",
        "Symbol",
    }
)
_FONT_KINDS = ("ascii", "hAnsi", "cs")


def foreign_files(template: str, contents: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    """Entries of the file that no template needs."""
    for item in contents:
        for pattern, what, cure in _FILES:
            if pattern.search(item):
                message = f"{what} ({basename(item)}). {cure}"
                yield TemplateFault(template, 0, "", FOREIGN, message, f"часть файла «{item}»")
                break


def check_links(part: TaggedPart, relations: etree._Element) -> None:
    """Note links that lead out of the file, where they stand."""
    for relation in relations.iter(_REL):
        if relation.get("TargetMode") != "External":
            continue
        what = basename(relation.get("Type") or "")
        cure = (
            _HARMLESS
            if what == "hyperlink"
            else "Шаблон не должен ничего брать снаружи: вставьте содержимое или удалите связь."
        )
        message = f"Ссылка наружу: «{(relation.get('Target') or '')[:80]}». {cure}"
        _fault_at(part, FOREIGN, message, _user_of(part.root, relation.get("Id") or ""))


def _user_of(root: etree._Element, identity: str) -> etree._Element | None:
    """The element that uses a relation."""
    for node in root.iter():
        if any(
            value == identity and str(name).startswith(_REL_ATTRIBUTES)
            for name, value in node.attrib.items()
        ):
            return node
    return None


def _fault_at(part: TaggedPart, kind: str, message: str, element: etree._Element | None) -> None:
    """Note a fault at the paragraph that holds an element, or of the whole part."""
    owner = None if element is None else _paragraph_of(element)
    paragraph = next((item for item in part.paragraphs if item.element is owner), None)
    if paragraph is not None and owner is not None:
        part.fault(kind, message, paragraph)
    else:
        place = part_words(part.name)
        part.faults.append(TemplateFault(part.template, 0, "", kind, message, place))


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    if element.tag == f"{W}p":
        return element
    above = next(element.iterancestors(f"{W}p"), None)
    return above if above is not None else next(element.iter(f"{W}p"), None)


def check_elements(part: TaggedPart) -> None:
    """Note objects, fields that fetch, and traces of editing: each kind once a paragraph."""
    told: set[tuple[str, object]] = set()
    for node in part.root.iter(*_EDITED, *_OBJECTS, f"{W}instrText", f"{W}fldSimple"):
        kind, message = _element_fault(node)
        owner = _paragraph_of(node)
        if message and (message, owner) not in told:
            told.add((message, owner))
            _fault_at(part, kind, message, node)


def _element_fault(node: etree._Element) -> tuple[str, str]:
    tag = str(node.tag)
    if tag in _EDITED:
        return LEFTOVER, _EDITED[tag]
    if tag in _OBJECTS:
        return FOREIGN, _OBJECTS[tag]
    code = node.get(f"{W}instr") if tag == f"{W}fldSimple" else _code(node)
    if found := _FIELDS.match(code or ""):
        name = found.group(1).upper()
        return FOREIGN, f"Поле Word {name} берёт данные снаружи. Замените его текстом."
    return FOREIGN, ""


def _code(node: etree._Element) -> str:
    """The whole code of a field: Word may split it between runs."""
    owner = _paragraph_of(node)
    if owner is None:
        return node.text or ""
    texts = [item.text or "" for item in owner.iter(f"{W}instrText")]
    return "".join(texts) if len(texts) < 100 else node.text or ""


def check_frames(part: TaggedPart) -> None:
    """Note tags inside frames: Word keeps the text of a frame twice."""
    for tag in part.tags:
        for above in tag.paragraph.element.iterancestors(f"{W}txbxContent", f"{_MC}Fallback"):
            if above is not None:
                part.fault(
                    FOREIGN,
                    "Метка в надписи (рамке): Word хранит такой текст дважды. Перенесите её в "
                    "обычный абзац или таблицу.",
                    tag.paragraph,
                    tag.at,
                )
                break


def check_fonts(part: TaggedPart, styles: etree._Element | None, theme: Mapping[str, str]) -> None:
    """Note fonts that the computer which makes PDFs does not have."""
    told: set[str] = set()
    for fonts in part.root.iter(f"{W}rFonts"):
        for name in _absent(fonts, theme):
            if name not in told:
                told.add(name)
                _fault_at(part, FONT, _font_words(name), fonts)
    if styles is not None:
        for name, style in _style_fonts(part.root, styles, theme):
            if name not in told:
                told.add(name)
                _fault_at(part, FONT, f"Стиль «{style}»: {_font_words(name)}", None)


def _font_words(name: str) -> str:
    return f"Шрифта «{name}» здесь нет, в PDF строки разойдутся. Поставьте Times New Roman."


def _absent(fonts: etree._Element, theme: Mapping[str, str]) -> Iterator[str]:
    for kind in _FONT_KINDS:
        themed = fonts.get(f"{W}{'cstheme' if kind == 'cs' else kind + 'Theme'}")
        name = theme.get(themed[:5], "") if themed else fonts.get(f"{W}{kind}")
        if name and name not in _KNOWN_FONTS:
            yield name


def theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """«minor» and «major» → the font that a theme gives."""
    found: dict[str, str] = {}
    for kind in ("minor", "major"):
        for latin in theme.iter(f"{_A}{kind}Font") if theme is not None else ():
            node = latin.find(f"{_A}latin")
            if node is not None:
                found[kind] = node.get("typeface") or ""
    return found


def _style_fonts(
    root: etree._Element, styles: etree._Element, theme: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Absent fonts of the styles that a part uses, with the names of the styles."""
    known = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
    waiting = [
        node.get(f"{W}val") for node in root.iter(f"{W}pStyle", f"{W}rStyle", f"{W}tblStyle")
    ]
    waiting += [
        identity
        for identity, style in known.items()
        if style.get(f"{W}default") in ("1", "true") and style.get(f"{W}type") == "paragraph"
    ]
    seen: set[str | None] = set()
    while waiting:
        identity = waiting.pop()
        style = known.get(identity)
        if identity in seen or style is None:
            continue
        seen.add(identity)
        waiting += [node.get(f"{W}val") for node in style.iter(f"{W}basedOn")]
        named = style.find(f"{W}name")
        title = (named.get(f"{W}val") if named is not None else None) or str(identity)
        for fonts in style.iter(f"{W}rFonts"):
            yield from ((name, title) for name in _absent(fonts, theme))


def refuse_foreign(template: str, contents: Mapping[str, bytes]) -> None:
    """Stop before a file is filled that would run, fetch or carry something of its own.

    Raises:
        TemplateError: names the place.
    """
    for fault in (*foreign_files(template, contents), *_foreign_in_parts(template, contents)):
        if fault.kind == FOREIGN and not fault.message.endswith(_HARMLESS):
            raise TemplateError(f"{template}, {fault.place}: {fault.message}")


def _foreign_in_parts(template: str, contents: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    yield from foreign_links(template, contents)
    for item, content in contents.items():
        if item.startswith("word/") and item.endswith(".xml"):
            part = read_part(template, item, parsed(content, item, template))
            part.faults.clear()  # of tags: the filling itself stops at those
            check_elements(part)
            yield from part.faults


def foreign_links(template: str, contents: Mapping[str, bytes]) -> Iterator[TemplateFault]:
    """Links that lead out of the file, with the places where they stand."""
    for item, content in contents.items():
        if not item.endswith(".rels"):
            continue
        folder, name = item.rsplit("_rels/", 1)
        owner = folder + name.removesuffix(".rels")
        root = parsed(contents.get(owner) or b"<none/>", owner, template)
        part = read_part(template, owner, root)
        part.faults.clear()
        check_links(part, parsed(content, item, template))
        yield from part.faults
