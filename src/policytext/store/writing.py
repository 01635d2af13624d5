"""Rows -> ``NAME.parquet``, a block of reports at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from policytext.store.comparisons import ALL_TABLES
from policytext.store.rows import Row, Rows, failure_row, key_of
from policytext.store.schema import FAILURES, TABLES

if TYPE_CHECKING:
    from policytext.records import Failure

# Reports held in memory before they are written as one row group. A report of 75 statements is about 0.3 MB of rows.
BLOCK_REPORTS = 50
_BLOCK_ROWS = 10_000


class TableWriter:
    """Writes all tables of a part or a dataset. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        folder.mkdir(parents=True)
        self._files = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", table.arrow(), compression="zstd")
            for name, table in TABLES.items()
        }
        self._waiting: Rows = {name: [] for name in TABLES}
        self.counts = dict.fromkeys(TABLES, 0)

    def __enter__(self) -> TableWriter:
        """Begin writing."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close the files; what is still waiting is written if nothing went wrong."""
        if kind is None:
            self._flush()
        for file in self._files.values():
            file.close()

    def add_report(self, rows: Rows) -> None:
        """Add the rows of one report."""
        for name, items in rows.items():
            self._waiting[name] += items
        if len(self._waiting["reports"]) >= BLOCK_REPORTS:
            self._flush()

    def add_failures(self, failures: list[Failure]) -> list[Row]:
        """Add all failures, once, at the end; returns their rows in order."""
        rows = sorted((failure_row(failure) for failure in failures), key=lambda row: key_of(FAILURES.name, row))
        self._waiting[FAILURES.name] += rows
        return rows

    def _flush(self) -> None:
        for name, rows in self._waiting.items():
            self.counts[name] += len(rows)
            if rows:
                self._files[name].write_table(arrow_table(name, rows))
            rows.clear()


def write_table(folder: Path, name: str, rows: Iterable[Row]) -> int:
    """Write one table, some thousand rows at a time; returns how many there were."""
    import pyarrow.parquet as pq

    rest, count = iter(rows), 0
    with pq.ParquetWriter(folder / f"{name}.parquet", ALL_TABLES[name].arrow(), compression="zstd") as file:
        while some := list(islice(rest, _BLOCK_ROWS)):
            file.write_table(arrow_table(name, some))
            count += len(some)
    return count


def arrow_table(name: str, rows: list[dict[str, Any]]) -> Any:
    """Rows as a pyarrow table with the columns and types of the schema."""
    import pyarrow as pa

    schema = ALL_TABLES[name].arrow()
    if not rows or min(map(len, rows)) < len(schema):  # from elsewhere: what is left out is null
        return pa.Table.from_pylist(rows, schema=schema)
    columns = zip(*map(itemgetter(*schema.names), rows), strict=True)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
