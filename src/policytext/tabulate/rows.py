"""Fields of a row -> values under the columns that they belong to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from policytext.records import Span
from policytext.tabulate.fields import Field

#: One number split over two cells makes a row one or two fields too long; what is longer is another table.
MOST_JOINS = 2

UNREAD = "unread"

Placed = tuple[list[Field], str]


def place_fields(fields: Sequence[Field], width: int, columns: Sequence[int] = ()) -> Placed | None:
    """Put the fields of a row under its columns.

    Args:
        fields: what was read after the row's label.
        width: how many columns the row has.
        columns: the columns' places in a line of cells, where they are known.

    Returns:
        As many fields as columns and how they were placed: ``direct``, or ``aligned`` where blanks had to be told from
        what a wide label covers; no fields where nothing is filled in. ``None`` where they cannot be told apart.
    """
    filled = [field for field in fields if field.state != "blank"]
    if not filled:
        return [], "aligned"
    if len(filled) == width:
        return filled, "direct"
    if width == 1 and len({field.value for field in filled}) == 1:
        return [filled[0]], "aligned"  # a cell that goes over several columns, written in each
    if len(fields) == width == len({field.line for field in fields}):
        return list(fields), "aligned"  # a cell a line
    line = _main_line(fields)
    places = {field.column: field for field in line if field.column is not None}
    if len(places) != len(line) or len(filled) > width:
        return None
    if columns and line and all(field.column in columns for field in filled):
        return [places.get(column) or _blank(line) for column in columns], "aligned"
    if len(line) >= width and line[-1].state != "blank":
        return _tail(line, filled, width)
    if len(line) >= width and all(field.state == "blank" for field in line[width:]):
        return line[:width], "aligned"
    return None


def _tail(line: Sequence[Field], filled: Sequence[Field], width: int) -> Placed | None:
    """The last fields of a line, where what stands before them is covered by the label."""
    tail = list(line[-width:])
    return (tail, "aligned") if all(field in tail for field in filled) else None


def learn_columns(rows: Iterable[Sequence[Field]], width: int) -> tuple[int, ...]:
    """In which fields of a line a table's values stand: where they stand in most rows that have all of them."""
    seen: Counter[tuple[int, ...]] = Counter()
    for fields in rows:
        filled = [field for field in fields if field.state != "blank"]
        columns = tuple(field.column for field in filled if field.column is not None)
        if len(filled) == width == len(set(columns)) and len({field.line for field in filled}) == 1:
            seen[columns] += 1
    return seen.most_common(1)[0][0] if seen else ()


def joined_rows(fields: Sequence[Field], width: int) -> Iterator[list[Field]]:
    """The ways to make a row that is too long fit: neighbours that may be halves of one number, joined.

    >>> fields = [Field("number", v, str(int(v)), Span(i, i + 1), 0, i) for i, v in enumerate((1.0, 2.0, 3.0))]
    >>> [[f.value for f in row] for row in joined_rows(fields, 2)]
    [[12.0, 3.0], [1.0, 23.0]]
    """
    filled = [field for field in fields if field.state != "blank"]
    surplus = len(filled) - width
    if not 0 < surplus <= MOST_JOINS:
        return
    for number, (left, right) in enumerate(pairwise(filled)):
        joined = _joined(left, right)
        if joined is None:
            continue
        row = [*filled[:number], joined, *filled[number + 2 :]]
        if surplus == 1:
            yield row
        else:
            yield from joined_rows(row, width)


def _joined(left: Field, right: Field) -> Field | None:
    """Two halves of a number: both are digits, and the first is no zero."""
    if not (left.surface.isdigit() and right.surface.isdigit()) or left.surface.startswith("0"):
        return None
    surface = left.surface + right.surface
    return replace(
        left, state="number", value=float(surface), surface=surface, span=Span(left.span.start, right.span.end)
    )


def _main_line(fields: Sequence[Field]) -> list[Field]:
    """The fields of the line that has most of the values; of equals the first."""
    filled = Counter(field.line for field in fields if field.state != "blank")
    lines = filled or Counter(field.line for field in fields)
    best = min((line for line in lines if lines[line] == max(lines.values())), default=0)
    return [field for field in fields if field.line == best]


def _blank(line: Sequence[Field]) -> Field:
    """A blank at the end of a line that is shorter than the table."""
    end = line[-1].span.end
    return Field("blank", None, "", Span(end, end), line[-1].line, None)
