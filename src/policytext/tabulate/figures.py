"""Statements -> facts: the figures that prose states, each with its indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.quantities import Quantity, find_numbers
from policytext.records import Fact, Label, Statement
from policytext.resources import read_csv, read_toml
from policytext.tabulate.zeros import find_zeros
from policytext.triggers import Triggers

#: Between the words that name an indicator and its number may stand 共, 共计, 为, 分别为 and the like.
_GAP = r"[^，。；、！？（）\d]{0,12}$"

#: 复议、诉讼案件: two topics so near to one another that what follows is of both.
_JOINT = 6

#: What is promised has not happened, and a number in a problem says how large the problem is.
_STATES_NONE = frozenset({"improvement", "problem"})

#: How far before a number its indicator may be named; the longest chain, of disclosure through a named channel, is
#: shorter.
_REACH = 60

#: Words before a number that say that it is of another year, or not of one year; each pattern is asked only where a
#: character or word of it stands.
_MAY_BE_PREVIOUS = re.compile("[上去往同]")
_PREVIOUS = re.compile(r"(?<!结转)(?:上年度?+|去年|上一年度?+|往年)(?!结转|遗留|转入)|同比|比上|较上|比去|较去")
_OF_YEARS = ("以来", "历年", "近", "截")
_CUMULATIVE = re.compile(r"(?<!今年)(?<!年初)以来|历年|近[一二三四五\d]+年|截[至止][^。；]*累计|累计[^，。；]*截[至止]")
_GROWTH = re.compile(r"(?:增|减|降|上升|下降|提高|增长|减少|增加|回落|提升|翻)[\u4e00-\u9fff]{0,4}$")

#: A number of each, or of the organ alone beside the whole area, is not the report's figure for the indicator.
_MAY_BE_EACH = re.compile("[每均各由从]")
_EACH = re.compile(r"(?:每|平均|人均|月均|日均)[^，。；：、]*$|[各由从]$")
#: 抽查一次, 二次创业: a way of saying, not a figure.
_ONCE = frozenset({"一次", "二次", "一个", "一批", "一轮", "一场"})
_PART = re.compile(r"本级|本身|机关本部|办公室(?:收到|受理|新收)|其中")
#: 收到申请12件（其中上年结转2件): what is in hand, not what came in.
_WITH_CARRIED = re.compile(r"[（，]?(?:其中|含|包括)[^。；\d]{0,4}(?:上年|上一年|去年|结转)")
_WHOLES = frozenset({"requests_received", "requests_answered", "reviews", "lawsuits", "disclosed_total"})

#: An indicator is named in the clause of its number; of these marks none stands in its words.
_BREAKS = "，。；！？"
_SENTENCE = re.compile(r"[。；！？]")
_CLAUSE = re.compile(r"[，。；：、（）]")


@dataclass(frozen=True, slots=True)
class Wording:
    """How an indicator is worded: see ``data/figures.toml``."""

    indicator: str
    units: frozenset[str]
    left: re.Pattern[str] | None
    right: re.Pattern[str] | None
    topic: str
    unless: re.Pattern[str] | None
    bit: int
    """Its place among the wordings that may stand before a number; 0 where it stands behind."""

    def fits(self, topic: str) -> bool:
        """Whether it can be meant after a topic."""
        return not self.topic or topic in self.topic.split(" or ") or (not topic and self.topic.endswith(" or none"))


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of ``data/indicators.csv``."""

    id: str
    label: str
    unit: str
    group: str
    meaning: str


@cache
def load_indicators() -> dict[str, Indicator]:
    """The indicators by id."""
    names = ("indicator", "label", "unit", "group", "meaning")
    rows = read_csv("indicators.csv")
    return {row["indicator"]: Indicator(*(row[name] for name in names)) for row in rows}


def find_facts(statements: Iterable[Statement], labels: Mapping[int, Label]) -> list[Fact]:
    """The figures that statements state of the year reported; what is promised for the next year is none.

    Args:
        statements: of one document, in order.
        labels: by statement id; a commitment states no figure.

    Returns:
        Facts in the order of the text. A figure whose indicator is not known gives none.
    """
    found = []
    for statement in statements:
        label = labels.get(statement.id)
        if statement.role == "statement" and label and label.name not in _STATES_NONE:
            found += facts_of(statement.id, statement.text, statement.span.start, statement.section)
    return found


def facts_of(statement_id: int, text: str, start: int = 0, section: str = "") -> list[Fact]:
    """The facts of one statement, numbers and zeros in words, in order.

    >>> [(f.indicator, f.value, f.unit, f.approximate) for f in facts_of(1, "主动公开信息180余条，未收到申请。")]
    [('disclosed_total', 180, '条', True), ('requests_received', 0, '件', False)]
    """
    numbers = list(_numbers(statement_id, text, start, section))
    zeros = [
        Fact(statement_id, indicator, 0, load_indicators()[indicator].unit, span.of(text), span.shifted(start))
        for indicator, span in find_zeros(text)
    ]
    zeros = [zero for zero in zeros if not any(zero.span.overlaps(fact.span) for fact in numbers)]
    facts = [*numbers, *zeros]
    facts.sort(key=lambda fact: (fact.span.start, fact.span.end, fact.indicator))
    return facts


