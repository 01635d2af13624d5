"""The digest of a dataset: a hash over its tables, rows in the order of their keys.

It says whether two runs found the same, whatever the engine, the number of workers or the order of the files. Times,
counts of a run and the Parquet encoding have no part in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256

from policytext.store.comparisons import ALL_TABLES
from policytext.store.rows import Row, key_of
from policytext.store.schema import TABLES

_CODER = json.JSONEncoder(ensure_ascii=False, default=str)


class Digest:
    """Feed the rows of each table in the order of its key, then ask for ``hexdigest``.

    >>> one, two = Digest(), Digest()
    >>> one.add("texts", [{"report_id": "a", "text": "甲", "text_sha256": "0"}])
    >>> one.hexdigest() == two.hexdigest()
    False
    """

    def __init__(self, names: Iterable[str] = tuple(TABLES)) -> None:
        self._hashes = {name: sha256() for name in names}

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add the next rows of a table."""
        columns, code, update = ALL_TABLES[name].names, _CODER.encode, self._hashes[name].update
        for row in rows:
            update(code([row[column] for column in columns]).encode() + b"\n")

    def hexdigest(self) -> str:
        """SHA-256 over the names and the hashes of all tables."""
        lines = (f"{name} {self._hashes[name].hexdigest()}\n" for name in sorted(self._hashes))
        return sha256("".join(lines).encode()).hexdigest()


def digest_of(tables: dict[str, list[Row]]) -> str:
    """The digest of tables held in memory, in any order of rows."""
    digest = Digest()
    for name, rows in tables.items():
        digest.add(name, sorted(rows, key=lambda row: key_of(name, row)))
    return digest.hexdigest()
