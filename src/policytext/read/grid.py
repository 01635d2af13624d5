"""Tables on their way to text: a grid of cells, some of which stand in for a wider or higher neighbour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policytext.read.limits import MAX_CELLS, MAX_SPAN
from policytext.records import Block

# A cell longer than this is not a cell of a report's table: the longest label of the prescribed form has 55
# characters, sentences in task tables up to 300. What is longer is a page laid out with a table.
LONGEST_CELL = 400


@dataclass(slots=True)
class Cell:
    """One cell as the file gives it: its lines, and over how many columns and rows it goes."""

    lines: Sequence[str]
    columns: int = 1
    rows: int = 1


def spread_cells(rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    """Rows of cells with spans -> a rectangle of texts; the places that a span covers are empty.

    Beyond MAX_CELLS spans no longer count, so that no file can ask for more places than it has cells.

    >>> spread_cells([[Cell(["甲"], rows=2), Cell(["乙"], columns=2)], [Cell(["1"]), Cell(["2"])]])
    [['甲', '乙', ''], ['', '1', '2']]
    """
    grid: list[dict[int, str]] = []
    hanging: dict[int, int] = {}  # column -> rows below that a cell above still covers
    filled = 0
    for row in rows:
        hanging = hanging if filled < MAX_CELLS else {}
        texts, hanging = _place_row(row, hanging, honour=filled < MAX_CELLS)
        filled += len(texts)
        grid.append(texts)
    width = max((max(texts, default=-1) + 1 for texts in grid), default=0)
    if filled >= MAX_CELLS:
        return [list(texts.values()) for texts in grid]
    return [[texts.get(column, "") for column in range(width)] for texts in grid]


def _place_row(row: Iterable[Cell], hanging: dict[int, int], *, honour: bool) -> tuple[dict[int, str], dict[int, int]]:
    """Texts by column of one row, and what still hangs over the next."""
    texts = dict.fromkeys(hanging, "")
    below = {column: left - 1 for column, left in hanging.items() if left > 1}
    column = 0
    for cell in row:
        while column in hanging:
            column += 1
        covered = range(column, column + (_bounded(cell.columns) if honour else 1))
        texts.update(dict.fromkeys(covered, ""))
        texts[column] = join_lines(cell.lines)
        if honour and cell.rows > 1:
            below.update(dict.fromkeys(covered, _bounded(cell.rows) - 1))
        column = covered.stop
    return texts, below


def is_layout(grid: Sequence[Sequence[str]]) -> bool:
    """Whether a table only arranges text: a single column, or a cell longer than any real cell.

    >>> is_layout([["第一段。"], ["第二段。"]]), is_layout([["项目", "数量"], ["信函", "3"]])
    (True, False)
    """
    used = {column for row in grid for column, text in enumerate(row) if text.strip()}
    return len(used) < 2 or any(len(text) > LONGEST_CELL for row in grid for text in row)


def table_block(grid: Iterable[Sequence[str]], page: int | None = None) -> Block:
    r"""A grid as a block: cells parted by a tab, rows by a line break. Empty rows stay: a blank is an answer.

    >>> table_block([["项目", "数量"], ["信函", ""]]).text
    '项目\t数量\n信函\t'
    """
    rows = ("\t".join(" ".join(text.split()) for text in row) for row in grid)
    return Block("\n".join(rows), "table", page)


def join_lines(lines: Iterable[str]) -> str:
    """The lines of one cell as one: Latin words keep a space between them, Chinese needs none.

    >>> join_lines(["商业", "企业"]), join_lines(["open", "data"])
    ('商业企业', 'open data')
    """
    joined = ""
    for line in lines:
        line = line.strip()
        gap = " " if joined and line and joined[-1].isascii() and line[0].isascii() else ""
        joined += gap + line
    return joined


def _bounded(span: int) -> int:
    return min(max(span, 1), MAX_SPAN)
