"""Line ends, and lines that the page broke.

In a hard-wrapped text a full line goes on in the next, unless the next begins a paragraph. Elsewhere only those lines
are joined whose last or next character cannot stand at the edge of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from policytext.clean.edits import Change
from policytext.clean.headings import is_bare_heading
from policytext.clean.wrapping import INDENT, NARROWEST, Line, Page, measure_page, printed_lines

HEADING = 56
"""Columns: a numbered line without a stop that is narrower may be a heading."""

_STOP = re.compile("[。：；.:;]")
_LINE_END = re.compile("[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029](?:(?<=\r)\n)?")
_CANNOT_END = ("，", "、", "（", "《", "“", "‘", "〔", "【", ",", "(", "第", "关于", "的", "和", "及", "与", "将", "被")
_CANNOT_BEGIN = tuple("，。；、：！？,;%％")
_CLOSING = tuple("）》”’〕】)")
_BEFORE_NUMBERED = ("第", "（", "(", "《", "“")


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
    lines = printed_lines(text)
    page = page or measure_page(lines)
    for line, following in pairwise(lines):
        joined = _must_go_on(line, following)
        if not joined and page and text.count("\n", line.end, following.start) == 1:
            joined = page.goes_on(line, following)
        if joined and not (line.other or following.other):
            yield Change(line.end, following.start, glue(line.text, following.text))


def goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on over something that stood between two lines (a page number).

    >>> goes_on("全年主动公开各类政府信息，涉及财政", "预算和重大项目。"), goes_on("一、总体情况", "本年度公开")
    (True, False)
    """
    before, after = Line(0, line), Line(0, following)
    if not before.text or not after.text or before.other or after.other:
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


def _must_go_on(line: Line, following: Line) -> bool:
    """Whether the characters at the break cannot stand at a paragraph's edge, or a name is broken in two."""
    text, behind = line.text, following.text
    if behind.startswith(_CANNOT_BEGIN):  # behind a full stop it is a heading that lost its number: 、概述
        return line.unfinished
    if behind.startswith(_CLOSING):
        return behind[0] not in ")）" or _open(text, "（", "）") or _open(text, "(", ")")
    broken = text.endswith(_CANNOT_END) or _spans(text, behind, "《", "》") or _spans(text, behind, "“", "”")
    return broken and (text.endswith(_BEFORE_NUMBERED) or not following.numbered)


def _open(line: str, opener: str, closer: str) -> bool:
    at = line.rfind(opener)
    return at >= 0 and at > line.rfind(closer)


def _spans(line: str, behind: str, opener: str, closer: str) -> bool:
    """Whether a name in quotes or title marks begins in one line and ends in the next."""
    if closer not in behind or not _open(line, opener, closer):
        return False
    return not 0 <= behind.find(opener) < behind.find(closer)
