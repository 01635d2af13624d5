"""Files that hold many documents: archives, and tables with a column of texts. They are read in place.

Add a kind of container in ``CONTAINERS``: by the ending of its name, a function that gives its members.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from policytext.run.archives import list_packed_tar, list_tar, list_zip
from policytext.run.members import Found, Options
from policytext.run.text_tables import list_lines, list_parquet

Lister = Callable[[Path, str, Options], Iterator[Found]]

CONTAINERS: dict[str, Lister] = {
    ".zip": list_zip,
    ".tar": list_tar,
    **dict.fromkeys((".tar.gz", ".tgz", ".tar.bz2", ".tar.xz"), list_packed_tar),
    **dict.fromkeys((".jsonl", ".ndjson"), list_lines),
    ".parquet": list_parquet,
}

# They stand for the texts in them only where they are named: folders hold such files for many reasons.
_TABLES_OF_TEXTS = {".jsonl", ".ndjson", ".parquet"}


def is_archive(path: Path) -> bool:
    """Whether a file is an archive, which stands for the files in it wherever it is found."""
    return _ending(path) in CONTAINERS.keys() - _TABLES_OF_TEXTS


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


def _ending(path: Path) -> str:
    name = path.name.lower()
    return next((ending for ending in CONTAINERS if name.endswith(ending)), "")
