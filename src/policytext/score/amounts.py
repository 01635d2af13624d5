"""Numbers that a promise can be held to (目标), and closed sets of matters (范围)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.quantities import Quantity
from policytext.records import Span
from policytext.score.passage import DONE, PROBLEM, PROMISE, Found, Passage, any_of, find_verbs, words

TIME_UNITS = frozenset(["个工作日", "工作日", "个月", "个季度", "年", "天", "日", "周", "个小时", "小时", "分钟"])
"""A length of time is a deadline, unless it is what something is shortened to."""

LIST_NAME = re.compile(r"[图张网清单双两]$")
"""Before a numeral these make a name: 两图一册, 四张清单一张网."""
CONDITION = re.compile(r"(?:涉及|连续|遇有?|凡)[^，。；]{0,3}$")
CONDITION_ENDS = re.compile(r"[^，。；]{0,3}的(?:[，一予]|单位|部门)")
"""Before a number these make it a case that a rule speaks of, not a goal: 涉及两个以上部门的, 重合度超过三成的."""
JOINT = re.compile(r"[、和与及]")
NOUN_AFTER = re.compile(r"[^，。；、：！？（）()“”《》\d]{0,14}")
SHORTENED = re.compile(r"(?:压缩|缩短|压减|减少|控制)[至到为在]?[^，。；]{0,6}$")
LISTED = re.compile(r"[^、和与及等]{2,24}(?:[、和与及][^、和与及等]{2,24}){1,11}等?$")
LIST_LEAD = re.compile(r"(?:重点|优先|主动|全面|分别|公开|公布|发布|[对将把])*")
CLOSED_BY_WORD = re.compile(
    r"(?:(?<=[，（：])即|仅限于?|仅就|只限)(?P<list>[^，。；、和与及]{2,20}(?:[、和与及][^，。；、和与及]{2,20}){1,11})"
)


def find_targets(passage: Passage) -> Iterator[Found]:
    """Numbers, ratios and closed counts that a promise can be held to."""
    for number in _usable_numbers(passage):
        if not _is_scope(passage, number) and not _is_length(passage, number):
            yield Found("target", _with_noun(passage, number), _value(number))
    if passage.stance == PROMISE:
        yield from _whole_sets(passage)
        yield from (Found("target", Span(*m.span()), "0") for m in _zeros().finditer(passage.text))


def find_scopes(passage: Passage) -> Iterator[Found]:
    """Stated counts of matters, and lists closed by 即, 仅 or their own count."""
    for number in _usable_numbers(passage):
        if _is_scope(passage, number):
            yield Found("scope", _with_list(passage, _with_noun(passage, number)), _value(number))
    for match in CLOSED_BY_WORD.finditer(passage.text):
        if all(len(item) >= 2 for item in JOINT.split(match["list"])):
            yield Found("scope", Span(*match.span()), str(len(JOINT.split(match["list"]))))


def _usable_numbers(passage: Passage) -> list[Quantity]:
    """Numbers with a unit that do not count past work and stand in no title or slogan."""
    return [n for n in passage.numbers if n.unit and not passage.is_quoted(n.span) and _counts(passage, n)]


def _counts(passage: Passage, number: Quantity) -> bool:
    clause = passage.clause_at(number.span.start).of(passage.text)
    if number.surface[0] == "一" and not number.bound and number.high is None:
        return False  # 一次, 一批, 一个 hold nobody to a number
    if number.surface[0] in "一二两三四五六七八九十" and LIST_NAME.search(passage.text, 0, number.span.start):
        return False
    exceeding = number.surface.startswith(("超过", "低于")) and CONDITION_ENDS.match(passage.text, number.span.end)
    if exceeding or CONDITION.search(passage.text, 0, number.span.start):
        return False
    if _empty_noun().match(passage.text, number.span.end):
        return False
    if passage.stance == DONE:
        return _closed().match(passage.text, number.span.end) is not None
    return passage.stance == PROBLEM or not any(word in clause for word in words("target")["past"])


@cache
def _empty_noun() -> re.Pattern[str]:
    """从三个方面, 抓好五项工作: the count of nothing in particular."""
    return re.compile(rf"[^，。；、的\d]{{0,4}}?{any_of(words('target')['empty'])}(?:$|[，。；、：])")


@cache
def _closed() -> re.Pattern[str]:
    """What makes the count of a finished thing a closed one: 14个网页全部并入."""
    return re.compile(rf"[^，。；、]{{0,12}}?{any_of(words('target')['closed'])}")


def _is_scope(passage: Passage, number: Quantity) -> bool:
    table = words("target")
    if number.unit in table["kinds"]:
        return True
    after = NOUN_AFTER.match(passage.text, number.span.end)
    noun = re.match(rf"[^，。；的]{{0,8}}?{any_of(table['matters'])}", after[0] if after else "")
    if number.unit in {"项", "个", "条"} and noun:
        return True
    clause = passage.clause_at(number.span.start)
    before, behind = passage.text[clause.start : number.span.start], passage.text[number.span.end : clause.end]
    return before.endswith(tuple(table["publish"])) and re.search(r"的.*(?:信息|情况|内容|数据)$", behind) is not None


def _is_length(passage: Passage, number: Quantity) -> bool:
    clause = passage.clause_at(number.span.start)
    before = passage.text[clause.start : number.span.start]
    return number.unit in TIME_UNITS and not SHORTENED.search(before)


def _with_noun(passage: Passage, number: Quantity) -> Span:
    """The number and the noun that it counts."""
    if number.unit == "%":
        return number.span
    after = NOUN_AFTER.match(passage.text, number.span.end)
    noun = after[0] if after else ""
    stop = _noun_stops().search(noun)
    ends = [stop.start() if stop else len(noun), *(verb.start for verb in find_verbs(noun))]
    return Span(number.span.start, number.span.end + min(ends))


@cache
def _noun_stops() -> re.Pattern[str]:
    return re.compile(any_of(words("target")["noun_stops"]))


@cache
def _zeros() -> re.Pattern[str]:
    return re.compile(rf"零{any_of(words('target')['zeros'])}")


def _with_list(passage: Passage, span: Span) -> Span:
    """The list in front that a count closes: 涉农补贴和义务教育招生两类信息."""
    clause = passage.clause_at(span.start)
    listed = LISTED.search(passage.text[clause.start : span.start])
    if not listed:
        return span
    start = max((verb.end for verb in find_verbs(listed[0])), default=0)
    start += LIST_LEAD.match(listed[0][start:]).end()  # type: ignore[union-attr]
    items = [item for item in JOINT.split(listed[0][start:].removesuffix("等")) if item]
    return Span(clause.start + listed.start() + start, span.end) if len(items) > 1 else span


def _value(number: Quantity) -> str:
    sign = {"at_least": ">=", "at_most": "<=", "over": ">", "about": "~"}.get(number.bound, "")
    high = f"-{number.high}" if number.high is not None else ""
    return f"{sign}{number.value}{high}{number.unit}"


@cache
def _sets() -> re.Pattern[str]:
    return re.compile(rf"[^，。；、]{{0,10}}{any_of(words('target')['sets'])}[^，。；]{{0,12}}全(?:部)?覆盖")


def _whole_sets(passage: Passage) -> Iterator[Found]:
    """全覆盖 of a stated set."""
    for clause in passage.clauses:
        match = _sets().search(passage.text, clause.start, clause.end)
        if match and "已" not in match[0]:
            yield Found("target", Span(*match.span()), "100%")
