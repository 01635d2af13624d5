"""One page with a chart: heading, room for the axes in inches, source line and standing note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matplotlib.axes import Axes

from policytext.show.style import INK, QUIET, SMALL, SUBTITLE, TITLE, Picture, check_glyphs, wrapped

if TYPE_CHECKING:
    import pandas as pd

# Inches: the outer margin, and the step from line to line for each size of text.
MARGIN, LINE = 0.3, 1.45 / 72

# Inches: a page as wide as A4 across, and the least that headings need. A lower row would touch its neighbour.
WIDTH, LEAST_WIDTH, ROW = 10.0, 7.5, 0.24


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart that is drawn.

    ``data`` holds exactly what the figure shows, ``columns`` says its column names in words of the language asked
    for, ``alt`` is the figure in a sentence for those who cannot see it.
    """

    kind: str
    title: str
    subtitle: str
    alt: str
    figure: Picture
    data: pd.DataFrame
    columns: Mapping[str, str]


def fitted(inches: float) -> float:
    """The width of a page for a chart of this width, between the least and the usual one."""
    return min(WIDTH, max(LEAST_WIDTH, inches))


@dataclass(frozen=True, slots=True)
class Heading:
    """The words around a chart; ``notes`` stand below it, above the source line."""

    title: str
    subtitle: str
    alt: str
    source: str
    notes: tuple[str, ...] = ()


@dataclass
class Page:
    """A page under work. Positions are inches from the top left corner of the room for axes.

    Args:
        heading: the words around the chart.
        height: inches of the room for axes.
        width: inches of the page.
    """

    heading: Heading
    height: float
    width: float = WIDTH
    figure: Picture = field(init=False)
    _top: float = field(init=False)
    _total: float = field(init=False)

    def __post_init__(self) -> None:
        """Make the figure as high as its words and its room need."""
        inner = self.width - 2 * MARGIN
        head = [(line, TITLE, INK) for line in wrapped(self.heading.title, inner, TITLE)]
        head += [(line, SUBTITLE, QUIET) for line in wrapped(self.heading.subtitle, inner, SUBTITLE)]
        foot = [line for note in (*self.heading.notes, self.heading.source) for line in wrapped(note, inner, SMALL)]
        self._top = MARGIN + sum(size for _, size, _ in head) * LINE + 0.15
        self._total = self._top + self.height + 0.15 + len(foot) * SMALL * LINE + MARGIN
        self.figure = Picture(figsize=(self.width, self._total), facecolor="white")
        self._write(head, [(line, SMALL, QUIET) for line in foot])

    def _write(self, head: list[tuple[str, float, str]], foot: list[tuple[str, float, str]]) -> None:
        for lines, start in ((head, MARGIN), (foot, self._top + self.height + 0.15)):
            down = start
            for text, size, colour in lines:
                x, y = MARGIN / self.width, 1 - down / self._total
                self.figure.text(x, y, text, fontsize=size, color=colour, va="top", ha="left")
                down += size * LINE

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes at these inches, without frame and ticks."""
        bottom = self._total - self._top - top - height
        box = (left / self.width, bottom / self._total, width / self.width, height / self._total)
        axes = self.figure.add_axes(box)
        axes.tick_params(length=0, pad=4)
        for side in axes.spines.values():
            side.set_visible(False)
        return axes

    def done(self, kind: str, data: pd.DataFrame, columns: Mapping[str, str]) -> Drawing:
        """The finished drawing, its characters checked."""
        check_glyphs(self.figure)
        words = self.heading
        named = {name: columns.get(name, name) for name in data.columns}
        return Drawing(kind, words.title, words.subtitle, words.alt, self.figure, data.reset_index(drop=True), named)
