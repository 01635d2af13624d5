"""Traditional to Simplified, only where the text is Traditional.

OpenCC's ``t2s`` keeps the words of this field (文件, 程序, 档案馆), which its Taiwan phrase tables do not.
Vocabulary that a converter put in is taken back by an own table, ``data/taiwan_terms.csv``, whose contexts block
a false hit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

from policytext.clean.characters import lines_of
from policytext.clean.edits import Change
from policytext.resources import read_csv

FEWEST = 2
"""A single Traditional character is a name or a slip, not a Traditional text."""


def traditional(text: str) -> Iterator[Change]:
    """Convert a Traditional text to Simplified characters and mainland vocabulary.

    >>> [change.after for change in traditional("資訊公開申請")]
    ['信息', '开', '请']
    """
    if is_traditional(text):
        yield from simplify(text)


def simplify(text: str) -> Iterator[Change]:
    """Convert whatever is Traditional: for a piece of a text that is known to be."""
    for at, line in lines_of(text):
        simplified = _converter().convert(line)
        if len(simplified) != len(line):  # has not been seen; then the line is one edit
            yield Change(at, at + len(line), _mainland_words(simplified))
        elif not line.isascii():
            yield from _line_changes(at, line, simplified)


def is_traditional(text: str) -> bool:
    """Whether characters that only Traditional text has outnumber those that only Simplified text has.

    A Simplified text that quotes a Traditional name is Simplified.

    >>> is_traditional("政府信息公開年度報告"), is_traditional("与台湾鄭先生座谈，办理其咨询")
    (True, False)
    """
    only_traditional, only_simplified = _telling_characters()
    count = len(only_traditional.findall(text))
    as_many = islice(only_simplified.finditer(text), count)
    return count >= FEWEST and sum(1 for _ in as_many) < count


def _line_changes(at: int, line: str, simplified: str) -> Iterator[Change]:
    """Characters that differ, and words of the own table."""
    done = 0
    for match in _terms().finditer(simplified):
        common = _common_words().get(match.group())
        if common is not None:
            yield from _characters(at, line, simplified, done, match.start())
            yield Change(at + match.start(), at + match.end(), common)
            done = match.end()
    yield from _characters(at, line, simplified, done, len(line))


def _characters(at: int, line: str, simplified: str, start: int, end: int) -> Iterator[Change]:
    """Runs of characters that differ between two lines of one length."""
    run = -1
    for offset in range(start, end):
        if line[offset] != simplified[offset]:
            run = offset if run < 0 else run
        elif run >= 0:
            yield Change(at + run, at + offset, simplified[run:offset])
            run = -1
    if run >= 0:
        yield Change(at + run, at + end, simplified[run:end])


def _mainland_words(simplified: str) -> str:
    return _terms().sub(lambda match: _common_words().get(match.group(), match.group()), simplified)


@cache
def _common_words() -> dict[str, str]:
    return {row["term"]: row["common"] for row in read_csv("taiwan_terms.csv")}


@cache
def _terms() -> re.Pattern[str]:
    """The table's words, and the longer words in which they stay: the longest is tried first."""
    words = set(_common_words())
    for row in read_csv("taiwan_terms.csv"):
        words.update(word for word in row["not_in"].split("；") if word)
    return re.compile("|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word))))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # imported late: most texts need no conversion

    return OpenCC("t2s")


@cache
def _telling_characters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Han characters of Big5 that GB 2312 lacks, and of GB 2312 that Big5 lacks, as patterns."""
    big5, gb2312 = _han_of("big5", 0xA4, 0xF9, 0x40), _han_of("gb2312", 0xB0, 0xF7, 0xA1)
    return re.compile(f"[{''.join(big5 - gb2312)}]"), re.compile(f"[{''.join(gb2312 - big5)}]")


def _han_of(encoding: str, first: int, last: int, trail: int) -> frozenset[str]:
    pairs = b"".join(bytes((lead, low)) for lead in range(first, last + 1) for low in range(trail, 0xFF))
    return frozenset(c for c in pairs.decode(encoding, "ignore") if "\u4e00" <= c <= "\u9fff")
