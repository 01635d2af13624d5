"""``requests`` and ``outcomes``: what was asked for and what became of it, from the series of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, by_year, chosen_years, in_pages, latest, order_of_units, unit_rows
from policytext.show.marks import column_note, key, name_rows, name_width, row_note, stacked_rows
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, Drawing, Page
from policytext.show.phrases import phrases
from policytext.show.style import BLUE, GRID, ORANGE, PURPLE, QUIET, SKY, SMALL, TEXT, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

OUTCOMES = ("granted", "partial", "denied", "unable", "refused", "other_outcome")
_OUTCOME_COLOURS = (BLUE, SKY, ORANGE, "#F3CF86", PURPLE, "#B9BFC7")

LINES = ("requests_received", "disclosed", "denied")
_LINE_COLOURS = {"requests_received": BLUE, "disclosed": SKY, "denied": ORANGE}

# Panels of a row, and inches of a panel with the room around it.
_ACROSS, _HIGH, _GAP = 4, 1.3, 0.24
_WHO = ["name", "series", "unit", "adcode", "year", "peers", "report_id"]


def draw_requests(tables: Tables, options: Options) -> list[Drawing]:
    """Requests received, granted (whole or in part) and refused by year, a small panel for each unit."""
    frame = _figures(tables, ("requests_received", "granted", "partial", "denied"), options)
    frame["disclosed"] = frame["granted"] + frame["partial"].fillna(0)
    frame = frame[frame["year"].isin(chosen_years(frame, options))].dropna(subset=list(LINES), how="all")
    drawings = []
    for peers, part in by_series(frame):
        years = range(int(part["year"].min()), int(part["year"].max()) + 1)
        values = {"peers": phrases("requests", options).peers(peers), "n": part["name"].nunique()}
        values |= {"reports": len(part), "first": years[0], "last": years[-1]}
        pages = in_pages(order_of_units(part), options.per_page)
        for at, units in enumerate(pages):
            rows = part[part["name"].isin(units)]
            drawings.append(_requests_page(rows, units, years, (at + 1, len(pages)), values, options))
    return drawings


def draw_outcomes(tables: Tables, options: Options) -> list[Drawing]:
    """What became of the requests dealt with, a bar for each unit of a year."""
    frame = _figures(tables, OUTCOMES, options).dropna(subset=list(OUTCOMES), how="all")
    frame["disclosed"] = frame[["granted", "partial"]].sum(axis=1)
    frame["dealt_with"] = frame[list(OUTCOMES)].sum(axis=1)
    drawings = []
    for peers, series in by_series(frame):
        for year, part in by_year(latest(series, options)):
            pages = in_pages(list(part.index), options.per_page)
            values = {"year": year, "peers": phrases("outcomes", options).peers(peers), "n": part["name"].nunique()}
            values["of"] = int(part["dealt_with"].sum())
            for at, rows in enumerate(pages):
                drawings.append(_outcomes_page(part.loc[rows], (at + 1, len(pages)), values, options))
    return drawings


def _figures(tables: Tables, indicators: tuple[str, ...], options: Options) -> pd.DataFrame:
    """A row for each report, a column for each indicator; what is not stated, or only roughly, is missing."""
    frame = unit_rows(tables, "series", options)
    exact = ~frame["approximate"].fillna(False).astype(bool)
    values = frame.assign(value=frame["value"].where(exact)).set_index(["report_id", "indicator"])["value"]
    wide = values.unstack("indicator").reindex(columns=list(indicators))
    return frame[_WHO].drop_duplicates("report_id").merge(wide, left_on="report_id", right_index=True)


def _outcomes_page(frame: pd.DataFrame, page: tuple[int, int], values: dict[str, Any], options: Options) -> Drawing:
    words = phrases("outcomes", options)
    names, left = list(frame["name"]), MARGIN + name_width(list(frame["name"]))
    sheet = Page(words.heading(*page, **values), 0.55 + ROW * len(names) + 0.25)
    parts = [words.code("outcomes", outcome) for outcome in OUTCOMES]
    key(sheet, list(zip(_OUTCOME_COLOURS, parts, strict=True)), left, 0.0)
    axes = sheet.axes(left, 0.55, sheet.width - left - 1.2, ROW * len(names))
    name_rows(axes, names)
    stacked_rows(axes, frame[list(OUTCOMES)].fillna(0).astype(int).values.tolist(), _OUTCOME_COLOURS)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"], fontsize=SMALL)
    column_note(axes, words.say("total"), 0.9)
    for row, (part, whole) in enumerate(frame[["disclosed", "dealt_with"]].astype(int).values.tolist()):
        row_note(axes, row, f"{part}/{whole}" if whole else words.say("zero"), 0.9)
    kept = frame[["name", "year", "peers", *OUTCOMES, "disclosed", "dealt_with", "report_id"]]
    return sheet.done("outcomes", kept, words.columns())


def _requests_page(
    frame: pd.DataFrame, units: list[str], years: range, page: tuple[int, int], values: dict[str, Any], options: Options
) -> Drawing:
    words = phrases("requests", options)
    lines = -(-len(units) // _ACROSS)
    sheet = Page(words.heading(*page, **values), 0.3 + lines * (_HIGH + _GAP) + 0.25)
    key(sheet, [(colour, words.code("lines", line)) for line, colour in _LINE_COLOURS.items()], MARGIN, 0.0)
    wide = (sheet.width - 2 * MARGIN - 0.3) / _ACROSS
    for at, name in enumerate(units):
        row, column = divmod(at, _ACROSS)
        left, top = MARGIN + 0.35 + column * wide, 0.55 + row * (_HIGH + _GAP)
        axes = sheet.axes(left, top, wide - 0.45, _HIGH - 0.35)
        _lines(axes, frame[frame["name"] == name], years)
        axes.set_title(shortened(name, wide - 0.4, TEXT), fontsize=TEXT, loc="left", pad=3)
    kept = frame[["name", "year", "peers", *LINES, "report_id"]]
    return sheet.done("requests", kept, words.columns())


def _lines(axes: Axes, rows: pd.DataFrame, years: range) -> None:
    """Lines over the years, each panel on its own scale, which its largest number gives."""
    import pandas as pd

    whole = rows.drop_duplicates("year", keep="last").set_index("year").reindex(years)
    top = max(1.0, *(float(pd.to_numeric(whole[line]).fillna(0).max()) for line in LINES))
    axes.set(xlim=(years[0] - 0.5, years[-1] + 0.5), ylim=(0, top * 1.12))
    ends = sorted({years[0], years[-1]})
    axes.set_xticks(ends, [str(year) for year in ends], fontsize=SMALL)
    axes.set_yticks([0, top], ["0", f"{top:g}"], fontsize=SMALL, color=QUIET)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    for line, colour in _LINE_COLOURS.items():
        figures = pd.to_numeric(whole[line]).to_numpy(dtype=float, na_value=float("nan"))
        axes.plot(list(years), figures, color=colour, linewidth=1.5, marker="o", markersize=3)
