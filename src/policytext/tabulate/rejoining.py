"""Numbers that were split over two cells, or lost what parted them: mended only where the sums prove it."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.records import Span
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
    return (proven[0], "rejoined") if len(proven) == 1 else separate_digits(fields, width, width)


def separate_digits(fields: Sequence[Field], width: int, group: int) -> Placed | None:
    """Numbers of one digit that lost what parted them, 1000001: taken one by one where every group adds up.

    Args:
        fields: the fields of the row; only one that has as many digits as columns can be it.
        width: how many columns the row has.
        group: after so many columns stands a sum.
    """
    filled = [field for field in fields if field.state != "blank"]
    if len(filled) != 1 or len(filled[0].surface) != width or not filled[0].surface.isdigit():
        return None
    start, line = filled[0].span.start, filled[0].line
    digits = [
        Field("number" if digit != "0" else "zero", float(digit), digit, Span(start + at, start + at + 1), line, None)
        for at, digit in enumerate(filled[0].surface)
    ]
    groups = [digits[at : at + group] for at in range(0, width, group)]
    return (digits, "rejoined") if all(map(adds_up, groups)) else None


def adds_up(row: Sequence[Field]) -> bool:
    """Whether the last field is the sum of the others, blanks and strokes counting nothing."""
    *parts, total = [field.value or 0 for field in row]
    return sum(parts) == total
