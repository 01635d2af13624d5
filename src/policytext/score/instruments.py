"""The instrument (载体): a named document, list, system, platform, body or event that is to be made or revised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.score.marked import LEADERS, find_quoted, find_titles, is_old, quoted_before
from policytext.score.names import THIN, core_name, fixed_terms, is_name, name_nouns, strip_generic
from policytext.score.passage import PROMISE, Found, Passage, WordFinder, any_of, endings, listed_words, word_set, words

NAME_ENDS = re.compile(
    r"$|活动|编制|公示|公开(?=[，。；]|$)|[\d两三四五六七八九十]"
    r"|[、，；。（(：！.和与及并等以对将向为由用在于供便让使每按明实推规做加切确定提促落严开完健统细强]"
)
"""What may follow a name; anything else makes its last noun part of a longer word (平台建设, 清单管理)."""

MAKER = re.compile(
    r"[^，。；]{2,4}?的"
    r"|(?:起草|制定|制订|制发|印发|出台|发布|公布|编制|建设|主办|承办)(?:部门|单位|机关|科室|处室|人员)"
)
"""A verb that belongs to a noun: 制定的…, 起草部门…."""
MANNER_OPENS = re.compile("通过|采取|采用|运用")
MANNER_ENDS = re.compile("方式|形式|途径|手段|办法，")
"""Around verbs that only tell how."""
JOINTS = "、和及与以等，的"
ELLIPSIS = re.compile(r"[将拟于在\d明今本年月日底前初上下旬半季度第一二三四正式全面]{0,16}$")
"""What stands between a name and the verb behind it: 政务公开专区|将于6月底前|启用."""


URGES = re.compile(r".*(?:[、，的]|开展|推动|推进|加快|确保|力争|实现|完成|促进|争取|将)")
"""What stands before such a name: 推进|智能问答系统|上线."""


VERBS = ("make", "make_titled_only", "make_event", "completed")
"""Lists of verbs that take a name; those of publishing do so only with some nouns."""


NO_VERB = "公开"
"""Takes no name unless it publishes one, and hides 开办 in 公开办理条件."""


@cache
def _verbs(*lists: str) -> WordFinder:
    every = (word for name in (*VERBS, *lists) for word in words("instrument")[name])
    return WordFinder([*every, NO_VERB])


@cache
def _breaks() -> re.Pattern[str]:
    table = words("instrument")
    return re.compile(rf"[、和及并与](?={any_of([*table['make'], *table['keep'], *table['make_event']])})")


def find_instruments(passage: Passage) -> Iterator[Found]:
    """Named things to be made, revised or taken into use."""
    taken = -1
    found = [*find_titles(passage), *_programmes(passage)]
    verbs = _verbs("publish") if name_nouns("published").search(passage.text) else _verbs()
    for verb in verbs.find(passage.text):
        clause = passage.clause_at(verb.start)
        if not passage.is_titled(verb) and not _is_blocked(passage, clause, verb):
            found += _taken_by(passage, clause, verb)
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        if span.start >= taken:
            taken = span.end
            yield Found("instrument", span, core_name(span.of(passage.text)))


def _taken_by(passage: Passage, clause: Span, verb: Span) -> list[Span]:
    """Names that a verb takes: behind it, or in front where it ends its clause."""
    text, action = passage.text, verb.of(passage.text)
    stop = _breaks().search(text, verb.end + 1, clause.end)  # 制定并印发 takes one object
    names = list(_names(passage, Span(verb.end, stop.start() if stop else clause.end), action))
    if not names and action in word_set("instrument", "completed") and clause.end - verb.end <= 4:
        names = _name_before(passage, Span(clause.start, verb.start))
    if action in word_set("instrument", "sort"):
        names = [name for name in names if name.of(text).endswith(endings("instrument", "documents", "catalogues"))]
    return [name for name in names if not is_old(passage, name, action)]


def _is_blocked(passage: Passage, clause: Span, verb: Span) -> bool:
    """Whether a verb says nothing of a thing to come: 制定的…, 起草部门…, 已建立…, 继续推行…."""
    before = passage.text[max(clause.start, verb.start - 4) : verb.start]
    if MAKER.match(passage.text, verb.start) or _is_manner(passage, clause, verb):
        return True
    return passage.stance == PROMISE and any(word in before for word in ("已", "继续", "坚持", "未", "依法"))


def _is_manner(passage: Passage, clause: Span, verb: Span) -> bool:
    """Whether a verb stands in the manner of another: 通过|制作图板、发放明白纸|等方式."""
    text = passage.text
    opened = MANNER_OPENS.search(text, clause.start, verb.start)
    return opened is not None and MANNER_ENDS.search(text, verb.end, clause.end) is not None


def _names(passage: Passage, stretch: Span, verb: str) -> Iterator[Span]:
    """Names in the stretch behind a verb: quoted, from the gazetteer, or by the noun that they end in."""
    if verb in word_set("instrument", "make", "make_event"):
        yield from find_quoted(passage, stretch, verb)
    if verb in word_set("instrument", "make") and verb not in word_set("instrument", "make_titled_only"):
        yield from _fixed(passage, stretch)
        yield from _nouned(passage, stretch, verb)
    elif verb in word_set("instrument", "make_event"):
        yield from _nouned(passage, stretch, verb, "events")
    if verb in word_set("instrument", "publish") and not _is_noun_part(passage, stretch.start - len(verb)):
        yield from _nouned(passage, stretch, verb, "published")


def _is_noun_part(passage: Passage, start: int) -> bool:
    """Whether another verb stands right before a verb, which makes it part of a noun: 更新|公开|事项清单."""
    clause = passage.clause_at(start)
    return any(verb.end == start for verb in listed_words("action_verbs.txt").find(passage.text, clause.start, start))


def _nouned(passage: Passage, stretch: Span, verb: str, *lists: str) -> Iterator[Span]:
    """Names that end in an institution's noun; members of a list that share one noun make one name."""
    start = stretch.start
    for noun in name_nouns(*lists).finditer(passage.text, stretch.start, stretch.end):
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
    title = next((t for t in passage.titles if t.end == end), None) or quoted_before(passage, stretch, end)
    if title:
        return [title]
    nouns = [m for m in name_nouns().finditer(text, stretch.start, end) if m.end() == end]
    if not nouns:
        return []
    noun = nouns[-1]
    lead = URGES.match(text, stretch.start, noun.start())
    span = _trim(passage, Span(lead.end() if lead else stretch.start, noun.end()))
    return [span] if is_name(text[span.start : noun.start()], noun[0], "上线") else []


def _programmes(passage: Passage) -> Iterator[Span]:
    """纳入 + a named programme or plan."""
    inspections = words("instrument")["inspections"]
    for match in programme().finditer(passage.text):
        span = Span(*match.span("name"))
        if any(span.start <= title.start < span.end for title in passage.titles):
            yield from (title for title in passage.titles if span.start <= title.start < span.end)
        elif match["noun"] and len(strip_generic(passage.text[span.start : match.start("noun")])) >= THIN:
            yield from [span] if not any(word in match["name"] for word in inspections) else []


@cache
def programme() -> re.Pattern[str]:
    """纳入 and the like, and what something is entered in."""
    programmes = any_of(words("instrument")["programmes"])
    return re.compile(
        rf"(?:纳入|列入|编入)了?(?P<name>[^，。；、]{{1,24}}?(?:(?P<noun>{programmes})(?![^，。；、等和及])|》))"
    )
