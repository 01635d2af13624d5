"""Titles in 《》: a document that is an institution counts as the measure, with the whole title as its surface."""

from __future__ import annotations

import re

from policytext.find.gazetteer import Gazetteer, Hit
from policytext.records import Measure
from policytext.resources import read_lines

# Stands for the characters of a title while the rest of the text is searched; it occurs in no name.
MASK = "\ufffc"
_TITLE = re.compile(r"《([^《》]{1,80})》")
_NOT_PART = re.compile(r"（[^（）]{0,20}）$|(?:的)?(?:通知|公告|通告|函|批复)$|[\d年版]{1,6}$")
_JOINTS = ("", "、", "和", "及", "与", "以及")
# A plan about something is not the rule of that name: 《问题整改方案》 is no 整改制度.
_PLANS = ("工作方案", "实施方案", "实施意见", "方案", "意见", "汇编")


def find_titles(plain: str, gazetteer: Gazetteer) -> tuple[list[Hit], str]:
    """The titles that name a measure, and the text with every title masked.

    A part of a title does not count: 《在线审批监管平台运行管理办法》 is a document about the platform. Nor does
    a title that is cited as a basis (根据《…》).

    >>> from policytext.find.gazetteer import load_gazetteer
    >>> hits, rest = find_titles("印发《甲县首问负责制实施办法（试行）》", load_gazetteer())
    >>> hits[0].measure.name, hits[0].start, rest[:3]
    ('首问负责制', 2, '印发\ufffc')
    """
    hits = []
    end, cited = 0, False
    for match in _TITLE.finditer(plain):
        # In a row of titles what holds for the first holds for all.
        in_row = end > 0 and plain[end : match.start()] in _JOINTS
        cited = cited if in_row else plain.endswith(read_lines("find/basis.txt"), 0, match.start())
        end = match.end()
        measure = None if cited else measure_of_title(match[1], gazetteer)
        if measure:
            hits.append(Hit(match.start(), end, measure))
    return hits, _TITLE.sub(lambda match: MASK * len(match[0]), plain)


def measure_of_title(title: str, gazetteer: Gazetteer) -> Measure | None:
    """The measure that a title ends with, apart from words like 实施办法 and （试行）; none for a law."""
    core = _strip(title)
    if title.startswith(read_lines("find/cited_titles.txt")) or core in gazetteer.stop:
        return None
    tail = next((tail for tail in read_lines("find/title_tails.txt") if core.endswith(tail)), "")
    stem = core.removesuffix(tail)
    candidates = [core]
    if tail:
        # The whole first: 《政策解读办法》 may be a name of its own. 细则 stands for 制度: 《信息发布审核细则》.
        candidates += [stem] if tail in _PLANS else [stem, stem + "制度"]
    return next((measure for name in candidates if (measure := gazetteer.named_at_end(name))), None)


def _strip(title: str) -> str:
    for _ in range(3):
        title = _NOT_PART.sub("", title)
    return title
