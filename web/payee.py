"""Whom the state duty is paid to, kept at the desk: each version is in force from when it came."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from registration.assembly.delivery.payee import PayeeRecord, payee_record, payee_text
from registration.rules.law import figure
from registration.store import Holding, Store

KIND = NAME = "payee"


@dataclass(frozen=True, slots=True)
class Kept:
    """One version and what it says."""

    holding: Holding
    record: PayeeRecord

    def trusted_on(self, on: date) -> bool:
        """Compared not too long before a day: an older record is not printed."""
        checked = self.record.checked_on
        return checked is not None and 0 <= (on - checked).days <= figure("duty_details_days", on)


def payee_versions(kept: Store) -> tuple[Kept, ...]:
    """All versions, the newest first."""
    return tuple(_kept(holding) for holding in kept.versions(KIND, NAME)[::-1])


def _kept(holding: Holding) -> Kept:
    return Kept(holding, payee_record(holding.content.decode()))


def keep_payee(kept: Store, record: PayeeRecord, *, author: str, note: str, seen: int) -> int:
    """Put a record in force as a new version; going back is a new version too.

    Raises:
        Overtaken: another version than `seen` is in force by now.
    """
    content = payee_text(record).encode()
    return kept.renew(KIND, NAME, content, author=author, note=note, seen=seen)


def payee_laid_out(kept: Store, path: Path) -> None:
    """Write the record in force beside a package that is being built, if there is one."""
    if held := kept.held(KIND, NAME):
        path.write_bytes(held.content)


def payee_changed(kept: Store, since: datetime) -> bool:
    """Whether other bank details hold now than at a moment; compared again is not changed."""
    versions = payee_versions(kept)
    if not versions:
        return False
    then = next((item for item in versions if item.holding.at <= since), None)
    return then is None or then.record.payee != versions[0].record.payee
