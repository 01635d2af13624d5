"""Damage that cannot be repaired, marked: unpaired quotes, lost characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.clean.characters import lines_of
from policytext.clean.edits import Change
from policytext.resources import read_csv

_PAIRS = {"”": "“", "》": "《", "」": "「"}
_QUOTE = re.compile("[“”《》「」]")
_NOT_QUOTES = re.compile('[^“”《》「」"\\n]+')
_STRAIGHT = re.compile('"')

BEFORE = "\n的在对向将为使由让给至到是入动了及和与、，。：；“（《推进抓好做好"
"""What may stand before 全, 我, 本 as a word of its own; 健全, 完全, 自我, 基本 are other words."""


def unpaired_quote(text: str) -> Iterator[Change]:
    """Mark quotes and title marks without a partner in their line.

    >>> list(unpaired_quote("编发热线情况反映”12期"))
    [Change(start=8, end=9, after='”')]
    """
    signs = _NOT_QUOTES.sub("", text)
    for pair in ("《》", "“”", "「」", "“”"):  # what is left after this is unpaired, or rare
        signs = signs.replace(pair, "")
    if not signs.strip("\n"):
        return
    for at, line in lines_of(text):
        for offset in sorted(_unpaired(line)):
            yield Change(at + offset, at + offset + 1, line[offset])


def _unpaired(line: str) -> Iterator[int]:
    opened: dict[str, list[int]] = {opener: [] for opener in _PAIRS.values()}
    for match in _QUOTE.finditer(line):
        mark = match.group()
        if mark in opened:
            opened[mark].append(match.start())
        elif opened[_PAIRS[mark]]:
            opened[_PAIRS[mark]].pop()
        else:
            yield match.start()
    for places in opened.values():
        yield from places
    straight = [match.start() for match in _STRAIGHT.finditer(line)]
    if len(straight) % 2:
        yield straight[-1]


def lost_character(text: str) -> Iterator[Change]:
    """Mark 全, 我, 本 where the word for county, city ... behind it is missing; which one it was is not guessed.

    >>> list(lost_character("2公共查阅点。全信息公开查阅点9个，健全信息公开制度"))
    [Change(start=7, end=8, after='全')]
    """
    for match in _lost().finditer(text):
        if match.start() == 0 or text[match.start() - 1] in BEFORE:
            yield Change(match.start(), match.end(), match.group())


@cache
def _lost() -> re.Pattern[str]:
    rows = read_csv("lost_characters.csv")
    prefixes = dict.fromkeys(row["prefix"] for row in rows)
    kinds = [f"{p}(?={'|'.join(row['noun'] for row in rows if row['prefix'] == p)})" for p in prefixes]
    return re.compile("|".join(kinds))
