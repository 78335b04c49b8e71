"""`registration templates`: Word templates held against the model, and shown with a sample."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from registration.assembly.rendering.lint import (
    TemplateFault,
    lint_file,
    lint_templates,
    template_names,
)
from registration.assembly.rendering.source import TemplateSource
from registration.cli import BLOCKED, SOUND
from registration.cli.output import complain, day_of, opened, say, say_json
from registration.cli.own_templates import own_templates
from registration.errors import RegistrationError

_SAMPLE = Path(__file__).parents[2] / "samples" / "verkhnetoemsky.toml"


def run(options: argparse.Namespace) -> int:
    """Print the faults of one file or of all templates; 0 when there are none."""
    source = own_templates(options.templates)
    if options.names:
        say(*(f"{name} — {source.origin(name)}" for name in template_names(source)))
        return SOUND
    if options.preview:
        return _preview(options)
    if options.file:
        faults = lint_file(_existing(options.file))
        return _tell(faults, f"Шаблон в порядке: {options.file.name}.", options)
    strangers = source.strangers()
    complain(*strangers)
    told = f"Шаблоны в порядке: {len(template_names(source))}{_own(source)}."
    return max(_tell(lint_templates(source), told, options), BLOCKED if strangers else SOUND)


def _own(source: TemplateSource) -> str:
    return f", своих: {len(source.own_names())}" if source.own else ""


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise RegistrationError(f"Файла «{file}» нет. Проверьте путь и имя.")
    return file


def _tell(faults: Sequence[TemplateFault], sound: str, options: argparse.Namespace) -> int:
    if options.as_json:
        say_json([fault.as_dict() for fault in faults])
    elif faults:
        say(f"Замечаний: {len(faults)}", "")
        say(*map(_told, faults))
    else:
        say(sound)
    return BLOCKED if faults else SOUND


def _told(fault: TemplateFault) -> str:
    if not fault.template:
        return f"  {fault.message}"
    return f"  {fault.template}, {fault.place}: {fault.message}"


def _preview(options: argparse.Namespace) -> int:
    """Write the sample of one file beside it or into the folder named; PDF where it can be made."""
    if options.file is None:
        raise RegistrationError("Назовите файл: registration templates ФАЙЛ.docx --preview.")
    file = _existing(options.file)
    faults = lint_file(file)
    if faults:
        sys.stderr.write("Шаблон с замечаниями, образец может не получиться.\n")
        complain(*map(_told, faults))
    from registration.assembly.preview import name_of, preview
    from registration.tracking.checklist import checklist

    options.case, options.decisions = options.case or _SAMPLE, None
    name = name_of(file, options.stands_for)
    content = preview(file, name, opened(options), day_of(options), checklist)
    directory = options.directory or file.parent
    directory.mkdir(parents=True, exist_ok=True)
    target = directory / f"{file.stem}-obrazec.docx"
    target.write_bytes(content)
    say(f"Образец: {target}")
    _make_pdf(target)
    return BLOCKED if faults else SOUND


def _make_pdf(docx: Path) -> None:
    from registration.assembly.office import office_if_installed

    with office_if_installed() as (office, notes):
        complain(*notes)
        if office is not None:
            pdf = docx.with_suffix(".pdf")
            office.convert(docx, pdf)
            say(f"Образец: {pdf}")
