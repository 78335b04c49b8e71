"""Which folder of templates a command was given: by its option, or by the setting of the site."""

import os
from pathlib import Path

from registration.assembly.rendering.source import TemplateSource

SETTING = "REGISTRATION_TEMPLATES"


def own_templates(folder: Path | None = None) -> TemplateSource:
    """Our templates with those of a folder laid over them.

    Raises:
        TemplateError: there is no such folder.
    """
    named = folder or os.environ.get(SETTING)
    source = TemplateSource(own=Path(named) if named else None)
    source.own_names()  # a folder that is not there is told before anything is built
    return source
