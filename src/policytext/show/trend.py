"""``trend``: a small panel for each unit, the mean of its peers in grey, breaks of the form marked."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, chosen_years, in_pages, order_of_units, unit_rows
from policytext.show.options import Options
from policytext.show.page import MARGIN, Drawing, Page
from policytext.show.phrases import phrases
from policytext.show.style import BLUE, GRID, QUIET, SMALL, TEXT, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

# Panels of a row, and inches of a panel with the room around it.
_ACROSS, _HIGH, _GAP = 5, 1.25, 0.22

_COLUMNS = (
    "name", "year", "peers", "specificity", "specificity_low", "specificity_high", "peers_mean", "checkable",
    "commitments", "few", "report_id",
)  # fmt: skip


def draw_trend(tables: Tables, options: Options) -> list[Drawing]:
    """The index of each unit over the years; a year without a report leaves a gap."""
    frame = unit_rows(tables, "ranks", options)
    frame = frame[frame["year"].isin(chosen_years(frame, options))]
    frame = frame.drop_duplicates(["unit", "adcode", "year"], keep="last")
    drawings = []
    for peers, part in by_series(frame):
        pages = in_pages(order_of_units(part), options.per_page)
        years = range(int(part["year"].min()), int(part["year"].max()) + 1)
        values = {"peers": phrases("trend", options).peers(peers), "n": part["name"].nunique()}
        values |= {"reports": len(part), "first": years[0], "last": years[-1]}
        for at, units in enumerate(pages):
            rows = part[part["name"].isin(units)]
            drawings.append(_page(rows, units, years, (at + 1, len(pages)), values, options))
    return drawings


def _page(
    frame: pd.DataFrame, units: list[str], years: range, page: tuple[int, int], values: dict[str, Any], options: Options
) -> Drawing:
    words = phrases("trend", options)
    lines = -(-len(units) // _ACROSS)
    sheet = Page(words.heading(*page, **values), lines * (_HIGH + _GAP) + 0.25)
    wide = (sheet.width - 2 * MARGIN - 0.3) / _ACROSS
    breaks = _breaks(frame)
    means = _means(frame)
    for at, name in enumerate(units):
        row, column = divmod(at, _ACROSS)
        left, top = MARGIN + 0.3 + column * wide, 0.25 + row * (_HIGH + _GAP)
        axes = sheet.axes(left, top, wide - 0.2, _HIGH - 0.3)
        _frame(axes, years, breaks, outer=column == 0)
        axes.plot(*means, color="#B4BAC2", linewidth=1.4, zorder=1)
        _line(axes, frame[frame["name"] == name], years)
        axes.set_title(shortened(name, wide - 0.2, TEXT), fontsize=TEXT, loc="left", pad=3)
    return sheet.done("trend", frame[list(_COLUMNS)], words.columns())


def _breaks(frame: pd.DataFrame) -> list[float]:
    """Where the form of the reports changes: between the last year of one era and the first of the next."""
    eras = frame.assign(era=frame["peers"].str.rsplit("/", n=1).str[-1]).groupby("year")["era"].agg("first")
    years = list(eras.index)
    return [year - 0.5 for before, year in pairwise(years) if eras[before] != eras[year]]


def _means(frame: pd.DataFrame) -> tuple[list[int], list[float]]:
    known = frame.dropna(subset=["peers_mean"]).drop_duplicates("year").sort_values("year")
    return list(known["year"]), list(known["peers_mean"])


def _frame(axes: Axes, years: range, breaks: list[float], outer: bool) -> None:
    axes.set(xlim=(years[0] - 0.5, years[-1] + 0.5), ylim=(0, 104))
    ends = sorted({years[0], years[-1]})
    axes.set_xticks(ends, [str(year) for year in ends], fontsize=SMALL)
    axes.set_yticks([0, 50, 100], ["0", "50", "100"] if outer else ["", "", ""], fontsize=SMALL, color=QUIET)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for place in breaks:
        axes.axvline(place, color=QUIET, linewidth=0.7, linestyle=(0, (2, 2)), zorder=1)


def _line(axes: Axes, rows: pd.DataFrame, years: range) -> None:
    import pandas as pd

    whole = rows.set_index("year").reindex(years)
    figures = [pd.to_numeric(whole[name]).to_numpy(dtype=float, na_value=float("nan")) for name in _COLUMNS[3:6]]
    axes.fill_between(list(years), figures[1], figures[2], color=BLUE, alpha=0.15, linewidth=0, zorder=2)
    axes.plot(list(years), figures[0], color=BLUE, linewidth=1.6, marker="o", markersize=3, zorder=3)
