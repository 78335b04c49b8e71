"""Papers handed to the administration with the charter."""

from registration.assembly.documents.spec import DocumentSpec

MUNICIPAL: tuple[DocumentSpec, ...] = ()
