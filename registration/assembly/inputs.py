"""What a package is made from, as versions for people and as one key for the program.

Equal keys mean equal papers: a package with the same key need not be made again. Whatever a new
option changes in the papers must go into the key.
"""

import hashlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from registration import __version__
from registration.assembly.documents import DocumentSpec
from registration.assembly.manifest import Versions
from registration.assembly.office import converter
from registration.assembly.rendering.render import TEMPLATES
from registration.assembly.task import Task
from registration.rules.catalogue import rules_digest

_PRODUCT = Path(__file__).parents[1]


def versions_of(task: Task) -> Versions:
    """What the papers of a task are made with."""
    return Versions(
        product=__version__,
        rules=rules_digest(),
        templates={name: task.templates.digest(name) for name in _templates(task.specs)},
        origins={name: task.templates.origin(name) for name in _templates(task.specs)},
        numbers=dict(_numbers(task)),
        form_edition=task.form_edition,
        converter=converter(),
    )


def key_of(task: Task) -> str:
    """Fingerprint of the answers, the day, the options and everything that turns them into papers.

    It hides the answers: nothing of them can be read out of a manifest by it.
    """
    told = {
        "answers": task.case.model_dump(mode="json"),
        "on": task.on.isoformat(),
        "mark": task.mark,
        "papers": [spec.stem for spec in task.specs],
        "steps": [repr(step) for step in task.steps],
        "notes": task.notes,
        "slip": hashlib.sha256(task.slip or b"").hexdigest(),
        "pdf": task.office is not None,
        "versions": versions_of(task).model_dump(mode="json"),
        "code": _code_digest(),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


def _templates(specs: tuple[DocumentSpec, ...]) -> Iterator[str]:
    return (spec.template for spec in specs if spec.template)


def _numbers(task: Task) -> Iterator[tuple[str, int]]:
    for name in _templates(task.specs):
        if number := task.templates.number(name):
            yield name, number


@lru_cache(maxsize=1)
def _code_digest() -> str:
    """Fingerprint of the program itself: between two releases its number stays the same."""
    summed = hashlib.sha256()
    for path in sorted((*_PRODUCT.rglob("*"), *(TEMPLATES / "delivery").glob("*"))):
        if path.suffix in (".py", ".toml", ".html"):
            summed.update(path.relative_to(_PRODUCT.parent).as_posix().encode())
            summed.update(path.read_bytes())
    return summed.hexdigest()
