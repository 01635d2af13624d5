"""PATHs and manifests -> files, and the documents in archives and tables of texts."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from policytext.records import Failure
from policytext.run.containers import is_archive, is_container, list_members
from policytext.run.members import Member, Options
from policytext.run.walking import Found, Listed, expand_path, is_hidden


def list_paths(paths: Sequence[str | Path], out: Path | None, options: Options) -> Iterator[Found]:
    """All documents that PATHs stand for.

    Args:
        paths: files, folders (read with all folders in them), globs, archives; JSON lines and Parquet files with a
            column of texts, where they are named and not only found in a folder.
        out: a folder that is written to and therefore not read; other outputs of policytext are not read either.
        options: how archives and tables are read.

    Raises:
        UsageError: a PATH does not exist, or a table has no column of texts.
    """
    for path in map(str, paths):
        for found in expand_path(path, out):
            yield from _opened(found, options, named=_is_named(path, found))


def list_named(names: Iterable[str], folder: Path, options: Options) -> Iterator[Found]:
    """All documents that a manifest names; a file that is not there is a failure."""
    for name in names:
        path = folder / name
        if not path.is_file():
            yield Failure(name, "unreadable", "run", "the manifest names it, but there is no such file; check its path")
            continue
        for found in expand_path(str(path)):
            named = found if isinstance(found, Failure) else replace(found, source=name)
            yield from _opened(named, options, named=True)


def _is_named(path: str, found: Found) -> bool:
    if isinstance(found, Failure) or Path(path).is_dir():
        return False
    return found.path == Path(path) or (glob.has_magic(path) and found.path.match(path))


def _opened(found: Found, options: Options, *, named: bool) -> Iterator[Found]:
    if isinstance(found, Failure) or not (is_archive(found.path) or (named and is_container(found.path))):
        yield found
        return
    empty = True
    for member in list_members(found.path, found.source, options):
        listed = member if isinstance(member, Failure) else _listed(found, member)
        if not any(map(is_hidden, listed.source.removeprefix(f"{found.source}/").split("/"))):
            empty = False
            yield listed
    if empty:
        yield Failure(found.source, "empty", "run", "it holds no documents; leave it out, or get it again")


def _listed(found: Listed, member: Member) -> Listed:
    path, source = member.path or found.path, f"{found.source}/{member.name}"
    return Listed(path, source, found.size, found.mtime, member.place, member.hints)
