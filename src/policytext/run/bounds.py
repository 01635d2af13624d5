"""Bounds of time and memory for one document, kept by the system and not by Python, which may hang itself."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import IO

_MB = 1_048_576
_LOOK_AGAIN = 0.02

# Files whose lock says that this process works; open as long as it lives.
_HELD: list[int] = []


@contextmanager
def time_bound(seconds: float, trace: IO[bytes]) -> Iterator[None]:
    """End the process when the block takes longer.

    The watch is a thread of C that needs no lock of Python: it ends a regular expression that explodes as well as a
    library that hangs. Before that it writes where the program was to ``trace``.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=trace)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def bound_memory(megabytes: int) -> None:
    """Let this process take so much more memory than it has now; beyond, it gets a ``MemoryError``.

    Only Linux keeps such a bound; elsewhere there is none.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        limit = _data_bytes() + megabytes * _MB
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def leave_orphaned(parent: int) -> None:
    """End this process when its parent is gone: a run that goes on does the rest, and nobody takes this result."""
    if hasattr(os, "getppid") and os.getppid() != parent:
        os._exit(1)


def be_seen(path: Path) -> None:
    """Let others know, by a lock on a file, that this process works; it ends with the process."""
    with suppress(ImportError, OSError):
        import fcntl

        _HELD.append(os.open(path, os.O_RDWR | os.O_CREAT, 0o644))
        fcntl.flock(_HELD[-1], fcntl.LOCK_SH)


def wait_for_orphans(path: Path, seconds: float) -> None:
    """Wait for the workers of a main process that was killed: each finishes the document in its hands, and leaves."""
    with suppress(ImportError, OSError):
        import fcntl

        until = monotonic() + seconds
        with path.open("ab") as file:
            while monotonic() < until:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    sleep(_LOOK_AGAIN)


def _data_bytes() -> int:
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    raise OSError("the system does not say")
