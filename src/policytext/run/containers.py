"""Files that hold many documents: zip and tar archives, JSON lines, Parquet. They are read in place.

A member is named by where it lies (``kind:offset:size``), so that any worker reads it without going through the rest.
Add a kind of container in ``CONTAINERS``: by the ending of its name, a function that gives its members.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from policytext.errors import DocumentError, UsageError
from policytext.records import Failure

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo
    from zipfile import ZipInfo

    import pyarrow.parquet as pq

# Columns that are taken for the text of a document where none is named, in this order.
TEXT_COLUMNS = ("text", "content", "body", "正文", "全文", "内容", "文本")
NAME_COLUMNS = ("source", "path", "file", "name", "title", "id", "来源文件", "文件名", "标题", "编号")

# A document of a container is unpacked in memory; the readers refuse files beyond this, too.
_MOST_BYTES = 200_000_000

# Rows of a table that are in memory at once.
_BATCH = 500

_LOCAL_HEAD = struct.Struct("<26xHH")
_ENCRYPTED, _STORED, _DEFLATED = 0x1, 0, 8


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a container: its name there, where it lies, and in which file where that is another one."""

    name: str
    place: str
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """How containers are read: the column of a table that holds the texts, and a folder to unpack into."""

    room: Path
    column: str | None = None


