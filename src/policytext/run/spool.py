"""What a worker has done so far, on disk after every document: nothing that is done is lost with its process.

A spool is a file of frames: a document is begun, a document is done (its result and its encoded rows). A frame that
was cut off by a kill ends the file. The last document begun and not done is the one that the worker died on.
"""

from __future__ import annotations

import json
import os
import secrets
import struct
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from zlib import crc32

from policytext.run.items import Result

_HEAD = struct.Struct(">cII")
_BEGUN, _DONE = b"B", b"D"
_SPOOL, _TRACE = ".spool", ".trace"


class Spool:
    """A spool that is being written. ``trace`` is where the time bound leaves its mark."""

    def __init__(self, folder: Path, bundle: str) -> None:
        path = folder / f"{bundle}.{secrets.token_hex(4)}{_SPOOL}"
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
        self.trace = path.with_suffix(_TRACE).open("wb")

    def begin(self, sha256: str) -> None:
        """Say which document is worked on from here."""
        self._write(_BEGUN, sha256.encode())

    def done(self, result: Result, rows: bytes = b"") -> None:
        """Keep the result of a document and its encoded rows."""
        self._write(_DONE, json.dumps(asdict(result), ensure_ascii=False).encode() + b"\n" + rows)

    def close(self) -> None:
        """Close the files."""
        os.close(self._file)
        self.trace.close()

    def _write(self, kind: bytes, data: bytes) -> None:
        """One frame in one call, as far as the system lets it; a kill between two calls leaves a cut frame."""
        frame = memoryview(_HEAD.pack(kind, len(data), crc32(data)) + data)
        while frame:
            frame = frame[os.write(self._file, frame) :]


@dataclass(slots=True)
class Remains:
    """What earlier workers left of a bundle.

    ``done`` maps a document's hash to its result and encoded rows; ``deaths`` counts how often a worker died on a
    document, ``overdue`` how often because it took too long.
    """

    done: dict[str, tuple[Result, bytes]] = field(default_factory=dict)
    deaths: Counter[str] = field(default_factory=Counter)
    overdue: Counter[str] = field(default_factory=Counter)


def read_remains(folder: Path, bundle: str = "*") -> Remains:
    """What the workers of a bundle left, or those of all bundles."""
    remains = Remains()
    for path in sorted(folder.glob(f"{bundle}.*{_SPOOL}")):
        last = None
        for kind, data in _frames(path):
            if kind == _BEGUN:
                last = data.decode()
            else:
                head, _, rows = data.partition(b"\n")
                result = Result(**json.loads(head))
                remains.done[result.sha256], last = (result, rows), None
        if last:
            remains.deaths[last] += 1
            remains.overdue[last] += _is_marked(path.with_suffix(_TRACE))
    return remains


def remove_spools(folder: Path, bundle: str = "*") -> None:
    """Remove what is no longer needed: the bundle is a part by now."""
    for path in (*folder.glob(f"{bundle}.*{_SPOOL}"), *folder.glob(f"{bundle}.*{_TRACE}")):
        path.unlink(missing_ok=True)


def size_of(folder: Path, bundle: str) -> int:
    """Bytes that the workers of a bundle wrote: as long as it grows, there is progress."""
    return sum(path.stat().st_size for path in folder.glob(f"{bundle}.*{_SPOOL}"))


def hashes_done(folder: Path) -> set[str]:
    """Documents that are done and not yet in a part."""
    return set(read_remains(folder).done)


def _frames(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        while len(head := file.read(_HEAD.size)) == _HEAD.size:
            kind, size, check = _HEAD.unpack(head)
            data = file.read(size)
            if len(data) < size or crc32(data) != check:
                return
            yield kind, data


def _is_marked(trace: Path) -> bool:
    return trace.is_file() and trace.stat().st_size > 0
