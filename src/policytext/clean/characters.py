"""What the steps know about characters and lines: Han, stops, numbering, widths.

Patterns that look through a whole text begin with a plain set of characters wherever they can (``[ab][ab]*`` and not
``[ab]+``, ``[ab](?:(?<=a)c|(?<=b)d)`` and not ``ac|bd``): Python's ``re`` then skips to the first candidate, and the
search is two to fifteen times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Han characters, for use inside a character class."""

NUMERALS = "一二三四五六七八九十"
STOPS = "。！？；：…!?;:"
"""A line that ends in one of these ends a sentence or announces what follows."""

CLOSERS = "”’）》」』】)\"'"
"""Marks that may follow a stop."""

_HAN_CHARACTER = re.compile(f"[{HAN}]")
_CJK_MARKS = frozenset("，。；：、？！…—“”‘’（）《》〈〉【】〔〕「」『』·")

_NUMBERED = re.compile(
    rf"""(?:
      [{NUMERALS}]{{1,3}}[、.．]                                  # 一、
    | [（(][{NUMERALS}\d]{{1,3}}[)）]                             # （一） (1)
    | 第[{NUMERALS}]{{1,3}}(?:[，、,]|[章节部]分?)                 # 第一，
    | \d{{1,2}}(?:[、)）]|[.．](?!\d))                            # 1. 1、
    | [①-⑳㈠-㈩⑴-⒛]
    | (?:附件|附表)
    )""",
    re.VERBOSE,
)


def is_han(character: str) -> bool:
    """Whether the character is Han (an empty string is not)."""
    return bool(character) and _HAN_CHARACTER.match(character) is not None


def is_cjk(character: str) -> bool:
    """Whether the character is Han or a Chinese mark."""
    return character in _CJK_MARKS if character and character < "\u3400" else is_han(character)


def is_numbered(line: str) -> bool:
    """Whether a line begins with an item's or a heading's number.

    >>> is_numbered("（一）主动公开"), is_numbered("1.5万元"), is_numbered("一是加强")
    (True, False, False)
    """
    return _NUMBERED.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether the line's last words close a sentence, brackets and quotes after the stop aside.

    >>> ends_sentence("已经公开。）"), ends_sentence("印发《办法》"), ends_sentence("共5件.")
    (True, False, True)
    """
    bare = line.rstrip(CLOSERS + " ")
    return bool(bare) and (bare[-1] in STOPS or (bare[-1] == "." and not bare.endswith("..")))


def width(line: str) -> int:
    """How wide a line prints, in half-width columns: a Han character takes two."""
    return len(line.encode("gb18030", "replace"))


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Each line with the offset where it begins."""
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1
