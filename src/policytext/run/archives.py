"""Zip and tar archives -> the documents in them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.records import Failure
from policytext.run.members import MOST_BYTES, Found, Member, Options, Unpacked, decode_name, unpack

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo
    from zipfile import ZipInfo

_ENCRYPTED, _UTF8 = 0x1, 0x800
_KINDS = {0: "stored", 8: "deflated"}
_TOO_LARGE = "too large for a report; unpack the archive and split it"


def list_zip(path: Path, source: str, options: Options) -> Iterator[Found]:
    """The files of a zip archive."""
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        yield Failure(source, "damaged", "run", f"the archive cannot be opened ({error}); get it again")
        return
    for entry in entries:
        name = _zip_name(entry)
        kind = _KINDS.get(entry.compress_type)
        if entry.flag_bits & _ENCRYPTED:
            yield Failure(f"{source}/{name}", "encrypted", "run", "the archive is locked; unpack it with its password")
        elif entry.file_size > MOST_BYTES:
            yield Failure(f"{source}/{name}", "too_large", "run", _TOO_LARGE)
        elif kind is None:
            advice = "is packed in a way that is not read; unpack the archive, or pack it again as usual"
            yield Failure(f"{source}/{name}", "unsupported_format", "run", advice)
        else:
            yield Member(name, f"{kind}:{entry.header_offset}:{entry.compress_size}")


def _zip_name(entry: ZipInfo) -> str:
    """The name of an entry. Without the mark for UTF-8, zip programs in China write GBK; Python reads it as CP437."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return decode_name(entry.orig_filename.encode("cp437")).replace("\\", "/")
    except UnicodeEncodeError:
        return entry.filename


def list_tar(path: Path, source: str, options: Options) -> Iterator[Found]:
    """The files of a tar archive that is not compressed."""
    import tarfile

    try:
        with tarfile.open(path, "r:", errors="surrogateescape") as archive:
            for entry in _entries(archive):
                yield _tar_member(entry, source) or Member(_tar_name(entry), f"plain:{entry.offset_data}:{entry.size}")
    except (tarfile.TarError, OSError) as error:
        yield Failure(source, "damaged", "run", f"the archive cannot be read ({error}); get it again")


def list_packed_tar(path: Path, source: str, options: Options) -> Iterator[Found]:
    """The files of a compressed tar archive, which can only be read from its beginning: it is unpacked once."""
    import tarfile

    refused: list[Failure] = []
    try:
        with tarfile.open(path, "r|*", errors="surrogateescape") as archive:
            yield from unpack(path, options, _tar_documents(archive, source, refused))
    except (tarfile.TarError, OSError, EOFError, zlib.error) as error:
        yield Failure(source, "damaged", "run", f"the archive cannot be read ({error}); get it again")
    yield from refused


def _tar_documents(archive: TarFile, source: str, refused: list[Failure]) -> Iterator[Unpacked]:
    for entry in _entries(archive):
        failure, file = _tar_member(entry, source), archive.extractfile(entry)
        if failure or file is None:
            refused += [failure] if failure else []
        else:
            yield _tar_name(entry), file.read(), {}


def _entries(archive: TarFile) -> Iterator[TarInfo]:
    """The files of a tar, which otherwise keeps all of them in memory."""
    for entry in archive:
        archive.members = []  # type: ignore[attr-defined]
        if entry.isfile():
            yield entry


def _tar_member(entry: TarInfo, source: str) -> Failure | None:
    return Failure(f"{source}/{_tar_name(entry)}", "too_large", "run", _TOO_LARGE) if entry.size > MOST_BYTES else None


def _tar_name(entry: TarInfo) -> str:
    return decode_name(entry.name.encode("utf-8", "surrogateescape"))
