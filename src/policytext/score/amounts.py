"""Numbers that a promise can be held to (目标), and closed sets of matters (范围)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.quantities import Quantity
from policytext.records import Span
from policytext.score.binding import binds
from policytext.score.passage import DONE, PROBLEM, PROMISE, REACH, Found, Passage, any_of, endings, find_verbs, words

TIME_UNITS = frozenset(["个工作日", "工作日", "个月", "个季度", "年", "天", "日", "周", "个小时", "小时", "分钟", "秒"])
"""A length of time is a deadline, unless it is what something is shortened to or must last at least."""

JOINT = re.compile(r"[、和与及]")
NOUN_AFTER = re.compile(r"[^，。；、：！？（）()“”《》\d]{0,14}")
SHORTENED = re.compile(r"(?:压缩|缩短|压减|减少|控制|(?<!可)延长)[至到为在]?[^，。；]{0,6}$")
GOALS = ("突破", "达到", "不少于", "不低于", "增加到")
"""With one of these a number is a goal though no measure word follows: 粉丝数突破8000."""
FRACTION = re.compile(
    r"(?:不低于|不少于|不超过|达到|超过|控制在)[^，。；\d]{0,8}?[二三四五六七八九十百千万]{1,2}分之[一二三四五六七八九十]{1,2}(?:以[上内下])?"
)
"""A share in words: 不低于涉及户数的三分之二. 百分之… is read with the numbers."""
EACH = re.compile(r"(?:其中|每[个名位家本处期集篇份]|单[篇个]|另|各)[^，。；]{0,10}$")
"""Before a number this tells how the target before it is made up: 22名，每个社区|2名."""
CONSULTED = re.compile(r"(?:按照|根据|依据|参照)[^，。；]{0,12}$")
"""Before a number this makes it one of a model that is consulted: 按照26个试点领域指引."""
LISTED = re.compile(r"[^、和与及等]{2,24}(?:[、和与及][^、和与及等]{2,24}){1,11}等?$")
SHARED_OUT = re.compile("各|均|分别|每|组成|[派设]$")
"""In the last item of a list: the number does not count the list (三个局各|派1名)."""
LIST_LEAD = re.compile(r"(?:重点|优先|主动|全面|分别|公开|公布|发布|[对将把])*")
SHOWN_OF = re.compile(r"的.*(?:信息|情况|内容|数据|照片|结果|进度|进展|名单|明细)$")
"""Behind the count of what something is published about: 32个重点项目|的进展情况."""
_PLACE = "[省市县区乡镇村组户街道]{1,2}"
STEPS_OF_PLACES = re.compile(rf"{_PLACE}(?:、{_PLACE}){{2,3}}[三四]级(?=公|张|同)")
"""Where a thing is published, counted: 县、乡、村三级公示."""
PLACED = re.compile(r"(?:^|(?<=[前后内起底日]))[在于由向对为](?=[\u4e00-\u9fff]{2})")
"""What stands between a deadline and the first item of a list: 9月底前在南埠、白蕖2个乡镇."""
CLOSED_BY_WORD = re.compile(
    r"(?:(?<=[，（：])即|仅限于?|仅就|只限)(?P<list>[^，。；、和与及]{2,20}(?:[、和与及][^，。；、和与及]{2,20}){1,11})"
)


def find_targets(passage: Passage) -> Iterator[Found]:
    """Numbers, ratios and closed counts that a promise can be held to."""
    first: Quantity | None = None
    for number, is_closed in _usable_numbers(passage):
        if is_closed or _is_length(passage, number):
            continue
        if first is None or not EACH.search(
            passage.text, max(first.span.end, number.span.start - REACH), number.span.start
        ):
            yield Found("target", _with_list(passage, _with_noun(passage, number)), _value(number))
        first = first or number
    if passage.stance == PROMISE:
        yield from _whole_sets(passage)
        yield from (Found("target", Span(*m.span()), m[0]) for m in FRACTION.finditer(passage.text))
        yield from (Found("target", Span(*m.span()), "0") for m in zeros().finditer(passage.text))


def find_scopes(passage: Passage) -> Iterator[Found]:
    """Stated counts of matters, and lists closed by 即, 仅 or their own count."""
    for number, is_closed in _usable_numbers(passage):
        if is_closed:
            yield Found("scope", _with_list(passage, _with_noun(passage, number)), _value(number))
    yield from (Found("scope", Span(*m.span()), m[0]) for m in STEPS_OF_PLACES.finditer(passage.text))
    for match in CLOSED_BY_WORD.finditer(passage.text):
        if all(len(item) >= 2 for item in JOINT.split(match["list"])):
            yield Found("scope", Span(*match.span()), str(len(JOINT.split(match["list"]))))


def _usable_numbers(passage: Passage) -> list[tuple[Quantity, bool]]:
    """Numbers with a unit that do not count past work and stand in no title or slogan, and whether each is a scope."""
    if "numbers" not in passage.notes:
        counted = (n for n in passage.numbers if n.unit or n.surface.startswith(GOALS))
        usable = [n for n in counted if not passage.is_quoted(n.span) and _counts(passage, n)]
        passage.notes["numbers"] = [(number, is_scope(passage, number)) for number in usable]
    found: list[tuple[Quantity, bool]] = passage.notes["numbers"]
    return found


def _counts(passage: Passage, number: Quantity) -> bool:
    if not binds(passage, number):
        return False
    clause = passage.clause_at(number.span.start)
    idle = _empty_noun().match(passage.text, number.span.end)
    idle = idle or CONSULTED.search(passage.text, clause.start, number.span.start)
    if idle and _list_before(passage, number.span) is None:
        return False
    if passage.stance == DONE:
        return _closed().match(passage.text, number.span.end) is not None
    told = clause.of(passage.text)
    return passage.stance == PROBLEM or not any(word in told for word in words("target")["past"])


@cache
def _empty_noun() -> re.Pattern[str]:
    """从三个方面, 抓好五项工作: the count of nothing in particular."""
    return re.compile(rf"[^，。；、的\d]{{0,4}}?{any_of(words('target')['empty'])}(?:$|[，。；、：])")


@cache
def _closed() -> re.Pattern[str]:
    """What makes the count of a finished thing a closed one: 14个网页全部并入."""
    return re.compile(rf"[^，。；、]{{0,12}}?{any_of(words('target')['closed'])}")


def is_scope(passage: Passage, number: Quantity) -> bool:
    """Whether a number counts kinds of matter rather than units that must act or things to be made."""
    table, text = words("target"), passage.text
    if number.bound or number.high is not None:
        return False
    if number.unit in table["kinds"]:
        return number.unit != "种" or not _things().match(text, number.span.end)
    is_matter = number.unit in {"项", "个"} and not _things().match(text, number.span.end)
    if is_matter and (_matters().match(text, number.span.end) or _list_before(passage, number.span) is not None):
        return True
    clause = passage.clause_at(number.span.start)
    published = text.endswith(endings("target", "publish"), clause.start, number.span.start)
    return published and SHOWN_OF.search(text, number.span.end, clause.end) is not None


@cache
def _matters() -> re.Pattern[str]:
    """The noun of a count of matters; no verb stands before it (6个办事大厅|设立信息查阅角)."""
    return re.compile(
        rf"(?:(?!设|建|张贴|开展|公布|完成)[^，。；的]){{0,8}}?{any_of(words('target')['matters'])}"
        r"(?!公开[查专栏员点平系]|员|查|化|平台|系统|点)"
    )


@cache
def _things() -> re.Pattern[str]:
    """The noun of a count of units, places or things."""
    return re.compile(rf"[镇村县区市局站点处楼]|[^，。；、的由在对到把给向]{{0,4}}?{any_of(words('target')['things'])}")


def _is_length(passage: Passage, number: Quantity) -> bool:
    clause = passage.clause_at(number.span.start)
    lasts = number.bound == "at_least" or SHORTENED.search(passage.text[clause.start : number.span.start])
    return number.unit in TIME_UNITS and not lasts


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
def zeros() -> re.Pattern[str]:
    """零差错 and the like: a number that is a word."""
    return re.compile(rf"零{any_of(words('target')['zeros'])}")


def _with_list(passage: Passage, span: Span) -> Span:
    """A count with the list in front that it closes: 涉农补贴和义务教育招生两类信息."""
    start = _list_before(passage, span)
    return span if start is None else Span(start, span.end)


def _list_before(passage: Passage, span: Span) -> int | None:
    """Where the list begins that a count closes; ``None`` where there is none."""
    clause = passage.clause_at(span.start)
    listed = LISTED.search(passage.text[clause.start : span.start])
    if not listed:
        return None
    first = JOINT.split(listed[0])[0]  # a verb in a later item is part of its noun: 危房改造
    start = max((verb.end for verb in find_verbs(first) if verb.end < len(first)), default=0)
    placed = PLACED.search(first, start)
    start = placed.end() if placed else start
    start += LIST_LEAD.match(listed[0][start:]).end()  # type: ignore[union-attr]
    items = [item for item in JOINT.split(listed[0][start:].removesuffix("等")) if item]
    is_list = len(items) > 1 and not SHARED_OUT.search(items[-1])
    return clause.start + listed.start() + start if is_list else None


def _value(number: Quantity) -> str:
    sign = {"at_least": ">=", "at_most": "<=", "over": ">", "about": "~"}.get(number.bound, "")
    high = f"-{number.high}" if number.high is not None else ""
    return f"{sign}{number.value}{high}{number.unit}"


@cache
def whole_set() -> re.Pattern[str]:
    """全覆盖, and of what."""
    return re.compile(rf"[^，。；、]{{0,10}}{any_of(words('target')['sets'])}[^，。；]{{0,12}}全(?:部)?覆盖")


def _whole_sets(passage: Passage) -> Iterator[Found]:
    """全覆盖 of a stated set."""
    for clause in passage.clauses:
        match = whole_set().search(passage.text, clause.start, clause.end)
        if match and "已" not in match[0]:
            yield Found("target", Span(*match.span()), "100%")
