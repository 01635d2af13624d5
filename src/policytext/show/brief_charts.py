"""The two charts of the brief: drawn at the size at which they are printed, never higher than the room they are given.

Where there are more units than rows, a group gives its number instead of its units, the middle group first; what came
of promises and their levels are shown by year. So one unit or 300 take the same room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib import rc_context

from policytext.show.brief_findings import GROUPS
from policytext.show.brief_rows import Rows
from policytext.show.brief_words import BriefWords
from policytext.show.marks import column_note, key, name_rows, row_note, stacked_rows
from policytext.show.stacks import GRADE_COLUMNS
from policytext.show.style import (
    BLUE,
    GRID,
    INK,
    LEVELS,
    ORANGE,
    PALE,
    QUIET,
    SMALL,
    TEXT,
    Picture,
    check_glyphs,
    shortened,
    style,
    text_width,
)
from policytext.show.style import GRADES as GRADE_COLOURS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Row = dict[str, Any]

WIDTH = 3.14
"""Inches: half of the page's width, less what Word keeps free at the sides of a cell."""

ROW, LEAST_ROW = 0.24, 0.19
"""Inches of a row, and the least that keeps two lines of text apart."""

YEARS = 8
"""Years that fit beside the key of a chart by year; the last ones are shown."""

NAME_MAX = 0.95
"""Inches that the name of a unit takes at most."""

MARKS = {"above": ("o", BLUE), "not distinguishable": ("o", QUIET), "below": ("D", ORANGE)}

