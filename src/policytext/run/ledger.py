"""What is done, on disk: entries of parts while a run goes on, and the memory of it in OUT when it is finished.

The run's own folder in OUT is ``.unfinished``. A part counts when its entry is in the ledger; what has no entry does
not exist and is swept away.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from policytext.errors import UsageError
from policytext.run.bounds import wait_for_orphans
from policytext.run.items import Part, Result
from policytext.run.spool import read_remains, remove_spools
from policytext.run.task import PARTS, SPOOLS, WORKERS, write_part
from policytext.run.worklist import WorkList
from policytext.store import read_lines, to_lines
from policytext.store.folder import DOCUMENTS, MANIFEST, TABLES_FOLDER, UNFINISHED, check_out, read_json, recover

ENTRIES, LOCK, UNPACKED = "parts.jsonl", "lock", "unpacked"

# What is allowed to the workers of a run that was killed; after that their documents are done again.
_ORPHAN_SECONDS = 30.0

# Rows of the memory that are read at once.
_ROWS = 5_000

# The columns of documents.parquet: what tells a file from its next version, and what became of it.
MEMORY = {
    **dict.fromkeys(("key",), "string"),
    **dict.fromkeys(("size", "mtime"), "int64"),
    **dict.fromkeys(("sha256", "source", "hinted", "digest", "reason", "stage", "message"), "string"),
    "seconds": "double",
}

# Where the rows of an earlier run lie.
EARLIER = "tables"


class Ledger:
    """The folder ``.unfinished`` of a run, which this process alone writes to."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        self.folder, self._fingerprint = folder, fingerprint
        self._file: IO[bytes] | None = None

    def begin(self, worklist: WorkList) -> None:
        """Take over what an interrupted run did, unless it was done by other versions, and sweep away the rest."""
        for name in (PARTS, SPOOLS):
            (self.folder / name).mkdir(exist_ok=True)
        if not self._is_ours():
            remove_spools(self.folder / SPOOLS)
        beside, kept = self.folder / f"~{ENTRIES}", set()
        with beside.open("wb") as self._file:
            self._write({"fingerprint": self._fingerprint})
            for entry in self._entries():
                worklist.know(entry["part"], (Result(**result) for result in entry["results"]))
                self._write(entry)
                kept.add(entry["part"])
        os.replace(beside, self.folder / ENTRIES)  # noqa: PTH105
        self._file = (self.folder / ENTRIES).open("ab")
        for path in (self.folder / PARTS).iterdir():
            if path.name not in kept:
                shutil.rmtree(path, ignore_errors=True)
        self._seal(worklist)

    def append(self, part: Part) -> None:
        """Enter a part; from here on it exists."""
        self._write({"part": part.name, "results": [asdict(result) for result in part.results]})
        assert self._file is not None
        self._file.flush()
        with suppress(OSError):
            os.fsync(self._file.fileno())

    def remember(self, worklist: WorkList) -> None:
        """Keep the hashes of the files, should the run be interrupted."""
        write_documents(self.folder / f"~{DOCUMENTS}", worklist.documents())
        os.replace(self.folder / f"~{DOCUMENTS}", self.folder / DOCUMENTS)  # noqa: PTH105

    def clear(self) -> None:
        """OUT is whole: what the run kept to go on from is no longer needed, the entries first."""
        self.close()
        (self.folder / ENTRIES).unlink()
        remove_spools(self.folder / SPOOLS)

    def close(self) -> None:
        """Close the ledger; the folder stays."""
        if self._file:
            self._file.close()
            self._file = None

    def _entries(self) -> Iterator[dict[str, Any]]:
        """Entries of the same versions whose parts are there; a line that was cut off by a kill ends the list."""
        if not self._is_ours():
            return
        with (self.folder / ENTRIES).open("rb") as file:
            file.readline()
            for line in file:
                try:
                    entry = json.loads(line)
                except ValueError:
                    return
                if entry["part"] is None or (self.folder / PARTS / entry["part"]).is_dir():
                    yield entry

    def _is_ours(self) -> bool:
        """Whether the run that was interrupted had the same versions."""
        path = self.folder / ENTRIES
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.readline() == _encode({"fingerprint": self._fingerprint})

    def _seal(self, worklist: WorkList) -> None:
        """Make a part of what workers had done when the run was interrupted."""
        remains = read_remains(self.folder / SPOOLS)
        left = [(result, rows) for result, rows in remains.done.values() if not worklist.is_known(result)]
        if left:
            name = write_part(self.folder, "sealed", [rows for _, rows in left if rows])
            part = Part(name, tuple(result for result, _ in left))
            self.append(part)
            worklist.know(name, part.results)
        remove_spools(self.folder / SPOOLS)

    def _write(self, value: dict[str, Any]) -> None:
        assert self._file is not None
        self._file.write(_encode(value))


