"""``recurring``: a row for each problem that returns, a mark for each report that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, in_pages, records, unit_rows
from policytext.show.marks import name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, Drawing, Page
from policytext.show.phrases import phrases
from policytext.show.style import BLUE, GRID, INK, QUIET, SKY, SMALL, TEXT, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

# Inches of a year's column, and of the excerpt at the right.
_YEAR, _TEXT = 0.5, 3.9


def draw_recurring(tables: Tables, options: Options) -> list[Drawing]:
    """The problems that stand in two or more reports in a row, unit by unit, the longest row first."""
    frame = unit_rows(tables, "recurring", options)
    if options.years:
        frame = frame[frame["next_year"].isin(options.years) | frame["year"].isin(options.years)]
    drawings = []
    for peers, part in by_series(frame):
        rows = _chains(part)
        pages = in_pages(rows, options.per_page)
        years = range(min(row["first_year"] for row in rows), max(row["last_year"] for row in rows) + 1)
        values = {
            "peers": phrases("recurring", options).peers(peers),
            "n": part["name"].nunique(),
            "problems": len(rows),
            "longest": max(row["run"] for row in rows),
        }
        for at, shown in enumerate(pages):
            drawings.append(_page(shown, years, (at + 1, len(pages)), values, options))
    return drawings


def _chains(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The links of the table as rows: the last link of each problem, with how each of its years came back."""
    links = {(row["next_report_id"], row["next_statement_id"]): row for row in records(frame)}
    starts = {(row["report_id"], row["statement_id"]) for row in links.values()}
    chains = list[dict[str, Any]]()
    for end, link in links.items():
        if end in starts:
            continue
        first, marks = _followed_back(link, links)
        chains.append({
            "name": link["name"], "adcode": link["adcode"], "first_year": int(link["first_year"]),
            "last_year": int(link["next_year"]), "run": int(link["run"]), "marks": marks, "text": first["text"],
            "report_id": link["report_id"], "statement_id": link["statement_id"],
        })  # fmt: skip
    return sorted(chains, key=lambda row: (row["adcode"], row["name"], -row["run"], row["first_year"]))


def _followed_back(link: dict[str, Any], links: dict[tuple[str, int], dict[str, Any]]) -> tuple[Any, dict[int, str]]:
    """The first link of a problem, and by year how it came back."""
    marks = dict[int, str]()
    step: dict[str, Any] | None = link
    while step is not None:
        marks[int(step["next_year"])] = step["how"]
        link, step = step, links.get((step["report_id"], step["statement_id"]))
    marks[int(link["year"])] = "first"
    return link, marks


def _page(
    rows: list[dict[str, Any]], years: range, page: tuple[int, int], values: dict[str, Any], options: Options
) -> Drawing:
    import pandas as pd

    words = phrases("recurring", options)
    sheet = Page(words.heading(*page, **values), 0.35 + ROW * len(rows))
    left = MARGIN + name_width([row["name"] for row in rows])
    wide = min(_YEAR * len(years), sheet.width - left - _TEXT - MARGIN)
    axes = sheet.axes(left, 0.35, wide, ROW * len(rows))
    axes.set(xlim=(years[0] - 0.5, years[-1] + 0.5), ylim=(len(rows) - 0.5, -0.5))
    axes.set_xticks(list(years), [str(year) for year in years], fontsize=SMALL)
    axes.xaxis.tick_top()
    axes.vlines(list(years), -0.5, len(rows) - 0.5, color=GRID, linewidth=0.5, zorder=0)
    named = [row["name"] if at == 0 or rows[at - 1]["name"] != row["name"] else "" for at, row in enumerate(rows)]
    axes.set_yticks(range(len(rows)), [shortened(name, 2.0) for name in named], fontsize=TEXT)
    for at, row in enumerate(rows):
        _draw_row(axes, at, row, words.say("run", run=row["run"]), sheet.width - left - wide - MARGIN - 0.1)
    data = pd.DataFrame([{**row, "marks": _told(row["marks"])} for row in rows]).drop(columns="adcode")
    return sheet.done("recurring", data, words.columns())


def _told(marks: dict[int, str]) -> str:
    return "；".join(f"{year} {marks[year]}" for year in sorted(marks))


def _draw_row(axes: Axes, at: int, row: dict[str, Any], run: str, room: float) -> None:
    axes.plot([min(row["marks"]), row["last_year"]], [at, at], color=SKY, linewidth=2, zorder=1)
    for year, how in row["marks"].items():
        axes.plot(
            [year], [at], marker="o", markersize=6, color=BLUE, markerfacecolor="white" if how == "rephrased" else BLUE
        )
    note: dict[str, Any] = {"textcoords": "offset points", "va": "center", "annotation_clip": False}
    axes.annotate(run, (1, at), (8, 0), ("axes fraction", "data"), fontsize=SMALL, color=INK, **note)
    text = shortened(row["text"], room - 0.75, SMALL)
    axes.annotate(text, (1, at), (8 + 0.75 * 72, 0), ("axes fraction", "data"), fontsize=SMALL, color=QUIET, **note)
