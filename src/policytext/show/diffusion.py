"""``diffusion``: the first year of each unit that adopted a measure, and the share of units that have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import in_pages, named, records
from policytext.show.marks import guide_rows, name_rows, name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, WIDTH, Drawing, Page, fitted
from policytext.show.phrases import Phrases, phrases
from policytext.show.style import BLUE, GRID, QUIET, SKY, SMALL, text_width

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

# Measures that are drawn where none is named: those whose spread the reports show best.
USUAL_MEASURES = 3

_CURVE = 1.3
_COLUMNS = (
    "measure", "expansions", "name", "planned_year", "first_year", "last_year", "left_censored", "not_mentioned_since",
    "successor",
)  # fmt: skip


def draw_diffusion(tables: Tables, options: Options) -> list[Drawing]:
    """A timeline and a curve for each measure asked for, or for those that spread within the years observed."""
    frame = tables.pandas("diffusion").rename(columns={"name": "measure"})
    frame = named(frame.assign(peers=frame["organ_level"].fillna("") + "/"), options)
    frame = frame[frame["first_year"].notna() | frame["planned_year"].notna()]
    curve = tables.pandas("adoption").rename(columns={"name": "measure"})
    drawings = []
    for measure, expansions in _measures(frame, options):
        rows = frame[(frame["measure_id"] == measure) & (frame["expansions"].fillna("") == expansions)]
        rows = rows.sort_values(["first_year", "adcode"], kind="stable")
        shares = curve[(curve["measure_id"] == measure) & (curve["expansions"].fillna("") == expansions)]
        drawings += _pages(rows, shares.sort_values("year"), options)
    return drawings


def _measures(frame: pd.DataFrame, options: Options) -> list[tuple[str, str]]:
    """Measures by how many units are seen to begin with them, which those seen in a first report are not."""
    keys = frame.assign(expansions=frame["expansions"].fillna(""))
    if options.measures:
        keys = keys[keys["measure"].isin(options.measures) | keys["measure_id"].isin(options.measures)]
    begun = keys["first_year"].notna() & ~keys["left_censored"].fillna(False)
    size = keys.assign(begun=begun).groupby(["measure_id", "expansions"])["begun"].sum()
    ordered = sorted(size.index, key=lambda pair: (-size[pair], pair))
    return ordered if options.measures else [pair for pair in ordered if size[pair]][:USUAL_MEASURES]


def _pages(frame: pd.DataFrame, shares: pd.DataFrame, options: Options) -> list[Drawing]:
    words = phrases("diffusion", options)
    pages = in_pages(list(frame.index), options.per_page)
    expansions = frame["expansions"].iloc[0] or ""
    values = {
        "measure": frame["measure"].iloc[0],
        "expansions": words.say("expansions", text=expansions) if expansions else "",
        "n": int(shares["observed"].max()) if len(shares) else len(frame),
        "adopted": int(frame["first_year"].notna().sum()),
    }
    values["left"] = max(0, values["n"] - len(frame))
    years = range(int(_years(frame, shares).min()), int(_years(frame, shares).max()) + 1)
    return [
        _page(frame.loc[rows], shares, years, (at + 1, len(pages)), values, options) for at, rows in enumerate(pages)
    ]


def _years(frame: pd.DataFrame, shares: pd.DataFrame) -> pd.Series[int]:
    import pandas as pd

    columns = ("planned_year", "first_year", "last_year")
    years: pd.Series[int] = pd.concat([shares["year"], *(frame[name] for name in columns)]).dropna()
    return years


def _page(
    frame: pd.DataFrame, shares: pd.DataFrame, years: range, page: tuple[int, int], values: dict[str, Any],
    options: Options,
) -> Drawing:  # fmt: skip
    words = phrases("diffusion", options)
    names = list(frame["name"])
    left = MARGIN + max(name_width(names), 0.6)
    wide = min(WIDTH - left - MARGIN, 0.85 * len(years))
    notes = (words.say("left", **values),) if values["left"] else ()
    sheet = Page(
        words.heading(*page, notes=notes, **values), _CURVE + 0.85 + ROW * len(names), fitted(left + wide + MARGIN)
    )
    _curve(sheet.axes(left, 0.25, wide, _CURVE), shares, years, words)
    _key(sheet, words, left)
    axes = sheet.axes(left, _CURVE + 0.85, wide, ROW * len(names))
    name_rows(axes, names)
    guide_rows(axes, len(names))
    axes.set(xlim=(years[0] - 0.5, years[-1] + 0.5), xticks=[])
    for row, record in enumerate(records(frame)):
        _life(axes, row, record)
    return sheet.done("diffusion", frame[list(_COLUMNS)], words.columns())


def _curve(axes: Axes, shares: pd.DataFrame, years: range, words: Phrases) -> None:
    axes.set(xlim=(years[0] - 0.5, years[-1] + 0.5), ylim=(0, 1))
    axes.set_xticks(list(years), [str(year) for year in years], fontsize=SMALL)
    axes.set_yticks([0, 0.5, 1], ["0", "50%", "100%"], fontsize=SMALL, color=QUIET)
    axes.grid(axis="y", color=GRID, linewidth=0.6)
    axes.plot(
        list(shares["year"]), list(shares["share"]), color=BLUE, linewidth=2, marker="o", markersize=4, clip_on=False
    )
    for year, share, adopted, observed in shares[["year", "share", "adopted", "observed"]].itertuples(index=False):
        above = share < 0.8
        axes.annotate(
            f"{adopted}/{observed}",
            (year, share),
            (0, 6 if above else -6),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            fontsize=SMALL,
            color=BLUE,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
        )
    axes.annotate(
        words.say("curve"), (0, 1), (0, 5), "axes fraction", textcoords="offset points", fontsize=SMALL, color=QUIET
    )


def _key(sheet: Page, words: Phrases, left: float) -> None:
    axes = sheet.axes(left, _CURVE + 0.55, sheet.width - left - MARGIN, 0.2)
    axes.set(xlim=(0, sheet.width - left - MARGIN), ylim=(0, 0.2), xticks=[], yticks=[])
    marks = (("o", BLUE, "first"), ("o", "white", "censored"), ("D", SKY, "planned"), ("|", QUIET, "no_longer"))
    x = 0.06
    for marker, face, name in marks:
        axes.plot([x], [0.1], marker=marker, markersize=6, markerfacecolor=face, color=QUIET if marker == "|" else BLUE)
        axes.text(x + 0.13, 0.1, words.say(name), fontsize=SMALL, color=QUIET, va="center")
        x += 0.13 + text_width(words.say(name), SMALL) + 0.25


def _life(axes: Axes, row: int, record: dict[str, Any]) -> None:
    planned, first, last, gone = (
        _year(record[name]) for name in ("planned_year", "first_year", "last_year", "not_mentioned_since")
    )
    start = first if first is not None else planned
    if start is not None and last is not None:
        axes.plot([start, last], [row, row], color=SKY, linewidth=3, zorder=1, solid_capstyle="butt")
    if planned is not None and (first is None or planned < first):
        axes.plot([planned], [row], marker="D", markersize=5, color=BLUE, markerfacecolor=SKY)
    if first is not None:
        face = "white" if record["left_censored"] is True else BLUE
        axes.plot([first], [row], marker="o", markersize=7, color=BLUE, markerfacecolor=face)
    if gone is not None:
        axes.plot([gone], [row], marker="|", markersize=8, color=QUIET)


def _year(value: Any) -> int | None:
    return None if value is None or value != value else int(value)
