"""A paragraph cut into units: sentences, clauses at ；, items, and the parts of a sentence that turns."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from policytext.records import Span
from policytext.resources import read_toml
from policytext.segment.headings import match_numbering
from policytext.segment.turns import find_turn, may_turn

Bounds = tuple[int, int]

#: A bracket or quotation that is not closed within so many characters has lost its other half and protects nothing.
PAIR_CHARS = 120
PAIRS = re.compile(
    rf"（[^（）\n]{{0,{PAIR_CHARS}}}）|《[^《》\n]{{0,{PAIR_CHARS}}}》|“[^“”\n]{{0,{PAIR_CHARS}}}”|‘[^‘’\n]{{0,{PAIR_CHARS}}}’"
)
#: A sentence ends at its stop, or behind the bracket after it that says who is charged (…公布。（县编办牵头）).
CHARGED = r"（(?:(?:责任|牵头|承办)[^（）\n]{2,50}|[^（）。\n]{2,40}(?:牵头|负责|承办|落实|配合)[^（）。\n]{0,20})）"
#: Without a verb it must hold names of units and nothing else, and end its line (…公布。（人事科）); not where to look.
LONGEST_UNIT, MOST_UNITS = 18, 8
NOT_CHARGED = "详?见|参见|附|载|供稿|来源"
#: Where an item may begin inside a line: after a stop, a colon, a comma or a space, which is what is matched.
ITEM = re.compile(
    r"[。；：，、！？”\s]"
    r"(?=(?:[一二三四五六七八九十]{1,2}|（[一二三四五六七八九十]{1,2}）)(?:是(?!否)|要)"
    r"|第[一二三四五六七八九十]{1,2}(?:，|是)|(?:另)?一方面|其[一二三四五六]，|——(?=[\u4e00-\u9fff])|（[一二三四五六七八九十]{1,2}）"
    r"|（\d{1,2}）|[①-⑳]|\d{1,2}(?:、|\.)(?=[\u4e00-\u9fff]|20\d\d年))"
)


def split_paragraph(text: str) -> list[Span]:
    """Cut one paragraph into units; spans cover everything but the space between units.

    >>> text = "主要表现在：一是更新不够及时；二是人员不足，下一步将配齐人员。"
    >>> [span.of(text) for span in split_paragraph(text)]
    ['主要表现在：', '一是更新不够及时；', '二是人员不足，', '下一步将配齐人员。']
    """
    return [Span(start, end) for start, end in cut_paragraph(text)]


def cut_paragraph(text: str) -> list[Bounds]:
    """The units of ``split_paragraph`` as plain pairs of offsets, which are cheap to make."""
    protected = [found.span() for found in PAIRS.finditer(text)]
    ends = _ends().finditer(text)
    cuts = {found.end() for found in ends if not (protected and _inside(found.start(), protected))}
    cuts.update(_item_starts(text, protected))
    units = _between(text, sorted(cuts))
    if not may_turn(text):
        return units
    return [part for unit in units for part in _cut_turn(text, *unit)]


@cache
def _ends() -> re.Pattern[str]:
    """The end of a sentence with the bracket that belongs to it."""
    table = read_toml("particulars.toml")["actor"]
    endings = "|".join(map(re.escape, table["units"] + ["办"]))
    no_unit = "".join(f"(?<!{re.escape(word)})" for word in table["not_units"])
    unit = rf"[^（），。；：、\n]{{1,{LONGEST_UNIT}}}(?:{endings}){no_unit}"
    named = rf"（(?!{NOT_CHARGED}){unit}(?:、{unit}){{0,{MOST_UNITS - 1}}}）(?=\s*(?:\n|$))"
    return re.compile(rf"[。！？；][。！？；]*[”’）]?(?:{CHARGED}|{named})?")


def _inside(offset: int, pairs: list[Bounds]) -> bool:
    """Whether the offset lies within one of the pairs, which are in order, but not on its marks."""
    index = bisect_left(pairs, (offset, 0))
    return index > 0 and offset < pairs[index - 1][1] - 1


def _item_starts(text: str, protected: list[Bounds]) -> list[int]:
    """Starts of items that belong to a run: an ordinal counts when its neighbour in the series stands there too."""
    found = [m.end() for m in ITEM.finditer(text) if not (protected and _inside(m.end(), protected))]
    if not found:
        return []
    marks = {start: match_numbering(text, start) for start in found}
    first = match_numbering(text)
    series = [(0, first)] if first else []
    series += [(start, mark) for start, mark in marks.items() if mark]
    seen = {(mark.depth, mark.ordinal) for _, mark in series if mark}
    return [
        start
        for start, mark in series
        if start and mark and (mark.mark.endswith("是") or {(mark.depth, mark.ordinal + n) for n in (-1, 1)} & seen)
    ]


def _between(text: str, cuts: list[int]) -> list[Bounds]:
    found, start = [], 0
    for end in (*cuts, len(text)):
        if start < end:
            unit = (start, end)
            if text[start].isspace() or text[end - 1].isspace():
                unit = _strip(text, start, end)
            if unit[0] < unit[1]:
                found.append(unit)
        start = end
    return found


def _strip(text: str, start: int, end: int) -> Bounds:
    bare = text[start:end].lstrip()
    start = end - len(bare)
    return start, start + len(bare.rstrip())


def _cut_turn(text: str, start: int, end: int) -> list[Bounds]:
    turn = find_turn(text[start:end])
    if turn is None:
        return [(start, end)]
    return [(start, start + turn), _strip(text, start + turn, end)]
