"""`registration trace`: where an answer is printed, and what a paragraph is made of."""

import argparse
import gc
import tempfile
from pathlib import Path

from registration.assembly.proof.trace import Trace, Traced, trace_package
from registration.assembly.proof.trace_page import FILE, trace_page, where
from registration.cli import BLOCKED, SOUND
from registration.cli.output import complain, day_of, opened, say, say_json


def run(options: argparse.Namespace) -> int:
    """Print the places; 1 when nothing is found."""
    gc.enable()
    trace = _trace(options)
    if options.page:
        folder = options.case if options.case.is_dir() else Path()
        (folder / FILE).write_text(trace_page(trace), encoding="utf-8")
        say(f"Записано: {folder / FILE}. Здесь персональные данные: не отправляйте этот файл.")
        return SOUND
    if options.paragraph:
        return _tell_paragraphs(trace.of_paragraph(options.paragraph), options)
    return _tell_answers(trace, options)


def _trace(options: argparse.Namespace) -> Trace:
    if options.case.is_dir():
        return trace_package(options.case)
    from registration.assembly.package import build_draft
    from registration.tracking.checklist import checklist

    case = opened(options)
    with tempfile.TemporaryDirectory(prefix="registration-trace-") as name:
        built = build_draft(case, day_of(options), Path(name) / "komplekt", steps=checklist)
        return trace_package(built.directory)


def _tell_answers(trace: Trace, options: argparse.Namespace) -> int:
    found = trace.of_answer(options.field) if options.field else trace.answers
    if options.as_json:
        say_json(
            [
                {"at": path, "title": title, "places": [item.as_dict() for item in places]}
                for path, (title, places) in found.items()
            ]
        )
        return SOUND if found else BLOCKED
    for path, (title, places) in found.items():
        say(f"{title} ({path})", *(f"  {where(item)}: {item.text}" for item in places), "")
    return _nothing() if not found else SOUND


def _tell_paragraphs(found: list[Traced], options: argparse.Namespace) -> int:
    if options.as_json:
        say_json([item.as_dict() for item in found])
        return SOUND if found else BLOCKED
    for item in found:
        say(where(item), f"  {item.text}")
        for source in item.sources:
            origin = source.fact if source.is_answer else source.derived
            say(f"  «{source.text}» — {source.title} ({origin})")
        if item.clause:
            say(f"  Пункт {item.clause} ({item.clause_key}): {item.about}")
        say(f"  Шаблон: {item.template}")
        if item.norms:
            say(f"  Основание: {'; '.join(item.norms)}")
        say("")
    return _nothing() if not found else SOUND


def _nothing() -> int:
    complain("Ничего не найдено.")
    return BLOCKED
