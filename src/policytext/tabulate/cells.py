"""Document -> the cells of the prescribed tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policytext.records import Cell, Document, Span
from policytext.tabulate.fields import Field, head_columns, read_fields, until_prose
from policytext.tabulate.form import ERAS, FormTable, load_form
from policytext.tabulate.rejoining import rejoin_rows, separate_digits
from policytext.tabulate.rows import UNREAD, Placed, learn_columns, place_fields
from policytext.tabulate.stretches import Squeezed, Stretch, find_stretches, squeeze

#: Before the first label of table 4 stand the heads of its columns; so far back, without spaces, they may begin.
HEADS_CHARS = 120

#: Cells of table 2 that hold money, in 万元.
MONEY = frozenset({("fees", "amount"), ("procurement", "amount")})
MYRIAD = 10_000


def read_cells(document: Document) -> list[Cell]:
    """Every cell of the prescribed tables that a document has, in the order of the form.

    Each table is read by the form that its own words show. Cells that the form does not ask for are absent; cells
    whose value cannot be told have the state ``unread``.

    Args:
        document: a cleaned document; its tables may be tables, or lines that lost their cells.

    Returns:
        Cells by table, row and column; empty for a document without the tables.
    """
    text = document.text
    form = load_form()
    squeezed = squeeze(text)
    cells = [
        *_read_rows(text, squeezed, form["t2"]),
        *_read_rows(text, squeezed, form["t3"]),
        *_read_line(text, squeezed, form["t4"]),
    ]
    return list(_with_pages(document, cells))


def _era(squeezed: str, table: FormTable) -> str:
    """The form that the table's own words show: a word of the newer one decides, then one of the older."""
    counts = {era: sum(sign in squeezed for sign in table.signs[era]) for era in ERAS}
    if counts["standard"] == counts["trial"] == 0:
        return "trial"
    return max(ERAS, key=lambda era: counts[era])


def _read_rows(text: str, squeezed: Squeezed, table: FormTable) -> Iterator[Cell]:
    """A table with one row of values for each label."""
    if not any(anchor in squeezed.text for anchor in table.anchors):
        return
    era = _era(squeezed.text, table)
    stretches = find_stretches(squeezed, table, era)
    rests = [_rest(text, stretch, last=stretch is stretches[-1]) for stretch in stretches]
    rows = [read_fields(text, rest) for rest in rests]
    widths = [len(stretch.row.columns[era]) for stretch in stretches]
    if stretches:  # what follows the last row's values is no longer the table
        rows[-1] = _first_values(rows[-1], widths[-1])
    columns = {width: learn_columns(rows, width) for width in set(widths)}
    if table.id == "t3" and stretches and not columns[widths[0]]:
        columns[widths[0]] = head_columns(text, stretches[0].label.start, tuple(table.columns.values()))
    placed = [place_fields(fields, width, columns[width]) for fields, width in zip(rows, widths, strict=True)]
    placed = [
        done if done and done[0] else _by_commas(text, rest, width) or done
        for done, rest, width in zip(placed, rests, widths, strict=True)
    ]
    if table.id == "t3":
        placed = rejoin_rows(rows, placed)
    for stretch, row in zip(stretches, placed, strict=True):
        yield from _cells(table.id, stretch.row.id, stretch.row.columns[era], row, stretch.label)


def _rest(text: str, stretch: Stretch, *, last: bool) -> Span:
    return until_prose(text, stretch.rest) if last else stretch.rest


def _by_commas(text: str, rest: Span, width: int) -> Placed | None:
    """The row read once more, with commas between its cells instead of thousands."""
    line = Span(rest.start, text.find("\n", rest.start, rest.end) if "\n" in rest.of(text) else rest.end)
    if not re.search("[,，]", line.of(text)):
        return None
    placed = place_fields(read_fields(text, line, commas=True), width)
    return placed if placed and placed[0] else None


def _first_values(fields: Sequence[Field], width: int) -> list[Field]:
    """The fields up to the row's last value; a line of cells is taken whole."""
    kept: list[Field] = []
    for field in fields:
        filled = [one for one in kept if one.state != "blank" or one.column is None]
        if len(filled) >= width and (field.column is None or field.line != kept[-1].line):
            break
        if kept and filled and field.line != kept[-1].line and kept[-1].column is not None:
            break
        kept.append(field)
    return kept


def _read_commas(text: str, region: Span, width: int) -> Placed | None:
    """The last line of table 4 that holds as many values as it has columns, with commas between them."""
    for line in reversed(region.of(text).split("\n")):
        start = text.index(line, region.start)
        placed = place_fields(read_fields(text, Span(start, start + len(line)), commas=True), width)
        if placed and placed[0]:
            return placed
    return None


def _up_to(fields: Sequence[Field], count: int) -> list[Field]:
    """The fields up to the line in which so many values are reached."""
    filled = 0
    for number, field in enumerate(fields):
        if filled >= count and field.line != fields[number - 1].line:
            return list(fields[:number])
        filled += field.state != "blank"
    return list(fields)


def _read_line(text: str, squeezed: Squeezed, table: FormTable) -> Iterator[Cell]:
    """Table 4: fifteen values under three heads, in whatever lines they stand."""
    columns = [(row.id, column) for row in table.rows for column in table.columns]
    region = _line_region(text, squeezed, table)
    if region is None:
        return
    fields = _up_to(read_fields(text, region), len(columns))
    placed = place_fields(fields, len(columns), learn_columns([fields], len(columns)))
    if not (placed and placed[0]):
        placed = _read_commas(text, region, len(columns)) or placed
    placed = placed or separate_digits(fields, len(columns), len(table.columns))
    for number, row in enumerate(table.rows):
        part = slice(number * len(table.columns), (number + 1) * len(table.columns))
        own = (placed[0][part], placed[1]) if placed else None
        yield from _cells(table.id, row.id, tuple(table.columns), own, region)


def _line_region(text: str, squeezed: Squeezed, table: FormTable) -> Span | None:
    """From the first head of table 4 to the prose after it; the last place where its anchors stand is taken."""
    found = [squeezed.text.rfind(anchor) for anchor in table.anchors[:2]]
    start = max(found)
    if start < 0:
        return None
    first_head = next(iter(table.columns.values()))
    head = squeezed.text.find(first_head, max(start - HEADS_CHARS, 0), start)
    begin = squeezed.places[head if head >= 0 else start]
    return until_prose(text, Span(begin, len(text)))


def _cells(table: str, row: str, columns: Sequence[str], placed: Placed | None, label: Span) -> Iterator[Cell]:
    if placed is None:
        for column in columns:
            yield Cell(table, row, column, None, UNREAD, "", Span(label.end, label.end), read=UNREAD)
        return
    fields, how = placed
    empty = Field("blank", None, "", Span(label.end, label.end), 0, None)
    for column, field in zip(columns, fields or [empty] * len(columns), strict=True):
        value = field.value
        if value and (row, column) in MONEY and field.surface.endswith("万"):
            value /= MYRIAD  # the column is in 万元 already
        yield Cell(table, row, column, value, field.state, field.surface, field.span, read=how)


def _with_pages(document: Document, cells: Sequence[Cell]) -> Iterator[Cell]:
    starts = [part.span.start for part in document.parts]
    for cell in cells:
        number = bisect_right(starts, cell.span.start) - 1
        page = document.parts[number].page if number >= 0 else None
        yield replace(cell, page=page) if page else cell
