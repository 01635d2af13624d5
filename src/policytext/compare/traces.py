"""The concrete trace that an act leaves in the text: a date, a count, a document or another named thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from policytext.quantities import find_numbers

TITLE = re.compile(r"《[^《》]{2,60}》")
QUOTE = re.compile(
    r"(?P<name>[“「][^“”「」]{2,20}[”」])(?=.{0,4}?(?:公众号|视频号|账号|平台|专区|专栏|栏目|系统|机制|制度|小程序|热线|窗口|课堂))"
)
"""A quoted name of something that was set up; other quotations are figures of speech."""
DAY = re.compile(
    r"(?<!\d)(?:20\d\d年)?1?\d月(?:[0-3]?\d日|底|初|中旬|上旬|下旬|份|起)?|第?[一二三四1-4]季度|[上下]半年"
)
NOT_COUNTED = frozenset(["年", "月", "日", "号", "届", "版", "条例"])
"""Units whose numbers name a time or an edition and count nothing."""

PARTIAL = re.compile(
    r"(?:其余|余下|剩余|另外)[\d一二三四五六七八九十]|尚未(?![^，。；的]{1,4}的)|未能|未完成|推迟|暂未|有待|正在|正抓紧|初步|试运行"
    r"|已有\d+|(?:部分|多数)(?:单位|乡镇|部门|企业)|减[至为少到]|(?<!、)延期(?!、)|超期(?!未)|基本(?:完成|建成|得到|实现)|仅有?\d|未再"
)
"""Words by which a report itself says that something is done in part."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Something concrete in a text: its kind (date, count, document, named) and its characters."""

    kind: str
    surface: str


def _dates(text: str) -> Iterator[str]:
    return (match[0] for match in DAY.finditer(text))


def _counts(text: str) -> Iterator[str]:
    return (
        q.surface
        for q in find_numbers(text)
        if q.unit and q.unit not in NOT_COUNTED and not q.surface.startswith("一")  # 一批, 一系列: no count
    )


def _documents(text: str) -> Iterator[str]:
    return (match[0] for match in TITLE.finditer(text))


def _names(text: str) -> Iterator[str]:
    return (match["name"] for match in QUOTE.finditer(text))


TRACES: dict[str, Callable[[str], Iterator[str]]] = {
    "date": _dates,
    "count": _counts,
    "document": _documents,
    "named": _names,
}


def find_traces(evidence: str, promise: str, measures: Collection[str] = ()) -> tuple[Trace, ...]:
    """What is concrete in the evidence and did not stand in the promise.

    Args:
        evidence: a statement of the next report.
        promise: the commitment.
        measures: names of measures in the evidence that the promise does not name.

    >>> [(t.kind, t.surface) for t in find_traces("6月印发《解读办法》，培训3期。", "制定《解读办法》。")]
    [('date', '6月'), ('count', '3期')]
    """
    found = [Trace(kind, surface) for kind, find in TRACES.items() for surface in find(evidence)]
    fresh = [trace for trace in found if trace.surface not in promise]
    return tuple(dict.fromkeys([*fresh, *(Trace("measure", name) for name in sorted(measures))]))


def falls_short(promise: str, evidence: str) -> bool:
    """Whether the evidence counts fewer of something than the promise, and never as many.

    >>> falls_short("在5个乡镇增设查阅点", "4个乡镇的查阅点建成"), falls_short("举办2期", "6月1期，全年3期")
    (True, False)
    """
    done: dict[str, list[float]] = {}
    for quantity in find_numbers(evidence):
        done.setdefault(quantity.unit, []).append(float(quantity.value))
    promised = [q for q in find_numbers(promise) if q.unit and q.unit not in NOT_COUNTED and q.bound != "at_most"]
    return any(q.unit in done and max(done[q.unit]) < q.value for q in promised)
