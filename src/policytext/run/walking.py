"""A PATH -> the files that it stands for, with the names to record; links that lead in circles are told."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policytext.errors import UsageError
from policytext.records import Failure
from policytext.store import is_dataset


@dataclass(frozen=True, slots=True)
class Listed:
    """A file, or a document in one: its path, its name to record, and what tells whether it has changed.

    ``member`` says where in the file the document lies, ``hints`` what the file says about it beside its text.
    """

    path: Path
    source: str
    size: int = 0
    mtime: int = 0
    member: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)


Found = Listed | Failure

# What other programs leave in folders; names that begin with a dot are hidden everywhere.
_NOT_DOCUMENTS = {"thumbs.db", "desktop.ini", "__macosx"}
_HIDDEN = (".", "~$")


def expand_path(path: str, out: Path | None = None) -> Iterator[Found]:
    """The files that a PATH stands for, each with its name relative to the PATH.

    Args:
        path: a file, a folder or a glob. A name that exists is taken as it is, even when it holds ``[``.
        out: a folder to leave out.

    Raises:
        UsageError: the PATH does not exist.
    """
    if os.path.lexists(path):
        return _expand(Path(path), Path(path) if Path(path).is_dir() else Path(path).parent, out)
    if not glob.has_magic(path):
        raise UsageError(f"there is no file or folder {path}; check the spelling")
    base = _fixed_part(Path(path))
    matches = (Path(match) for match in sorted(glob.iglob(path, recursive=True)))  # noqa: PTH207 (absolute too)
    return (found for match in matches for found in _expand(match, base, out))


def unreadable(source: str, error: OSError) -> Failure:
    """The failure of a file or folder that the system does not open."""
    if error.errno == errno.ELOOP:
        return Failure(source, "symlink_loop", "run", "the link leads to itself; give the file that is meant")
    why = error.strerror or type(error).__name__
    return Failure(source, "unreadable", "run", f"it cannot be opened ({why}); check its permissions and links")


def readable_name(path: str) -> str:
    """A path that can be stored and printed: ``/`` between names, bytes that are not UTF-8 read as GB18030.

    >>> readable_name(os.fsdecode("青禾县.txt".encode("gb18030")))
    '青禾县.txt'
    """
    data = os.fsencode(path)
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding).replace(os.sep, "/")
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "backslashreplace").replace(os.sep, "/")


def _expand(path: Path, base: Path, out: Path | None) -> Iterator[Found]:
    return _walk(path, base, out) if path.is_dir() else iter([_listed(path, _source(path, base))])


def _walk(root: Path, base: Path, out: Path | None) -> Iterator[Found]:
    """All files below a folder. Folders come before links to folders, so that each goes by its own name."""
    seen: set[str] = set()
    waiting = deque([root])
    while waiting:
        folder = waiting.popleft()
        real = os.path.realpath(folder)
        if real in seen:
            yield _seen_before(folder, real, base)
            continue
        seen.add(real)
        try:
            with os.scandir(folder) as entries:
                children = sorted((entry for entry in entries if not is_hidden(entry.name)), key=_name)
            folders = [child for child in children if _is_folder(child)]
        except OSError as error:
            yield unreadable(_source(folder, base), error)
            continue
        entered = [child for child in folders if not _is_output(Path(child), out)]
        waiting.extendleft(Path(child) for child in reversed(entered) if not child.is_symlink())
        waiting.extend(Path(child) for child in entered if child.is_symlink())
        inside = _source(folder, base)
        prefix = "" if inside == "." else f"{inside}/"
        yield from (_listed(child, prefix + readable_name(child.name)) for child in children if not _is_folder(child))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link to itself: it is named as such where it is listed


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def _listed(path: Path | os.DirEntry[str], source: str) -> Found:
    try:
        status = path.stat()
    except OSError as error:
        return unreadable(source, error)
    if not stat.S_ISREG(status.st_mode):
        return Failure(source, "not_a_file", "run", "it is no plain file (a pipe, a device); give files or folders")
    return Listed(Path(path), source, status.st_size, status.st_mtime_ns)


def _seen_before(folder: Path, real: str, base: Path) -> Failure:
    source = _source(folder, base)
    if Path(os.path.realpath(folder.parent)).is_relative_to(real):
        return Failure(source, "symlink_loop", "run", "the link leads back to a folder that holds it; remove the link")
    return Failure(source, "duplicate", "run", f"a link to the folder {readable_name(real)}, which is read already")


def _source(path: Path, base: Path) -> str:
    return readable_name(os.path.relpath(path, base))


def _fixed_part(pattern: Path) -> Path:
    """The folders of a glob before its first wildcard."""
    parts = []
    for part in pattern.parts[:-1]:
        if glob.has_magic(part):
            break
        parts.append(part)
    return Path(*parts)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of this name is no document: hidden, or left by another program."""
    return name.startswith(_HIDDEN) or name.lower() in _NOT_DOCUMENTS


def _is_output(folder: Path, out: Path | None) -> bool:
    try:
        return (out is not None and folder.resolve() == out.resolve()) or is_dataset(folder)
    except PermissionError:
        return False  # it is walked, and named as unreadable
