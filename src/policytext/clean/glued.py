"""Line breaks put back where a document lost them: before headings, behind headings, around metadata.

About one scraped report in eight is a single line. Only strong signs are followed: a heading's number that continues
the numbers before it, or the known beginning of a section. The words are data: ``data/glued_headings.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from policytext.clean.characters import HAN, NUMERALS, lines_of
from policytext.clean.edits import Change
from policytext.clean.headings import words

SHORTEST = 80
"""Characters: a line that holds headings and their text is longer."""

SHORTEST_TEXT = 8
"""The text behind a heading is so long at least."""

HEAD = 2000
"""Characters at the beginning of a text in which its title and metadata stand."""

HEADLINE = 90
"""Characters of a title, at most."""

_TOP = re.compile(rf"[ \t]{{0,8}}[{NUMERALS}]{{1,3}}、")
_WALL = re.compile(r"[ \t]{0,4}\|[| \t]{1,200}")
_PART = re.compile(rf"[。！？]([ \t]{{0,40}})(?=（[{NUMERALS}]{{1,3}}）)")
_FIRST_ITEM = re.compile(rf"(?<=[{HAN}：:；;。])([ \t]{{1,8}})(?=1[、.．]?[{HAN}])")
_SECOND_ITEM = re.compile(rf"[ \t]{{0,8}}2[、.．]?[{HAN}]")
_SIGNATURE = re.compile(
    rf"[。；]([ \t]{{0,40}})(?=[{HAN}]{{4,24}}[府局室委办院会处厅心]"
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|二[〇○零一二三四五六七八九]{3}年[一二三四五六七八九十元]{1,3}月[一二三四五六七八九十]{1,3}日))"
)
_OTHER_PAGES = re.compile("()(?=(?:上|下)一(?:篇|条)[:：])")
_MAYBE_SECOND, _MAYBE_HEADING = "2 \t", f"（({NUMERALS} \t"
_BARS = re.compile(r"\|(?:[ \t]{0,4}\|)*")
_STOPPED = frozenset("。！？：”）】|")
_OPEN = frozenset("第（(《“")
_NOT_BEHIND = frozenset("，。；：、！？）》”’〕】,;)%")


def glued_lines(text: str) -> Iterator[Change]:
    r"""Put line breaks where headings, their text and metadata were run together.

    >>> list(glued_lines("六、其他需要报告的事项本年度未收取任何信息处理费。"))
    [Change(start=11, end=11, after='\n')]
    """
    lines = list(lines_of(text))
    headed = sum(line[:1] in _MAYBE_HEADING and _TOP.match(line) is not None for _, line in lines)
    for (at, line), (_, following) in pairwise([*lines, (0, "")]):
        breaks = set()
        if following[:1] in _MAYBE_SECOND and following:
            breaks |= _before_lists(line, following)
        if line[:1] in _MAYBE_HEADING and line:
            breaks |= _behind_prescribed(line)
        if len(line) >= SHORTEST:
            breaks |= _in_long_line(line, at < HEAD, headed > (_TOP.match(line) is not None))
        if breaks:
            yield from _changes(at, line, breaks, _wall_width(line))


@lru_cache(maxsize=1024)  # most lines come back unchanged in the next round
def _in_long_line(line: str, in_head: bool, headed: bool) -> frozenset[tuple[int, int]]:
    """The places in a line.

    Args:
        line: the line.
        in_head: whether it begins where title and metadata stand.
        headed: whether other lines begin with 一、 as headings do.
    """
    breaks = {m.span() for m in _WALL.finditer(line)} if "||" in line or "| |" in line else set()
    start = 0
    if in_head:
        crumbs = words().crumbs.match(line)
        start = crumbs.end() if crumbs else 0
        breaks |= {(start, start)} | _title_and_metadata(line, start)
    if "（" in line:
        breaks |= {m.span(1) for m in _PART.finditer(line)}
    if "日" in line[-HEADLINE:]:
        breaks |= {m.span(1) for m in _SIGNATURE.finditer(line)}
    if "一篇" in line or "一条" in line:
        breaks |= {m.span(1) for m in _OTHER_PAGES.finditer(line)}
    if words().number.search(line):
        breaks |= _before_headings(line, headed)
    return frozenset(breaks | _behind_headings(line, {end for _, end in breaks} | {0}))


def _before_lists(line: str, following: str) -> set[tuple[int, int]]:
    """The place before an item 1 whose list goes on with 2 in the next line."""
    match = _FIRST_ITEM.search(line) if _SECOND_ITEM.match(following) else None
    return {match.span(1)} if match else set()


def _behind_prescribed(line: str) -> set[tuple[int, int]]:
    match = words().prescribed.match(line)
    if match and len(line) - match.end() >= SHORTEST_TEXT:
        return {(match.end(), match.end())}
    return set()


def _wall_width(line: str) -> int:
    """How many bars stand between two cells of a line; where more do, cells between them are blank.

    >>> _wall_width("规章|||0|||行政规范性文件||||||2")
    3
    """
    return min((wall[0].count("|") for wall in _BARS.finditer(line)), default=0) if "|" in line else 0


def _changes(at: int, line: str, breaks: set[tuple[int, int]], width: int) -> Iterator[Change]:
    """Line breaks in order; none at the line's ends, none twice at one place; in walls || for a blank cell."""
    done = 0
    for start, end in sorted(breaks):
        while start > done and line[start - 1] in " \t":
            start -= 1
        cells = line.count("|", start, end) // width if width else 0
        if start > done and end < len(line):
            yield Change(at + start, at + end, "\n" + "||\n" * (cells - 1))
            done = end
        elif start > done and width > 1:  # a wall that ends the line has a blank cell behind it
            yield Change(at + start, at + end, "\n||" * cells)


