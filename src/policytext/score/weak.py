"""Weak particulars: the group addressed (对象), the way it is done (方式), fields listed openly (内容)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from policytext.records import Span
from policytext.score.names import strip_generic
from policytext.score.passage import Found, Passage, any_of, endings, listed_words, words

JOINT = re.compile(r"[、和与及]")
ITEM = r"[^\W\da-zA-Z、和与及等]{2,16}"
FIELDS = re.compile(
    rf"(?P<list>{ITEM}(?:[、和与及]{ITEM}){{1,14}}?)"
    r"(?:等(?!方式|形式|办法|多种|渠道)[\u4e00-\u9fff]{0,6}?"
    r"(?:领域|方面|信息|事项|内容|政策|数据集?|情况|公开(?!载体|渠道|方式)|栏目|话题|业务|工作|制度|文件|事务|单位|类)"
    r"|(?<![一二两三四五六七八九十归分种各])(?:类(?!型)|栏目|话题))"
)
"""Open lists: closed by 等 and what the fields are, or by 类, 栏目 without a count."""
CLOSERS = re.compile("等|类|栏目|话题")
"""No open list is without one of these."""
MANNERS = re.compile(
    r"(?:采取|通过|采用|运用|利用|尝试|以|(?<![引利使采运适])用)(?P<list>[^，。；等]{2,40}?)(?:的|等[^，。；、]{0,14}?)?"
    r"(?:形式|方式|方法|途径|手段|(?<=[等的])办法)"
)
"""等 may be followed by what the ways have in common: 漫画、案例等老百姓喜闻乐见的方式."""
BY_CASES = re.compile(r"(?<![引利使采运适])[用以](?P<list>[^，。；]{0,10}案例)(?=讲|说|警示|提升|教)")
"""用本县案例讲解: cases are the way."""
NEWCOMERS = re.compile(
    r"新(?:任|上岗|入职|到岗|进|接手|录用|聘|招录)的?[^，。；、的]{0,8}?"
    r"(?:人员|同志|干部|信息员|联络员|经办员|主任|领导|负责人|公务员|审核员|站长)"
)
"""Those new to the work: 新任分管负责人, 新接手的同志."""

TOWARDS = re.compile(
    r"面向(?P<group>(?!社会|公众|群众|全|基层|未来|大众|广大|各|市场(?!主体)|新)[^，。；：的等\d]{2,16}?)"
    r"(?=的|等|开[设展放]|举办|组织|宣[传讲]|提供|推[送出]|发[放布]|制作|征[集求]|公[开布]|解[读答]|讲|做|编[印发制]|，|。|；|$)"
)
"""A group of any name that something is turned to: 面向代理记账机构开设讲座."""


def find_audiences(passage: Passage) -> Iterator[Found]:
    """Stated groups other than the staff for openness, that something is done for or asked of."""
    yield from (Found("audience", Span(*m.span()), m[0]) for m in NEWCOMERS.finditer(passage.text))
    text, taken = passage.text, []
    for match in listed("audience", "groups").finditer(text):
        taken.append(Span(*match.span()))
        named = text.endswith(endings("audience", "not_after"), 0, match.start())
        if not named and not text.startswith(endings("audience", "not_before"), match.end()):
            yield Found("audience", Span(*match.span()), match[0])
    for match in TOWARDS.finditer(text) if "面向" in text else ():
        span = Span(*match.span("group"))
        if not any(span.overlaps(other) for other in taken):
            yield Found("audience", span, match["group"])


def find_methods(passage: Passage) -> Iterator[Found]:
    """Stated ways of doing it."""
    empty = endings("method", "empty")
    for match in chain(MANNERS.finditer(passage.text), BY_CASES.finditer(passage.text)):
        if not match["list"].rstrip("的").endswith(empty):
            yield Found("method", Span(*match.span("list")), match["list"])
    for match in listed("method", "phrases").finditer(passage.text):
        yield Found("method", Span(*match.span()), match[0])


def find_contents(passage: Passage) -> Iterator[Found]:
    """Two or more named fields in a list that nothing closes."""
    if not CLOSERS.search(passage.text) or not JOINT.search(passage.text):
        return
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
def listed(kind: str, name: str) -> re.Pattern[str]:
    """The words of a list, one or several joined."""
    one = any_of(words(kind)[name])
    return re.compile(rf"{one}(?:[、和及与]{one}){{0,9}}")
