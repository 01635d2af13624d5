"""Parts that several charts share: rows with names, hatched cells, bars of shares, direct labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from matplotlib.patches import Rectangle

from policytext.show.style import GRID, INK, QUIET, SMALL, TEXT, shortened, text_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Room(Protocol):
    """A figure with room for axes, such as a page; inches from its top left corner."""

    width: float

    def axes(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes at these inches."""


# Inches: names of units take at most so much of the width; longer ones are cut, the table holds them whole.
NAME_MAX = 2.0


def name_width(names: Sequence[str], size: float = TEXT) -> float:
    """Inches for a column of names, with a gap after it."""
    return min(NAME_MAX, max((text_width(name, size) for name in names), default=0.0)) + 0.15


def name_rows(axes: Axes, names: Sequence[str], size: float = TEXT) -> None:
    """Rows from the top, each with its name at the left."""
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [shortened(name, NAME_MAX, size) for name in names], fontsize=size)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads on this colour.

    >>> ink_on("#0B4A82"), ink_on("#E8EDF2")
    ('white', '#222222')
    """
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 140 else INK


def blend(share: float, dark: str = "#0B4A82", pale: str = "#F1F5F9") -> str:
    """The colour between pale (0) and dark (1)."""
    mix = (round(int(pale[at : at + 2], 16) * (1 - share) + int(dark[at : at + 2], 16) * share) for at in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in mix)


def cell(axes: Axes, column: float, row: float, colour: str, text: str = "", size: float = SMALL) -> None:
    """A coloured cell with a number."""
    axes.add_artist(Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=colour, edgecolor="white", linewidth=1))
    if text:
        axes.text(column, row, text, ha="center", va="center", fontsize=size, color=ink_on(colour))


def missing_cell(axes: Axes, column: float, row: float, width: float = 1.0) -> None:
    """A hatched cell: nothing is known here, which is not 0."""
    axes.add_artist(
        Rectangle(
            (column - 0.5, row - 0.5), width, 1, facecolor="white", edgecolor="#9AA2AB", hatch="////", linewidth=0
        )
    )


def column_names(axes: Axes, names: Sequence[str], size: float = SMALL) -> None:
    """Names above the columns."""
    axes.set_xlim(-0.5, len(names) - 0.5)
    axes.set_xticks(range(len(names)), list(names), fontsize=size, color=QUIET)
    axes.xaxis.tick_top()


def key(page: Room, items: Sequence[tuple[str, str]], left: float, top: float) -> None:
    """A line of coloured squares with their names, where labels at the marks have no room; ``""`` is hatched."""
    axes = page.axes(left, top, page.width - left - 0.3, 0.2)
    axes.set_xlim(0, page.width - left - 0.3)
    axes.set_ylim(0, 0.2)
    axes.set_xticks([])
    axes.set_yticks([])
    x = 0.0
    for colour, name in items:
        axes.add_artist(
            Rectangle(
                (x, 0.04),
                0.13,
                0.13,
                facecolor=colour or "white",
                edgecolor="#9AA2AB",
                hatch="" if colour else "//////",
                linewidth=0.5,
            )
        )
        axes.text(x + 0.19, 0.1, name, fontsize=SMALL, color=QUIET, va="center")
        x += 0.19 + text_width(name, SMALL) + 0.22


def stacked_rows(axes: Axes, counts: Sequence[Sequence[int]], colours: Sequence[str], least: float = 0.035) -> None:
    """Bars of shares, a row each, with the counts in them where there is room.

    Args:
        axes: with rows named already.
        counts: for each row, a count for each part; a row without any stays empty.
        colours: of the parts; ``""`` is hatched.
        least: the least share that shows its count.
    """
    for row, parts in enumerate(counts):
        whole, left = sum(parts), 0.0
        for count, colour in zip(parts, colours, strict=True):
            if not count:
                continue
            share = count / whole
            bar = Rectangle(
                (left, row - 0.36),
                share,
                0.72,
                facecolor=colour or "white",
                edgecolor="white" if colour else "#9AA2AB",
                hatch="" if colour else "////",
                linewidth=0.8,
            )
            axes.add_artist(bar)
            if share >= least and colour:
                axes.text(
                    left + share / 2, row, str(count), ha="center", va="center", fontsize=SMALL, color=ink_on(colour)
                )
            left += share
    axes.set_xlim(0, 1)


def guide_rows(axes: Axes, count: int) -> None:
    """A pale line through every row, so that the eye finds its name."""
    for row in range(count):
        axes.axhline(row, color=GRID, linewidth=0.5, zorder=0)


def row_note(axes: Axes, row: int, text: str, inches: float) -> None:
    """Text that ends so many inches right of the axes, in a row."""
    axes.annotate(
        text,
        (1, row),
        (inches * 72, 0),
        ("axes fraction", "data"),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=TEXT,
        color=INK,
    )


def column_note(axes: Axes, text: str, inches: float) -> None:
    """The head of a column of ``row_note``."""
    axes.annotate(
        text,
        (1, 1),
        (inches * 72, 4),
        "axes fraction",
        textcoords="offset points",
        ha="right",
        fontsize=SMALL,
        color=QUIET,
    )
