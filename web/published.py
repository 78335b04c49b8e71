"""Building with what is published at the desk at this moment: templates, blanks, the payee."""

from pathlib import Path

from registration.store import Store
from web.blanks import laid_out
from web.build import BLANKS, PAYEE_RECORD, TEMPLATES, Order, Tell, build_apart
from web.payee import payee_laid_out
from web.settled import lay_settled
from web.template_workshop import laid_over


def build_published(kept: Store, order: Order, folder: Path, tell: Tell) -> bytes:
    """Build apart with what is published; see `build_apart`."""
    laid_over(kept, folder / TEMPLATES)
    laid_out(kept, folder / BLANKS)
    payee_laid_out(kept, folder / PAYEE_RECORD)
    lay_settled(kept, folder)
    return build_apart(order, folder, tell)
