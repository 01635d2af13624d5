"""``ranking``: dots with intervals in three groups; whoever has few commitments stands apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from policytext.show.frames import by_series, by_year, in_pages, latest, records, unit_rows
from policytext.show.marks import NAME_MAX, column_note, name_width, row_note
from policytext.show.options import Options
from policytext.show.page import MARGIN, ROW, Drawing, Page
from policytext.show.phrases import Phrases, phrases
from policytext.show.style import BLUE, GRID, INK, ORANGE, PALE, QUIET, SMALL, TEXT, shortened

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from policytext.store import Tables

ORDER = ("above", "not distinguishable", "below", "alone", "few")
_MARKS = {
    "above": ("o", BLUE, BLUE),
    "not distinguishable": ("o", "white", QUIET),
    "below": ("D", ORANGE, ORANGE),
    "alone": ("o", "white", QUIET),
}

# Inches right of the axes at which the columns of counts and of ranks end.
_COUNT_AT, _RANK_AT = 0.85, 2.15

_COLUMNS = ("name", "year", "peers", "group", "specificity", "specificity_low", "specificity_high", "peers_mean")
_COUNTS = ("checkable", "commitments", "few", "report_id")
_RANKS = ("rank", "rank_low", "rank_high")


def draw_ranking(tables: Tables, options: Options) -> list[Drawing]:
    """Index and interval of each unit of a year, by group; one set of pages for each year and group of peers."""
    frame = unit_rows(tables, "ranks", options)
    frame["group"] = frame["group"].where(frame["group"].isin(ORDER), "alone")
    frame.loc[frame["few"].fillna(False) | frame["specificity"].isna(), "group"] = "few"
    drawings = []
    for _, series in by_series(frame):
        for _, part in by_year(latest(series, options)):
            for peers in sorted(part["peers"].unique()):
                drawings += _pages(part[part["peers"] == peers], peers, options)
    return drawings


def _pages(frame: pd.DataFrame, peers: str, options: Options) -> list[Drawing]:
    frame = frame.sort_values("group", key=lambda column: column.map(ORDER.index), kind="stable")
    words = phrases("ranking", options)
    sizes = frame["group"].value_counts()
    rows = in_pages(list(frame.index), options.per_page)
    values = {
        "year": int(frame["year"].iloc[0]),
        "peers": words.peers(peers),
        "n": len(frame),
        "counts": {group: words.say("counted", name=words.code("groups", group), n=n) for group, n in sizes.items()},
        "commitments": int(frame["commitments"].sum()),
    }
    return [_page(frame.loc[part], at + 1, len(rows), values, options) for at, part in enumerate(rows)]


def _page(frame: pd.DataFrame, page: int, pages: int, values: dict[str, Any], options: Options) -> Drawing:
    words = phrases("ranking", options)
    lines = _lines(frame)
    sheet = Page(words.heading(page, pages, **values), 0.35 + ROW * len(lines) + 0.3)
    left = MARGIN + name_width(list(frame["name"]))
    right = MARGIN + (_RANK_AT if options.ranks else _COUNT_AT)
    wide = sheet.width - left - right
    axes = sheet.axes(left, 0.35, wide, ROW * len(lines))
    _scale(axes, len(lines), words)
    _mean_line(axes, frame, words)
    _heads(axes, words, options)
    for row, (kind, record) in enumerate(lines):
        if record is None:
            _band(axes, row, (MARGIN - left) / wide, (sheet.width - left - MARGIN) / wide)
            _left(axes, row, values["counts"][kind], MARGIN + 0.05 - left, ha="left", color=QUIET)
        else:
            _dot(axes, row, kind, record, words, options)
    kept = [*_COLUMNS, *_COUNTS, *(_RANKS if options.ranks else ())]
    return sheet.done("ranking", frame[kept], words.columns())


def _band(axes: Axes, row: int, start: float, end: float) -> None:
    """The ground of a group's name, across the page."""
    axes.axhspan(row - 0.5, row + 0.5, start, end, color=PALE, linewidth=0, zorder=0).set_clip_on(False)


def _lines(frame: pd.DataFrame) -> list[tuple[str, dict[str, Any] | None]]:
    """Rows from the top: the name of a group, then its units."""
    lines = list[tuple[str, dict[str, Any] | None]]()
    for kind in ORDER:
        part = records(frame[frame["group"] == kind])
        lines += [(kind, None), *((kind, record) for record in part)] if part else []
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
    column_note(axes, words.say("checkable"), _COUNT_AT)
    if options.ranks:
        column_note(axes, words.say("rank"), _RANK_AT)


def _left(axes: Axes, row: int, text: str, inches: float, **look: Any) -> None:
    """Text in a row that begins or ends so many inches right of the axes' left side."""
    at = ("axes fraction", "data")
    axes.annotate(text, (0, row), (inches * 72, 0), at, textcoords="offset points", va="center", fontsize=TEXT, **look)


def _dot(axes: Axes, row: int, kind: str, record: dict[str, Any], words: Phrases, options: Options) -> None:
    _left(axes, row, shortened(record["name"], NAME_MAX), -0.1, ha="right", color=INK)
    row_note(axes, row, f"{record['checkable']}/{record['commitments']}", _COUNT_AT)
    if kind == "few":
        return
    marker, face, edge = _MARKS[kind]
    low, high, index = (record[name] for name in ("specificity_low", "specificity_high", "specificity"))
    axes.plot([low, high], [row, row], color=edge, linewidth=1.6, solid_capstyle="butt", zorder=2)
    axes.plot([index], [row], marker=marker, markersize=6, color=edge, markerfacecolor=face, zorder=3)
    if options.ranks and kind != "alone":
        rank = words.say("rank_cell", rank=record["rank"], low=record["rank_low"], high=record["rank_high"])
        row_note(axes, row, rank, _RANK_AT)
