"""Reading what may be hostile in a child of little memory and little time."""

from collections.abc import Callable

from registration.assembly.rendering.apart import in_child
from registration.attachments.refused import AttachmentRefused
from registration.errors import TemplateError

_MADE, _REFUSED = b"+", b"-"
SCAN_AGAIN = "Отсканируйте или сфотографируйте документ заново."


def bounded(work: Callable[[], bytes], name: str, advice: str = SCAN_AGAIN) -> bytes:
    """Do the work apart and return its bytes; `advice` says what to do with a file that fails.

    Raises:
        AttachmentRefused: the work refused the file, or did not fit into its bounds.
    """

    def told() -> bytes:
        try:
            return _MADE + work()
        except AttachmentRefused as refused:
            return _REFUSED + str(refused).encode()

    try:
        answer = in_child(told, name)
    except TemplateError:
        raise AttachmentRefused(
            f"Файл «{name}» слишком сложный или повреждён: открыть его не вышло. {advice}"
        ) from None
    if answer[:1] == _REFUSED:
        raise AttachmentRefused(answer[1:].decode())
    return answer[1:]
