"""``particulars`` and ``measures``: a row for each unit of a year, a column for each kind or measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, by_year, in_pages, latest, records, unit_reports
from policytext.show.marks import (
    blend,
    cell,
    column_names,
    column_note,
    key,
    missing_cell,
    name_rows,
    name_width,
    row_note,
)
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, WIDTH, Drawing, Page, fitted
from policytext.show.phrases import Phrases, phrases
from policytext.show.style import BLUE, GRID, PURPLE, QUIET, SKY, SMALL, shortened, text_width

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

KINDS = ("instrument", "target", "deadline", "actor", "scope", "check")

# The strongest stance first: it stands for all mentions of a measure in a report.
STANCES = ("adopted", "preparing", "planned", "weak", "lacking", "named")
_MARKS = {
    "adopted": ("o", BLUE, BLUE),
    "preparing": ("o", SKY, SKY),
    "planned": ("o", SKY, SKY),
    "weak": ("s", "white", PURPLE),
    "lacking": ("s", "white", PURPLE),
    "named": (".", QUIET, QUIET),
}

# Columns that a page shows readably; the note says how many measures are left out.
MOST_MEASURES = 24


def draw_particulars(tables: Tables, options: Options) -> list[Drawing]:
    """Shares of commitments that have a particular of each kind; a kind that no commitment has stands out as 0."""
    frame = unit_reports(tables, options)
    frame["commitments"] = frame[[f"level_{level}" for level in range(4)]].sum(axis=1)
    drawings = []
    for peers, series in by_series(frame):
        for year, part in by_year(latest(series, options)):
            pages = in_pages(list(part.index), options.per_page)
            values = {"year": year, "peers": phrases("particulars", options).peers(peers), "n": len(part)}
            values["of"] = int(part["commitments"].sum())
            for at, rows in enumerate(pages):
                drawings.append(_kinds_page(part.loc[rows], (at + 1, len(pages)), values, options))
    return drawings


def _kinds_page(frame: pd.DataFrame, page: tuple[int, int], values: dict[str, Any], options: Options) -> Drawing:
    words = phrases("particulars", options)
    names, columns = list(frame["name"]), [f"with_{kind}" for kind in KINDS]
    left = MARGIN + name_width(names)
    sheet = Page(words.heading(*page, **values), 0.6 + ROW * len(names), fitted(left + 1.1 * len(KINDS) + MARGIN + 0.8))
    key(sheet, [("#FFFFFF", words.say("zero")), (blend(1.0), words.say("high")), ("", words.say("none"))], left, 0)
    axes = sheet.axes(left, 0.6, 1.1 * len(KINDS), ROW * len(names))
    name_rows(axes, names)
    column_names(axes, [words.code("kinds", kind) for kind in KINDS])
    column_note(axes, words.say("total"), 0.8)
    for row, count in enumerate(frame["commitments"].astype(int)):
        row_note(axes, row, str(count), 0.8)
    for row, shares in enumerate(frame[columns].values.tolist()):
        for column, share in enumerate(shares):
            if share is None or share != share:
                missing_cell(axes, column, row)
            else:
                cell(axes, column, row, blend(share) if share else "#FFFFFF", f"{share:.0%}" if share else "0")
    kept = frame[["name", "year", "peers", *columns, "commitments", "report_id"]]
    return sheet.done("particulars", kept, words.columns())


def draw_measures(tables: Tables, options: Options) -> list[Drawing]:
    """Which unit names which measure, and what it says of it."""
    frame = unit_reports(tables, options)
    drawings = []
    for peers, series in by_series(frame):
        for year, part in by_year(latest(series, options)):
            mentions = _mentions(tables, part, options)
            if mentions.empty:
                continue
            shown = list(
                mentions.groupby("measure")["name"].nunique().sort_values(ascending=False, kind="stable").index
            )
            pages = in_pages(list(part["name"]), options.per_page)
            values = {"year": year, "peers": phrases("measures", options).peers(peers), "n": len(part)}
            values |= {"measures": len(shown), "left_out": max(0, len(shown) - MOST_MEASURES)}
            for at, units in enumerate(pages):
                drawings.append(
                    _measures_page(mentions, units, shown[:MOST_MEASURES], (at + 1, len(pages)), values, options)
                )
    return drawings


def _mentions(tables: Tables, reports: pd.DataFrame, options: Options) -> pd.DataFrame:
    """The strongest stance of each unit to each measure."""
    frame = tables.pandas("measures").rename(columns={"name": "measure"})
    frame = frame.merge(reports[["report_id", "name", "year", "adcode"]], on="report_id")
    if options.measures:
        frame = frame[frame["measure"].isin(options.measures) | frame["measure_id"].isin(options.measures)]
    frame["order"] = frame["stance"].map({stance: at for at, stance in enumerate(STANCES)}).fillna(len(STANCES))
    frame = frame.sort_values(["adcode", "measure", "order"], kind="stable")
    return frame.drop_duplicates(["name", "measure"])[["name", "year", "measure_id", "measure", "stance", "report_id"]]


def _measures_page(
    mentions: pd.DataFrame,
    units: list[str],
    measures: list[str],
    page: tuple[int, int],
    values: dict[str, Any],
    options: Options,
) -> Drawing:
    words = phrases("measures", options)
    notes = (words.say("left_out_note", **values),) if values["left_out"] else ()
    head = max(text_width(shortened(name, 1.8, SMALL), SMALL) for name in measures) * 0.72 + 0.2
    left = MARGIN + name_width(units)
    width = min(0.32 * len(measures), WIDTH - left - head - 0.1)
    heading = words.heading(*page, notes=notes, **values)
    sheet = Page(heading, 0.3 + head + ROW * len(units), fitted(left + width + head + 0.1))
    _stance_key(sheet, words, left)
    axes = sheet.axes(left, 0.3 + head, width, ROW * len(units))
    name_rows(axes, units)
    column_names(axes, [shortened(name, 1.8, SMALL) for name in measures])
    for label in axes.get_xticklabels():
        label.set(rotation=45, ha="left", rotation_mode="anchor")
    _grid(axes, len(measures), len(units))
    shown = mentions[mentions["name"].isin(units) & mentions["measure"].isin(measures)]
    for record in records(shown):
        marker, face, edge = _MARKS.get(record["stance"], _MARKS["named"])
        at = measures.index(record["measure"]), units.index(record["name"])
        axes.plot(*([x] for x in at), marker=marker, markersize=6, markerfacecolor=face, color=edge)
    return sheet.done("measures", shown, words.columns())


def _grid(axes: Axes, columns: int, rows: int) -> None:
    axes.vlines(range(columns), -0.5, rows - 0.5, color=GRID, linewidth=0.5, zorder=0)
    axes.hlines(range(rows), -0.5, columns - 0.5, color=GRID, linewidth=0.5, zorder=0)


def _stance_key(sheet: Page, words: Phrases, left: float) -> None:
    axes = sheet.axes(left, 0.0, sheet.width - left - MARGIN, 0.2)
    axes.set(xlim=(0, sheet.width - left - MARGIN), ylim=(0, 0.2), xticks=[], yticks=[])
    x = 0.06
    for marker, stances in (
        ("adopted", ("adopted",)),
        ("planned", ("preparing", "planned")),
        ("weak", ("weak", "lacking")),
        ("named", ("named",)),
    ):
        shape, face, edge = _MARKS[marker]
        name = " / ".join(words.code("stances", stance) for stance in stances)
        axes.plot([x], [0.1], marker=shape, markersize=6, markerfacecolor=face, color=edge)
        axes.text(x + 0.12, 0.1, name, fontsize=SMALL, color=QUIET, va="center")
        x += 0.12 + text_width(name, SMALL) + 0.25
