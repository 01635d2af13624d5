"""A document in a container: where it lies, and how any worker reads it without going through the rest."""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO

from policytext.errors import DocumentError
from policytext.records import Failure

# A document of a container is unpacked in memory; the readers refuse files beyond this, too.
MOST_BYTES = 200_000_000

_LOCAL_HEAD = struct.Struct("<26xHH")


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a container.

    ``name`` is its name there, ``place`` where it lies (``kind:offset:size``), ``path`` the file, where that is not the
    container itself; ``hints`` is what its row says of place, year and the like.
    """

    name: str
    place: str
    path: Path | None = None
    hints: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Options:
    """How containers are read: a folder to unpack into, and the column of a table that holds the texts."""

    room: Path
    column: str | None = None


Found = Member | Failure

# Name, content and hints of a document.
Unpacked = tuple[str, bytes, Mapping[str, str]]


def read_member(path: Path, place: str) -> bytes:
    """The bytes of a document in a container.

    Raises:
        DocumentError: they cannot be unpacked.
    """
    kind, offset, size = place.rsplit(":", 2)
    kind, _, column = kind.partition("=")
    try:
        with path.open("rb") as file:
            data = _READERS[kind](file, int(offset), int(size))
        return str(json.loads(data).get(column) or "").encode() if column else data
    except (OSError, zlib.error, struct.error, ValueError, EOFError) as error:
        message = f"{path.name} is damaged where this file lies ({error}); get the archive again"
        raise DocumentError("damaged", "run", message) from error


def decode_name(name: bytes) -> str:
    """The name of a document in an archive, which Chinese programs write in GBK.

    >>> decode_name("青禾县.txt".encode("gb18030"))
    '青禾县.txt'
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "backslashreplace")


def unpack(path: Path, options: Options, documents: Iterable[Unpacked]) -> Iterator[Member]:
    """Put documents that cannot be reached one by one into one file, side by side."""
    options.room.mkdir(parents=True, exist_ok=True)
    target, offset = options.room / f"{sha256(os.fsencode(path.absolute())).hexdigest()[:16]}.bin", 0
    with target.open("wb") as file:
        for name, data, hints in documents:
            file.write(data)
            yield Member(name, f"plain:{offset}:{len(data)}", target, hints)
            offset += len(data)


def _read_plain(file: IO[bytes], offset: int, size: int) -> bytes:
    file.seek(offset)
    data = file.read(size)
    if len(data) < size:
        raise EOFError("it ends too early")
    return data


def _read_stored(file: IO[bytes], offset: int, size: int) -> bytes:
    file.seek(offset)
    name, extra = _LOCAL_HEAD.unpack(file.read(_LOCAL_HEAD.size))
    return _read_plain(file, offset + _LOCAL_HEAD.size + name + extra, size)


def _read_deflated(file: IO[bytes], offset: int, size: int) -> bytes:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    data = unpacker.decompress(_read_stored(file, offset, size), MOST_BYTES)
    if not unpacker.eof:
        raise EOFError("it is cut off, or larger than it says")
    return data


_READERS = {"plain": _read_plain, "stored": _read_stored, "deflated": _read_deflated, "line": _read_plain}