# Inches above and below the rows: the mean, a line of key for each pair of parts; the axis.
_TOP, _KEY, _BOTTOM = 0.22, 0.2, 0.42
_COUNT_AT = 0.55


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart of the brief: its caption, its meaning in words for those who cannot see it, and the figure."""

    title: str
    alt: str
    figure: Picture


def draw_panels(rows: Rows, year: int, height: float, words: BriefWords) -> list[Panel]:
    """At most two charts: the year's groups, and what came of promises or else their levels, by year.

    Args:
        rows: what ``read_rows`` gives.
        year: the year reported on.
        height: inches that a chart may take.
        words: of the language asked for.
    """
    panels: list[Panel] = []
    with rc_context(style()):
        for draw in PANELS:
            panel = draw(rows, year, height, words, len(panels) + 1)
            if panel and len(panels) < 2:
                panels.append(panel)
    for panel in panels:
        check_glyphs(panel.figure)
    return panels


def _groups(rows: Rows, year: int, height: float, words: BriefWords, at: int) -> Panel | None:
    """Indexes with their intervals among the largest group of peers of the year, in three groups."""
    ranks = [row for row in rows["ranks"] if row["year"] == year]
    compared = [row for row in ranks if row["group"] in GROUPS]
    if not compared:
        return None
    sizes = {row["peers"]: sum(other["peers"] == row["peers"] for other in compared) for row in compared}
    peers = min(sizes, key=lambda name: (-sizes[name], name))
    shown = [row for row in ranks if row["peers"] == peers]
    parts = _parts(shown)
    lines = _lines(parts, int((height - _TOP - _BOTTOM) / LEAST_ROW), words)
    if lines:
        sheet = _Sheet(_TOP + _BOTTOM + min(ROW * len(lines), height - _TOP - _BOTTOM))
        _draw_groups(sheet, lines, next(row["peers_mean"] for row in shown if row["peers_mean"] is not None), words)
    else:
        sheet = _Sheet(0.1 + 0.3 * len(parts))
        _draw_counts(sheet, {words.group(group): len(part) for group, part in parts.items()}, list(parts))
    told = words.tell("join").join(_counted(group, part, words) for group, part in parts.items())
    alt = words.tell("a_groups", year=year, n=len(shown), told=told)
    return Panel(words.tell("c_groups", at=at, year=year, n=len(shown)), alt, sheet.figure)


def _parts(ranks: list[Row]) -> dict[str, list[Row]]:
    """Units by group; those that take no part last."""
    parts = {group: [row for row in ranks if row["group"] == group] for group in GROUPS}
    parts["apart"] = [row for row in ranks if row["group"] not in GROUPS]
    return {group: part for group, part in parts.items() if part}


def _counted(group: str, part: list[Row], words: BriefWords) -> str:
    return words.tell("group_counted", name=words.group(group), n=len(part))


def _lines(parts: dict[str, list[Row]], room: int, words: BriefWords) -> list[tuple[str, Row | str]]:
    """Rows from the top: a group with its number, then its units where there is room; none where there is not.

    Those that take no part are never listed. Above and below are listed both or not at all: naming one side only would
    be praise or blame. The middle group is the first to be a number.
    """
    for listed in (GROUPS, ("above", "below")):
        found = sum(len(parts[group]) for group in listed if group in parts)
        if found and len(parts) + found <= room:
            break
    else:
        return []
    lines: list[tuple[str, Row | str]] = []
    for group, part in parts.items():
        lines.append((group, _counted(group, part, words)))
        lines += [(group, row) for row in part] if group in listed else []
    return lines


def _draw_counts(sheet: _Sheet, counts: dict[str, int], groups: list[str]) -> None:
    """A bar for each group, where there is no room for its units."""
    left = 0.1 + max(text_width(name) for name in counts)
    axes = sheet.axes(left, 0.05, WIDTH - left - _COUNT_AT, sheet.height - 0.1)
    name_rows(axes, list(counts))
    axes.set_xticks([])
    colours = [MARKS[group][1] if group in MARKS else GRID for group in groups]
    axes.barh(range(len(counts)), list(counts.values()), height=0.6, color=colours)
    for at, n in enumerate(counts.values()):
        row_note(axes, at, str(n), 0.5)


def _draw_groups(sheet: _Sheet, lines: list[tuple[str, Row | str]], mean: float, words: BriefWords) -> None:
    units = [row for _, row in lines if not isinstance(row, str)]
    left = 0.12 + max(min(NAME_MAX, text_width(row["unit"])) for row in units)
    wide = WIDTH - left - _COUNT_AT - 0.05
    axes = sheet.axes(left, _TOP, wide, sheet.height - _TOP - _BOTTOM)
    axes.set_ylim(len(lines) - 0.5, -0.5)
    axes.set_xlim(0, 100)
    axes.set_yticks([])
    axes.set_xticks(range(0, 101, 20))
    axes.tick_params(axis="x", labelsize=SMALL)
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.set_xlabel(words.tell("axis_groups"), fontsize=SMALL)
    column_note(axes, words.tell("head"), _COUNT_AT)
    axes.axvline(mean, color=QUIET, linewidth=1, linestyle=(0, (4, 3)), zorder=1)
    above: Any = {"xycoords": ("data", "axes fraction"), "textcoords": "offset points", "fontsize": SMALL}
    axes.annotate(words.tell("mean", mean=mean), (mean, 1), (0, 4), ha="center", color=QUIET, **above)
    for at, (group, row) in enumerate(lines):
        if isinstance(row, str):
            band = axes.axhspan(at - 0.5, at + 0.5, -left / wide, 1 + _COUNT_AT / wide)
            band.set(color=PALE, linewidth=0, zorder=1.5)
            band.set_clip_on(False)
            _left(axes, at, row, -left + 0.05, "left", QUIET)
        else:
            _dot(axes, at, group, row)


def _dot(axes: Axes, at: int, group: str, row: Row) -> None:
    _left(axes, at, shortened(row["unit"], NAME_MAX), -0.08, "right", INK)
    row_note(axes, at, f"{row['checkable']}/{row['commitments']}", _COUNT_AT)
    marker, colour = MARKS[group]
    ends = [row["specificity_low"], row["specificity_high"]]
    axes.plot(ends, [at, at], color=colour, linewidth=1.6, solid_capstyle="butt", zorder=2)
    face = "white" if group == "not distinguishable" else colour
    axes.plot([row["specificity"]], [at], marker=marker, markersize=5, color=colour, markerfacecolor=face, zorder=3)


def _left(axes: Axes, at: int, text: str, inches: float, side: str, colour: str) -> None:
    """Text in a row that begins or ends so many inches right of the axes' left side."""
    where: Any = ("axes fraction", "data")
    look: Any = {"ha": side, "va": "center", "fontsize": TEXT, "color": colour}
    axes.annotate(text, (0, at), (inches * 72, 0), where, textcoords="offset points", **look)


