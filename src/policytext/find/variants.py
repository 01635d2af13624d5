"""The forms in which one name of a measure occurs: the few general variations, so that aliases need not repeat them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from policytext.resources import read_lines

_ENDINGS = ("工作制度", "工作机制", "长效机制", "制度", "机制", "制")
# 编制 and the like end in 制 without being an institution.
_NOT_ENDINGS = ("编制", "体制", "限制", "控制", "研制", "机制体制", "体制机制")
_SHORTEST_STEM = 2
# The government as the organ, inside a name; 政府信息, 政府网站 and the like are words of their own.
_GOVERNMENT = re.compile(r"(?<=[^省市县区旗州镇乡民])政府(?!信息|网站|采购|购买|公开|债务|规章|决策|服务)")
_LEVELS = ("省", "市", "县", "区", "旗", "州", "镇", "乡")
_QUOTES = "“”‘’「」『』\"'"
_FOLD = {
    **{0xFF10 + i: chr(0x30 + i) for i in range(10)},
    **{0xFF21 + i: chr(0x41 + i) for i in range(26)},
    **{0xFF41 + i: chr(0x41 + i) for i in range(26)},
    **{0x61 + i: chr(0x41 + i) for i in range(26)},
    **{ord(ascii_mark): mark for ascii_mark, mark in zip(",;:()", "，；：（）", strict=True)},
    ord("＋"): "+",
    ord("／"): "/",
}


_FOLDED = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_QUOTED = re.compile(f"[{_QUOTES}]")


def fold(text: str) -> str:
    """Letters, digits and marks in one width and case; every character stays where it is.

    >>> fold("Ａb岗(互联网＋)")
    'AB岗（互联网+）'
    """
    # Texts hold little to fold, and looking is far cheaper than translating.
    return _FOLDED.sub(lambda match: _FOLD[ord(match[0])], text)


def plain_of(text: str) -> str:
    """The text as ``squeeze`` gives it, without the places.

    >>> plain_of("“最多跑一次”改革")
    '最多跑一次改革'
    """
    return _QUOTED.sub("", fold(text))


def squeeze(text: str) -> tuple[str, Sequence[int]]:
    """The folded text without quotes, and where each of its characters stood.

    Quotes inside and between names are lost or unpaired in scraped pages, so matching does without them.

    >>> squeeze("“最多跑一次”改革")
    ('最多跑一次改革', [1, 2, 3, 4, 5, 7, 8])
    """
    folded = fold(text)
    if not _QUOTED.search(folded):
        return folded, range(len(folded))
    kept = [i for i, character in enumerate(folded) if character not in _QUOTES]
    return "".join(folded[i] for i in kept), kept


@cache
def heads() -> tuple[str, ...]:
    """What names share at their beginning, the longest first."""
    return read_lines("find/heads.txt")


def head_of(text: str) -> str:
    """The shared head that ``text`` begins with, or an empty string."""
    return next((head for head in heads() if text.startswith(head)), "")


def ending_of(text: str) -> str:
    """The ending 制度, 机制, 制 ... of a name, or an empty string.

    >>> ending_of("首问负责制"), ending_of("目录编制")
    ('制', '')
    """
    if text.endswith(_NOT_ENDINGS):
        return ""
    found = next((ending for ending in _ENDINGS if text.endswith(ending)), "")
    return found if len(text) - len(found) >= _SHORTEST_STEM else ""


def variants_of(surface: str) -> set[str]:
    """The general variations of a name, the folded name itself among them.

    Four kinds: a shared head for another (政府信息公开指南, 信息公开指南); 制度, 机制 or 制 for one another
    (首问负责制, 首问负责制度); an enumeration with or without its commas (四张清单、一张网); the level of the
    government inside the name (列席政府会议, 列席县政府会议).

    >>> sorted(variants_of("首问负责制"))[:3]
    ['首问负责制', '首问负责制度', '首问负责工作制度']
    >>> "信息公开指南" in variants_of("政府信息公开指南")
    True
    """
    plain = squeeze(surface)[0]
    forms = {plain, plain.replace("、", "")}
    for vary in (_with_endings, _with_heads, _with_levels):
        forms = {varied for form in forms for varied in vary(form)}
    return forms


def _with_endings(form: str) -> set[str]:
    ending = ending_of(form)
    if not ending:
        return {form}
    stem = form.removesuffix(ending)
    return {form} | {stem + other for other in _ENDINGS if other != "制" or ending == "制"}


def _with_heads(form: str) -> set[str]:
    head = head_of(form)
    return {form} | {other + form.removeprefix(head) for other in heads()} if head else {form}


def _with_levels(form: str) -> set[str]:
    match = _GOVERNMENT.search(form) if "政府" in form else None
    if not match:
        return {form}
    return {form} | {form[: match.start()] + level + form[match.start() :] for level in _LEVELS}
