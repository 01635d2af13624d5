"""Rules drawn on a page -> the cells of tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from policytext.read.limits import MAX_CROSSINGS, MAX_RULES
from policytext.read.printed import Box

# Points. Rules whose ends or places differ by less are one, as pdfplumber takes them on PDF pages.
_SNAP = 3

# Points. What is drawn shorter than this is no rule of a table.
_SHORTEST = 3.0

# Pairs of a rule along and one down, each of which is looked at: 35 along and 19 down on a page of the prescribed form,
# once the parts of each rule are joined. A page of dashes has millions, which would take minutes.
_MAX_PAIRS = 50_000


class Rule(NamedTuple):
    """A straight stroke along or down the page, in points from its upper left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def is_across(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


def may_be_table(rules: Sequence[Rule]) -> bool:
    """Whether there are rules both ways, and not so many that they are a drawing."""
    across = [rule for rule in rules if rule.is_across]
    down = [rule for rule in rules if not rule.is_across]
    crossings = len({round(rule.x0) for rule in down}) * len({round(rule.top) for rule in across})
    return len(across) >= 2 and len(down) >= 2 and len(rules) <= MAX_RULES and crossings <= MAX_CROSSINGS


def tables_of_rules(rules: Sequence[Rule]) -> list[list[list[Box | None]]]:
    """For each table its rows, for each row the boxes of its cells, None where another cell goes on.

    >>> frame = [Rule(0, y, 200, y) for y in (0, 20, 40)] + [Rule(x, 0, x, 40) for x in (0, 100, 200)]
    >>> tables_of_rules(frame)[0][1]
    [(0.0, 20.0, 100.0, 40.0), (100.0, 20.0, 200.0, 40.0)]
    """
    from pdfplumber import table

    edges = [_edge(rule) for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= _SHORTEST]
    merged = table.merge_edges(edges, _SNAP, _SNAP, _SNAP, _SNAP)
    across = sum(edge["orientation"] == "h" for edge in merged)
    if across * (len(merged) - across) > _MAX_PAIRS:
        return []
    cells = table.intersections_to_cells(table.edges_to_intersections(merged, _SNAP, _SNAP))
    return [_rows(found) for found in table.cells_to_tables(cells)]


def _rows(cells: Sequence[Box]) -> list[list[Box | None]]:
    lefts = sorted({cell[0] for cell in cells})
    rows: dict[float, dict[float, Box]] = {}
    for cell in cells:
        rows.setdefault(cell[1], {})[cell[0]] = cell
    return [[rows[top].get(left) for left in lefts] for top in sorted(rows)]


def _edge(rule: Rule) -> dict[str, Any]:
    """A rule as pdfplumber has it."""
    edge: dict[str, Any] = {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "object_type": "line",
    }
    if rule.is_across:
        return edge | {"orientation": "h", "bottom": rule.top}
    return edge | {"orientation": "v", "x1": rule.x0}
