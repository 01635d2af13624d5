"""Numbers that were split over two cells of table 3: put together only where the sums prove it."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.tabulate.fields import Field
from policytext.tabulate.form import load_form
from policytext.tabulate.rows import Placed, joined_rows


def rejoin_rows(rows: Sequence[Sequence[Field]], placed: Sequence[Placed | None]) -> list[Placed | None]:
    """Give rows that are too long their values where exactly one way to join neighbours makes the row add up.

    Args:
        rows: the fields of each row, as read.
        placed: the rows' fields under their columns, ``None`` where that failed.

    Returns:
        ``placed`` with the rows that the sums prove, marked ``rejoined``.
    """
    return [done or _rejoined(fields) for fields, done in zip(rows, placed, strict=True)]


def _rejoined(fields: Sequence[Field]) -> Placed | None:
    width = len(load_form()["t3"].columns)
    proven = [row for row in joined_rows(fields, width) if adds_up(row)]
    return (proven[0], "rejoined") if len(proven) == 1 else None


def adds_up(row: Sequence[Field]) -> bool:
    """Whether the last field is the sum of the others, blanks and strokes counting nothing."""
    *parts, total = [field.value or 0 for field in row]
    return sum(parts) == total
