"""Papers of the meeting itself."""

from registration.assembly.documents.spec import (
    NAMED,
    Binding,
    DocumentSpec,
    Phase,
    Recipient,
    Signatory,
)

MEETING: tuple[DocumentSpec, ...] = (
    DocumentSpec(
        code="D09",
        phase=Phase.MEETING,
        id="attendance",
        stem="D09-list-registracii",
        title="Лист регистрации участников",
        template="forms/attendance.docx",
        needs=(*NAMED, "meeting"),
        copies={Recipient.TOS: 1},
        signed_by=(Signatory.PARTICIPANTS,),
        binding=Binding.STITCHED,
    ),
)
