"""The instrument (载体): a named document, list, system, platform, body or event that is to be made or revised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.score.names import THIN, core_name, fixed_terms, is_name, name_nouns, strip_generic
from policytext.score.passage import PROMISE, Found, Passage, WordFinder, any_of, words

NAME_ENDS = re.compile(
    r"$|活动|[、，；。（(：！.]|[和与及并等以对将向为由用在于供便让使每按明实推规做加切确定提促落严开完健统细强]"
)
"""What may follow a name; anything else makes its last noun part of a longer word (平台建设, 清单管理)."""

JOINTS = "、和及与以等，的"
LEADERS = re.compile(
    r"^(?:[并和]?(?:完善|健全|优化|印发|出台|下发|实施|落实)|[了并和起出好]|一[批套个项份支]|统一的?|全[县市区省]|我[县市区省局]"
    r"|本[级地局])"
)
"""What stands between a verb and the name: 制定|并印发|…, 建立|一套|…."""
ELLIPSIS = re.compile(r"[将拟于在\d年月日底前初上下旬半季度第一二三四正式全面]{0,16}$")
"""What stands between a name and the verb behind it: 政务公开专区|将于6月底前|启用."""


URGES = re.compile(r".*(?:[、，的]|推动|推进|加快|确保|力争|实现|完成|促进|争取|将)")
"""What stands before such a name: 推进|智能问答系统|上线."""


@cache
def _verbs() -> WordFinder:
    table = words("instrument")
    return WordFinder([*table["make"], *table["make_titled_only"], *table["make_event"], *table["completed"]])


@cache
def _breaks() -> re.Pattern[str]:
    table = words("instrument")
    return re.compile(rf"[、和及并与](?={any_of([*table['make'], *table['keep'], *table['make_event']])})")


def find_instruments(passage: Passage) -> Iterator[Found]:
    """Named things to be made, revised or taken into use."""
    taken = -1
    found = [span for clause in passage.clauses for span in _in_clause(passage, clause)]
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if span.start >= taken:
            taken = span.end
            yield Found("instrument", span, core_name(span.of(passage.text)))


def _in_clause(passage: Passage, clause: Span) -> Iterator[Span]:
    text = passage.text
    yield from _programmes(passage, clause)
    for verb in _verbs().find(text, clause.start, clause.end):
        if passage.is_titled(verb) or _is_blocked(passage, clause, verb):
            continue
        stop = _breaks().search(text, verb.end + 1, clause.end)  # 制定并印发 takes one object
        stretch = Span(verb.end, stop.start() if stop else clause.end)
        names = list(_names(passage, stretch, verb.of(text)))
        if not names and verb.of(text) in words("instrument")["completed"] and clause.end - verb.end <= 4:
            names = _name_before(passage, Span(clause.start, verb.start))
        yield from (name for name in names if not _is_old(passage, name, verb.of(text)))


def _is_old(passage: Passage, name: Span, verb: str) -> bool:
    """Whether the report shows that a thing exists already; revising it is news all the same."""
    is_revised = verb in words("instrument")["revise"]
    return passage.stance == PROMISE and not is_revised and core_name(name.of(passage.text)) in passage.known


def _is_blocked(passage: Passage, clause: Span, verb: Span) -> bool:
    """Whether a verb says nothing of a thing to come: 制定的…, 起草部门…, 已建立…, 继续推行…."""
    before = passage.text[max(clause.start, verb.start - 4) : verb.start]
    if passage.text.startswith(("的", "部门", "单位", "机关", "科室", "人员"), verb.end):
        return True
    return passage.stance == PROMISE and any(word in before for word in ("已", "继续", "坚持", "未", "依法"))


def _names(passage: Passage, stretch: Span, verb: str) -> Iterator[Span]:
    table = words("instrument")
    yield from _titles(passage, stretch)
    yield from _quoted(passage, stretch, verb)
    if verb in table["make"] and verb not in table["make_titled_only"]:
        yield from _fixed(passage, stretch)
        yield from _nouned(passage, stretch, verb)
    elif verb in table["make_event"]:
        yield from (s for s in _nouned(passage, stretch, verb) if s.of(passage.text).endswith(("日", "周", "月")))


def _titles(passage: Passage, stretch: Span) -> Iterator[Span]:
    consult = words("instrument")["consult"]
    for title in passage.titles:
        if not stretch.start <= title.start < stretch.end:
            continue
        before, after = passage.text[stretch.start : title.start], passage.text[title.end : title.end + 2]
        if not any(word in before for word in consult) and not after.startswith(("精神", "规定", "要求", "的", "实施")):
            yield title


def _quoted(passage: Passage, stretch: Span, verb: str) -> Iterator[Span]:
    """Quotations that end in an institution's noun, or are followed by one."""
    table = words("instrument")
    if verb not in table["make"] and verb not in table["make_event"]:
        return
    for quote in passage.quotes:
        if not stretch.start <= quote.start < stretch.end:
            continue
        tail = _institution().match(passage.text, quote.end)
        if tail or passage.text.endswith(tuple(table["institution"]), quote.start, quote.end - 1):
            yield Span(_lead_of(passage, stretch.start, quote.start), tail.end() if tail else quote.end)


