"""Faults of the product itself, each with what happened and what to do.

RegistrationError
├── LawFileError       our own acts or figures are wrong (declared in rules/law.py)
├── DistrictFileError  a district pack has faults (declared in districts/reading.py)
├── DecisionsFileError the decisions for all cases do not read (declared in rules/decisions.py)
├── ConfirmationRefused a rule cannot be confirmed so (declared in rules/confirmed.py)
├── TemplateError      a Word template asks for what does not exist or prints nothing
├── FormError          a value does not fit the cells of the application form
├── ConversionError    LibreOffice is absent, failed, or made a wrong PDF
├── AdoptionRefused    a Word file edited by hand cannot be taken (declared in proof/incoming.py)
├── PackageRefused     the package cannot be final: something blocks it
└── UnreadableCase     the file of a case does not read; its faults have been told
"""


class RegistrationError(Exception):
    """Something the user can be told in Russian."""


class TemplateError(RegistrationError):
    """A template cannot be filled: names the file, the paragraph and the field."""


class FormError(RegistrationError):
    """A value does not fit the application form: names field, limit and excess."""


class ConversionError(RegistrationError):
    """A PDF could not be made or is not what it should be."""


class PackageRefused(RegistrationError):
    """A final package is refused; the message lists the reasons."""


class UnreadableCase(RegistrationError):
    """The file of a case does not read; every fault has been told already."""