class _Number(NamedTuple):
    """A place that may be a heading's number."""

    start: int
    end: int
    value: int
    stopped: bool
    known: bool


def _before_headings(line: str, headed: bool) -> set[tuple[int, int]]:
    """The places before 一、 二、 ... that are headings: the numbers count on, or the words are a section's.

    Where other lines are the headings, numbers in a paragraph are its items unless the words are a section's.
    """
    taken: list[_Number] = []
    for number in _numbers(line):
        follows = number.value == (taken[-1].value if taken else 0) + 1
        if (number.known and (number.stopped or follows)) or (number.stopped and follows):
            taken.append(number)
    proven = [n for n in taken if n.known or (len(taken) >= 2 and not headed)]
    return {(n.start, n.start) for n in proven if n.start and line[n.start - 1] not in _OPEN}


def _numbers(line: str) -> Iterator[_Number]:
    for match in words().number.finditer(line):
        near = line[max(match.start() - 8, 0) : match.start()]
        before = near.rstrip(" \t")[-1:]
        stopped = not before or before in _STOPPED or near[-1] in " \t"
        value = _value(match[1])
        if value:
            known = words().start.match(line, match.end()) is not None
            yield _Number(match.start(), match.end(), value, stopped, known)


def _value(numeral: str) -> int:
    """一 to 九十九 as a number, 0 where the numeral is none.

    >>> _value("十二"), _value("二十"), _value("一二")
    (12, 20, 0)
    """
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return NUMERALS.index(numeral) + 1 if len(numeral) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return 10 * (NUMERALS.index(tens) + 1 if tens else 1) + (NUMERALS.index(ones) + 1 if ones else 0)


def _behind_headings(line: str, beginnings: set[int]) -> set[tuple[int, int]]:
    """The places between a heading that begins a line, or will, and the text glued to it."""
    places = set()
    for beginning in sorted(beginnings):
        match = words().heading.match(line, beginning)
        if match and len(line) - match.end() >= SHORTEST_TEXT:
            places.add((match.end(), match.end()))
    return places


def _title_and_metadata(line: str, start: int) -> set[tuple[int, int]]:
    """The places behind a title that begins at ``start``, and around metadata."""
    places = set()
    title = words().title.match(line, start) if "报告" in line[start : start + HEADLINE] else None
    last = title.end() if title else start
    if title and len(line) - last >= SHORTEST_TEXT:
        places.add((last, last))
    if not words().key.search(line, 0, HEAD):
        return places
    for match in words().metadata.finditer(line, start, HEAD):
        behind = line[match.end() : match.end() + 1]
        if behind not in _NOT_BEHIND and (match.start() == last or line[match.start() - 1] in " \t"):
            places |= {(match.start(), match.start()), (match.end(), match.end())}
            last = match.end()
    return places