@cache
def _institution() -> re.Pattern[str]:
    return re.compile(rf"[^，、。；“等\d]{{0,6}}?{any_of(words('instrument')['institution'])}")


def _lead_of(passage: Passage, start: int, quote: int) -> int:
    """Where a name begins whose middle is quoted: 村级“阳光晒账”制度."""
    lead = LEADERS.match(passage.text[start:quote])
    begin = start + (lead.end() if lead else 0)
    return begin if re.fullmatch(r"[^、，的《》“”]{0,12}", passage.text[begin:quote]) else quote


def _nouned(passage: Passage, stretch: Span, verb: str) -> Iterator[Span]:
    """Names that end in an institution's noun; members of a list that share one noun make one name."""
    start = stretch.start
    for noun in name_nouns().finditer(passage.text, stretch.start, stretch.end):
        if passage.is_quoted(Span(*noun.span())) or _is_modifier(passage.text, noun.end(), stretch.end):
            continue
        if not NAME_ENDS.match(passage.text, noun.end()):
            continue
        span = _trim(passage, Span(start, noun.end()))
        if is_name(passage.text[span.start : noun.start()], noun[0], verb):
            yield span
        start = noun.end()


def _fixed(passage: Passage, stretch: Span) -> Iterator[Span]:
    """Fixed terms for a list or a platform, right behind the verb or behind another of them."""
    start = stretch.start
    for name in fixed_terms(*words("instrument")["measures"]).find(passage.text, stretch.start, stretch.end):
        lead = strip_generic(LEADERS.sub("", passage.text[start : name.start].strip("、和及与以")))
        if not lead and not passage.is_quoted(name) and NAME_ENDS.match(passage.text, name.end):
            yield name
            start = name.end


def _is_modifier(text: str, end: int, stop: int) -> bool:
    """Whether a noun stands inside a phrase with 的 that leads to another name (方案、材料同步的三同步制度)."""
    link = text.find("的", end, stop)
    return link >= 0 and name_nouns().search(text, link, stop) is not None


def _trim(passage: Passage, span: Span) -> Span:
    """A name without the words that lead to it."""
    text, start = passage.text, span.start
    start = max([start, *(s.end for s in passage.titles + passage.quotes if s.end <= span.end and s.end > start)])
    start = max(start, text.rfind("的", start, span.end) + 1)
    while start < span.end and (text[start] in JOINTS or LEADERS.match(text[start : span.end])):
        leader = LEADERS.match(text[start : span.end])
        start += leader.end() if leader else 1
    return Span(start, span.end)


def _name_before(passage: Passage, stretch: Span) -> list[Span]:
    """The name in front of a verb that ends its clause: 政务公开专区将于6月底前启用."""
    text = passage.text
    place = text.find("在", stretch.start, stretch.end)  # 政务公开专区在县政务服务中心建成
    stretch = Span(stretch.start, place) if place > stretch.start else stretch
    end = stretch.start + len(ELLIPSIS.sub("", text[stretch.start : stretch.end]))
    title = next((t for t in passage.titles if t.end == end), None)
    if title:
        return [title]
    nouns = [m for m in name_nouns().finditer(text, stretch.start, end) if m.end() == end]
    if not nouns:
        return []
    noun = nouns[-1]
    lead = URGES.match(text, stretch.start, noun.start())
    span = _trim(passage, Span(lead.end() if lead else stretch.start, noun.end()))
    return [span] if is_name(text[span.start : noun.start()], noun[0], "上线") else []


def _programmes(passage: Passage, clause: Span) -> Iterator[Span]:
    """纳入 + a named programme or plan."""
    for match in _programme().finditer(passage.text, clause.start, clause.end):
        span = Span(*match.span("name"))
        if any(span.start <= title.start < span.end for title in passage.titles):
            yield from (title for title in passage.titles if span.start <= title.start < span.end)
        elif match["noun"] and len(strip_generic(passage.text[span.start : match.start("noun")])) >= THIN:
            yield span


@cache
def _programme() -> re.Pattern[str]:
    programmes = any_of(words("instrument")["programmes"])
    return re.compile(
        rf"(?:纳入|列入|编入)了?(?P<name>[^，。；、]{{1,24}}?(?:(?P<noun>{programmes})(?![^，。；、等和及])|》))"
    )
