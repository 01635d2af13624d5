"""Numbers that hold nobody to anything: cases that a rule speaks of, starting points, ranks, versions."""

from __future__ import annotations

import re
from collections.abc import Callable

from policytext.quantities import Quantity
from policytext.score.passage import Passage, ends_with

LIST_NAME = re.compile(r"[图张网清单双两]$")
"""Before a numeral these make a name: 两图一册, 四张清单一张网."""
CONDITION = re.compile(r"(?:涉及|连续|遇有?|凡)[^，。；]{0,3}$")
CONDITION_ENDS = re.compile(r"[^，。；]{0,3}的(?:[，一予]|单位|部门|县|区|乡|镇|村|网|承|问|留|项|支|采|账|栏)")
"""Before or behind a number these make it a case that a rule speaks of: 涉及两个以上部门的, 重合度超过三成的."""
FLOOR_ENDS = re.compile(r"[^，。；]{0,2}的")
FROM = re.compile(r"(?:由|从|原来的?|原有的?|现有的?|原)[^，。；、]{0,5}$")
TO = re.compile(r"[^，。；]{0,10}?(?:到|至|为|(?<!组)成|增|减|以内)")
"""Around a number: where something starts from (由3000册|增加到5000册)."""
RANK = re.compile(r"(?:前|后|末)$")
ENTERED = re.compile(r"(?:进入|跻身|达到|保持)[^，。；]{0,6}前$")
PARTED = re.compile(r"分$")
EACH_ONE = re.compile(r"(?:每(?![逢周月季年天日半])[^，。；]{1,8}|至少|不少于)[^，。；]{0,4}$")
"""Before 一名, 一张: it does hold somebody to a number."""
UNITS_OF_ONE = frozenset(["名", "人", "张", "篇", "套", "册", "份"])


SAMPLED = re.compile(r"(?:随机|抽验|点验|抽看)[^，。；]{0,8}$")
PENALTY = re.compile(r"扣减?[^，。；]{0,14}$")
"""Before a number: how much is looked at, or what a fault costs, is no goal."""


def binds(passage: Passage, number: Quantity) -> bool:
    """Whether a number can be what a promise is held to."""
    return not any(is_idle(passage.text, number) for is_idle in IDLE)


def _is_one(text: str, number: Quantity) -> bool:
    """一次, 一批, 一个 hold nobody to a number; 每村一名 does."""
    if number.surface[0] != "一" or number.bound or number.high is not None:
        return False
    return number.unit not in UNITS_OF_ONE or not ends_with(EACH_ONE, text, number.span.start)


def _is_condition(text: str, number: Quantity) -> bool:
    start, end = number.span.start, number.span.end
    exceeding = number.surface.startswith(("超过", "低于", "高于", "不足", "多于", "达到", "满"))
    if exceeding or text.endswith(("低于", "高于", "不足", "满", "居前"), 0, start):
        return CONDITION_ENDS.match(text, end) is not None
    floor = number.surface.endswith(("以上", "以下")) and number.unit != "%"
    return bool(ends_with(CONDITION, text, start) or (floor and FLOOR_ENDS.match(text, end)))


def _is_start(text: str, number: Quantity) -> bool:
    return bool(ends_with(FROM, text, number.span.start) and TO.match(text, number.span.end))


def _is_rank(text: str, number: Quantity) -> bool:
    """前三名; but 进入全市前五名 is a goal."""
    if number.unit not in {"名", "位"} or not ends_with(RANK, text, number.span.start):
        return False
    return not ends_with(ENTERED, text, number.span.start)


def _is_name(text: str, number: Quantity) -> bool:
    """Numerals inside names and versions: 两图一册, 2.0版; 分三批 only tells how."""
    if number.surface[0] in "一二两三四五六七八九十" and ends_with(LIST_NAME, text, number.span.start):
        return True
    if number.unit == "版" and "." in number.surface:
        return True
    return number.unit in {"批", "批次", "步", "片", "轮"} and ends_with(PARTED, text, number.span.start)


def _is_in_check(text: str, number: Quantity) -> bool:
    """抽验两成, 扣2分: part of how one will see, not of what is promised."""
    sampled = not number.bound and ends_with(SAMPLED, text, number.span.start)
    return bool(sampled or (number.unit == "分" and ends_with(PENALTY, text, number.span.start)))


IDLE: tuple[Callable[[str, Quantity], bool], ...] = (
    _is_one,
    _is_condition,
    _is_start,
    _is_rank,
    _is_name,
    _is_in_check,
)
"""Each tells whether a number in a text holds nobody to anything."""
