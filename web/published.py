"""Building with what is published at the desk at this moment: templates and blanks of the form."""

from pathlib import Path

from registration.store import Store
from web.blanks import laid_out
from web.build import BLANKS, TEMPLATES, Order, Tell, build_apart
from web.template_workshop import laid_over


def build_published(kept: Store, order: Order, folder: Path, tell: Tell) -> bytes:
    """Build apart with what is published; see `build_apart`."""
    laid_over(kept, folder / TEMPLATES)
    laid_out(kept, folder / BLANKS)
    return build_apart(order, folder, tell)
