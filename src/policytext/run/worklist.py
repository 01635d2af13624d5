"""PATHs -> the list of work: every document once, in the order of its hash; nothing is passed over in silence.

The list lies in a temporary database of SQLite, so that 10⁶ documents take no more memory than 10³.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from policytext.errors import DocumentError
from policytext.records import Failure
from policytext.run.hashing import hash_file
from policytext.run.items import Item, Result, hash_hints
from policytext.run.members import read_member
from policytext.run.walking import Listed, unreadable

# Of the database in memory, in kilobytes; the rest is on disk.
_CACHE_KB = 8_000

# Rows that are fetched and changed at once.
_BATCH = 500

_TABLES = """
CREATE TABLE files (id INTEGER PRIMARY KEY, path BLOB, member TEXT, source TEXT, key TEXT, size INTEGER, mtime INTEGER,
    sha256 TEXT, hints TEXT, hinted TEXT DEFAULT '', twin_of INTEGER, result INTEGER);
CREATE UNIQUE INDEX files_by_key ON files (key);
CREATE INDEX files_by_hash ON files (sha256, source, key);
CREATE TABLE failures (source TEXT, reason TEXT, stage TEXT, message TEXT);
CREATE TABLE trusted (key TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, sha256 TEXT);
CREATE TABLE results (id INTEGER PRIMARY KEY, place TEXT, sha256 TEXT, source TEXT, hinted TEXT, digest TEXT,
    reason TEXT, stage TEXT, message TEXT, seconds REAL, UNIQUE (sha256, source, hinted));
