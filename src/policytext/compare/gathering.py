"""Rows of comparison -> Arrow tables in the order of their keys, laid aside on disk until all rows are there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from policytext.compare.shelf import Shelf
from policytext.compare.units import Row, Series
from policytext.store import ALL_TABLES, COMPARISONS, Tables

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_ROWS = 2000
"""Rows of a table that are held as Python values, about a megabyte."""

FLOAT_DIGITS = 6
"""Floats are rounded to so many digits: their last bits differ between machines."""

PART_REPORTS, MOST_PARTS = 250, 32
"""A table is sorted in parts, each by about so many reports. More parts than 32 would make the blocks too small: from
8,000 reports on parts grow with the dataset, and hold a 32nd of a table."""


class Gathering:
    """Takes rows in any order; ``tables`` gives them in the order of each table's key.

    The first column of a key says which part a row belongs to. Parts are in order, so that it is enough to sort each.

    Args:
        series: the units whose rows will come.
    """

    def __init__(self, series: Series) -> None:
        ids = sorted(report["report_id"] for unit in series.units for report in unit.reports)
        parts = min(MOST_PARTS, 1 + len(ids) // PART_REPORTS)
        self._edges: Mapping[str, Sequence[str]] = {
            "report_id": _edges(ids, parts),
            "unit": _edges(sorted(unit.name for unit in series.units), parts),
        }
        self._shelf = Shelf()
        self._waiting: dict[str, list[Row]] = {name: [] for name in COMPARISONS}

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows of a table; they may have more columns than it."""
        waiting, coming = self._waiting[name], iter(rows)
        while fresh := list(islice(coming, BLOCK_ROWS - len(waiting))):
            waiting += fresh
            if len(waiting) >= BLOCK_ROWS:
                self._flush(name)

    def add_all(self, parts: Iterable[tuple[str, Iterable[Row]]]) -> None:
        """Add rows of several tables."""
        for name, rows in parts:
            self.add(name, rows)

    def tables(self) -> Tables:
        """All tables of comparison, with the columns and the order of the schema; they are read when asked for."""
        for name in COMPARISONS:
            self._flush(name)
        streams = {name: partial(_stream, self._shelf, name) for name in COMPARISONS}
        return Tables({name: partial(_whole, self._shelf, name) for name in COMPARISONS}, streams=streams)

    def _flush(self, name: str) -> None:
        rows, first = self._waiting[name], COMPARISONS[name].key[0]
        edges = self._edges.get(first, ())
        parts: defaultdict[int, list[Row]] = defaultdict(list)
        for row in rows:
            parts[bisect_right(edges, row[first]) if edges else 0].append(row)
        for part, found in parts.items():
            self._shelf.put((name, part), _block(name, found))
        rows.clear()


def _edges(names: Sequence[str], parts: int) -> list[str]:
    """The first name of every part but the first."""
    return [names[len(names) * part // parts] for part in range(1, parts)]


def _stream(shelf: Shelf, name: str, columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    table, schema = COMPARISONS[name], COMPARISONS[name].arrow()
    for key in sorted(key for key in shelf.keys if key[0] == name):
        rows = pa.Table.from_batches(shelf.get(key, schema)).sort_by([(column, "ascending") for column in table.key])
        yield from (rows if columns is None else rows.select(list(columns))).combine_chunks().to_batches(BLOCK_ROWS)


def _whole(shelf: Shelf, name: str) -> pa.Table:
    import pyarrow as pa

    return pa.Table.from_batches(_stream(shelf, name, None), COMPARISONS[name].arrow()).combine_chunks()


def _block(name: str, rows: Sequence[Row]) -> pa.RecordBatch:
    import pyarrow as pa

    table = ALL_TABLES[name]
    arrays = []
    for column, field in zip(table.columns, table.arrow(), strict=True):
        values = [row[column.name] for row in rows]
        if column.type == "double":
            values = [None if value is None else round(value, FLOAT_DIGITS) for value in values]
        arrays.append(pa.array(values, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=table.arrow())
