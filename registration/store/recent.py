"""What was unsealed a moment ago: a page is opened far more often than a case is changed."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Opened = TypeVar("Opened")

_MOST = 64


class Recent(Generic[Opened]):
    """Opened contents of the last sealed ones, in memory only.

    Nothing is ever stale: what is sealed is read from the database each time, and each sealing
    begins with a number of its own, so equal bytes hold equal contents.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, tuple[bytes, Opened]] = OrderedDict()
        self._lock = Lock()

    def opened(self, name: Hashable, sealed: bytes, unseal: Callable[[], Opened]) -> Opened:
        """Return what is sealed, unsealing it unless the very same bytes were unsealed before."""
        with self._lock:
            kept = self._kept.get(name)
            if kept is not None and kept[0] == sealed:
                self._kept.move_to_end(name)
                return kept[1]
        content = unseal()
        with self._lock:
            self._kept[name] = (sealed, content)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return content

    def clear(self) -> None:
        """Forget everything, as when a case is destroyed."""
        with self._lock:
            self._kept.clear()
