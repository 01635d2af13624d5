"""Line ends, and lines that the page broke.

A text is hard-wrapped when no line is longer than a page is wide, several lines are that long, and most of those stop
in the middle of a sentence. Then a full line goes on in the next, unless the next begins a paragraph. Elsewhere only
those lines are joined whose last or next character cannot stand at the edge of a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from policytext.clean.asides import aside_of, is_form_cell, is_row
from policytext.clean.characters import ends_sentence, is_numbered, lines_of, width
from policytext.clean.edits import Change
from policytext.clean.headings import is_bare_heading

NARROWEST, WIDEST = 30, 120
"""Columns of a printed line: 15 to 60 Han characters. A text with longer lines is not hard-wrapped."""

SLACK = 10
"""A line is full when it is at most this much narrower than the widest: an indent (4), numbers and Latin letters that
could not be broken, a mark that may not begin a line."""

OUTLIERS = 0.1
"""This share of the lines may be wider than the page: an address, a table's row."""

FEW = 4
"""In a text of so few lines one broken line is enough."""

UNFINISHED_SHARE = 0.6
"""Of the full lines of a hard-wrapped text about nine in ten stop inside a sentence; of a list's, hardly any."""

INDENT = 2
"""Columns by which the first line of a paragraph stands in, at least."""

HEADING = 56
"""A numbered line without a stop that is narrower may be a heading."""

_INSIDE = re.compile("[，；。,;]")
_STOP = re.compile("[。：；.:;]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANK = " \t\u00a0\u3000\u2002\u2003\ufeff"
_CANNOT_END = ("，", "、", "（", "《", "“", "‘", "〔", "【", ",", "(", "第", "关于", "的", "和", "及", "与", "将", "被")
_CANNOT_BEGIN = tuple("，。；、：！？）》”’〕】,;)%％")


def line_ends(text: str) -> Iterator[Change]:
    r"""One kind of line end.

    >>> list(line_ends("一\r\n二"))
    [Change(start=1, end=3, after='\n')]
    """
    for match in _LINE_END.finditer(text):
        yield Change(match.start(), match.end(), "\n")


def broken_lines(text: str, page: Page | None = None) -> Iterator[Change]:
    r"""Join lines that the page broke.

    Args:
        text: The text.
        page: How it is hard-wrapped, where the text is only a piece; else the text itself shows it.

    >>> list(broken_lines("依据《政府信息公开\n条例》编制，\n现予公布。"))
    [Change(start=9, end=10, after=''), Change(start=16, end=17, after='')]
    """
    if "\n" not in text:
        return
    lines = [_look(at, line) for at, line in lines_of(text) if line.strip(_BLANK)]
    page = page or _measure(lines)
    for line, following in pairwise(lines):
        if line.other or following.other:
            continue
        gap_is_blank = text.count("\n", line.end, following.start) > 1
        if _must_go_on(line, following) or (page and not gap_is_blank and page.goes_on(line, following)):
            yield Change(line.end, following.start, glue(line.text, following.text))


def measure_page(text: str) -> Page | None:
    """How a text is hard-wrapped, or None where it is not."""
    return _measure([_look(at, line) for at, line in lines_of(text) if line.strip(_BLANK)])


def goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on over something that stood between two lines (a page number).

    >>> goes_on("全年主动公开各类政府信息，涉及财政", "预算和重大项目。"), goes_on("一、总体情况", "本年度公开")
    (True, False)
    """
    before, after = _look(0, line), _look(0, following)
    if before.other or after.other or not before.text or not after.text:
        return False
    if _must_go_on(before, after):
        return True
    if is_bare_heading(before.text) or (before.numbered and before.wide < HEADING and not _STOP.search(before.text)):
        return False
    return before.unfinished and before.wide >= NARROWEST and not after.numbered and after.indent < INDENT


def glue(left: str, right: str) -> str:
    """What stands between two joined lines: a space between Latin words, else nothing."""
    both_latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return " " if both_latin else ""


class _Line(NamedTuple):
    """A line with what stands: where its text begins and ends, how wide it is, what it is like."""

    start: int
    end: int
    text: str
    wide: int
    indent: int
    unfinished: bool
    numbered: bool
    other: bool


def _look(at: int, line: str) -> _Line:
    left = line.lstrip(_BLANK)
    text = left.rstrip(_BLANK)
    start = at + len(line) - len(left)
    indent = sum(2 if character in "\u3000\u2003\t" else 1 for character in line[: len(line) - len(left)])
    other = is_row(text) or is_form_cell(text) or bool(aside_of(text))
    numbered = is_numbered(text)
    return _Line(start, start + len(text), text, width(text) + indent, indent, not ends_sentence(text), numbered, other)


def _must_go_on(line: _Line, following: _Line) -> bool:
    """Whether the characters at the break cannot stand at a paragraph's edge, or a name is broken in two."""
    if following.text.startswith(_CANNOT_BEGIN) and len(line.text) > 1:
        return following.text[0] not in ")）" or _open(line.text, "（", "）") or _open(line.text, "(", ")")
    if following.numbered and not line.text.endswith(("第", "（", "(", "《", "“")):
        return False
    return line.text.endswith(_CANNOT_END) or _open(line.text, "《", "》") or _open(line.text, "“", "”")


def _open(line: str, opener: str, closer: str) -> bool:
    return line.rfind(opener) > line.rfind(closer)


class Page(NamedTuple):
    """A page that breaks lines: its width, its left margin, and whether paragraphs stand in, in columns."""

    wide: int
    base: int
    indents: bool

    def goes_on(self, line: _Line, following: _Line) -> bool:
        """Whether a full line goes on in the next."""
        begins = following.numbered or following.indent >= self.base + INDENT
        full = self.wide - SLACK <= line.wide <= self.wide + SLACK >= following.wide
        return full and not begins and (line.unfinished or self.indents) and not is_bare_heading(line.text)


def _measure(lines: list[_Line]) -> Page | None:
    prose = [line for line in lines if not line.other]
    broken = [line for line in prose if line.unfinished and line.wide >= NARROWEST]
    if len(prose) <= FEW:  # too few to compare: only lines that are prose beyond doubt count
        broken = [line for line in broken if _INSIDE.search(line.text) and not line.numbered]
    if len(broken) < (1 if len(prose) <= FEW else 2):
        return None
    wide = _commonest([line.wide for line in broken])
    full = sum(abs(line.wide - wide) <= SLACK for line in prose)
    broken_and_full = sum(abs(line.wide - wide) <= SLACK for line in broken)
    wider = sum(line.wide > wide + SLACK for line in prose)
    if wide > WIDEST or wider > OUTLIERS * len(prose) or broken_and_full < UNFINISHED_SHARE * full:
        return None
    base, indented = _indents(prose)
    return Page(wide, base, indented)


def _commonest(widths: list[int]) -> int:
    """The width that most lines come within two columns of; the greater of two."""
    count = Counter(widths)
    return max(count, key=lambda width: (sum(count[near] for near in range(width - 2, width + 3)), width))


def _indents(prose: list[_Line]) -> tuple[int, bool]:
    """The left margin in columns, and whether paragraphs are told by an indent."""
    levels = Counter(line.indent for line in prose)
    base = min(level for level, count in levels.items() if count * 10 >= len(prose))
    standing_in = sum(count for level, count in levels.items() if level >= base + INDENT)
    return base, standing_in >= 3
