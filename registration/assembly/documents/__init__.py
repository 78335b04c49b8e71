"""The documents of a package, in package order: the one list that everything else follows."""

from collections.abc import Iterator

from registration.assembly.documents.after import AFTER
from registration.assembly.documents.attachments import ATTACHMENTS
from registration.assembly.documents.folder import FOLDER
from registration.assembly.documents.meeting import MEETING
from registration.assembly.documents.municipal import MUNICIPAL
from registration.assembly.documents.preparation import PREPARATION
from registration.assembly.documents.registration import REGISTRATION
from registration.assembly.documents.signers import holders
from registration.assembly.documents.spec import (
    Attachment,
    Binding,
    DocumentSpec,
    Phase,
    Recipient,
    Signatory,
    Subject,
)
from registration.domain.case import Case

__all__ = [
    "ATTACHMENTS",
    "DOCUMENTS",
    "Attachment",
    "Binding",
    "DocumentSpec",
    "Phase",
    "Recipient",
    "Signatory",
    "Subject",
    "holders",
    "included_attachments",
    "included_documents",
]

DOCUMENTS: tuple[DocumentSpec, ...] = (
    *PREPARATION,
    *MEETING,
    *MUNICIPAL,
    *REGISTRATION,
    *AFTER,
    *FOLDER,
)


def included_documents(case: Case) -> Iterator[DocumentSpec]:
    """Documents of this case, in package order."""
    return (spec for spec in DOCUMENTS if spec.included(case))


def included_attachments(case: Case) -> Iterator[Attachment]:
    """Papers of others that belong to this case's package."""
    return (paper for paper in ATTACHMENTS if paper.included(case))
