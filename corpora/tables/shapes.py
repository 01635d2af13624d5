"""What happens to tables on their way to a page: cells parted or lost, tables cut and joined.

A shape takes the grids of one prescribed table and gives the grids that are printed in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tables.forms import ORGANISATIONS, SUMS
from tables.grid import Cell, Grid, matrix, origins, width
from tables.values import Key

Shape = Callable[[list[Grid]], list[Grid]]


def _each(change: Callable[[Grid], Grid]) -> Shape:
    return lambda grids: [change(grid) for grid in grids]


def repeat_merged(grid: Grid) -> Grid:
    """Without merged cells: what covered several places stands in each of them; a number stands once."""
    rows = matrix(grid)
    return [[_single(cell) if begins or cell.label else Cell() for cell, begins in row] for row in rows]


def repeat_all(grid: Grid) -> Grid:
    """Without merged cells, as dumps of office files have it: numbers are repeated, too."""
    rows = matrix(grid)
    return [[_single(cell) if begins else Cell(cell.text, label=cell.label) for cell, begins in row] for row in rows]


def unmerge(grid: Grid) -> Grid:
    """Without merged cells: what covered several places stands in the first, the others are blank."""
    return [[_single(cell) if begins else Cell() for cell, begins in row] for row in matrix(grid)]


def lose_merged(grid: Grid) -> Grid:
    """Without merged cells and without what they covered: rows of unequal length."""
    return [[_single(cell) for cell, begins in row if begins] for row in matrix(grid)]


def _single(cell: Cell) -> Cell:
    return replace(cell, wide=1, high=1)


def _cut(share: float, heading: bool) -> Shape:
    """Cut a table of more than six rows in two, with or without its heading over the second half."""

    def cut(grid: Grid) -> list[Grid]:
        at = int(len(grid) * share)
        upper: Grid = [[replace(cell, high=min(cell.high, at - i)) for cell in row] for i, row in enumerate(grid[:at])]
        crossing = [(j, i + cell.high - at, cell) for i, j, cell in origins(grid) if i < at < i + cell.high]
        first = [(j, cell) for i, j, cell in origins(grid) if i == at]
        first += [(j, Cell(wide=cell.wide, high=high)) for j, high, cell in crossing]
        lower = [[cell for _, cell in sorted(first, key=lambda each: each[0])], *grid[at + 1 :]]
        top = grid[:3] if heading and grid[0][0].text.startswith(SUMS[:3]) else []
        return [upper, [*top, *lower]]

    return lambda grids: [part for grid in grids for part in (cut(grid) if len(grid) > 6 else [grid])]


def stack(grids: list[Grid]) -> Grid:
    """Several tables as one, each as wide as the widest: the last cell of a row is stretched."""
    wide = max(map(width, grids))
    return [row for grid in grids for row in _stretched(grid, wide)]


def _stretched(grid: Grid, wide: int) -> Grid:
    if not (missing := wide - width(grid)):
        return grid
    return [[*row, Cell(wide=missing)] for row in grid]


def spacer_rows(grid: Grid) -> Grid:
    """A blank row after every third row that no cell crosses."""
    rows, wide = matrix(grid), width(grid)
    found: Grid = []
    for i, row in enumerate(grid):
        found.append(row)
        crossed = i + 1 < len(rows) and any(not begins and cell.high > 1 for cell, begins in rows[i + 1])
        if i % 3 == 2 and not crossed:
            found.append([Cell(wide=wide)])
    return found


def spacer_column(grid: Grid) -> Grid:
    """An empty column at the right edge, as editors leave it behind, and one at the left."""
    return [[Cell(), *row, Cell()] for row in grid]


def with_caption(title: str) -> Callable[[Grid], Grid]:
    """A first row that holds the table's caption."""
    return lambda grid: [[Cell(title, width(grid), label=True)], *grid]


def with_note(grid: Grid) -> Grid:
    """A last row that holds a note."""
    return [*grid, [Cell("注：以上数据由各单位填报，统计截止时间为12月31日24时。", width(grid), label=True)]]


def one_line_heads(grid: Grid) -> Grid:
    """Table 3 with one row of headings in place of three."""
    if not grid[0][0].text.startswith(SUMS[:3]):
        return grid
    heads = [Cell(text, label=True) for text in ("自然人", *ORGANISATIONS, "总计")]
    return [[Cell("申请处理情况", grid[0][0].wide, label=True), *heads], *grid[3:]]


def split_number(grid: Grid) -> Grid:
    """One number of table 3 in two cells, where only one way of joining makes the row add up; else nothing."""
    for i, row in enumerate(grid):
        numbers = [cell for cell in row if cell.key]
        for cell in numbers:
            if len(numbers) == 7 and cell.key and cell.key[0] == "t3" and _splits(numbers, cell):
                at = row.index(cell)
                halves = [replace(cell, text=cell.text[:1]), replace(cell, text=cell.text[1:])]
                return [*grid[:i], [*row[:at], *halves, *row[at + 1 :]], *grid[i + 1 :]]
    return grid


def _splits(numbers: list[Cell], cell: Cell) -> bool:
    if not all(each.text.isdigit() for each in numbers) or len(cell.text) < 2 or cell.text[1] == "0":
        return False
    at = numbers.index(cell)
    parts = [each.text for each in numbers]
    parts[at : at + 1] = [cell.text[0], cell.text[1:]]
    joined = [[*parts[:k], parts[k] + parts[k + 1], *parts[k + 2 :]] for k in range(7)]
    sums = [way for way in joined if sum(map(int, way[:-1])) == int(way[-1])]
    return len({tuple(map(int, way)) for way in sums}) == 1


def parts_by_item(grids: list[Grid]) -> list[Grid]:
    """Table 2 as one table for each item of article 20, table 4 as one for each block."""
    parts: list[Grid] = []
    for row in (row for grid in grids for row in grid):
        if len(row) == 1 and row[0].label and row[0].text[:3] in ("第二十", "行政复", "行政诉"):
            parts.append([])
        parts = parts or [[]]
        parts[-1].append(row)
    return parts


#: What can be done to the grids of a table, by name.
SHAPES: dict[str, Shape] = {
    "repeat_merged": _each(repeat_merged),
    "repeat_all": _each(repeat_all),
    "unmerge": _each(unmerge),
    "lose_merged": _each(lose_merged),
    "cut": _cut(0.55, heading=False),
    "cut_heading": _cut(0.6, heading=True),
    "spacer_rows": _each(spacer_rows),
    "spacer_column": _each(spacer_column),
    "caption": _each(with_caption("附表：政府信息公开情况统计")),
    "note": _each(with_note),
    "one_line_heads": _each(one_line_heads),
    "split_number": _each(split_number),
    "parts_by_item": parts_by_item,
}


def split_keys(grids: list[Grid]) -> list[Key]:
    """The keys of the values that stand in more than one cell."""
    keys = [cell.key for grid in grids for row in grid for cell in row if cell.key]
    return sorted({key for key in keys if keys.count(key) > 1})
