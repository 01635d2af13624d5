"""What a text says that a numeric abbreviation stands for: 两图一册，即《甲图》、《乙图》、《丙册》."""

from __future__ import annotations

import re

_NUMERIC = re.compile(r"[一二两三四五六七八九十\d]{1,3}[^\d，。、（）]")
_INTRODUCTION = re.compile(
    r"，?(?:即是?|是指|指的是|分别是|分别为|具体是|具体为|具体包括|包括)：?|（(?:即|是?指|包括|分别是|分别为)?：?|——|："
)
_CLOSING = ("”", "’", '"', "》")
_LONGEST = 200


def find_expansion(name: str, text: str, end: int) -> str:
    """The expansion that follows a numeric abbreviation, or an empty string.

    Args:
        name: the name as it stands in the text.
        text: the statement.
        end: where the name ends in it.

    >>> text = "编制了一图两册，即《办事图》、《指南册》和《政策册》，方便群众"
    >>> find_expansion("一图两册", text, 7)
    '《办事图》、《指南册》和《政策册》'
    """
    if not _NUMERIC.search(name):
        return ""
    introduction = _INTRODUCTION.match(text, end + (text[end : end + 1] in _CLOSING))
    if not introduction:
        return ""
    stops = "）" if introduction[0].startswith("（") else "，。；：！？）\n"
    expansion = _until(text[introduction.end() : introduction.end() + _LONGEST], stops)
    return expansion if re.search(r"[、和及与]|》", expansion) else ""


def _until(text: str, stops: str) -> str:
    """The text before the first stop that is not inside 《》."""
    depth = 0
    for index, character in enumerate(text):
        depth += (character == "《") - (character == "》")
        if depth <= 0 and character in stops:
            return text[:index].strip()
    return text.strip()
