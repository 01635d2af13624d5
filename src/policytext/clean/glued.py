"""Line breaks put back where a document lost them: before headings, behind headings, around metadata.

About one scraped report in eight is a single line. Only strong signs are followed: a heading's number that continues
the numbers before it, or the known beginning of a section. The words are data: ``data/glued_headings.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policytext.clean.characters import NUMERALS, lines_of
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

_WALL = re.compile(r"[ \t]{0,4}\|[| \t]{1,200}")
_PART = re.compile(rf"[。！？]([ \t]{{0,40}})(?=（[{NUMERALS}]{{1,3}}）)")
_STOPPED = frozenset("。！？：”）】|")
_OPEN = frozenset("第（(《“")
_NOT_BEHIND = frozenset("，。；：、！？）》”’〕】,;)%")


def glued_lines(text: str) -> Iterator[Change]:
    """Put line breaks where headings, their text and metadata were run together.

    >>> "二、" in "".join(change.after for change in glued_lines("一、总体情况"))
    False
    """
    for at, line in lines_of(text):
        if len(line) < SHORTEST:
            continue
        breaks = {(m.start(), m.end()) for m in _WALL.finditer(line)} if "||" in line or "| |" in line else set()
        if at < HEAD:
            breaks |= _title_and_metadata(line)
        breaks |= {m.span(1) for m in _PART.finditer(line)}
        breaks |= _before_headings(line)
        breaks |= _behind_headings(line, {end for _, end in breaks} | {0})
        yield from _changes(at, line, breaks)


def _changes(at: int, line: str, breaks: set[tuple[int, int]]) -> Iterator[Change]:
    """Line breaks in order; none at the line's ends, none twice at one place."""
    done = 0
    for start, end in sorted(breaks):
        while start > done and line[start - 1] in " \t":
            start -= 1
        if start > done and end < len(line):
            yield Change(at + start, at + end, "\n")
            done = end


class _Number(NamedTuple):
    """A place that may be a heading's number."""

    start: int
    end: int
    value: int
    stopped: bool
    known: bool


def _before_headings(line: str) -> set[tuple[int, int]]:
    """The places before 一、 二、 ... that are headings: the numbers count on, or the words are a section's."""
    taken: list[_Number] = []
    for number in _numbers(line):
        follows = number.value == (taken[-1].value if taken else 0) + 1
        if (number.known and (number.stopped or follows)) or (number.stopped and follows):
            taken.append(number)
    proven = [n for n in taken if n.known or len(taken) >= 2]
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


def _title_and_metadata(line: str) -> set[tuple[int, int]]:
    places = set()
    title = words().title.match(line) if "报告" in line[:HEADLINE] else None
    if title and len(line) - title.end() >= SHORTEST_TEXT:
        places.add((title.end(), title.end()))
    if not words().key.search(line, 0, HEAD):
        return places
    for match in words().metadata.finditer(line, 0, HEAD):
        behind = line[match.end() : match.end() + 1]
        if behind not in _NOT_BEHIND and (match.start() == 0 or line[match.start() - 1] in " \t" or title):
            places |= {(match.start(), match.start()), (match.end(), match.end())}
    return places
