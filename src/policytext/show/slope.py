"""``slope``: the index of each unit in two years, the units whose change can be told in colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, chosen_years, in_pages, records, unit_rows
from policytext.show.marks import NAME_MAX, name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, Drawing, Page, fitted
from policytext.show.phrases import Phrases, phrases
from policytext.show.style import BLUE, DARK_ORANGE, GRID, INK, ORANGE, QUIET, SMALL, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

# With more units than this only those whose change can be told are named: the other names would bury the lines.
NAMED_ALL = 16

# Inches from line to line of the names at both ends.
_STEP = 0.165

_COLUMNS = (
    "name", "previous_year", "year", "previous_specificity", "specificity", "specificity_diff", "diff_low", "diff_high",
    "different", "era_break", "report_id",
)  # fmt: skip


def draw_slope(tables: Tables, options: Options) -> list[Drawing]:
    """The latest year, or the years asked for, beside the year before."""
    frame = unit_rows(tables, "changes", options)
    frame = frame[frame["specificity_diff"].notna() & (frame["year"] == frame["previous_year"] + 1)]
    drawings = []
    for peers, part in by_series(frame):
        years = chosen_years(part, options) if options.years else [int(part["year"].max())]
        for year in years:
            rows = part[part["year"] == year]
            pages = in_pages(list(rows.index), options.per_page)
            values = {
                "year": year,
                "previous": year - 1,
                "peers": phrases("slope", options).peers(peers),
                "n": len(rows),
                "different": int(rows["different"].fillna(False).sum()),
            }
            for at, index in enumerate(pages):
                drawings.append(_page(rows.loc[index], (at + 1, len(pages)), values, options))
    return drawings


def _page(frame: pd.DataFrame, page: tuple[int, int], values: dict[str, Any], options: Options) -> Drawing:
    words = phrases("slope", options)
    notes = (words.say("form_changed"),) if frame["era_break"].fillna(False).any() else ()
    rows = records(frame)
    shown = _named(rows)
    if len(shown) < len(rows):
        notes = (*notes, words.say("unnamed"))
    height = max(3.0, _STEP * (len(rows) + 1))
    side = MARGIN + name_width(list(frame["name"]), SMALL) + 0.65
    sheet = Page(words.heading(*page, notes=notes, **values), height + 0.3, fitted(2 * side + 4))
    axes = sheet.axes(side, 0.3, sheet.width - 2 * side, height)
    low, high = _range(rows)
    axes.set(xlim=(0, 1), ylim=(low, high), yticks=[])
    axes.set_xticks([0, 1], [str(values["previous"]), str(values["year"])], fontsize=10)
    axes.xaxis.tick_top()
    axes.vlines([0, 1], low, high, color=GRID, linewidth=1)
    for record in sorted(rows, key=lambda row: row["different"] is True):
        _line(axes, record)
    room = _STEP / height * (high - low)
    for end, column in ((0, "previous_specificity"), (1, "specificity")):
        _names(axes, shown, end, column, room, words)
    return sheet.done("slope", frame[list(_COLUMNS)], words.columns())


def _named(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The units that get names: all of a few, else those whose change can be told, where there are any."""
    told = [record for record in rows if record["different"] is True]
    return told if told and len(rows) > NAMED_ALL else rows


def _range(rows: list[dict[str, Any]]) -> tuple[float, float]:
    values = [record[name] for record in rows for name in ("previous_specificity", "specificity")]
    return min(values) - 4, max(values) + 4


def _colour(record: dict[str, Any]) -> str:
    if record["different"] is not True:
        return QUIET
    return BLUE if record["specificity_diff"] > 0 else ORANGE


def _line(axes: Axes, record: dict[str, Any]) -> None:
    colour = _colour(record)
    ends = [record["previous_specificity"], record["specificity"]]
    strong = colour != QUIET
    axes.plot([0, 1], ends, color=colour, linewidth=2.2 if strong else 0.9, alpha=1 if strong else 0.55)
    axes.plot([0, 1], ends, color=colour, marker="o", markersize=4.5, linewidth=0, clip_on=False)


def _names(axes: Axes, rows: list[dict[str, Any]], end: int, column: str, room: float, words: Phrases) -> None:
    """The units' names in the order of their values, moved apart where they would overlap, each led to its dot."""
    ordered = sorted(rows, key=lambda record: record[column])
    places = spread([record[column] for record in ordered], room, *axes.get_ylim())
    out, align = (1, "left") if end else (-1, "right")
    for record, y in zip(ordered, places, strict=True):
        colour = _colour(record)
        name, value = shortened(record["name"], NAME_MAX, SMALL), f"{record[column]:.0f}"
        text = f"{value}  {name}" if end else f"{name}  {value}"
        axes.plot([end + out * 0.01, end + out * 0.05], [record[column], y], color=GRID, linewidth=0.6, clip_on=False)
        axes.text(
            end + out * 0.06,
            y,
            text,
            ha=align,
            va="center",
            fontsize=SMALL,
            color={QUIET: INK, ORANGE: DARK_ORANGE}.get(colour, colour),
        )


def spread(values: list[float], room: float, low: float, high: float) -> list[float]:
    """Places for labels near their values, at least ``room`` apart, between ``low`` and ``high`` where that fits.

    >>> spread([1.0, 1.0, 5.0], 1.0, 0.0, 6.0)
    [0.5, 1.5, 5.0]

    Args:
        values: in rising order.
        room: the height of a label.
        low: the lowest place.
        high: the highest place.
    """
    blocks = list[list[float]]()  # sum of wished starts, number of labels
    for value in values:
        blocks.append([value, 1.0])
        while len(blocks) > 1 and _top(blocks[-2], room) > _bottom(blocks[-1], room):
            later = blocks.pop()
            blocks[-1] = [blocks[-1][0] + later[0], blocks[-1][1] + later[1]]
    places = list[float]()
    for total, count in blocks:
        start = total / count - room * (count - 1) / 2
        places += [start + room * at for at in range(int(count))]
    return _inside(places, room, low, high)


def _top(block: list[float], room: float) -> float:
    return block[0] / block[1] + room * block[1] / 2


def _bottom(block: list[float], room: float) -> float:
    return block[0] / block[1] - room * block[1] / 2


def _inside(places: list[float], room: float, low: float, high: float) -> list[float]:
    """Push what lies beyond an end back, and its neighbours with it."""
    for at in range(len(places)):
        least = low + room / 2 if at == 0 else places[at - 1] + room
        places[at] = max(places[at], least)
    for at in reversed(range(len(places))):
        most = high - room / 2 if at == len(places) - 1 else places[at + 1] - room
        places[at] = min(places[at], most)
    return places
