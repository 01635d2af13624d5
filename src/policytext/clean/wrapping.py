"""How a text is hard-wrapped: the width of its page, told from its lines.

A text is hard-wrapped when hardly any line is longer than a page is wide, several are that long, and most of those stop
in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policytext.clean.asides import aside_of
from policytext.clean.characters import ends_sentence, is_numbered, lines_of, width
from policytext.clean.headings import is_bare_heading
from policytext.clean.tables import is_form_cell, is_row

NARROWEST, WIDEST = 30, 120
"""Columns of a printed line: 15 to 60 Han characters. A text with longer lines is not hard-wrapped."""

SLACK = 10
"""A line is full when it is at most this much narrower than the widest: an indent (4), numbers and Latin letters that
could not be broken, a mark that may not begin a line."""

OUTLIERS = 0.1
"""This share of the lines may be wider than the page (an address, a table's row), and more must be broken."""

FEW = 4
"""In a text of so few lines one broken line is enough."""

UNFINISHED_SHARE = 0.6
"""Of the full lines of a hard-wrapped text about nine in ten stop inside a sentence; of a list's, hardly any."""

INDENT = 2
"""Columns by which the first line of a paragraph stands in, at least."""

BLANK = " \t\u00a0\u3000\u2002\u2003\ufeff"
"""Spaces at a line's edges; this runs before they are folded, because their number tells a paragraph."""

_INSIDE = re.compile("[，；。,;]")


class Line:
    """A line's text without the spaces around it, where it begins, and how far it stands in (in columns)."""

    __slots__ = ("indent", "start", "text")

    def __init__(self, at: int, line: str) -> None:
        left = line.lstrip(BLANK)
        before = line[: len(line) - len(left)]
        self.start, self.text = at + len(before), left.rstrip(BLANK)
        self.indent = sum(2 if character in "\u3000\u2003\t" else 1 for character in before) if before else 0

    @property
    def end(self) -> int:
        """Where the text ends."""
        return self.start + len(self.text)

    @property
    def wide(self) -> int:
        """How wide the line prints, its indent included."""
        if len(self.text) > WIDEST:  # too wide for any page: no need to measure
            return 2 * len(self.text)
        return width(self.text) + self.indent

    @property
    def unfinished(self) -> bool:
        """Whether it stops inside a sentence, as headings do too."""
        return not ends_sentence(self.text)

    @property
    def numbered(self) -> bool:
        """Whether it begins with a number."""
        return is_numbered(self.text)

    @property
    def other(self) -> bool:
        """Whether it is not prose: a table's row, navigation."""
        return is_row(self.text) or is_form_cell(self.text) or bool(aside_of(self.text))


class Page(NamedTuple):
    """A page that breaks lines: its width, its left margin, and whether paragraphs stand in, in columns."""

    wide: int
    base: int
    indents: bool

    def goes_on(self, line: Line, following: Line) -> bool:
        """Whether a full line goes on in the next: one that is full too, ends a sentence, or completes a heading.

        A short line that ends nothing is a heading, unless indents tell that no paragraph begins there.
        """
        if following.numbered or following.indent >= self.base + INDENT or not (line.unfinished or self.indents):
            return False
        if not self._is_full(line) or following.wide > self.wide + SLACK or is_bare_heading(line.text):
            return False
        goes_on = self.indents or self._is_full(following) or not following.unfinished
        return goes_on or is_bare_heading(line.text + following.text)

    def _is_full(self, line: Line) -> bool:
        return self.wide - SLACK <= line.wide <= self.wide + SLACK


def printed_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    return [found for at, line in lines_of(text) if (found := Line(at, line)).text]


def measure_page(lines: Sequence[Line]) -> Page | None:
    """How lines are hard-wrapped, or None where they are not."""
    too_wide = sum(len(line.text) * 2 > WIDEST and line.wide > WIDEST + SLACK for line in lines)
    if too_wide > OUTLIERS * len(lines):
        return None
    broken = [line for line in _broken(lines) if not line.other]
    if len(broken) < (1 if len(lines) <= FEW else 2):
        return None
    prose = [line for line in lines if not line.other]
    widths = [line.wide for line in prose]
    wide = _commonest([line.wide for line in broken])
    full = sum(abs(own - wide) <= SLACK for own in widths)
    broken_and_full = sum(abs(line.wide - wide) <= SLACK for line in broken)
    wider = sum(own > wide + SLACK for own in widths)
    if wide > WIDEST or wider > OUTLIERS * len(prose):
        return None
    if broken_and_full < max(UNFINISHED_SHARE * full, OUTLIERS * len(prose)):
        return None
    return Page(wide, *_indents(prose))


def _broken(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines that may be full and stop inside a sentence, headings aside; of few lines, only prose beyond doubt."""
    for line in lines:
        if line.unfinished and line.wide >= NARROWEST:
            heading = line.numbered or len(lines) <= FEW
            if not heading or _INSIDE.search(line.text):
                yield line


def _commonest(widths: list[int]) -> int:
    """The width that most lines come within two columns of; the greater of two."""
    count = Counter(widths)
    return max(count, key=lambda width: (sum(count[near] for near in range(width - 2, width + 3)), width))


def _indents(prose: Sequence[Line]) -> tuple[int, bool]:
    """The left margin in columns, and whether paragraphs are told by an indent."""
    levels = Counter(line.indent for line in prose)
    base = min(level for level, count in levels.items() if count * 10 >= len(prose))
    standing_in = sum(count for level, count in levels.items() if level >= base + INDENT)
    return base, standing_in >= 3
