"""Papers of the first days after registration."""

from registration.assembly.documents.spec import DocumentSpec

AFTER: tuple[DocumentSpec, ...] = ()
