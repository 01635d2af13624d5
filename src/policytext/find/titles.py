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
# 值守规定, 办事图册, 任务分解: how much may follow a name inside a title.
_LONGEST_REST = 4
_JOINTS = ("", "、", "和", "及", "与", "以及")
# A plan about something is not the rule of that name: 《问题整改方案》 is no 整改制度.
_PLANS = ("工作方案", "实施方案", "实施意见", "方案", "意见", "汇编")


def find_titles(plain: str, gazetteer: Gazetteer) -> tuple[list[Hit], str]:
    """The titles that name a measure, and the text with every title masked.

    A name inside a title counts where next to nothing follows it (《校务公开登记簿》); what says more about it does
    not (《在线审批监管平台运行管理办法》). Nor does a title that is cited as a basis (根据《…》), unless it is a list.

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
        hits += _hits_of(match, gazetteer, cited=cited)
    return hits, _TITLE.sub(lambda match: MASK * len(match[0]), plain)


def _hits_of(match: re.Match[str], gazetteer: Gazetteer, *, cited: bool) -> list[Hit]:
    """The whole title where it is a measure, else the names that end close to its end."""
    whole = measure_of_title(match[1], gazetteer)
    if cited or is_law(match[1], gazetteer):
        # Nobody cites a list as a legal basis: 按照《…标准目录》 says that it is in use.
        return [Hit(match.start(), match.end(), whole)] if whole and whole.category == "list" else []
    if whole:
        return [Hit(match.start(), match.end(), whole)]
    nearest = len(_strip(match[1])) - _LONGEST_REST
    inside = [hit for hit in gazetteer.find_plain(match[1]) if hit.end >= nearest]
    return [Hit(match.start(1) + hit.start, match.start(1) + hit.end, hit.measure) for hit in inside]


def is_law(title: str, gazetteer: Gazetteer) -> bool:
    """Whether a title is that of a law or of a paper from above."""
    return title.startswith(read_lines("find/cited_titles.txt")) or _strip(title) in gazetteer.stop


def measure_of_title(title: str, gazetteer: Gazetteer) -> Measure | None:
    """The measure that a title ends with, apart from words like 实施办法 and （试行）; none for a law."""
    if is_law(title, gazetteer):
        return None
    core = _strip(title)
    tail = next((tail for tail in read_lines("find/title_tails.txt") if core.endswith(tail)), "")
    stem = core.removesuffix(tail)
    candidates = [core]
    if tail:
        # The whole first: 《政策解读办法》 may be a name of its own. 细则 stands for 制度: 《信息发布审核细则》.
        candidates += [stem] if tail in _PLANS else [stem, stem + "制度", stem + "办法"]
    return next((measure for name in candidates if (measure := gazetteer.named_at_end(name))), None)


def _strip(title: str) -> str:
    for _ in range(3):
        title = _NOT_PART.sub("", title)
    return title