def _follow(rows: Rows, year: int, height: float, words: BriefWords, at: int) -> Panel | None:
    """What the next report shows of the promises of each year."""
    columns = GRADE_COLUMNS[:-1]
    counts = _by_year(rows["followthrough_rates"], columns, year - 1)
    names = [words.code("grades", column) for column in columns]
    return _stack("follow", counts, list(zip(GRADE_COLOURS, names, strict=True)), height, words, at)


def _levels(rows: Rows, year: int, height: float, words: BriefWords, at: int) -> Panel | None:
    """Promises of each year by level."""
    years = {row["report_id"]: row["year"] for row in rows["ranks"]}
    reports = [row | {"year": years[row["report_id"]]} for row in rows["reports"] if row["report_id"] in years]
    columns = [f"level_{level}" for level in reversed(range(4))]
    names = [f"{level} {words.code('levels', level)}" for level in reversed(range(4))]
    parts = list(zip(reversed(LEVELS), names, strict=True))
    return _stack("levels", _by_year(reports, columns, year), parts, height, words, at)


def _by_year(rows: Iterable[Row], columns: Iterable[str], last: int) -> dict[int, list[int]]:
    """Sums of the columns by year up to the last one; years without any are left out."""
    columns = list(columns)
    found: dict[int, list[int]] = {}
    for row in rows:
        if row["year"] <= last:
            sums = found.setdefault(row["year"], [0] * len(columns))
            found[row["year"]] = [total + (row[name] or 0) for total, name in zip(sums, columns, strict=True)]
    return {year: found[year] for year in sorted(found) if any(found[year])}


def _stack(
    kind: str, counts: dict[int, list[int]], parts: list[tuple[str, str]], height: float, words: BriefWords, at: int
) -> Panel | None:
    """Bars of shares, one for each year; None where nothing is to be shown."""
    top = _TOP + 2 * _KEY
    years = list(counts)[-min(YEARS, int((height - top - 0.25) / LEAST_ROW)) :]
    if not years:
        return None
    shown = [counts[year] for year in years]
    values = {"n": sum(map(sum, shown)), "first": years[0], "last": years[-1]}
    sheet = _Sheet(top + 0.25 + min(0.3 * len(years), height - top - 0.25))
    for line in (0, 1):
        key(sheet, parts[2 * line : 2 * line + 2], 0.1, line * _KEY)
    axes = sheet.axes(0.6, top, WIDTH - 0.6 - _COUNT_AT, sheet.height - top - 0.25)
    name_rows(axes, [words.tell("year_short", year=year) for year in years])
    stacked_rows(axes, shown, [colour for colour, _ in parts], least=0.08)
    axes.set_xticks([0, 0.5, 1], ["0", "50%", "100%"], fontsize=SMALL)
    column_note(axes, words.tell("total"), 0.5)
    for row, part in enumerate(shown):
        row_note(axes, row, str(sum(part)), 0.5)
    return Panel(words.tell(f"c_{kind}", at=at, **values), words.tell(f"a_{kind}", **values), sheet.figure)


PANELS: tuple[Callable[[Rows, int, float, BriefWords, int], Panel | None], ...] = (_groups, _follow, _levels)
"""Charts in the order of preference; the first two that have something to show are taken."""


class _Sheet:
    """A figure of half the page's width; positions are inches from its top left corner."""

    def __init__(self, height: float) -> None:
        self.width, self.height = WIDTH, height
        self.figure = Picture(figsize=(WIDTH, height), facecolor="white")

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes at these inches, without frame and ticks."""
        bottom = self.height - top - height
        box = (left / WIDTH, bottom / self.height, width / WIDTH, height / self.height)
        axes = self.figure.add_axes(box)
        axes.tick_params(length=0, pad=4)
        for side in axes.spines.values():
            side.set_visible(False)
        return axes
