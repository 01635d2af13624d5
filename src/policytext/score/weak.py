"""Weak particulars: the group addressed (对象), the way it is done (方式), fields listed openly (内容)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.score.names import strip_generic
from policytext.score.passage import Found, Passage, any_of, listed_words, words

JOINT = re.compile(r"[、和与及]")
ITEM = r"[^\W\da-zA-Z、和与及等]{2,16}"
FIELDS = re.compile(
    rf"(?P<list>{ITEM}(?:[、和与及]{ITEM}){{1,14}}?)"
    r"(?:等(?!方式|形式|办法|多种|渠道)[\u4e00-\u9fff]{0,6}?"
    r"(?:领域|方面|信息|事项|内容|政策|数据集?|情况|公开|环节|栏目|话题|业务|类)"
    r"|(?<![一二两三四五六七八九十])(?:类(?!型)|栏目|环节|话题))"
)
"""Open lists: closed by 等 and what the fields are, or by 类, 栏目 without a count."""
MANNERS = re.compile(
    r"(?:采取|通过|采用|运用|利用|尝试|[以用])(?P<list>[^，。；等]{2,40}?)(?:等[^，。；、]{0,14}?)?(?:形式|方式|办法|方法|途径|手段)"
)
"""等 may be followed by what the ways have in common: 漫画、案例等老百姓喜闻乐见的方式."""


def find_audiences(passage: Passage) -> Iterator[Found]:
    """Stated groups other than the staff for openness."""
    return _phrases(passage, "audience", "groups")


def find_methods(passage: Passage) -> Iterator[Found]:
    """Stated ways of doing it."""
    yield from (Found("method", Span(*m.span("list")), m["list"]) for m in MANNERS.finditer(passage.text))
    yield from _phrases(passage, "method", "phrases")


def find_contents(passage: Passage) -> Iterator[Found]:
    """Two or more named fields in a list that nothing closes."""
    for match in FIELDS.finditer(passage.text):
        start = _after_verb(match["list"])
        items = [item for item in JOINT.split(match["list"][start:]) if len(strip_generic(item)) >= 2]
        if len(items) >= 2:
            yield Found("content", Span(match.start() + start, match.end()), "；".join(items))


def _after_verb(text: str) -> int:
    """Where a list begins behind the verb that takes it: 做好|住房保障、社会救助."""
    verb = next((s for s in listed_words("action_verbs.txt").find(text[:8]) if s.start == 0), None)
    start = verb.end if verb else len(text) - len(text.lstrip("将把对"))
    return start if start < len(text) else 0


@cache
def _pattern(kind: str, name: str) -> re.Pattern[str]:
    one = any_of(words(kind)[name])
    return re.compile(rf"{one}(?:[、和及与]{one}){{0,9}}")


def _phrases(passage: Passage, kind: str, name: str) -> Iterator[Found]:
    for match in _pattern(kind, name).finditer(passage.text):
        yield Found(kind, Span(*match.span()), match[0])
