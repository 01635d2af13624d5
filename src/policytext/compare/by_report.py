"""The rows of one report out of a table of all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.compare.shelf import Shelf

if TYPE_CHECKING:
    import pyarrow as pa

    from policytext.store import Tables


class ByReport:
    """Rows of a table by ``report_id``: the table is read once, a block at a time, and laid aside by report.

    Reports of a unit stand far apart in a table, which is in the order of ``report_id``.

    Args:
        tables: the tables of a dataset.
        name: the table.
        columns: of the table; no others are read.
        wanted: the reports that will be asked for.
        where: only rows that have this value in this one of the columns.
    """

    def __init__(
        self,
        tables: Tables,
        name: str,
        columns: Sequence[str],
        wanted: Collection[str],
        where: tuple[str, str] | None = None,
    ) -> None:
        import pyarrow.compute as pc

        self._shelf, self._schema = Shelf(), None
        for every in tables.batches(name, ["report_id", *columns]):
            block = every.filter(pc.equal(every[where[0]], where[1])) if where else every
            rows = block.select(list(columns))
            self._schema = rows.schema
            for report_id, start, length in _runs(block):
                if report_id in wanted:
                    self._shelf.put(report_id, rows.slice(start, length))

    def rows(self, report_id: str) -> Iterator[tuple[Any, ...]]:
        """The values of the columns, row by row, of one report."""
        for block in self._shelf.get(report_id, self._schema):
            yield from zip(*(column.to_pylist() for column in block.columns), strict=True)


def _runs(block: pa.RecordBatch) -> Iterator[tuple[str, int, int]]:
    """Each stretch of rows of one report: its id, where it begins, how long it is."""
    import pyarrow.compute as pc

    runs = pc.run_end_encode(block["report_id"])
    start = 0
    for end, report_id in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
        yield report_id, start, end - start
        start = end
