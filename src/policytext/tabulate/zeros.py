"""Reported zeros: what a text says did not occur, in all its wordings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.resources import read_toml

#: Without one of these, nothing is denied, and nothing is none.
_MAY_DENY = re.compile("[未没无不零０〇0]")
_NOUGHT = re.compile("[零０〇0]")
#: 未收到, 没有发生, 无 ...: what is denied stands behind it, up to the end of the clause.
_DENIAL = re.compile(
    r"(?:尚未|从未|未曾|未有|均未|没有|未|无|不存在|不)"
    r"(?P<verb>收到|接到|受理|办理|发生|出现|产生|收取|收|引发|引起|涉及|提供|存在|有|因|制发|制定|出台|废止|被|对|结转|进行)?"
)
_END = re.compile(r"[，。；！？]|[的]?(?:情况|现象)")
#: 行政复议、行政诉讼均为零: what is none stands before it.
_NONE = re.compile(
    r"(?:均|都|数量?|总数|总额|金额)?(?:为|是)?[零０〇](?:件|宗|起|元|报告|次)?(?=[，。；！？）]|$)"
    r"|(?:均|都)?(?:为|是)0(?=[，。；！？）]|$)"
)
#: Without a verb, 无 and 不 deny only what follows at once.
_NEAR = 14
_FAR = 40


def find_zeros(text: str) -> Iterator[tuple[str, Span]]:
    """The indicators that a text reports as none, with the words that say so.

    >>> [(name, span.of("行政复议、诉讼均为零")) for name, span in find_zeros("行政复议、诉讼均为零")]
    [('reviews', '行政复议、诉讼均为零'), ('lawsuits', '诉讼均为零')]
    """
    if not _MAY_DENY.search(text):
        return
    seen: set[str] = set()
    for match in _DENIAL.finditer(text):
        reach = match.end() + (_FAR if match["verb"] else _NEAR)
        end = _END.search(text, match.end(), reach)
        yield from _named(text, match.start(), match.end(), end.start() if end else min(reach, len(text)), seen)
    for match in _NONE.finditer(text) if _NOUGHT.search(text) else ():
        begin = max(text.rfind(mark, 0, match.start()) for mark in "，。；") + 1
        for indicator, pattern in _zeros():
            found = pattern.search(text, begin, match.start())
            if found and indicator not in seen:
                seen.add(indicator)
                yield indicator, Span(found.start(), match.end())


def _named(text: str, start: int, begin: int, end: int, seen: set[str]) -> Iterator[tuple[str, Span]]:
    for indicator, pattern in _zeros():
        found = pattern.search(text, begin, end) or pattern.search(text, start + 1, end)
        if found and indicator not in seen:
            seen.add(indicator)
            yield indicator, Span(start, found.end())


@cache
def _zeros() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = read_toml("figures.toml")["indicators"].items()
    return tuple((name, re.compile(entry["zero"])) for name, entry in entries if "zero" in entry)
