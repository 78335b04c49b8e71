"""Papers written before the meeting: the initiative group, the borders, the notices."""

from registration.assembly.documents.spec import DocumentSpec

PREPARATION: tuple[DocumentSpec, ...] = ()
