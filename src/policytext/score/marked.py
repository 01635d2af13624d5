"""Instruments whose name the text marks: titles in 《》 and quotations that are names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.records import Span
from policytext.score.names import core_name
from policytext.score.passage import PROMISE, Passage, WordFinder, any_of, endings, word_set, words

LEADERS = re.compile(
    r"^(?:[并和]?(?:完善|健全|优化|印发|出台|下发|实施|落实|配发|发放)|[了并和起出好成]|一[批套个项份支期次张本]|(?:\d{1,4}|[两三四五六七八九十]{1,3})[个项份套本张部次期场处]|统一的?|全[县市区省]|我[县市区省局]"
    r"|本[级地局])"
)
"""What stands between a verb and the name: 制定|并印发|…, 建立|一套|…."""
AFTER_TITLE = re.compile(
    r"精神|规定|要求|实施|的(?!编制|编印|编写|修订|制定|起草|印发)|[^，。；]{0,6}(?:宣传|培训|学习|刊登|刊发)"
)
"""Behind a title: it is the ground or the matter of what is done, not the thing that is made."""
COINED_ENDS = re.compile(r"$|[，。；：（、]|[\d两三四五六七八九十]")
"""What may follow a bare quotation that is a name."""


def find_titles(passage: Passage) -> Iterator[Span]:
    """Titles of what is to be made or used; not those of laws and papers, nor what is only consulted."""
    clauses = (passage.clause_at(title.start) for title in passage.titles)
    for title, clause in zip(passage.titles, clauses, strict=True):
        before = passage.text[clause.start : title.start]
        action = _action_before(before)
        is_new = _is_made(before, action) and _is_document(title.of(passage.text), action)
        if is_new and not AFTER_TITLE.match(passage.text, title.end) and not is_old(passage, title, action):
            yield title


def _action_before(before: str) -> str:
    """The verb that takes a title; of 制定并完善《…》 the first, since the second adds to it."""
    keep, action = word_set("instrument", "keep"), ""
    for verb in reversed(_verbs().find(before)):
        action = verb.of(before)
        if action not in keep or not before.endswith(("并", "、", "和"), 0, verb.start):
            break
    return action


def _is_made(before: str, verb: str) -> bool:
    """Whether the words before a title do not make it the ground, the place or an old thing."""
    return verb not in word_set("instrument", "consult", "keep") and not before.endswith(
        endings("instrument", "consult_near")
    )


def _is_document(title: str, verb: str) -> bool:
    """Whether a title is that of a document; 《条例》 and papers that others print are none."""
    name = core_name(title)
    makes_rules = verb in word_set("instrument", "make") and name.endswith("条例") and name != "条例"
    if makes_rules or name.endswith(("办法", "方法")):
        return not name.startswith("中华人民共和国")
    if verb not in word_set("instrument", "make") and name.endswith(endings("instrument", "papers")):
        return False
    return not name.endswith(endings("instrument", "not_titles"))


@cache
def _verbs() -> WordFinder:
    table = words("instrument")
    lists = ("make", "make_event", "revise", "publish", "consult", "keep")
    return WordFinder(word for name in lists for word in table[name])


def is_old(passage: Passage, name: Span, verb: str) -> bool:
    """Whether the report shows that a thing exists already; revising it is news all the same."""
    is_revised = verb in word_set("instrument", "revise")
    return passage.stance == PROMISE and not is_revised and core_name(name.of(passage.text)) in passage.known


def find_quoted(passage: Passage, stretch: Span, verb: str) -> Iterator[Span]:
    """Quotations behind a verb that end in an institution's noun, are followed by one, or are coined by the verb."""
    for quote in passage.quotes:
        end = _name_end(passage, quote, verb) if stretch.start <= quote.start < stretch.end else None
        if end:
            yield Span(_name_start(passage, stretch.start, quote.start), end)


def _name_end(passage: Passage, quote: Span, verb: str) -> int | None:
    """Where the name ends that a quotation begins or is; ``None`` where it is no name."""
    tail = _institution().match(passage.text, quote.end)
    if tail:
        return tail.end()
    is_thing = passage.text.endswith(endings("instrument", "institution"), quote.start, quote.end - 1)
    is_coined = verb in word_set("instrument", "coin") and COINED_ENDS.match(passage.text, quote.end)
    return quote.end if is_thing or is_coined else None


def quoted_before(passage: Passage, stretch: Span, end: int) -> Span | None:
    """A quoted name that ends where a verb begins: “一键达”平台|上线."""
    for quote in passage.quotes:
        tail = _institution().match(passage.text, quote.end) if stretch.start <= quote.start < end else None
        if tail and tail.end() == end:
            return Span(quote.start, end)
    return None


@cache
def _institution() -> re.Pattern[str]:
    return re.compile(rf"[^，、。；“等\d]{{0,6}}?{any_of(words('instrument')['institution'])}")


def _name_start(passage: Passage, start: int, quote: int) -> int:
    """Where a name begins whose middle is quoted: 村级“阳光晒账”制度."""
    lead = LEADERS.match(passage.text[start:quote])
    begin = start + (lead.end() if lead else 0)
    return begin if re.fullmatch(r"[^、，的《》“”]{0,12}", passage.text[begin:quote]) else quote
