"""``reuse``: which units share text, units that share most beside each other; own last report on the diagonal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, by_year, latest, order_of_units, unit_rows
from policytext.show.marks import NAME_MAX, blend, cell, key, missing_cell, name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, Drawing, Page, fitted
from policytext.show.phrases import phrases
from policytext.show.style import ORANGE, SMALL, shortened, text_width

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

# Inches: a cell, at most; and the page's width for it.
_CELL, _ROOM = 0.42, 7.2


def draw_reuse(tables: Tables, options: Options) -> list[Drawing]:
    """Shares of characters that stand in a report of another unit too, and in the unit's own report before."""
    own = unit_rows(tables, "reuse", options)
    shared = unit_rows(tables, "overlap", options)
    drawings = []
    for peers, part in by_series(own):
        for year, rows in by_year(latest(part, options)):
            others = shared[(shared["series"] == peers) & (shared["year"] == year)]
            units = order_of_units(rows)
            drawings.append(_page(rows, others, units, year, peers, options))
    return drawings


def _page(
    own: pd.DataFrame, shared: pd.DataFrame, units: list[str], year: int, peers: str, options: Options
) -> Drawing:
    words = phrases("reuse", options)
    cells = _cells(own, shared, units)
    units = _clustered(_most(units, cells, options.per_page), cells)
    values: dict[str, Any] = {"year": year, "peers": words.peers(peers), "n": len(own), "shown": len(units)}
    notes = (words.say("left_out", **values),) if len(units) < len(own) else ()
    side = min(_CELL, _ROOM / len(units))
    head = max(text_width(shortened(name, NAME_MAX, SMALL), SMALL) for name in units) + 0.12
    left = MARGIN + name_width(units, SMALL)
    width = fitted(left + side * len(units) + MARGIN)
    sheet = Page(words.heading(notes=notes, **values), 0.3 + head + side * len(units), width)
    key(
        sheet,
        [
            (blend(0.0), words.say("low")),
            (blend(1.0), words.say("high")),
            (ORANGE, words.say("own")),
            ("", words.say("no_last")),
        ],
        left,
        0,
    )
    axes = sheet.axes(left, 0.3 + head, side * len(units), side * len(units))
    _frame(axes, units)
    shown = {pair: share for pair, share in cells.items() if set(pair) <= set(units)}
    for row, name in enumerate(units):
        for column, other in enumerate(units):
            _draw(axes, row, column, shown.get((name, other)), side)
    return sheet.done("reuse", _table(shown, year), words.columns())


def _cells(own: pd.DataFrame, shared: pd.DataFrame, units: list[str]) -> dict[tuple[str, str], float]:
    """The share of each pair: with another unit the largest of its years, with itself that of its last report."""
    unit_name = dict(zip(own["unit"], own["name"], strict=True))
    cells = {(name, name): float(share) for name, share in zip(own["name"], own["share"], strict=True)}
    for name, other, share in shared[["name", "other_unit", "share"]].itertuples(index=False):
        pair = (name, unit_name.get(other, ""))
        if name in units and pair[1]:
            cells[pair] = max(float(share), cells.get(pair, 0.0))
    return cells


def _most(units: list[str], cells: dict[tuple[str, str], float], count: int) -> list[str]:
    """The units that share most with another one, where there are more than a page shows."""
    largest = dict.fromkeys(units, 0.0)
    for pair, share in cells.items():
        if pair[0] != pair[1]:
            for name in pair:
                largest[name] = max(largest[name], share)
    kept = set(sorted(units, key=lambda name: -largest[name])[:count])
    return [name for name in units if name in kept]


def _clustered(units: list[str], cells: dict[tuple[str, str], float]) -> list[str]:
    """The units ordered so that those that share text stand together."""
    if len(units) < 3:
        return units
    from scipy.cluster.hierarchy import leaves_list, linkage

    apart = [
        1 - max(cells.get((a, b), 0.0), cells.get((b, a), 0.0)) for at, a in enumerate(units) for b in units[at + 1 :]
    ]
    return [units[at] for at in leaves_list(linkage(apart, "average"))]


def _frame(axes: Axes, units: list[str]) -> None:
    axes.set(xlim=(-0.5, len(units) - 0.5), ylim=(len(units) - 0.5, -0.5))
    names = [shortened(name, NAME_MAX, SMALL) for name in units]
    axes.set_yticks(range(len(units)), names, fontsize=SMALL)
    axes.set_xticks(range(len(units)), names, fontsize=SMALL)
    axes.xaxis.tick_top()
    for label in axes.get_xticklabels():
        label.set_rotation(90)


def _draw(axes: Axes, row: int, column: int, share: float | None, side: float) -> None:
    if share is None and row == column:
        missing_cell(axes, column, row)
        return
    text = f"{share:.0%}".rstrip("%") if share is not None and side >= 0.25 else ""
    dark = {"dark": "#B87A00", "pale": "#FFF6E0"} if row == column else {}
    cell(axes, column, row, blend(share or 0.0, **dark), text)


def _table(cells: dict[tuple[str, str], float], year: int) -> pd.DataFrame:
    import pandas as pd

    rows = [{"name": name, "year": year, "other": other, "share": share} for (name, other), share in cells.items()]
    return pd.DataFrame(rows, columns=["name", "year", "other", "share"])
