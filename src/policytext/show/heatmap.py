"""``heatmap``: place x year with a number in each cell; a year without a report is hatched, never 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, chosen_years, in_pages, order_of_units, records, unit_reports
from policytext.show.marks import blend, cell, column_names, key, missing_cell, name_rows, name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, WIDTH, Drawing, Heading, Page, fitted
from policytext.show.phrases import Phrases, phrases

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

# Inches of a column, and the most of a page that columns take.
_COLUMN = 0.85

_COLUMNS = ("name", "year", "state", "checkable", "commitments", "specificity", "report_id")


def draw_heatmap(tables: Tables, options: Options) -> list[Drawing]:
    """Checkable promises, or the index, of each unit and year; units of a group on pages of their own."""
    frame = unit_reports(tables, options)
    frame["commitments"] = frame[[f"level_{level}" for level in range(4)]].sum(axis=1)
    drawings = []
    for peers, part in by_series(frame[frame["year"].isin(chosen_years(frame, options))]):
        pages = in_pages(order_of_units(part), options.per_page)
        drawings += [_page(part, peers, units, (at + 1, len(pages)), options) for at, units in enumerate(pages)]
    return drawings


def _page(frame: pd.DataFrame, peers: str, units: list[str], page: tuple[int, int], options: Options) -> Drawing:
    words = phrases("heatmap", options)
    years = list(range(int(frame["year"].min()), int(frame["year"].max()) + 1))
    left = MARGIN + name_width(units)
    width = min(_COLUMN * len(years), WIDTH - left - MARGIN)
    heading = _heading(words, frame, peers, page, options)
    sheet = Page(heading, 0.65 + ROW * len(units), fitted(left + width + MARGIN))
    key(
        sheet,
        [
            (blend(0.0), words.say("low")),
            (blend(1.0), words.say("high")),
            ("", words.say("missing")),
            ("#FFFFFF", words.say("none_key")),
        ],
        left,
        0.0,
    )
    axes = sheet.axes(left, 0.6, width, ROW * len(units))
    name_rows(axes, units)
    column_names(axes, [str(year) for year in years])
    cells = _cells(frame, units, years)
    for record in cells:
        _draw_cell(axes, units.index(record["name"]), record["year"] - years[0], record, options)
    return sheet.done("heatmap", _table(cells), words.columns())


def _heading(words: Phrases, frame: pd.DataFrame, peers: str, page: tuple[int, int], options: Options) -> Heading:
    values: dict[str, Any] = {
        "peers": words.peers(peers),
        "n": frame["name"].nunique(),
        "reports": len(frame),
        "first": int(frame["year"].min()),
        "last": int(frame["year"].max()),
    }
    variant = "" if options.value == "checkable" else "_index"
    return words.heading(*page, variant=variant, **values)


def _cells(frame: pd.DataFrame, units: list[str], years: list[int]) -> list[dict[str, Any]]:
    """A record for every unit and year; ``state`` says whether there is a report and a commitment in it."""
    known = {(row["name"], row["year"]): row for row in records(frame[frame["name"].isin(units)])}
    cells = []
    for name in units:
        for year in years:
            row = known.get((name, year))
            state = "missing" if row is None else "scored" if row["commitments"] else "no commitment"
            cells.append({"name": name, "year": year, "state": state, **{c: row[c] for c in _COLUMNS[3:] if row}})
    return cells


def _table(cells: list[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame(cells, columns=list(_COLUMNS))
    return frame.astype({"checkable": "Int32", "commitments": "Int32"})


def _draw_cell(axes: Axes, row: int, column: int, record: dict[str, Any], options: Options) -> None:
    if record["state"] == "missing":
        missing_cell(axes, column, row)
    elif record["state"] == "no commitment":
        cell(axes, column, row, "#FFFFFF", "—")
    elif options.value == "checkable":
        share = record["checkable"] / record["commitments"]
        cell(axes, column, row, blend(share), f"{record['checkable']}/{record['commitments']}")
    else:
        cell(axes, column, row, blend(record["specificity"] / 100), f"{record['specificity']:.0f}")
