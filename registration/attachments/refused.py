"""The refusal of a file."""

from registration.errors import RegistrationError


class AttachmentRefused(RegistrationError):
    """A file is not taken in: says why and what to do."""
