"""The digest of a dataset: a hash over its tables, rows in the order of their keys.

It says whether two runs found the same, whatever the engine, the number of workers, the order of the files or what was
taken over from an earlier run. Times, counts of a run and the Parquet encoding have no part in it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from typing import TYPE_CHECKING

import orjson

from policytext.store.comparisons import ALL_TABLES
from policytext.store.lines import OF_REPORTS, encode_rows
from policytext.store.rows import Row, Rows, key_of
from policytext.store.schema import FAILURES, TABLES

if TYPE_CHECKING:
    import pyarrow as pa


class Digest:
    """Feed the rows of each table in the order of its key, in blocks of any size, then ask for ``hexdigest``.

    >>> import pyarrow as pa
    >>> one, two = Digest(), Digest()
    >>> one.add("texts", pa.record_batch({"report_id": ["a"], "text": ["甲"], "text_sha256": ["0"]}))
    >>> one.hexdigest() == two.hexdigest()
    False
    """

    def __init__(self, names: Iterable[str] = tuple(TABLES)) -> None:
        self._hashes = {name: sha256() for name in names}

    def add(self, name: str, block: pa.RecordBatch) -> None:
        """Add the next rows of a table."""
        columns = (block[column].to_pylist() for column in ALL_TABLES[name].names)
        lines = map(orjson.dumps, zip(*columns, strict=True))
        self._hashes[name].update(b"".join(line + b"\n" for line in lines))

    def hexdigest(self) -> str:
        """SHA-256 over the names and the hashes of all tables."""
        lines = (f"{name} {self._hashes[name].hexdigest()}\n" for name in sorted(self._hashes))
        return sha256("".join(lines).encode()).hexdigest()


class DatasetDigest:
    """The digest of a dataset, from the hashes of its reports: feed them in the order of ``report_id``, then failures.

    A report's hash is made once, where the report is scored; nobody reads the tables again to know the digest.
    """

    def __init__(self) -> None:
        self._hash = sha256()

    def add_report(self, report_id: str, hashed: str) -> None:
        """Add the next report by its hash, from ``hash_report``."""
        self._hash.update(f"{report_id} {hashed}\n".encode())

    def add_failure(self, row: Row) -> None:
        """Add the next row of ``failures``, in the order of the key."""
        values = [row[column] for column in FAILURES.names]
        self._hash.update(json.dumps(values, ensure_ascii=False).encode() + b"\n")

    def hexdigest(self) -> str:
        """SHA-256 over everything added."""
        return self._hash.hexdigest()


def hash_report(encoded: bytes) -> str:
    """SHA-256 of a report's encoded rows."""
    return sha256(encoded).hexdigest()


def digest_of(tables: dict[str, list[Row]]) -> str:
    """The digest of tables held in memory, in any order of rows."""
    by_report: defaultdict[str, Rows] = defaultdict(lambda: {name: [] for name in OF_REPORTS})
    for name in OF_REPORTS:
        for row in sorted(tables.get(name, ()), key=lambda row: key_of(name, row)):
            by_report[row["report_id"]][name].append(row)
    digest = DatasetDigest()
    for report_id, rows in sorted(by_report.items()):
        digest.add_report(report_id, hash_report(encode_rows(rows)))
    for row in sorted(tables.get(FAILURES.name, ()), key=lambda row: key_of(FAILURES.name, row)):
        digest.add_failure(row)
    return digest.hexdigest()
