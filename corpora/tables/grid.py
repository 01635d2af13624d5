"""A table as rows of cells that may go over several columns and rows, as in a web page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tables.values import Key


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, over how many columns and rows it goes, the value that it holds, and whether it is a label."""

    text: str = ""
    wide: int = 1
    high: int = 1
    key: Key | None = None
    label: bool = False


Grid = list[list[Cell]]
Place = tuple[int, int]


def origins(grid: Grid) -> Iterator[tuple[int, int, Cell]]:
    """Row, column and cell of every cell; the column counts what reaches down from above."""
    taken: set[Place] = set()
    for i, row in enumerate(grid):
        j = 0
        for cell in row:
            while (i, j) in taken:
                j += 1
            yield i, j, cell
            taken |= {(i + down, j + right) for down in range(cell.high) for right in range(cell.wide)}


def width(grid: Grid) -> int:
    """Over how many columns a table goes."""
    return max(j + cell.wide for _, j, cell in origins(grid))


def matrix(grid: Grid) -> list[list[tuple[Cell, bool]]]:
    """Each place of a table: the cell that covers it, and whether the cell begins there; blank cells fill gaps."""
    full = [[(Cell(), True) for _ in range(width(grid))] for _ in grid]
    for i, j, cell in origins(grid):
        for down in range(min(cell.high, len(grid) - i)):
            for right in range(cell.wide):
                full[i + down][j + right] = (cell, (down, right) == (0, 0))
    return full


def texts(grid: Grid) -> list[list[str]]:
    """The text of each place, empty where a cell goes on."""
    return [[cell.text if begins else "" for cell, begins in row] for row in matrix(grid)]


def stored(grid: Grid) -> dict[Key, list[str]]:
    """The texts of the cells that hold a value; more than one where a number is split over cells."""
    found: dict[Key, list[str]] = {}
    for _, _, cell in origins(grid):
        if cell.key:
            found.setdefault(cell.key, []).append(cell.text)
    return found
