"""What lies in a package and what each paper says: the file `manifest.json`."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from registration.errors import RegistrationError

FILE_NAME = "manifest.json"
ASIDE = "otlozheno"  # the folder of what is not in force and must not be lost


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StatedFact(_Record):
    """A fact as one place of one document states it."""

    fact: str = Field(description="path of the answer in the case, or the template's field")
    title: str = Field(description="Russian name of the fact")
    text: str


class StatedParagraph(_Record):
    """A paragraph (or a field of the form) that states facts."""

    key: str = Field(description="number of the paragraph from one; for the form «page:field»")
    place: str = Field(description="Russian words for the place")
    digest: str
    facts: tuple[StatedFact, ...]


class Adopted(_Record):
    """A file edited by hand that speaks for the generated one."""

    docx: str
    pdf: str | None
    pages: int | None
    sha256: str
    by: str
    on: str
    note: str
    generated: str = Field(description="hash of the generated text it was made from")
    differences: int = Field(description="how many paragraphs differ from the generated text")
    faults: tuple[str, ...]
    stale: bool = Field(default=False, description="the generated text has changed since")


class PackedDocument(_Record):
    """One document of the package."""

    code: str
    id: str
    title: str
    docx: str | None
    pdf: str | None
    pages: int | None
    sheets: int | None = Field(description="of one copy, printed on one side")
    copies: Mapping[str, int]
    signed_by: tuple[str, ...]
    content_hash: str = Field(description="SHA-256 of the text, blanks folded")
    paragraphs: tuple[StatedParagraph, ...]
    adopted: Adopted | None = None

    @property
    def in_force(self) -> "PackedDocument":
        """The document as it is filed: with the files of an edit by hand, if one holds."""
        edit = self.adopted
        if edit is None or edit.stale:
            return self
        return self.model_copy(update={"docx": edit.docx, "pdf": edit.pdf, "pages": edit.pages})


class PackedAttachment(_Record):
    """A paper of others that the applicant adds."""

    code: str
    title: str
    copies: int
    note: str


class PackedPrint(_Record):
    """Copies of one document for one recipient, in the order of printing."""

    document: str = Field(description="stem of its files")
    code: str
    title: str
    phase: str
    recipient: str
    copies: int
    sheets: int | None = Field(description="of one copy, printed on one side")
    sides: str = Field(description="«one»; «both» where two sides are allowed")
    binding: str = Field(description="«loose», «stapled» or «stitched»")
    signed: tuple[str, ...] = Field(description="who signs and where")
    certified: str = Field(description="who certifies; empty where nobody does")
    first_page: int | None = Field(description="in pechat.pdf, from one")
    last_page: int | None


class Versions(_Record):
    """What the package was made with."""

    product: str
    rules: str = Field(description="SHA-256 over acts, figures and the ids of the rules")
    templates: Mapping[str, str] = Field(description="template → SHA-256 of the file")
    origins: Mapping[str, str] = Field(
        default_factory=dict, description="template → «свой» or «из программы»"
    )
    numbers: Mapping[str, int] = Field(
        default_factory=dict, description="own template → number of its published version"
    )
    form_edition: str
    converter: str = Field(default="", description="which LibreOffice and settings made the PDFs")


class Manifest(_Record):
    """The whole package."""

    format: int = 1
    case: str
    on: str
    draft: bool
    versions: Versions
    documents: tuple[PackedDocument, ...]
    attachments: tuple[PackedAttachment, ...]
    merged_pdf: str | None
    notes: tuple[str, ...] = Field(description="what is missing and how to get it")
    key: str = Field(default="", description="SHA-256 of all that the papers depend on")
    files: Mapping[str, str] = Field(
        default_factory=dict, description="every file but this and the archive → SHA-256"
    )
    print_order: tuple[PackedPrint, ...] = ()
    outdated: str = Field(
        default="", description="why the package must be built again before it is handed over"
    )


def write_manifest(manifest: Manifest, directory: Path) -> None:
    """Write the manifest into the package's folder."""
    text = manifest.model_dump_json(indent=1)
    (directory / FILE_NAME).write_text(text + "\n", encoding="utf-8")


def read_manifest(directory: Path) -> Manifest:
    """Read the manifest of a package.

    Raises:
        RegistrationError: there is none, or it is damaged.
    """
    path = directory / FILE_NAME
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise RegistrationError(
            f"В папке «{directory.name}» нет файла {FILE_NAME}: это не комплект документов."
        ) from None
    except (ValidationError, ValueError, OSError):
        raise RegistrationError(f"Файл {FILE_NAME} повреждён. Соберите комплект заново.") from None
