"""Papers of one part of the way, which are needed before the whole case is ready.

The letter to the administration goes out months before the founders are known. It is final as
soon as nothing blocks what it prints itself; faults of other answers do not hold it back.
"""

from collections.abc import Iterator
from typing import Any

from registration.assembly.documents import DocumentSpec, Phase, Recipient, included_documents
from registration.assembly.rendering.lint import lint_template
from registration.assembly.rendering.schema import fields_of
from registration.domain.case import Case
from registration.rules.catalogue import Finding, Status, Verdict


def documents_of(case: Case, phase: Phase | None) -> tuple[DocumentSpec, ...]:
    """Documents of the case that serve a part of the way, in package order; None is all."""
    return tuple(spec for spec in included_documents(case) if phase is None or _serves(spec, phase))


def ready_documents(case: Case, phase: Phase | None) -> tuple[DocumentSpec, ...]:
    """Documents that can be final. Letters before the meeting go out one by one, as they come."""
    specs = documents_of(case, phase)
    if phase is not Phase.PREPARATION:
        return specs
    return tuple(spec for spec in specs if not spec.missing(case))


def left_out(case: Case, phase: Phase | None) -> Iterator[str]:
    """What is not made of this part yet, and which answers it waits for."""
    ready = ready_documents(case, phase)
    for spec in documents_of(case, phase):
        if spec not in ready:
            titles = ", ".join(f"«{Case.model_fields[name].title}»" for name in spec.missing(case))
            yield f"{spec.title}: не сделано, заполните {titles}."


def _serves(spec: DocumentSpec, phase: Phase) -> bool:
    if phase is Phase.MUNICIPAL and Recipient.ADMINISTRATION in spec.copies:
        return spec.phase in (Phase.MUNICIPAL, Phase.REGISTRATION)  # the charter goes to both
    return spec.phase is phase


def blockers_of(
    verdict: Verdict, specs: tuple[DocumentSpec, ...], phase: Phase | None, case: Case
) -> tuple[Finding, ...]:
    """Findings that hold these papers back; the registering body judges the whole case."""
    if phase in (None, Phase.REGISTRATION):
        return verdict.blockers
    printed = frozenset(name for spec in specs for name in _printed(spec))
    found = tuple(item for item in verdict.blockers if _fields(item.at) & printed)
    if phase is Phase.PREPARATION:
        return tuple(item for item in found if _is_wrong_now(item, case))
    return found


def _is_wrong_now(finding: Finding, case: Case) -> bool:
    """A letter asks for what is not known yet, and nobody has had to look anything up for it."""
    return finding.status is Status.BREACHED and _answer(case, finding.at) is not None


def _answer(case: Case, at: str) -> object:
    value: Any = case
    for part in at.split("."):
        if value is None:
            return None
        value = value[int(part)] if part.isdigit() else getattr(value, part, None)
    return value


def _printed(spec: DocumentSpec) -> Iterator[str]:
    """Fields of the model a paper prints or tests, and the sections it needs as a whole."""
    yield from (f"Case.{section}" for section in spec.needs)
    if spec.template is not None:
        yield from lint_template(spec.template)[1]


def _fields(at: str) -> frozenset[str]:
    """«meeting.votes.0.favour» → {"Votes.favour"}; a whole section is «Case.meeting»."""
    model, found = "Case", "Case"
    for part in at.split("."):
        if part.isdigit():
            continue
        found = f"{model}.{part}"
        inner = fields_of(model).get(part, ("", ()))[1]
        if not inner:
            break
        model = inner[0]
    return frozenset({found})
