"""Rows -> ``NAME.parquet``, a block of reports at a time."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any

from policytext.store.comparisons import ALL_TABLES
from policytext.store.lines import OF_REPORTS, read_lines, split_rows, to_lines
from policytext.store.rows import Row
from policytext.store.schema import TABLES

# Reports held in memory before they are written as one row group. A report of 75 statements is about 0.1 MB of lines.
BLOCK_REPORTS = 50
_BLOCK_ROWS = 10_000


class TableWriter:
    """Writes the tables of a part. Use as a context manager."""

    def __init__(self, folder: Path) -> None:
        import pyarrow.parquet as pq

        folder.mkdir(parents=True)
        self._schemas = {name: TABLES[name].arrow() for name in OF_REPORTS}
        self._files = {
            name: pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self._schemas.items()
        }
        self._waiting: list[dict[str, bytes]] = []

    def __enter__(self) -> TableWriter:
        """Begin writing."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        """Close the files; what is still waiting is written if nothing went wrong."""
        if kind is None:
            self._flush()
        for file in self._files.values():
            file.close()

    def add_report(self, encoded: bytes) -> None:
        """Add the rows of one report, as ``encode_rows`` gave them."""
        self._waiting.append(split_rows(encoded))
        if len(self._waiting) >= BLOCK_REPORTS:
            self._flush()

    def _flush(self) -> None:
        for name, file in self._files.items():
            if lines := b"\n".join(report[name] for report in self._waiting if report[name]):
                file.write_table(read_lines(lines, self._schemas[name]))
        self._waiting.clear()


def write_table(folder: Path, name: str, rows: Iterable[Row]) -> int:
    """Write one table, some thousand rows at a time; returns how many there were."""
    import pyarrow.parquet as pq

    rest, count, schema = iter(rows), 0, ALL_TABLES[name].arrow()
    with pq.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd") as file:
        while some := list(islice(rest, _BLOCK_ROWS)):
            file.write_table(read_lines(to_lines(some), schema))
            count += len(some)
    return count


def arrow_table(name: str, rows: list[dict[str, Any]]) -> Any:
    """Rows as a pyarrow table with the columns and types of the schema. Half the time of lines, but loads pandas."""
    import pyarrow as pa

    schema = ALL_TABLES[name].arrow()
    if not rows or min(map(len, rows)) < len(schema):  # from elsewhere: what is left out is null
        return pa.Table.from_pylist(rows, schema=schema)
    columns = zip(*map(itemgetter(*schema.names), rows), strict=True)
    return pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
