"""The rows of one report out of a table of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa


class ByReport:
    """Rows of a table by ``report_id``, made into Python values only when asked for."""

    def __init__(self, table: pa.Table, columns: Sequence[str]) -> None:
        import pyarrow.compute as pc

        self._table = table.select(list(columns)).combine_chunks()
        self._places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        begin = 0
        for chunk in table["report_id"].chunks:
            runs = pc.run_end_encode(chunk)
            offset = begin
            for end, report_id in zip(runs.run_ends.to_pylist(), runs.values.to_pylist(), strict=True):
                self._places[report_id].append((begin, offset + end - begin))
                begin = offset + end

    def rows(self, report_id: str) -> Iterator[tuple[Any, ...]]:
        """The values of the columns, row by row, of one report."""
        for begin, length in self._places.get(report_id, ()):
            part = self._table.slice(begin, length)
            yield from zip(*(column.to_pylist() for column in part.columns), strict=True)
