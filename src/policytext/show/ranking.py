"""``ranking``: dots with intervals in three groups; whoever has few commitments stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import groups, in_pages, latest, unit_rows
from policytext.show.marks import NAME_MAX, guide_rows, name_width
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, Drawing, Page
from policytext.show.phrases import Phrases, phrases
from policytext.show.style import BLUE, GRID, INK, ORANGE, PALE, QUIET, SMALL, TEXT, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

ORDER = ("above", "not distinguishable", "below", "few")
_MARKS = {"above": ("o", BLUE, BLUE), "not distinguishable": ("o", "white", QUIET), "below": ("D", ORANGE, ORANGE)}
_COLUMNS = ("name", "year", "peers", "group", "specificity", "specificity_low", "specificity_high", "peers_mean")
_COUNTS = ("checkable", "commitments", "few", "report_id")
_RANKS = ("rank", "rank_low", "rank_high")


def draw_ranking(tables: Tables, options: Options) -> list[Drawing]:
    """Index and interval of each unit of a year, by group; one set of pages for each year and group of peers."""
    frame = unit_rows(tables, "ranks", options)
    relation = tables.pandas("ranks").drop_duplicates("report_id").set_index("report_id")["group"]
    frame["series"], frame["group"] = frame["group"], frame["report_id"].map(relation).fillna("")
    frame.loc[frame["few"].fillna(False) | ~frame["group"].isin(ORDER), "group"] = "few"
    drawings = []
    for _, series in groups(frame, "series"):
        shown = latest(
            series.assign(series=series["series"]).rename(columns={"group": "relation", "series": "group"}), options
        )
        for (_, peers), part in shown.groupby(["year", "peers"]):
            drawings += _pages(part, peers, options)
    return drawings


def _pages(frame: pd.DataFrame, peers: str, options: Options) -> list[Drawing]:
    frame = frame.drop(columns="group").rename(columns={"relation": "group"})
    frame = frame.sort_values("group", key=lambda column: column.map(ORDER.index), kind="stable")
    rows = in_pages(list(frame.index), options.per_page)
    values = {
        "year": int(frame["year"].iloc[0]),
        "peers": phrases("ranking", options).peers(peers),
        "n": len(frame),
        "commitments": int(frame["commitments"].sum()),
    }
    return [_page(frame.loc[part], at + 1, len(rows), values, options) for at, part in enumerate(rows)]


def _page(frame: pd.DataFrame, page: int, pages: int, values: dict[str, Any], options: Options) -> Drawing:
    words = phrases("ranking", options)
    lines = _lines(frame)
    sheet = Page(words.heading(page, pages, **values), 0.35 + ROW * len(lines) + 0.3)
    left = MARGIN + name_width(list(frame["name"]))
    right = 2.3 if options.ranks else 1.1
    axes = sheet.axes(left, 0.35, sheet.width - left - right, ROW * len(lines))
    _scale(axes, len(lines), words)
    _mean_line(axes, frame, words)
    _heads(axes, words, options)
    for row, (kind, record) in enumerate(lines):
        if record is None:
            reach = (left - MARGIN) / (sheet.width - left - right), (right - MARGIN) / (sheet.width - left - right)
            band = axes.axhspan(row - 0.5, row + 0.5, -reach[0], 1 + reach[1], color=PALE, linewidth=0, zorder=0)
            band.set_clip_on(False)
            _beside(axes, 0, row, words.code("groups", kind), "left", QUIET, -left + MARGIN + 0.05)
        else:
            _dot(axes, row, kind, record, words, options)
    kept = [*_COLUMNS, *_COUNTS, *(_RANKS if options.ranks else ())]
    return sheet.done("ranking", frame[kept], words.columns())


def _lines(frame: pd.DataFrame) -> list[tuple[str, dict[str, Any] | None]]:
    """Rows from the top: the name of a group, then its units."""
    lines = list[tuple[str, dict[str, Any] | None]]()
    for kind in ORDER:
        part = frame[frame["group"] == kind].to_dict("records")
        lines += (
            [(kind, None), *((kind, {str(name): value for name, value in record.items()}) for record in part)]
            if part
            else []
        )
    return lines


def _scale(axes: Axes, count: int, words: Phrases) -> None:
    axes.set_ylim(count - 0.5, -0.5)
    axes.set_xlim(0, 100)
    axes.set_yticks([])
    axes.set_xticks(range(0, 101, 20))
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(axis="x", labelsize=SMALL)
    axes.set_xlabel(words.say("index"), fontsize=SMALL)


def _mean_line(axes: Axes, frame: pd.DataFrame, words: Phrases) -> None:
    means = frame["peers_mean"].dropna()
    if len(means):
        mean = float(means.iloc[0])
        axes.axvline(mean, color=QUIET, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            words.say("mean", mean=mean),
            (mean, 1),
            (0, 4),
            ("data", "axes fraction"),
            textcoords="offset points",
            ha="center",
            fontsize=SMALL,
            color=QUIET,
        )


def _heads(axes: Axes, words: Phrases, options: Options) -> None:
    heads = [(0.85, "checkable"), *([(2.15, "rank")] if options.ranks else [])]
    for inches, name in heads:
        axes.annotate(
            words.say(name),
            (1, 1),
            (inches * 72, 4),
            "axes fraction",
            textcoords="offset points",
            ha="right",
            fontsize=SMALL,
            color=QUIET,
        )


def _beside(axes: Axes, x: float, row: int, text: str, align: str, colour: str, inches: float) -> None:
    """Text in the row of a unit, so many inches from the left (0) or right (1) end of the axes."""
    axes.annotate(
        text,
        (x, row),
        (inches * 72, 0),
        ("axes fraction", "data"),
        textcoords="offset points",
        ha=align,
        va="center",
        fontsize=TEXT,
        color=colour,
    )


def _dot(axes: Axes, row: int, kind: str, record: dict[str, Any], words: Phrases, options: Options) -> None:
    _beside(axes, 0, row, shortened(record["name"], NAME_MAX), "right", INK, -0.1)
    _beside(axes, 1, row, f"{record['checkable']}/{record['commitments']}", "right", INK, 0.85)
    if kind == "few":
        return
    marker, face, edge = _MARKS[kind]
    low, high, index = (record[name] for name in ("specificity_low", "specificity_high", "specificity"))
    axes.plot([low, high], [row, row], color=edge, linewidth=1.6, solid_capstyle="butt", zorder=2)
    axes.plot([index], [row], marker=marker, markersize=6, color=edge, markerfacecolor=face, zorder=3)
    if options.ranks:
        rank = words.say("rank_cell", rank=record["rank"], low=record["rank_low"], high=record["rank_high"])
        _beside(axes, 1, row, rank, "right", INK, 2.15)