Found = Member | Failure
Lister = Callable[[Path, str, Options], Iterator[Found]]


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, which stands for the files in it wherever it is found."""
    return _ending(path) in CONTAINERS.keys() - TABLES_OF_TEXTS


def is_container(path: Path) -> bool:
    """Whether a file that is named on purpose stands for the documents in it: an archive, or a table with texts."""
    return _ending(path) in CONTAINERS


def list_members(path: Path, source: str, options: Options) -> Iterator[Found]:
    """The documents in a container, and what in it cannot be read.

    Args:
        path: the container.
        source: its name, which begins the names of its documents in messages.
        options: the column of texts, and room to unpack.

    Raises:
        UsageError: a table has no column of texts.
    """
    return CONTAINERS[_ending(path)](path, source, options)


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


def _list_zip(path: Path, source: str, options: Options) -> Iterator[Found]:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield Failure(source, "damaged", "run", f"the archive cannot be opened ({error}); get it again")
        return
    for entry in entries:
        name = _zip_name(entry)
        kind = {_STORED: "stored", _DEFLATED: "deflated"}.get(entry.compress_type, "packed")
        if entry.flag_bits & _ENCRYPTED:
            yield Failure(f"{source}/{name}", "encrypted", "run", "the archive is locked; unpack it with its password")
        elif entry.file_size > _MOST_BYTES:
            yield Failure(
                f"{source}/{name}", "too_large", "run", "too large for a report; unpack the archive and split it"
            )
        elif kind == "packed":
            advice = "is packed in a way that is not read; unpack the archive, or pack it again as usual"
            yield Failure(f"{source}/{name}", "unsupported_format", "run", advice)
        else:
            yield Member(name, f"{kind}:{entry.header_offset}:{entry.compress_size}")


def _zip_name(entry: ZipInfo) -> str:
    """The name of an entry. Without the mark for UTF-8, zip programs in China write GBK; Python reads it as CP437."""
    utf8 = 0x800
    if entry.flag_bits & utf8:
        return entry.filename
    try:
        return _decode(entry.orig_filename.encode("cp437")).replace("\\", "/")
    except UnicodeEncodeError:
        return entry.filename


def _decode(name: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "backslashreplace")


def _list_tar(path: Path, source: str, options: Options) -> Iterator[Found]:
    import tarfile

    try:
        with tarfile.open(path, "r:", errors="surrogateescape") as archive:
            for entry in _entries(archive):
                yield _tar_member(entry, source) or Member(_tar_name(entry), f"plain:{entry.offset_data}:{entry.size}")
    except (tarfile.TarError, OSError) as error:
        yield Failure(source, "damaged", "run", f"the archive cannot be read ({error}); get it again")


def _list_packed_tar(path: Path, source: str, options: Options) -> Iterator[Found]:
    """A compressed tar can only be read from its beginning: it is unpacked once."""
    import tarfile

    refused: list[Failure] = []
    try:
        with tarfile.open(path, "r|*", errors="surrogateescape") as archive:
            yield from _unpack(path, options, _tar_documents(archive, source, refused))
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        yield Failure(source, "damaged", "run", f"the archive cannot be read ({error}); get it again")
    yield from refused


def _tar_documents(archive: TarFile, source: str, refused: list[Failure]) -> Iterator[tuple[str, bytes]]:
    for entry in _entries(archive):
        failure, file = _tar_member(entry, source), archive.extractfile(entry)
        if failure or file is None:
            refused += [failure] if failure else []
        else:
            yield _tar_name(entry), file.read()


def _entries(archive: TarFile) -> Iterator[TarInfo]:
    """The files of a tar, which otherwise keeps all of them in memory."""
    for entry in archive:
        archive.members = []  # type: ignore[attr-defined]
        if entry.isfile():
            yield entry


def _tar_member(entry: TarInfo, source: str) -> Failure | None:
    too_large = "too large for a report; unpack the archive and split it"
    return Failure(f"{source}/{_tar_name(entry)}", "too_large", "run", too_large) if entry.size > _MOST_BYTES else None


def _tar_name(entry: TarInfo) -> str:
    return _decode(entry.name.encode("utf-8", "surrogateescape"))


def _list_lines(path: Path, source: str, options: Options) -> Iterator[Found]:
    offset = 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            size = len(line)
            if line.strip():
                yield _line_member(path, number, line, f"{offset}:{size}", source, options.column)
            offset += size


def _line_member(path: Path, number: int, line: bytes, place: str, source: str, column: str | None) -> Found:
    try:
        row = json.loads(line)
        if not isinstance(row, dict):
            raise ValueError("no object")
    except ValueError as error:
        return Failure(f"{source}/{number}", "damaged", "run", f"line {number} is no JSON object ({error}); mend it")
    wanted = _text_column(path, row, column)
    return Member(_name_of(next((row[n] for n in NAME_COLUMNS if row.get(n)), None), number), f"line={wanted}:{place}")


def _list_parquet(path: Path, source: str, options: Options) -> Iterator[Found]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            wanted = _text_column(path, names, options.column)
            label = next((name for name in NAME_COLUMNS if name in names and name != wanted), None)
            texts = _texts_of(file, wanted, label)
            yield from _unpack(path, options, texts)
    except (pa.ArrowException, OSError) as error:
        yield Failure(source, "damaged", "run", f"the table cannot be read ({error}); get it again")


def _texts_of(file: pq.ParquetFile, wanted: str, label: str | None) -> Iterator[tuple[str, bytes]]:
    number = 0
    for batch in file.iter_batches(_BATCH, columns=[wanted, *filter(None, [label])]):
        for row in batch.to_pylist():
            number += 1
            yield _name_of(row[label] if label else None, number), str(row[wanted] or "").encode()


def _unpack(path: Path, options: Options, documents: Iterable[tuple[str, bytes]]) -> Iterator[Member]:
    """Put documents that cannot be reached one by one into one file, side by side."""
    options.room.mkdir(parents=True, exist_ok=True)
    target, offset = options.room / f"{sha256(os.fsencode(path.absolute())).hexdigest()[:16]}.bin", 0
    with target.open("wb") as file:
        for name, data in documents:
            file.write(data)
            yield Member(name, f"plain:{offset}:{len(data)}", target)
            offset += len(data)


def _text_column(path: Path, names: Any, column: str | None) -> str:
    chosen = [column] if column else TEXT_COLUMNS
    found = next((name for name in chosen if name in names), None)
    if found is None:
        fault = f"{path} has no column {' or '.join(chosen)} (it has {', '.join(map(str, names))})"
        raise UsageError(f"{fault}; name the column that holds the texts with --column")
    return found


def _name_of(value: object, number: int) -> str:
    """The number of the row and what it is called: two rows of one name stay two."""
    return f"{number}" if value in (None, "") else f"{number} {str(value)[:100]}"


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
    data = unpacker.decompress(_read_stored(file, offset, size), _MOST_BYTES)
    if not unpacker.eof:
        raise EOFError("it is cut off, or larger than it says")
    return data


def _ending(path: Path) -> str:
    name = path.name.lower()
    return next((ending for ending in CONTAINERS if name.endswith(ending)), "")


_READERS = {"plain": _read_plain, "stored": _read_stored, "deflated": _read_deflated, "line": _read_plain}

CONTAINERS: dict[str, Lister] = {
    ".zip": _list_zip,
    ".tar": _list_tar,
    **dict.fromkeys((".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), _list_packed_tar),
    **dict.fromkeys((".jsonl", ".ndjson"), _list_lines),
    ".parquet": _list_parquet,
}

# They stand for the texts in them only where they are named: folders hold such files for many reasons.
TABLES_OF_TEXTS = frozenset({".jsonl", ".ndjson", ".parquet"})
