"""Rows of cells that say where their edges are -> tables: binary Word files and RTF store them so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policytext.read.grid import Cell, is_layout, spread_cells, table_block
from policytext.records import Block

# Cell edges of one table differ from row to row by rounding: 1/20 point is the unit, this is a millimetre.
_SAME_EDGE = 57


@dataclass(slots=True)
class Row:
    """A row: the lines of each cell, and where the cells begin and the last one ends, from the left (1/20 point)."""

    cells: list[list[str]] = field(default_factory=list)
    edges: tuple[int, ...] = ()


def table_blocks(rows: Sequence[Row]) -> Iterator[Block]:
    r"""A table as one block, or its lines where it only arranges text.

    >>> rows = [Row([["项目"], ["数量"]], (0, 500, 900)), Row([["信函", "邮件"], ["3"]], (0, 510, 900))]
    >>> [block.text for block in table_blocks(rows)]
    ['项目\t数量\n信函邮件\t3']
    """
    if not rows:
        return
    edges = _common_edges(rows)
    grid = spread_cells([_cells(row, edges) for row in rows])
    if is_layout(grid):
        yield from (Block(line) for row in rows for lines in row.cells for line in lines if line.strip())
    else:
        yield table_block(grid)


def _common_edges(rows: Sequence[Row]) -> list[int]:
    edges: list[int] = []
    for edge in sorted({edge for row in rows for edge in row.edges}):
        if not edges or edge - edges[-1] > _SAME_EDGE:
            edges.append(edge)
    return edges


def _cells(row: Row, edges: Sequence[int]) -> list[Cell]:
    """A row's cells, each over as many columns as its edges go; one column each where the edges do not fit."""
    if len(row.edges) != len(row.cells) + 1:
        return [Cell(lines) for lines in row.cells]
    places = [bisect_right(edges, own) - 1 for own in row.edges]
    gap = [Cell([], places[0])] if places[0] else []
    widths = [max(1, right - left) for left, right in pairwise(places)]
    return gap + [Cell(lines, width) for lines, width in zip(row.cells, widths, strict=True)]