@contextmanager
def opened(out: Path, fingerprint: str, *, fresh: bool = False) -> Iterator[Ledger]:
    """OUT with the folder of a run in it, locked against another run. An unfinished run stays there.

    Raises:
        UsageError: OUT cannot be written, holds other files, or another run is writing it.
    """
    folder = out / UNFINISHED
    existed = out.exists()
    check_out(out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / LOCK).open("ab")
    except OSError as error:
        raise UsageError(f"cannot write to {out} ({error.strerror}); choose another folder with -o") from error
    ledger = Ledger(folder, fingerprint)
    try:
        _lock(lock, out)
        wait_for_orphans(folder / WORKERS, _ORPHAN_SECONDS)
        recover(out)
        if fresh:
            for path in folder.iterdir():
                if path.name not in {LOCK, UNPACKED, WORKERS}:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
        yield ledger
    finally:
        ledger.close()
        lock.close()
        if not _holds_work(folder):
            shutil.rmtree(folder, ignore_errors=True)
            if not existed:
                with suppress(OSError):
                    out.rmdir()


def remember(out: Path, worklist: WorkList) -> None:
    """Take over the hashes of files that an earlier run made, finished or not."""
    for path in (out / DOCUMENTS, out / UNFINISHED / DOCUMENTS):
        for rows in read_documents(path, ["key", "size", "mtime", "sha256"]):
            worklist.trust(tuple(row.values()) for row in rows)


def take_over(out: Path, fingerprint: str, worklist: WorkList) -> str | None:
    """Take over the results of the finished run in OUT, if the same versions made them.

    Returns:
        The digest of that run, ``None`` where there is nothing to take over.
    """
    if not (out / MANIFEST).is_file() or not (out / TABLES_FOLDER).is_dir():
        return None
    manifest = read_json(out / MANIFEST)
    if manifest.get("fingerprint") != fingerprint:
        return None
    names = [name for name in MEMORY if name not in {"key", "size", "mtime"}]
    for rows in read_documents(out / DOCUMENTS, names):
        results = (Result(**row) for row in rows if row["digest"] or row["reason"])
        worklist.know(EARLIER, results)
    return str(manifest.get("digest"))


def write_documents(path: Path, blocks: Iterable[list[tuple[Any, ...]]]) -> None:
    """Write the memory of a run: every file with its hash and what became of it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([pa.field(name, pa.type_for_alias(kind)) for name, kind in MEMORY.items()])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for rows in blocks:
            lines = to_lines(dict(zip(MEMORY, row, strict=True)) for row in rows)
            writer.write_table(read_lines(lines, schema))


def read_documents(path: Path, names: list[str]) -> Iterator[list[dict[str, Any]]]:
    """The memory of a run, some rows at a time; nothing where it cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.is_file():
        return
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(_ROWS, columns=names):
                yield batch.select(names).to_pylist()
    except (pa.ArrowException, OSError):
        return


def _holds_work(folder: Path) -> bool:
    """Whether there is something to go on from."""
    entries = folder / ENTRIES
    if entries.is_file() and entries.read_bytes().count(b"\n") > 1:
        return True
    return any(path.stat().st_size for path in (folder / SPOOLS).glob("*.spool"))


def _encode(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def is_locked(folder: Path) -> bool:
    """Whether a run is writing to its folder now."""
    try:
        with (folder / LOCK).open("ab") as file:
            _lock(file, folder.parent)
    except UsageError:
        return True
    except OSError:
        return False
    return False


def _lock(file: IO[bytes], out: Path) -> None:
    """Keep other runs away for as long as this process lives."""
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return  # Windows does not let two programs move the same files, which is noticed later
    except BlockingIOError as error:
        raise UsageError(f"another run is writing {out}; wait for it, or give -o another folder") from error
    except OSError:
        return  # a file system without locks
