"""Rows of comparison -> Arrow tables, a block at a time, so that no more than a block is held as Python values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from policytext.compare.units import Row
from policytext.store import ALL_TABLES, COMPARISONS

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK_ROWS = 20_000
FLOAT_DIGITS = 6
"""Floats are rounded to so many digits: their last bits differ between machines."""


class Gathering:
    """Takes rows in any order; ``tables`` gives them in the order of each table's key."""

    def __init__(self) -> None:
        self._blocks: dict[str, list[pa.Table]] = {name: [] for name in COMPARISONS}
        self._waiting: dict[str, list[Row]] = {name: [] for name in COMPARISONS}

    def add(self, name: str, rows: Iterable[Row]) -> None:
        """Add rows of a table; they may have more columns than it."""
        waiting = self._waiting[name]
        for row in rows:
            waiting.append(row)
            if len(waiting) >= BLOCK_ROWS:
                self._flush(name)

    def tables(self) -> dict[str, pa.Table]:
        """All tables of comparison, with the columns and the order of the schema."""
        import pyarrow as pa

        found = {}
        for name, table in COMPARISONS.items():
            self._flush(name)
            whole = pa.concat_tables(self._blocks.pop(name))
            found[name] = whole.sort_by([(column, "ascending") for column in table.key]).combine_chunks()
        return found

    def _flush(self, name: str) -> None:
        self._blocks[name].append(_block(name, self._waiting[name]))
        self._waiting[name].clear()


def _block(name: str, rows: Sequence[Row]) -> pa.Table:
    import pyarrow as pa

    table = ALL_TABLES[name]
    arrays = []
    for column, field in zip(table.columns, table.arrow(), strict=True):
        values = [row[column.name] for row in rows]
        if column.type == "double":
            values = [None if value is None else round(value, FLOAT_DIGITS) for value in values]
        arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=table.arrow())