def _numbers(statement_id: int, text: str, start: int, section: str) -> Iterator[Fact]:
    quantities = [quantity for quantity in find_numbers(text) if quantity.unit and quantity.surface not in _ONCE]
    indicator: str | None = None
    for index, quantity in enumerate(quantities):
        begin = quantities[index - 1].span.end if index else 0
        end = quantities[index + 1].span.start if index + 1 < len(quantities) else len(text)
        if begin < quantity.span.start or quantity.unit == "%":  # 180余次700多人: two numbers of one thing
            indicator = _indicator(text, begin, end, quantity, section)
        if indicator is None or _is_of_each(text[begin : quantity.span.start]):
            continue
        if indicator == "requests_received" and _WITH_CARRIED.match(text, quantity.span.end):
            indicator = "requests_handled"
        period = _period(text, quantity.span.start, indicator)
        yield Fact(
            statement_id,
            indicator,
            quantity.value,
            quantity.unit,
            quantity.surface,
            quantity.span.shifted(start),
            quantity.bound,
            period,
        )


def _is_of_each(before: str) -> bool:
    return _MAY_BE_EACH.search(before) is not None and _EACH.search(before) is not None


def _indicator(text: str, begin: int, end: int, quantity: Quantity, section: str) -> str | None:
    """The indicator whose words come nearest to a number between two places, of equally near ones the longest."""
    if not _worded(quantity.unit):
        return None
    at = quantity.span.start
    before = text[max(begin, at - _REACH, *(text.rfind(mark, 0, at) + 1 for mark in _BREAKS)) : at]
    if quantity.unit == "%" and _GROWTH.search(before):
        return None
    left = [
        (match.end(1), len(match[1]), wording.indicator)
        for wording in _meant(quantity.unit, before, text, at, section)
        if wording.left and (match := wording.left.search(before)) and not _excluded(wording, text, at)
    ]
    if left:
        return max(left, key=lambda found: found[:2])[2]
    if before.endswith("的"):  # 不掌握的8件申请
        return None
    clause = _CLAUSE.search(text, quantity.span.end, end)
    after = text[quantity.span.end : clause.start() if clause else end]
    right = [
        (len(match[0]), wording.indicator)
        for wording in _behind(quantity.unit)
        if wording.right and (match := wording.right.match(after)) and not _excluded(wording, text, at)
    ]
    return max(right, key=lambda found: found[0])[1] if right else None


def _meant(unit: str, before: str, text: str, at: int, section: str) -> Sequence[Wording]:
    """The wordings for a unit that may stand before a number, and can be meant after what was spoken of."""
    wordings, asks = _candidates(unit, _lefts().mask(before))
    if not asks:
        return wordings
    topic = _topic(text[:at], section)
    return [wording for wording in wordings if wording.fits(topic)]


def _excluded(wording: Wording, text: str, at: int) -> bool:
    return wording.unless is not None and wording.unless.search(_SENTENCE.split(text[:at])[-1]) is not None


@lru_cache(maxsize=1 << 12)
def _candidates(unit: str, there: int) -> tuple[tuple[Wording, ...], bool]:
    """The wordings for a unit whose words are there, and whether any of them asks what was spoken of."""
    wordings = tuple(wording for wording in _worded(unit) if wording.bit & there)
    return wordings, any(wording.topic for wording in wordings)


def _topic(before: str, section: str) -> str:
    """What was spoken of last: requests, reviews or lawsuits; by the section where nothing was."""
    last = {name: max((m.end() for m in pattern.finditer(before)), default=-1) for name, pattern in _topics().items()}
    best, second = sorted(last, key=lambda name: last[name], reverse=True)[:2]
    if last[best] >= 0:
        return "" if second != "requests" and last[best] - last[second] <= _JOINT else best
    return "requests" if section == "on_request" else ""


def _period(text: str, at: int, indicator: str) -> str:
    """Of which time a number is, by the words before it in its sentence; ``part`` where it is not of the whole."""
    sentence = _SENTENCE.split(text[:at])[-1]
    clause = sentence[sentence.rfind("，") + 1 :]
    if _MAY_BE_PREVIOUS.search(clause) and _PREVIOUS.search(clause):
        return "previous"
    if indicator in _WHOLES and _PART.search(clause):
        return "part"
    may_be = any(word in sentence for word in _OF_YEARS)
    return "cumulative" if may_be and _CUMULATIVE.search(sentence) else "year"


@cache
def _worded(unit: str) -> tuple[Wording, ...]:
    """The wordings that count in a unit."""
    return tuple(wording for wording in _wordings() if unit in wording.units)


@cache
def _behind(unit: str) -> tuple[Wording, ...]:
    """Those of them that may stand behind a number."""
    return tuple(wording for wording in _worded(unit) if wording.right)


@cache
def _lefts() -> Triggers:
    """Tells by the words that they need which wordings may stand before a number."""
    return Triggers(_left_sources())


@cache
def _left_sources() -> dict[str, list[str]]:
    entries = read_toml("figures.toml")["indicators"].items()
    patterns = {name: _any(entry.get("left", []), _GAP) for name, entry in entries}
    return {name: [pattern.pattern] for name, pattern in patterns.items() if pattern}


@cache
def _wordings() -> tuple[Wording, ...]:
    return tuple(
        Wording(
            indicator,
            frozenset(entry["units"]),
            _any(entry.get("left", []), _GAP),
            _any(entry.get("right", []), ""),
            entry.get("topic", ""),
            re.compile(entry["unless"]) if "unless" in entry else None,
            _lefts().bits.get(indicator, 0),
        )
        for indicator, entry in read_toml("figures.toml")["indicators"].items()
    )


def _any(patterns: Sequence[str], then: str) -> re.Pattern[str] | None:
    """One pattern of several; its first group is what they match."""
    info = read_toml("figures.toml")["words"]["info"]
    joined = "|".join(f"(?:{pattern.replace('{info}', info)})" for pattern in patterns)
    return re.compile(f"({joined}){then}") if patterns else None


@cache
def _topics() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(words) for name, words in read_toml("figures.toml")["topics"].items()}