"""

_TWIN = "SELECT id FROM files f WHERE f.sha256 = files.sha256 ORDER BY source, key LIMIT 1"
_SHARED = "SELECT sha256 FROM files WHERE sha256 IS NOT NULL GROUP BY sha256 HAVING COUNT(*) > 1"
_RESULT_OF = """SELECT id FROM results r WHERE r.sha256 = files.sha256 AND r.source = files.source
    AND r.hinted = files.hinted"""

# What a person can change about, or may have been changed by chance: tried again where that is asked for.
_OF_CHANCE = ("timeout", "crashed", "out_of_memory", "internal_error")


class WorkList:
    """All documents of a run, what is known of them and what became of them."""

    def __init__(self) -> None:
        # An empty name is a database in a temporary file, which goes with the connection.
        self._db = sqlite3.connect("", isolation_level=None)
        for setting in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{_CACHE_KB}", "temp_store = FILE"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")

    def __len__(self) -> int:
        """Documents to score, each content once."""
        return self._one("SELECT COUNT(*) FROM files WHERE twin_of IS NULL AND sha256 IS NOT NULL")

    def __iter__(self) -> Iterator[Item]:
        """Documents to score, in the order of their hashes."""
        return self._items("1")

    def add(self, found: Iterable[Listed | Failure]) -> None:
        """Add files and documents in them. What is named twice counts once, by the first of its names in order."""
        self._db.executemany(_ADD, self._rows_of(found))

    def add_failure(self, failure: Failure) -> None:
        """Add a file that is no document to score."""
        row = (failure.source, failure.reason, failure.stage, failure.message)
        self._db.execute("INSERT INTO failures VALUES (?, ?, ?, ?)", row)

    def trust(self, rows: Iterable[tuple[str, int, int, str]]) -> None:
        """Take over hashes of an earlier run: (key, size, time of change, hash)."""
        self._db.executemany("INSERT OR REPLACE INTO trusted VALUES (?, ?, ?, ?)", rows)

    def hash(self) -> None:
        """Hash the documents that no earlier run knows, and find those with the same content."""
        self._db.execute(_TRUSTED)
        for rows in self._batches("id, path, member, source", "files", "sha256 IS NULL"):
            hashed = [(self._hash(path, member, source), number) for number, path, member, source in rows]
            self._db.executemany("UPDATE files SET sha256 = ? WHERE id = ?", hashed)
        self._db.execute(f"UPDATE files SET twin_of = ({_TWIN}) WHERE sha256 IN ({_SHARED})")
        self._db.execute("UPDATE files SET twin_of = NULL WHERE twin_of = id")
        self._db.execute(_DUPLICATES)

    def give_hints(self, hints: Mapping[str, Mapping[str, str]], names: Any) -> list[str]:
        """Give each document its row of the manifest.

        Args:
            hints: rows by path.
            names: a function that says by which paths a document may be named.

        Returns:
            The paths of rows that name no document.
        """
        used = set()
        for rows in self._batches("id, path, member, source, hints", "files", "twin_of IS NULL AND sha256 IS NOT NULL"):
            given = []
            for number, path, member, source, known in rows:
                item = _item(path, member, source, "", known)
                key = next((name for name in names(item) if name in hints), None)
                if key is not None:
                    used.add(key)
                    given.append((*_hints(replace(item, hints={**item.hints, **hints[key]})), number))
            self._db.executemany("UPDATE files SET hints = ?, hinted = ? WHERE id = ?", given)
        return sorted(set(hints) - used)

    def know(self, place: str | None, results: Iterable[Result]) -> None:
        """Take over results, of this run or an earlier one; ``place`` says where the rows of the reports lie."""
        rows = ((place, *(getattr(result, name) for name in _RESULT)) for result in results)
        columns, marks = ", ".join(_RESULT), ", ".join("?" * (len(_RESULT) + 1))
        self._db.executemany(f"INSERT OR REPLACE INTO results (place, {columns}) VALUES ({marks})", rows)

    def is_known(self, result: Result) -> bool:
        """Whether there is a result of the same content, name and hints."""
        query = "SELECT 1 FROM results WHERE sha256 = ? AND source = ? AND hinted = ?"
        return self._db.execute(query, (result.sha256, result.source, result.hinted)).fetchone() is not None

    def match(self, seconds: float | None = None, *, retry: bool = False) -> None:
        """Find out which documents are done.

        Args:
            seconds: the time that a document has now: what took too long with less is tried again.
            retry: try what may have failed by chance again.
        """
        if seconds is not None:
            self._db.execute("DELETE FROM results WHERE reason = 'timeout' AND seconds < ?", (seconds,))
        if retry:
            self._db.execute(f"DELETE FROM results WHERE reason IN {_OF_CHANCE}")
        self._db.execute(f"UPDATE files SET result = ({_RESULT_OF}) WHERE twin_of IS NULL")

    def waiting(self) -> Iterator[Item]:
        """Documents without a result, in the order of their hashes."""
        return self._items("result IS NULL")

    def count_waiting(self) -> int:
        """Documents without a result."""
        return self._one("SELECT COUNT(*) FROM files WHERE twin_of IS NULL AND sha256 IS NOT NULL AND result IS NULL")

    def hashes(self) -> Iterator[str]:
        """The hashes of all documents, in order."""
        return (row[0] for rows in self._by_hash("files.sha256", "1") for row in rows)

    def scored(self) -> Iterator[tuple[str, str, str]]:
        """Report id, hash of its rows and place, in the order of the ids."""
        for rows in self._by_hash("files.sha256, r.digest, r.place", "r.digest IS NOT NULL"):
            yield from ((sha[:16], digest, place) for sha, digest, place in rows)

    def scored_in(self, place: str, first: str, last: str) -> list[str]:
        """Ids from first to last (both included) of the reports whose rows are to be taken from a place."""
        query = f"SELECT files.sha256 FROM {_JOINED} AND files.sha256 >= ? AND files.sha256 < ? AND r.place = ?"
        return [sha[:16] for (sha,) in self._db.execute(query, (first, last + "~", place))]

    def places(self) -> list[str]:
        """Where rows of reports lie."""
        return [row[0] for row in self._db.execute(f"SELECT DISTINCT r.place FROM {_JOINED} AND r.digest IS NOT NULL")]

    def failures(self) -> Iterator[Failure]:
        """All failures, in the order of the table ``failures``."""
        failed = f"SELECT files.source, r.reason, r.stage, r.message FROM {_JOINED} AND r.reason IS NOT NULL"
        query = f"SELECT * FROM failures UNION ALL {failed} ORDER BY 1, 2, 3, 4"
        return (Failure(*row) for row in self._db.execute(query))

    def count_reasons(self) -> dict[str, int]:
        """How many failures there are of each reason."""
        failed = f"SELECT r.reason FROM {_JOINED} AND r.reason IS NOT NULL"
        both = f"SELECT reason FROM failures UNION ALL {failed}"
        return dict(self._db.execute(f"SELECT reason, COUNT(*) FROM ({both}) GROUP BY reason ORDER BY reason"))

    def count_scored(self) -> int:
        """Documents that have a report."""
        return self._one(f"SELECT COUNT(*) FROM {_JOINED} AND r.digest IS NOT NULL")

    def count_failed(self) -> int:
        """All failures but duplicates."""
        reasons = self.count_reasons()
        return sum(reasons.values()) - reasons.get("duplicate", 0)

    def documents(self) -> Iterator[list[tuple[Any, ...]]]:
        """Every hashed file with its result, for the next run: blocks of rows with the columns of ``MEMORY``."""
        query = """SELECT files.key, files.size, files.mtime, files.sha256, files.source, files.hinted,
            r.digest, r.reason, r.stage, r.message, r.seconds FROM files LEFT JOIN results r ON r.id = files.result
            WHERE files.sha256 IS NOT NULL ORDER BY files.sha256, files.key"""
        cursor = self._db.execute(query)
        while rows := cursor.fetchmany(_BATCH * 10):
            yield rows

    def _rows_of(self, found: Iterable[Listed | Failure]) -> Iterator[tuple[Any, ...]]:
        """A row for each document; failures are put aside."""
        failures = []
        for one in found:
            if isinstance(one, Failure):
                failures.append(one)
                continue
            path = os.fsencode(one.path)
            place = os.path.abspath(path)  # noqa: PTH100 (a link is a file of its own)
            key = sha256(place + b"\0" + one.member.encode()).hexdigest()[:24]
            yield path, one.member, one.source, key, one.size, one.mtime, *_hints(one)
        for failure in failures:
            self.add_failure(failure)

    def _items(self, condition: str) -> Iterator[Item]:
        columns = "files.sha256, files.path, files.member, files.source, files.hints"
        for rows in self._by_hash(columns, condition):
            yield from (_item(path, member, source, sha, hints) for sha, path, member, source, hints in rows)

    def _by_hash(self, columns: str, condition: str) -> Iterator[list[tuple[Any, ...]]]:
        """Documents by blocks in the order of their hashes; the table may change between two blocks."""
        last = ""
        joined = "files LEFT JOIN results r ON r.id = files.result WHERE twin_of IS NULL"
        query = f"SELECT files.sha256, {columns} FROM {joined} AND files.sha256 > ? AND {condition} ORDER BY 1 LIMIT ?"
        while rows := self._fetch(query, (last, _BATCH)):
            last = rows[-1][0]
            yield [row[1:] for row in rows]

    def _batches(self, columns: str, table: str, condition: str) -> Iterator[list[tuple[Any, ...]]]:
        last = -1
        query = f"SELECT {columns} FROM {table} WHERE {condition} AND id > ? ORDER BY id LIMIT ?"
        while rows := self._fetch(query, (last, _BATCH)):
            last = rows[-1][0]
            yield rows

    def _fetch(self, query: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self._db.execute(query, values).fetchall()

    def _one(self, query: str) -> int:
        number: int = self._db.execute(query).fetchone()[0]
        return number

    def _hash(self, path: bytes, member: str, source: str) -> str | None:
        try:
            if member:
                return sha256(read_member(Path(os.fsdecode(path)), member)).hexdigest()
            return hash_file(Path(os.fsdecode(path)))
        except OSError as error:
            self.add_failure(unreadable(source, error))
        except DocumentError as error:
            self.add_failure(Failure(source, error.reason, error.stage, error.message))
        return None


_RESULT = ("sha256", "source", "hinted", "digest", "reason", "stage", "message", "seconds")
_JOINED = "files JOIN results r ON r.id = files.result WHERE files.twin_of IS NULL"

_ADD = """INSERT INTO files (path, member, source, key, size, mtime, hints, hinted) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET path = excluded.path, source = excluded.source WHERE excluded.source < source"""

_TRUSTED = """UPDATE files SET sha256 = (SELECT t.sha256 FROM trusted t
    WHERE t.key = files.key AND t.size = files.size AND t.mtime = files.mtime) WHERE sha256 IS NULL"""

_DUPLICATES = """INSERT INTO failures SELECT files.source, 'duplicate', 'run', 'the same content as ' || first.source ||
    ', which stands for both; keep one of the two' FROM files JOIN files first ON first.id = files.twin_of"""


def _hints(one: Listed | Item) -> tuple[str | None, str]:
    """Hints as the list keeps them, and their short hash."""
    return json.dumps(dict(one.hints), ensure_ascii=False) if one.hints else None, hash_hints(one.hints)


def _item(path: bytes, member: str, source: str, sha: str, hints: str | None) -> Item:
    return Item(Path(os.fsdecode(path)), source, sha, json.loads(hints) if hints else {}, member)
