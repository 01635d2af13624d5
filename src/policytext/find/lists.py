"""Names that a list shortens: 保密审查、责任追究等制度 and 政府信息公开指南和目录."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from policytext.find.gazetteer import Gazetteer, Hit
from policytext.find.titles import MASK
from policytext.find.variants import head_of, heads
from policytext.records import Measure
from policytext.resources import read_lines

# Longer than any item of a list that names a measure; shorter items make no name.
_LONGEST_ITEM, _SHORTEST_ITEM = 14, 2
_LONGEST_LIST = 120
_CLAUSE = re.compile(f"[。；：！？，\n{MASK}]")
_SEPARATOR = re.compile(r"以及|[、和与及或并]")
_JOINS = re.compile("[等、和与及或并]")
_PAIR_HEAD = "政府信息公开"
_PAIR = re.compile(r"(?:指南|目录)(?=(?:以及|[、和及与])(指南|目录))")
# 办事指南和目录 is not the pair.
_OTHER_GUIDES = ("办事", "服务", "操作", "申报", "工作", "标准", "公开")
_AT_END = re.compile(r"(?:以及|[、和与及或并])$")


@cache
def _shared_ending() -> re.Pattern[str]:
    """等制度, 等6项制度, 等环节建立了相应的工作机制, or the ending alone."""
    endings = "|".join(map(re.escape, read_lines("find/list_endings.txt")))
    return re.compile(f"(等[^，。；：、！？\n]{{0,12}}?)?({endings})")


def may_be_list(plain: str) -> bool:
    """Whether a text can hold a list that shortens a name: something that joins items, and what they may end in.

    >>> may_be_list("保密审查、责任追究等制度"), may_be_list("建立信息公开制度")
    (True, False)
    """
    return _JOINS.search(plain) is not None and _ends().search(plain) is not None


@cache
def _ends() -> re.Pattern[str]:
    return re.compile("指南|" + "|".join(map(re.escape, read_lines("find/list_endings.txt"))))


def complete_endings(plain: str, gazetteer: Gazetteer) -> list[Hit]:
    """Measures in lists whose items share their last word.

    An item on the stop list is not completed: 主动公开、保密审查等制度 names one measure.

    >>> from policytext.find.gazetteer import load_gazetteer
    >>> text = "制定了信息发布审核、过错责任追究等6项制度"
    >>> [(hit.measure.name, text[hit.start:hit.end]) for hit in complete_endings(text, load_gazetteer())]
    [('信息发布审核制度', '信息发布审核'), ('责任追究制度', '过错责任追究')]
    """
    hits: list[Hit] = []
    first = _JOINS.search(plain)
    for match in _shared_ending().finditer(plain, first.start()) if first else ():
        begin = _clause_start(plain, match.start())
        if not match[1] and not _SEPARATOR.search(plain, begin, match.start()):
            continue  # no list
        items = list(_items(plain[begin : match.start()], match[2], gazetteer, run_together=bool(match[1])))
        found = [Hit(begin + start, begin + end, measure) for start, end, measure in reversed(items)]
        hits += _as_list(found, match, plain)
    return hits


def _clause_start(plain: str, end: int) -> int:
    start = max(0, end - _LONGEST_LIST)
    breaks = [match.end() for match in _CLAUSE.finditer(plain, start, end)]
    return breaks[-1] if breaks else start


def _items(region: str, ending: str, gazetteer: Gazetteer, *, run_together: bool) -> Iterator[tuple[int, int, Measure]]:
    """The items that the ending completes, from the last to the first.

    Separators may be lost where 等 says that this is a list: 首问负责一次性告知等制度.
    """
    head = _list_head(region)
    position = len(region)
    while position > 0:
        tail = _AT_END.search(region, max(0, position - 2), position)
        separated = tail is not None or position == len(region)
        position = tail.start() if tail else position
        item = _longest_item(region[:position], head, ending, gazetteer) if separated or run_together else None
        if item:
            yield position - len(item[0]), position, item[1]
            position -= len(item[0])
        else:
            before = [match.start() for match in _SEPARATOR.finditer(region, 0, position)]
            position = before[-1] if before else 0


def _longest_item(region: str, head: str, ending: str, gazetteer: Gazetteer) -> tuple[str, Measure] | None:
    names = gazetteer.names
    for length in range(min(_LONGEST_ITEM, len(region)), _SHORTEST_ITEM - 1, -1):
        item = region[-length:]
        measure = (head and names.get(head + item + ending)) or names.get(item + ending)
        if measure and item not in gazetteer.stop:
            return item, measure
    return None


def _list_head(region: str) -> str:
    """The head that the first item of the list gives to the others: 舆情收集、研判、回应."""
    first = region[: match.start()] if (match := _SEPARATOR.search(region)) else ""
    return next((head for head in _list_heads() if head in first), "")


@cache
def _list_heads() -> tuple[str, ...]:
    return (*read_lines("find/list_heads.txt"), *heads())


def _as_list(found: list[Hit], match: re.Match[str], plain: str) -> list[Hit]:
    """The items as hits: one hit over the whole list where all name one measure; none where there is no list."""
    if not found:
        return []
    whole = plain[found[0].start : match.start()]
    if not match[1] and not _SEPARATOR.search(whole) and len(found) < 2:
        return []
    measures = {hit.measure.id for hit in found}
    if len(measures) == 1 and _SEPARATOR.search(plain, found[0].start, found[-1].end):
        return [Hit(found[0].start, match.end(), found[0].measure)]
    if not match[1] and found[-1].end == match.start():
        found[-1] = found[-1]._replace(end=match.end())
    return found


def complete_pairs(plain: str, gazetteer: Gazetteer) -> list[Hit]:
    """指南 and 目录 side by side without their head: the two that the law asks of every organ.

    >>> from policytext.find.gazetteer import load_gazetteer
    >>> [hit.measure.name for hit in complete_pairs("编制了指南、目录", load_gazetteer())]
    ['政府信息公开指南', '政府信息公开目录']
    """
    hits: list[Hit] = []
    for match in _PAIR.finditer(plain):
        if match[0] == match[1] or plain.endswith(_OTHER_GUIDES, 0, match.start()):
            continue
        for start, item in ((match.start(), match[0]), (match.start(1), match[1])):
            measure = gazetteer.names.get(_PAIR_HEAD + item)
            hits += [Hit(start, start + len(item), measure)] if measure else []
    return hits


def complete_heads(plain: str, hits: list[Hit], gazetteer: Gazetteer) -> list[Hit]:
    """Measures whose head was named with the item before: 政府信息公开指南和目录.

    >>> from policytext.find.gazetteer import load_gazetteer
    >>> gazetteer = load_gazetteer()
    >>> text = "更新政府信息公开指南和目录"
    >>> more = complete_heads(text, gazetteer.find_plain(text), gazetteer)
    >>> [(hit.measure.name, text[hit.start:hit.end]) for hit in more]
    [('政府信息公开目录', '目录')]
    """
    more: list[Hit] = []
    for hit in hits:
        head = head_of(plain[hit.start : hit.end])
        following: Hit | None = hit
        while head and following:
            following = _next_item(plain, following.end, head, gazetteer)
            more += [following] if following else []
    return more


def _next_item(plain: str, end: int, head: str, gazetteer: Gazetteer) -> Hit | None:
    joint = _SEPARATOR.match(plain, end)
    if not joint:
        return None
    item = plain[joint.end() : joint.end() + _LONGEST_ITEM]
    found = gazetteer.find_plain(head + item)
    if not found or found[0].start or found[0].end <= len(head) + 1:
        return None
    return Hit(joint.end(), joint.end() + found[0].end - len(head), found[0].measure)
