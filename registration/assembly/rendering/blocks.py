"""Tags that open and close: every `if` and `for` with its end, in the places where Word allows it.

What is wrong is told and mended in the text that goes on to the reader of names, so that one slip
does not hide the others.
"""

import difflib
import re
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError
from lxml import etree

from registration.assembly.rendering.fault import FORBIDDEN, MISPLACED, SYNTAX, UNCLOSED
from registration.assembly.rendering.tags import Tag, TaggedPart, W

DEEPEST = 15
OPENERS = {"if": "endif", "for": "endfor"}
_MIDDLES = {"elif": "if", "else": "if"}
_WORDS = (*OPENERS, *OPENERS.values(), *_MIDDLES)
_OF_JINJA = re.compile(
    r"(end)?(set|macro|include|import|from|extends|block|call|filter|raw|with|do|autoescape|trans)|"
    r"break|continue|print|debug|vm|hm|colspan|cellbg"
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'")
_TARGET = re.compile(r"for\s+(\w+)\s+in\s")
_ALL = "только {{ … }}, if, elif, else, endif, for и endfor"


@dataclass(frozen=True, slots=True)
class _Open:
    tag: Tag
    word: str


class Blocks:
    """Reads the tags of one part in order; `source` is what of them makes sense to Jinja."""

    def __init__(self, part: TaggedPart, environment: Environment) -> None:
        self._part = part
        self._environment = environment
        self._open: list[_Open] = []
        self._lines: list[str] = [""]
        for tag in part.tags:
            self._read(tag)
        while self._open:
            self._leave_open()

    @property
    def source(self) -> str:
        """Sound tags only, each on the line of its paragraph."""
        return "\n".join(self._lines)

    def _put(self, text: str, paragraph: int) -> None:
        self._lines += [""] * (paragraph - len(self._lines))
        self._lines[-1] += text

    def _fault(self, kind: str, message: str, tag: Tag) -> None:
        self._part.fault(kind, message, tag.paragraph, tag.at)

    def _read(self, tag: Tag) -> None:
        self._look_at_letters(tag)
        if tag.body.startswith(("-", "+")) or tag.body.endswith(("-", "+")):
            message = "Знак «-» или «+» у края метки склеивает абзацы. Уберите его."
            self._fault(SYNTAX, message, tag)
        elif tag.is_statement:
            self._statement(tag)
        else:
            self._expression(tag)

    def _look_at_letters(self, tag: Tag) -> None:
        """A Russian «с» looks like a Latin one, and no name of ours has it."""
        for name in re.findall(r"\w+", _LITERAL.sub("", tag.body)):
            if (sign := _CYRILLIC.search(name)) and re.search("[a-z]", name, re.IGNORECASE):
                message = f"В слове «{name}» стоит русская буква «{sign.group()}»: нужна латинская."
                self._fault(SYNTAX, message, tag)

    def _expression(self, tag: Tag) -> None:
        if tag.level:
            message = f"Метка «{{{{{tag.level} …}}}}» не используется. Пишите {{{{ … }}}}."
            self._fault(MISPLACED, message, tag)
        if self._parses(tag.source, tag):
            self._put(tag.source, tag.paragraph.number)

    def _parses(self, source: str, tag: Tag) -> bool:
        try:
            self._environment.parse(source)
        except TemplateSyntaxError as error:
            self._fault(SYNTAX, f"{syntax_words(error)} Метка: «{tag.raw[:80]}».", tag)
            return False
        except RecursionError:
            self._fault(SYNTAX, "Слишком много скобок в одной метке.", tag)
            return False
        return True

    def _statement(self, tag: Tag) -> None:
        word, _, rest = tag.body.partition(" ")
        if word in OPENERS:
            self._begin(tag, word)
        elif word in _MIDDLES:
            self._middle(tag, word, rest)
        elif word in OPENERS.values():
            self._end(tag, word)
        else:
            self._unknown(tag, word)
            return
        self._look_at_level(tag)

    def _unknown(self, tag: Tag, word: str) -> None:
        if _OF_JINJA.fullmatch(word):
            self._fault(FORBIDDEN, f"«{word}» в шаблоне нельзя: разрешены {_ALL}.", tag)
            return
        if word in ("p", "tr"):
            self._fault(SYNTAX, f"Уберите пробел: пишут «{{%{word} …», слитно.", tag)
            tag = _without_space(tag, word)
            self._statement(tag)
            return
        joined = tag.body.replace(" ", "")
        close = difflib.get_close_matches(joined, _WORDS, n=1, cutoff=0.7)
        close = close or difflib.get_close_matches(word, _WORDS, n=1, cutoff=0.4)
        hint = f" Ближайшее: «{close[0]}»." if close else ""
        self._fault(SYNTAX, f"Нет команды «{word}»: разрешены {_ALL}.{hint}", tag)
        if close and close[0] in OPENERS.values():  # the block it was meant to close is closed
            self._end(tag, close[0])

    def _begin(self, tag: Tag, word: str) -> None:
        self._open.append(_Open(tag, word))
        if len(self._open) == DEEPEST + 1:
            self._fault(SYNTAX, f"Условия и циклы вложены глубже {DEEPEST}. Упростите.", tag)
        if len(self._open) > DEEPEST:
            return
        if self._parses(f"{tag.source}{{% {OPENERS[word]} %}}", tag):
            self._put(tag.source, tag.paragraph.number)
        else:
            self._put(_stand_in(tag, word), tag.paragraph.number)

    def _middle(self, tag: Tag, word: str, rest: str) -> None:
        if not self._open or (word == "elif" and self._open[-1].word != "if"):
            self._fault(UNCLOSED, f"«{word}» стоит вне условия: перед ним нет if.", tag)
            return
        if word == "else" and rest:
            message = "После else ничего не пишут. Нужно другое условие — пишите elif."
            self._fault(SYNTAX, message, tag)
            return
        self._match(self._open[-1].tag, tag)
        if len(self._open) <= DEEPEST and self._parses(_whole(tag, self._open[-1].word), tag):
            self._put(tag.source, tag.paragraph.number)

    def _end(self, tag: Tag, word: str) -> None:
        wanted = next(opener for opener, end in OPENERS.items() if end == word)
        if not any(item.word == wanted for item in self._open):
            message = f"«{word}» лишний: открывающего «{wanted}» перед ним нет."
            self._fault(UNCLOSED, message, tag)
            return
        while self._open[-1].word != wanted:
            self._leave_open()
        opened = self._open.pop()
        self._match(opened.tag, tag)
        if len(self._open) < DEEPEST:
            self._put(f"{{% {word} %}}", tag.paragraph.number)

    def _leave_open(self) -> None:
        opened = self._open.pop()
        end = OPENERS[opened.word]
        what = "Условие" if opened.word == "if" else "Цикл"
        mark = f"{{%{opened.tag.level} {end} %}}"
        message = f"{what} «{opened.tag.raw[:60]}» не закрыто: поставьте «{mark}»."
        if opened.word == "for":
            message = message.replace("закрыто", "закрыт")
        self._fault(UNCLOSED, message, opened.tag)
        if len(self._open) < DEEPEST:
            self._put(f"{{% {end} %}}", len(self._lines))

    def _match(self, opened: Tag, tag: Tag) -> None:
        """What stands between two tags of a block must be whole paragraphs, rows, or words."""
        if opened.level != tag.level:
            first, second = f"{{%{opened.level} ".strip(), f"{{%{tag.level} ".strip()
            self._fault(
                MISPLACED,
                f"Блок открыт меткой «{first} …», а здесь «{second} …». Они должны быть одинаковы.",
                tag,
            )
        elif _container(opened) is not _container(tag):
            self._fault(MISPLACED, _apart(opened), tag)

    def _look_at_level(self, tag: Tag) -> None:
        if tag.level == "p":
            self._alone(tag, tag.paragraph.text, "абзаце")
        elif tag.level == "tr":
            row = _row(tag)
            if row is None:
                message = "«{%tr …» пишут только в строке таблицы, а здесь обычный абзац: «{%p …»."
                self._fault(MISPLACED, message, tag)
            else:
                self._alone(tag, "".join(node.text or "" for node in row.iter(f"{W}t")), "строке")
        elif tag.level:
            message = f"Метка «{{%{tag.level} …» не используется: пишите {{%p … или {{%tr …"
            self._fault(MISPLACED, message, tag)

    def _alone(self, tag: Tag, text: str, where: str) -> None:
        rest = text.replace(tag.raw, "", 1).strip()
        if rest:
            self._fault(
                MISPLACED,
                f"Вместе с меткой «{{%{tag.level} …» в {where} стоит «{rest[:60]}»: это пропадёт. "
                "Оставьте метку одну.",
                tag,
            )


def _whole(tag: Tag, word: str) -> str:
    opening = "{% if true %}" if word == "if" else "{% for x in y %}"
    return f"{opening}{tag.source}{{% {OPENERS[word]} %}}"


def _stand_in(tag: Tag, word: str) -> str:
    """An opener that parses, in place of one that does not."""
    if word == "if":
        return "{% if true %}"
    target = _TARGET.match(tag.body)
    return f"{{% for {target.group(1) if target else 'unread'} in _unread %}}"


def _without_space(tag: Tag, level: str) -> Tag:
    body = tag.body.partition(" ")[2]
    raw = tag.raw
    return Tag(tag.opener, level, body, raw, tag.paragraph, tag.at)


def _row(tag: Tag) -> etree._Element | None:
    return next(tag.paragraph.element.iterancestors(f"{W}tr"), None)


def _container(tag: Tag) -> etree._Element | None:
    if tag.level == "tr":
        row = _row(tag)
        return None if row is None else row.getparent()
    return tag.paragraph.element.getparent() if tag.level == "p" else tag.paragraph.element


def _apart(opened: Tag) -> str:
    if opened.level == "p":
        return "Блок «{%p …» открыт в одной ячейке или рамке, а закрыт в другой."
    if opened.level == "tr":
        return "Блок «{%tr …» открыт в одной таблице, а закрыт в другой."
    return (
        f"Блок открыт в абзаце {opened.paragraph.number}, а закрыт здесь. Целые абзацы включают "
        "метками «{%p … %}», каждая в отдельном абзаце."
    )


def syntax_words(error: TemplateSyntaxError) -> str:
    """Jinja's English reason, in Russian."""
    reason = error.message or ""
    if got := re.search(r"unexpected char '(.+)' at", reason):
        return f"Знак «{got.group(1)}» в метке лишний."
    if "Expected an expression" in reason or "unexpected end of template" in reason:
        return "В метке чего-то не хватает: имя или значение не дописано."
    if got := re.search(r"got '(.+)'", reason):
        return (
            f"Метка не читается у «{_token(got.group(1))}»: "
            "пропущены кавычка, скобка, запятая или «|», либо слово лишнее."
        )
    if got := re.search(r"unexpected '(.+?)', expected '(.+?)'", reason):
        return f"В метке не хватает скобки «{got.group(2)}»."
    if got := re.search(r"unexpected '(.+?)'", reason):
        return f"Скобка «{got.group(1)}» в метке лишняя или не на месте."
    return "Метка написана с ошибкой: проверьте скобки, кавычки и запятые."


def _token(name: str) -> str:
    return "конец метки" if name.startswith("end of") else name
