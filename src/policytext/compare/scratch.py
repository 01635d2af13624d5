"""A temporary file for what a comparison does not hold in memory."""

from __future__ import annotations

import os
from tempfile import TemporaryFile, gettempdir
from threading import Lock
from weakref import finalize

from policytext.errors import UsageError

# One call in place of two; Windows has none.
_HAS_PREAD = hasattr(os, "pread")


class Scratch:
    """Bytes in a temporary file, which goes when nothing refers to it any more.

    It lies where ``tempfile`` puts it: ``TMPDIR`` says where.

    >>> scratch = Scratch()
    >>> place = scratch.add(b"abc")
    >>> scratch.add(b"de"), scratch.read(place, 3)
    (3, b'abc')

    Raises:
        UsageError: the file cannot be made or written.
    """

    def __init__(self) -> None:
        self.size, self._lock = 0, Lock()
        try:
            # Without a buffer what is asked for is read, not the eight kilobytes around it.
            self._file = TemporaryFile(buffering=0)  # noqa: SIM115
        except OSError as error:
            raise UsageError(_cannot_write(error)) from error
        self._number = self._file.fileno()
        finalize(self, self._file.close)

    def add(self, data: bytes | memoryview) -> int:
        """Write at the end; gives the place where the bytes begin."""
        place = self.size
        self.write(place, data)
        return place

    def write(self, place: int, data: bytes | memoryview) -> None:
        """Write at a place, before the end or behind it."""
        rest = memoryview(data)
        self.size = max(self.size, place + len(rest))
        try:
            with self._lock:
                self._file.seek(place)
                while rest:
                    rest = rest[self._file.write(rest) :]
        except OSError as error:
            raise UsageError(_cannot_write(error)) from error

    def read(self, place: int, size: int) -> bytes:
        """So many bytes from a place on."""
        if _HAS_PREAD:
            return os.pread(self._number, size, place)
        with self._lock:
            self._file.seek(place)
            return self._file.read(size)


def _cannot_write(error: OSError) -> str:
    return f"cannot write to the temporary folder {gettempdir()} ({error.strerror}); set TMPDIR to one with more room"
