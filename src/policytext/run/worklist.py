"""PATHs -> the list of work: every file once, in the order of its content's hash; nothing is passed over in silence."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import file_digest
from pathlib import Path

from policytext.records import Failure
from policytext.run.walking import expand_path, unreadable


@dataclass(frozen=True, slots=True)
class Item:
    """A file to score. ``source`` is its path below the PATH that led to it, ``hints`` its row of the manifest."""

    path: Path
    source: str
    sha256: str = ""
    hints: Mapping[str, str] = field(default_factory=dict)


def list_files(paths: Sequence[str | Path], out: Path | None = None) -> tuple[list[Item], list[Failure]]:
    """Expand files, folders and globs.

    Args:
        paths: files, folders (read with all folders in them) and globs.
        out: a folder that is written to and therefore not read; other outputs of policytext are not read either.

    Returns:
        Items in the order of their sources, each file once, and failures.

    Raises:
        UsageError: a PATH does not exist.
    """
    items: dict[str, Item] = {}
    failures = []
    for found in (found for path in paths for found in expand_path(str(path), out)):
        if isinstance(found, Failure):
            failures.append(found)
            continue
        item, name = Item(*found), os.path.abspath(found[0])  # noqa: PTH100 (a link is a file of its own)
        items[name] = min(item, items.get(name, item), key=_by_source)
    return sorted(items.values(), key=_by_source), failures


def make_worklist(items: Iterable[Item]) -> tuple[list[Item], list[Failure]]:
    """Hash the files and take each content once.

    Returns:
        Items with their hash, in the order of it, and failures: files that cannot be opened, and duplicates, which
        name the file that stands for them (the first by its source).
    """
    first: dict[str, Item] = {}
    failures = []
    for item in sorted(items, key=_by_source):
        try:
            sha256 = hash_file(item.path)
        except OSError as error:
            failures.append(unreadable(item.source, error))
            continue
        if sha256 in first:
            message = f"the same content as {first[sha256].source}, which stands for both; keep one of the two"
            failures.append(Failure(item.source, "duplicate", "run", message))
        else:
            first[sha256] = replace(item, sha256=sha256)
    return sorted(first.values(), key=lambda item: item.sha256), failures


def hash_file(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _by_source(item: Item) -> tuple[str, str]:
    return item.source, str(item.path)
