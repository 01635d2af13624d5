"""Text read with the wrong encoding: repaired where the bytes are all there, marked where some are lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from policytext.clean.characters import HAN
from policytext.clean.edits import Change

_HIGH = "\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122"
_LATIN_RUN = re.compile(f"[\xc2-\xef][{_HIGH}]{{2,}}")
_OTHER_RUN = re.compile(r"[^\x00-\xff\s，。、；：（）《》“”\u2018\u2019？！]{4,}")
_ALL_HAN = re.compile(rf"[{HAN}，。、；：（）《》“”‘’？！—…·\d\s]+")
_LOST = re.compile(rf"\ufffd+|(?:锟斤拷|锟斤|斤拷)+|烫{{3,}}|屯{{3,}}|(?<=[{HAN}])\?{{2,}}(?=[{HAN}])")
_SIGNS_OF_LOSS = ("\ufffd", "锟斤", "斤拷", "烫烫烫", "屯屯屯", "??")

MOST_SUSPECTS = 3
"""So many characters of UTF-8 read as GBK, in one run, are that; a rare name has one or two."""


def mojibake(text: str) -> Iterator[Change]:
    """Put right UTF-8 that was read as GBK or Latin-1, where no byte is lost.

    >>> [change.after for change in mojibake("一、鏀垮簻淇℃伅 è®¡åˆ’")]
    ['政府信息', '计划']
    """
    if not _signs().search(text):
        return
    changes = [*_repaired(_LATIN_RUN.finditer(text), _latin_bytes)]
    if _suspects().search(text):
        runs = (match for match in _OTHER_RUN.finditer(text) if match.group()[0] in _firsts())
        changes += _repaired(runs, lambda run: run.encode("gb18030"))
    yield from sorted(changes)


def garbled(text: str) -> Iterator[Change]:
    """Mark characters that an encoding destroyed.

    >>> list(garbled("政务公\ufffd栏"))
    [Change(start=3, end=4, after='\ufffd')]
    """
    marks = []
    if any(sign in text for sign in _SIGNS_OF_LOSS):
        marks = [match.span() for match in _LOST.finditer(text)]
    if _suspicion(text) >= MOST_SUSPECTS:
        runs = [match.span() for match in _OTHER_RUN.finditer(text)]
        marks += [(start, end) for start, end in runs if _suspicion(text[start:end]) >= MOST_SUSPECTS]
    done = 0
    for start, end in sorted(marks):
        if start >= done:
            yield Change(start, end, text[start:end])
            done = end


def _repaired(runs: Iterable[re.Match[str]], bytes_of: Callable[[str], bytes]) -> Iterator[Change]:
    for match in runs:
        try:
            after = bytes_of(match.group()).decode("utf-8")
        except UnicodeError:
            continue
        if _ALL_HAN.fullmatch(after):
            yield Change(match.start(), match.end(), after)


def _latin_bytes(run: str) -> bytes:
    """The bytes that were read as Windows-1252, or as Latin-1 where that has no character."""
    return b"".join(c.encode("latin-1") if c <= "\xff" else c.encode("cp1252") for c in run)


def _suspicion(run: str) -> int:
    return len(_suspects().findall(run))


@cache
def _suspects() -> re.Pattern[str]:
    """Characters that GBK shows for the first bytes of Han in UTF-8, and that GB 2312 does not have."""
    pairs = [bytes((lead, trail)) for lead in range(0xE4, 0xEA) for trail in range(0x80, 0xA1)]
    characters = "".join(pair.decode("gbk", "ignore") for pair in [*pairs, b"\xe3\x80", b"\xe2\x80"] if pair[1] != 0x7F)
    return re.compile(f"[{characters}]")


@cache
def _signs() -> re.Pattern[str]:
    """Either kind of text read with the wrong encoding holds one of these."""
    return re.compile(f"[\xc2-\xef{_suspects().pattern[1:-1]}]")


@cache
def _firsts() -> frozenset[str]:
    """Characters whose bytes in GB18030 can begin a character in UTF-8: most runs of Han begin with another."""
    pairs = (bytes((lead, trail)) for lead in range(0xC2, 0xF5) for trail in range(0x80, 0xC0))
    return frozenset("".join(pair.decode("gb18030", "ignore") for pair in pairs))
