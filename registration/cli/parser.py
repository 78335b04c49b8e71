"""Arguments of every command, with Russian help."""

import argparse
import gettext
import importlib
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

_LOCALE = Path(__file__).parent / "locale"


def _speak_russian() -> None:
    """Give argparse its messages in Russian: it asks gettext, so no code of it is touched."""
    os.environ["LANGUAGE"] = "ru"
    gettext.bindtextdomain("argparse", str(_LOCALE))
    gettext.textdomain("argparse")


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    """Import a command only when it runs."""

    def run(options: argparse.Namespace) -> int:
        module = importlib.import_module(f"registration.cli.{name}")
        return int(module.run(options))

    return run


def _day(text: str) -> date:
    day, _, rest = text.partition(".")
    try:
        if rest:
            month, _, year = rest.partition(".")
            return date(int(year), int(month), int(day))
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("впишите день так: 2026-11-23 или 23.11.2026") from None


class _Help(argparse.HelpFormatter):
    """Help with room for the names of commands."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30)


def build_parser() -> argparse.ArgumentParser:
    """The parser of `registration …`."""
    _speak_russian()
    parser = argparse.ArgumentParser(
        prog="registration",
        description="Регистрация ТОС как юридического лица: проверка дела и комплект документов.",
        epilog="Подробнее о команде: registration КОМАНДА --help",
        formatter_class=_Help,
    )
    commands = parser.add_subparsers(
        title="команды", metavar="КОМАНДА", required=True, dest="command"
    )
    _add_case_commands(commands)
    _add_paper_commands(commands)
    _add_reference_commands(commands)
    _add_site_commands(commands)
    return parser


_Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _add(commands: _Commands, name: str, words: str, module: str = "") -> argparse.ArgumentParser:  # type: ignore[valid-type]
    parser: argparse.ArgumentParser = commands.add_parser(  # type: ignore[attr-defined]
        name, help=words, description=words, formatter_class=_Help
    )
    parser.add_argument(
        "--json", action="store_true", help="вывод для программ (JSON)", dest="as_json"
    )
    parser.set_defaults(run=_command(module or name))
    return parser


def _with_case(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("case", metavar="ДЕЛО.toml", type=Path, help="файл дела")
    parser.add_argument(
        "--decisions",
        metavar="ФАЙЛ.toml",
        type=Path,
        help="решения для всех дел (без неё — файл из настройки)",
    )
    return parser


def _with_day(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--on", metavar="ДАТА", type=_day, help="на какой день (без неё — на сегодня)"
    )
    return parser


# Said here in words, because the parser must not load what makes documents.
PHASES = {
    "preparation": "до собрания",
    "meeting": "собрание",
    "municipal": "регистрация устава в администрации",
    "registration": "подача в Минюст",
    "after": "после регистрации",
    "folder": "папка дела",
}


def _add_case_commands(commands: _Commands) -> None:  # type: ignore[valid-type]
    _with_day(_with_case(_add(commands, "check", "Проверить дело по правилам")))
    package = _with_day(_with_case(_add(commands, "package", "Собрать комплект документов")))
    package.add_argument(
        "-o", metavar="ПАПКА", type=Path, required=True, dest="directory", help="куда положить"
    )
    package.add_argument(
        "--payee", metavar="ФАЙЛ.toml", type=Path, help="реквизиты пошлины, сверенные и свежие"
    )
    package.add_argument("--draft", action="store_true", help="проект: с пробелами и пометкой")
    package.add_argument(
        "--phase",
        choices=tuple(PHASES),
        help="только бумаги одной части пути: "
        + "; ".join(f"{name} — {title}" for name, title in PHASES.items()),
    )
    package.add_argument("--no-pdf", action="store_true", help="без PDF (кроме формы Р11001)")
    _with_templates(package)
    _with_editions(package)
    verify = _add(commands, "verify", "Перечитать готовый комплект и сличить документы")
    verify.add_argument("directory", metavar="ПАПКА", type=Path, help="папка комплекта")
    _with_editions(verify)
    _add_redline(commands)
    _add_adopt(commands)
    _add_trace(commands)
    _with_day(_with_case(_add(commands, "checklist", "Что осталось сделать по делу")))
    terms = _with_day(_with_case(_add(commands, "deadlines", "Сроки по делу")))
    terms.add_argument(
        "--ics", metavar="ФАЙЛ.ics", type=Path, help="записать сроки для календаря телефона"
    )
    _add_form(commands)
    _add_risk(commands)


_FORM = """\
ДЕЛО.toml — поля заявления и почему пусты пустые;
calibrate БЛАНК.pdf -o ПАПКА — найти знакоместа бланка: картинки страниц и карта для проверки;
accept КАРТА.toml --blank БЛАНК.pdf --by «КТО» — принять проверенную карту;
editions — сверенные редакции бланка;
fill ДЕЛО.toml --edition РЕДАКЦИЯ -o ФАЙЛ.pdf — заполнить бланк."""


def _add_form(commands: _Commands) -> None:  # type: ignore[valid-type]
    form = _with_day(_add(commands, "form", "Заявление Р11001: поля и официальный бланк"))
    form.formatter_class = argparse.RawDescriptionHelpFormatter
    form.description = _FORM
    form.add_argument("words", metavar="ДЕЛО.toml | ДЕЙСТВИЕ ФАЙЛ", nargs="+", help="что сделать")
    form.add_argument("--decisions", metavar="ФАЙЛ.toml", type=Path, help="решения для всех дел")
    form.add_argument("-o", metavar="КУДА", type=Path, dest="output", help="папка или файл PDF")
    form.add_argument("--blank", metavar="БЛАНК.pdf", type=Path, help="бланк, чью карту принимаете")
    form.add_argument("--by", metavar="«КТО»", help="кто проверил карту")
    form.add_argument("--id", metavar="НАЗВАНИЕ", help="как назвать редакцию")
    form.add_argument("--since", metavar="ДАТА", type=_day, help="с какого дня бланк действует")
    form.add_argument("--until", metavar="ДАТА", type=_day, help="по какой день бланк действует")
    form.add_argument("--edition", metavar="РЕДАКЦИЯ", help="какой редакцией заполнить")
    _with_editions(form)


def _with_editions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--editions",
        metavar="ПАПКА",
        type=Path,
        help="папка сверенных бланков Р11001 (без неё — своя у пользователя)",
    )


def _add_redline(commands: _Commands) -> None:  # type: ignore[valid-type]
    words = "Показать, что изменилось между двумя комплектами или файлами Word"
    redline = _with_day(_add(commands, "redline", words))
    redline.add_argument("old", metavar="БЫЛО", type=Path, help="папка комплекта или файл .docx")
    redline.add_argument(
        "new", metavar="СТАЛО", type=Path, nargs="?", help="папка комплекта или файл .docx"
    )
    redline.add_argument(
        "--model",
        action="store_true",
        help="устав дела (БЫЛО — файл дела) или файл СТАЛО против модельного устава",
    )
    redline.add_argument(
        "-o", metavar="ПАПКА", type=Path, dest="directory", help="записать страницу и файлы Word"
    )


def _add_trace(commands: _Commands) -> None:  # type: ignore[valid-type]
    words = "Где напечатан ответ и из чего сложен абзац"
    trace = _with_day(_add(commands, "trace", words))
    trace.add_argument(
        "case", metavar="ПАПКА|ДЕЛО.toml", type=Path, help="папка комплекта или файл дела"
    )
    trace.add_argument(
        "field", metavar="ОТВЕТ", nargs="?", help="ответ: tos.full_name, его название или текст"
    )
    trace.add_argument("--paragraph", metavar="D12:14", help="абзац документа или кусок его текста")
    trace.add_argument("--page", action="store_true", help="записать страницу trace.html в папку")
    trace.set_defaults(decisions=None)


def _add_adopt(commands: _Commands) -> None:  # type: ignore[valid-type]
    adopt = _with_day(_add(commands, "adopt", "Принять в комплект файл Word, поправленный руками"))
    adopt.add_argument("directory", metavar="ПАПКА", type=Path, help="папка комплекта")
    adopt.add_argument("file", metavar="ФАЙЛ.docx", type=Path, nargs="?", help="файл с правкой")
    adopt.add_argument("--document", metavar="D12", help="какой это документ (без него — узнает)")
    adopt.add_argument("--by", metavar="ИМЯ", help="кто правил")
    adopt.add_argument("--note", metavar="СЛОВА", help="зачем")
    adopt.add_argument("--drop", metavar="D12", help="снять принятую правку с документа")


def _add_risk(commands: _Commands) -> None:  # type: ignore[valid-type]
    risk = _with_day(
        _with_case(_add(commands, "risk", "Отчёт: за что могут отказать и что в деле от этого"))
    )
    risk.add_argument(
        "--format", choices=("text", "json"), default="text", help="вид отчёта: словами или JSON"
    )
    for kind in ("docx", "pdf"):
        risk.add_argument(
            f"--{kind}", metavar=f"ФАЙЛ.{kind}", type=Path, help=f"записать отчёт в файл {kind}"
        )


def _add_reference_commands(commands: _Commands) -> None:  # type: ignore[valid-type]
    decline = _add(commands, "decline", "Просклонять фамилию, имя и отчество")
    decline.add_argument("name", metavar="«Фамилия Имя Отчество»")
    decline.add_argument(
        "--gender", choices=("m", "f"), metavar="m|f", help="пол: m — мужской, f — женский"
    )
    name = _with_day(_add(commands, "name", "Разобрать название ТОС: состав, ошибки, похожие"))
    name.add_argument("name", metavar="«Название»", nargs="?", help="полное наименование")
    name.add_argument("--short", metavar="«Название»", help="сокращённое наименование")
    name.add_argument("--district", metavar="ОКРУГ", help="округ: kotlassky, nyandomsky и другие")
    name.add_argument("--case", metavar="ДЕЛО.toml", type=Path, help="взять название из дела")
    name.set_defaults(decisions=None)
    name.add_argument(
        "--others",
        metavar="ФАЙЛ",
        type=Path,
        help="с чем сравнить: названия по строкам или папка дел",
    )
    _with_day(_add(commands, "rules", "Правила, их основания и сроки действия"))
    _add_laws(commands)
    _add_payee(commands)
    _add_templates(commands)
    districts = _with_day(_add(commands, "districts", "Округа: что о них известно и откуда"))
    districts.add_argument(
        "--folder", metavar="ПАПКА", type=Path, help="папка округов (без неё — наша)"
    )
    districts.add_argument(
        "--check", metavar="ФАЙЛ.toml", type=Path, dest="file", help="проверить один файл округа"
    )


_PAYEE_VALUES = {
    "name": "получатель",
    "inn": "ИНН",
    "kpp": "КПП",
    "account": "номер счёта",
    "bank": "банк",
    "bic": "БИК",
    "correspondent-account": "единый казначейский (корреспондентский) счёт",
    "oktmo": "ОКТМО",
    "kbk": "КБК",
    "source": "откуда взяты реквизиты",
}


def _add_payee(commands: _Commands) -> None:  # type: ignore[valid-type]
    payee = _add(commands, "payee", "Реквизиты пошлины: записать, показать, подтвердить")
    actions = payee.add_subparsers(
        title="действия", metavar="ДЕЙСТВИЕ", dest="action", required=True
    )
    for action, words in (
        ("enter", "Записать реквизиты в новый файл"),
        ("show", "Показать и проверить реквизиты"),
        ("confirm", "Записать, кто сверил реквизиты и когда"),
    ):
        parser = actions.add_parser(action, help=words, description=words, formatter_class=_Help)
        parser.add_argument("file", metavar="ФАЙЛ.toml", type=Path, help="файл реквизитов")
        _with_day(parser)
        if action == "confirm":
            parser.add_argument("--by", metavar="ИМЯ", required=True, help="кто сверил")
        if action == "enter":
            for value, title in _PAYEE_VALUES.items():
                parser.add_argument(f"--{value}", metavar="…", default="", help=title)


def _with_templates(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--templates",
        metavar="ПАПКА",
        type=Path,
        help="свои шаблоны Word: файл с тем же именем заменяет наш",
    )


def _add_templates(commands: _Commands) -> None:  # type: ignore[valid-type]
    templates = _with_day(_add(commands, "templates", "Проверить шаблоны Word, показать образец"))
    templates.add_argument(
        "file", metavar="ФАЙЛ.docx", type=Path, nargs="?", help="один файл (без него — все)"
    )
    _with_templates(templates)
    templates.add_argument("--names", action="store_true", help="имена всех шаблонов")
    templates.add_argument(
        "--preview", action="store_true", help="заполнить файл данными примера: DOCX и PDF"
    )
    templates.add_argument(
        "--case", metavar="ДЕЛО.toml", type=Path, help="данные для образца (без него — пример)"
    )
    templates.add_argument(
        "--as", metavar="ИМЯ", dest="stands_for", help="вместо какого шаблона: forms/minutes.docx"
    )
    templates.add_argument(
        "-o", metavar="ПАПКА", type=Path, dest="directory", help="куда положить образец"
    )


def _add_laws(commands: _Commands) -> None:  # type: ignore[valid-type]
    laws = _with_day(_add(commands, "laws", "Право в программе: на чём держится, что спросить"))
    laws.set_defaults(action="show", file=None)
    words = "Записать, что юрист подтвердил правило"
    confirm = laws.add_subparsers(title="действия", metavar="ДЕЙСТВИЕ", dest="action").add_parser(
        "confirm", help=words, description=words, formatter_class=_Help
    )
    confirm.add_argument("rule", metavar="ПРАВИЛО", help="имя правила")
    confirm.add_argument("--by", metavar="ИМЯ", required=True, help="кто проверил")
    _with_day(confirm)
    confirm.add_argument("--file", metavar="ФАЙЛ", type=Path, help="где хранить подтверждения")


def _add_site_commands(commands: _Commands) -> None:  # type: ignore[valid-type]
    serve = _add(commands, "serve", "Запустить сайт с анкетой")
    serve.add_argument("--host", metavar="АДРЕС", help="где слушать (без него — 127.0.0.1)")
    serve.add_argument("--port", metavar="N", type=int, help="на каком порту (без него — 8000)")
    serve.add_argument(
        "--data", metavar="ПАПКА", type=Path, help="где база и ключ (без неё — data)"
    )
    serve.add_argument("--demo", action="store_true", help="учебный сайт с пятью примерами")
    _add(commands, "settings", "Настройки сайта и их значения")
    copy = _add(commands, "backup", "Сделать и проверить копию базы")
    copy.add_argument(
        "-o", metavar="ФАЙЛ", type=Path, required=True, dest="file", help="куда записать копию"
    )
    shown = _add(commands, "recovery-key", "Показать ключ восстановления словами", "backup")
    restored = _add(commands, "restore-key", "Вернуть файл ключа по словам с листа", "backup")
    for parser in (copy, shown, restored):
        parser.add_argument(
            "--data", metavar="ПАПКА", type=Path, help="где база и ключ (без неё — data)"
        )


def _add_paper_commands(commands: _Commands) -> None:  # type: ignore[valid-type]
    paper = _add(commands, "paper", "Анкета на бумаге (PDF): пустая или с ответами дела")
    paper.add_argument("case", metavar="ДЕЛО.toml", type=Path, nargs="?", help="файл дела")
    paper.add_argument("--blank", action="store_true", help="вопросы этого дела, но без ответов")
    paper.add_argument(
        "--phone", metavar="ТЕЛЕФОН", default="", help="телефон консультанта внизу страниц"
    )
    readback = _with_day(
        _with_case(_add(commands, "readback", "Лист сверки для звонка (PDF)", "paper"))
    )
    for parser in (paper, readback):
        parser.add_argument(
            "-o", metavar="ФАЙЛ.pdf", type=Path, required=True, dest="file", help="куда записать"
        )
