"""Work on files of others in a child process that may take little memory, little time, no disk.

A fork sees everything it needs, so nothing has to be packed for it; bytes come back by a pipe.
The sandbox already lets a template do nothing but print; the child bounds what it may cost.
"""

import os
import resource
import selectors
import signal
import time
import warnings
from collections.abc import Callable
from pathlib import Path

from registration.errors import TemplateError

SECONDS = 20
MEMORY = 512 * 2**20  # beyond what the parent already holds
_DONE, _REFUSED = b"+", b"-"
_CHUNK = 1 << 16


def in_child(task: Callable[[], bytes], told: str, *, seconds: float = SECONDS) -> bytes:
    """Run a task in a child of this process and return the bytes it gives.

    `told` names the file in messages.

    Raises:
        TemplateError: the task raised one, or took more time or memory than it is given.
    """
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # The child neither takes locks of other threads nor starts any: it renders and leaves.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        os.close(reader)
        _work(task, writer, seconds)
    os.close(writer)
    try:
        answer = _answer(reader, time.monotonic() + seconds)
    finally:
        os.close(reader)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    return _opened(answer, told)


def _answer(reader: int, end: float) -> bytes | None:
    """Everything the child says, or None when it does not finish in time."""
    chunks: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(reader, selectors.EVENT_READ)
        while selector.select(timeout=max(end - time.monotonic(), 0)):
            chunk = os.read(reader, _CHUNK)
            if not chunk:
                return b"".join(chunks)
            chunks.append(chunk)
    return None


def _opened(answer: bytes | None, told: str) -> bytes:
    if answer is not None and answer[:1] == _DONE:
        return answer[1:]
    if answer is not None and answer[:1] == _REFUSED:
        raise TemplateError(answer[1:].decode("utf-8"))
    raise TemplateError(
        f"{told}: шаблон не уложился в отведённые ему время и память, документ не сделан. "
        "Упростите шаблон: так бывает от циклов в циклах и от огромных файлов."
    )


def _work(task: Callable[[], bytes], writer: int, seconds: float) -> None:
    """The child: it never returns, and nothing of the parent is cleaned up twice."""
    try:
        _limit(seconds)
        answer = _DONE + task()
    except TemplateError as error:
        answer = _REFUSED + str(error).encode("utf-8")
    except BaseException:  # the parent tells of it: a trace could hold somebody's name
        os._exit(1)
    try:
        view = memoryview(answer)
        while view:
            view = view[os.write(writer, view) :]
    finally:
        os._exit(0)


def _limit(seconds: float) -> None:
    processor = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    address_space = _held() + MEMORY
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if hardest == resource.RLIM_INFINITY or address_space < hardest:
        resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


def _held() -> int:
    """Address space of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
