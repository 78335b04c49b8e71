"""Papers of one part of the way, which are needed before the whole case is ready.

The letter to the administration goes out months before the founders are known. It is final as
soon as nothing blocks what it prints itself; faults of other answers do not hold it back.
"""

from collections.abc import Iterator

from registration.assembly.documents import DocumentSpec, Phase, Recipient, included_documents
from registration.assembly.rendering.lint import lint_template
from registration.assembly.rendering.schema import fields_of
from registration.domain.case import Case
from registration.rules.catalogue import Finding, Verdict


def documents_of(case: Case, phase: Phase | None) -> tuple[DocumentSpec, ...]:
    """Documents of the case that serve a part of the way, in package order; None is all."""
    return tuple(spec for spec in included_documents(case) if phase is None or _serves(spec, phase))


def _serves(spec: DocumentSpec, phase: Phase) -> bool:
    if phase is Phase.MUNICIPAL and Recipient.ADMINISTRATION in spec.copies:
        return spec.phase in (Phase.MUNICIPAL, Phase.REGISTRATION)  # the charter goes to both
    return spec.phase is phase


def blockers_of(
    verdict: Verdict, specs: tuple[DocumentSpec, ...], phase: Phase | None
) -> tuple[Finding, ...]:
    """Findings that hold these papers back; the registering body judges the whole case."""
    if phase in (None, Phase.REGISTRATION):
        return verdict.blockers
    printed = frozenset(name for spec in specs for name in _printed(spec))
    return tuple(item for item in verdict.blockers if _fields(item.at) & printed)


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
