"""Building one package away from the web server: a child process makes it, and tells how it goes.

The child is a program of its own, so that a package never holds up a page; it knows nothing of
the site. It gets the answers through a pipe, writes into a folder of its parent, and says one
JSON line for each step.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Timer
from typing import Any

from registration.assembly.folder import whole
from registration.assembly.office import Office
from registration.assembly.package import Built, build_draft, build_package
from registration.assembly.r11001.blank import default_folder
from registration.cli.output import decided
from registration.cli.own_templates import own_templates
from registration.districts import DISTRICTS
from registration.districts.reading import read_changes
from registration.domain.labelled import Labelled
from registration.domain.review import StandingDecision
from registration.errors import PackageRefused, RegistrationError
from registration.questionnaire.path import read_along_path
from registration.rules.decisions import with_standing
from registration.tracking.checklist import checklist

ROOT = Path(__file__).parents[1]
LONGEST_SECONDS = 300.0
PAYEE = "REGISTRATION_PAYEE"  # a setting of the site, which the child inherits
PACKAGE = "komplekt"  # the folder of the package inside the folder of the build
TEMPLATES = "templates"  # what is published at the desk, laid there by the site
BLANKS = "blanks"  # calibrated blanks of the form, laid there likewise
PAYEE_RECORD = "payee.toml"  # whom the state duty is paid to, if it is kept at the desk
PACKS = "districts.json"  # entries of district packs that the desk has put in place of ours
DECISIONS = "decisions.json"  # what the desk has settled for all cases, laid there likewise
_BROKEN = "Сборка прервалась. Нажмите кнопку ещё раз. Если не поможет, позвоните консультанту."

Tell = Callable[[str], None]


class Kind(Labelled):
    """What is built."""

    DRAFT = "draft", "проект"
    FINAL = "final", "комплект"


@dataclass(frozen=True, slots=True)
class Order:
    """What to build, from which answers, for which day."""

    answers: Mapping[str, Any]
    on: date
    kind: Kind


class BuildFailed(RegistrationError):
    """The child could not build the package; the message says why in Russian."""


Builder = Callable[[Order, Path, Tell], bytes]
"""Makes a package in a folder, which may hold the earlier one, and returns it as one ZIP."""


def build_here(order: Order, folder: Path, tell: Tell) -> bytes:
    """Build in this process; an earlier package in `folder` need not be made again as a whole.

    Raises:
        PackageRefused: something blocks the final package.
        TemplateError: a template does not fit.
    """
    DISTRICTS.lay_over(packs_beside(folder))
    ours = with_standing(read_along_path(order.answers).case, settled_beside(folder))
    case = decided(ours, order.on)
    target = folder / PACKAGE
    with Office() as office:
        _builder(order, folder)(
            case,
            order.on,
            target,
            steps=checklist,
            office=office,
            templates=own_templates(_published(folder)),
            progress=tell,
        )
    return whole(target)


def packs_beside(folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """Entries of district packs that the site laid beside the package, if it did."""
    laid = folder / PACKS
    packs = json.loads(laid.read_text(encoding="utf-8")) if laid.is_file() else {}
    return {slug: read_changes(json.dumps(entries)) for slug, entries in packs.items()}


def settled_beside(folder: Path) -> tuple[StandingDecision, ...]:
    """The decisions for all cases that the site laid beside the package, if it did."""
    laid = folder / DECISIONS
    made = json.loads(laid.read_text(encoding="utf-8")) if laid.is_file() else []
    return tuple(map(StandingDecision.model_validate, made))


def _published(folder: Path) -> Path | None:
    """The templates that the site laid beside the package, if it did."""
    laid = folder / TEMPLATES
    return laid if laid.is_dir() else None


def _builder(order: Order, folder: Path) -> Callable[..., Built]:
    """A final package is filled into the calibrated blank and has a slip to pay with."""
    if order.kind is Kind.DRAFT:
        return build_draft
    laid = folder / BLANKS
    blanks = laid if laid.is_dir() else default_folder()
    return partial(build_package, blanks=blanks, payee=_payee(folder / PAYEE_RECORD))


def _payee(laid: Path) -> Path | None:
    """The record kept at the desk, or that of the settings."""
    set_up = os.environ.get(PAYEE)
    if laid.is_file():
        return laid
    return Path(set_up) if set_up else None


def build_apart(order: Order, folder: Path, tell: Tell) -> bytes:
    """Build in a child process.

    Raises:
        PackageRefused: something blocks the final package.
        BuildFailed: the child failed, died, or ran out of time.
    """
    child = subprocess.Popen(  # noqa: S603 — our own fixed command
        [sys.executable, "-P", __file__, str(folder), order.kind.value, order.on.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a trace could hold somebody's name
        cwd=ROOT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "TMPDIR": str(folder),
        },
        start_new_session=True,
        text=True,
        encoding="utf-8",
    )
    limit = Timer(LONGEST_SECONDS, child.terminate)
    limit.start()
    try:
        return _followed(child, order, folder, tell)
    finally:
        limit.cancel()
        _end(child)


def _followed(child: "subprocess.Popen[str]", order: Order, folder: Path, tell: Tell) -> bytes:
    assert child.stdin and child.stdout  # noqa: S101 — both are pipes
    try:
        json.dump(order.answers, child.stdin, ensure_ascii=False, default=str)
        child.stdin.close()
    except OSError:
        raise BuildFailed(_BROKEN) from None
    for line in child.stdout:
        said = json.loads(line)
        if "doing" in said:
            tell(said["doing"])
        if "refused" in said:
            raise PackageRefused(said["refused"])
        if "failed" in said:
            raise BuildFailed(said["failed"])
    if child.wait() != 0:
        raise BuildFailed(_BROKEN)
    return whole(folder / PACKAGE)


def _end(child: "subprocess.Popen[str]") -> None:
    """Ask the child to end: it ends its LibreOffice itself; then make sure."""
    child.terminate()
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    for stream in (child.stdin, child.stdout):
        if stream is not None:
            stream.close()


def _say(**what: str) -> None:
    sys.stdout.write(json.dumps(what, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """The child: answers from the standard input, steps to the standard output."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that `finally` runs
    folder, kind, on = arguments
    order = Order(json.load(sys.stdin), date.fromisoformat(on), Kind[kind.upper()])
    try:
        build_here(order, Path(folder), lambda title: _say(doing=title))
    except PackageRefused as refusal:
        _say(refused=str(refusal))
    except RegistrationError as error:
        _say(failed=str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
