"""Running heads and page numbers: what stands at the edge of the page and is not part of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from policytext.read.printed import Line, Page

# 3 · - 3 - · — 3 — · 第3页 · 第 3 页 共 9 页 · 3/9 · Page 3 of 9 · iv, once spaces are taken out.
_NUMBER = re.compile(
    r"[-—–―－_·.•~～]{0,3}(?:\d{1,4}|[ivxIVX]{1,5})[-—–―－_·.•~～]{0,3}"
    r"|第(?:\d{1,4}|[一二三四五六七八九十百]{1,5})页[，,/]?(?:共(?:\d{1,4}|[一二三四五六七八九十百]{1,5})页)?"
    r"|\d{1,4}/\d{1,4}|[Pp]age\d{1,4}(?:of\d{1,4})?"
)
_DIGITS = re.compile(r"\d+")

# Share of the page's height, from its edge, within which page numbers and running heads stand. Text begins and ends
# at .09 or more in official documents (GB/T 9704: 37 mm above, 35 mm below, of 297).
_EDGE = 0.12

# How many lines at each edge can be furniture: a running head of two lines, a number under a footer.
_DEEPEST = 2

# A running head is repeated at the same height (points) on this share of the pages: heads may alternate.
_SAME_HEIGHT = 4.0
_MIN_SHARE = 0.4


def mark_furniture(pages: Sequence[Page]) -> None:
    """Set the kind of lines that are page numbers or running heads."""
    repeated = _repeated(pages)
    for page in pages:
        for line in _at_edge(page):
            if _NUMBER.fullmatch(_bare(line.text)):
                line.kind = "page_number"
            elif _key(page, line) in repeated:
                line.kind = "running_head"


def _at_edge(page: Page) -> list[Line]:
    lines = page.lines
    limit = _EDGE * page.height
    above = [line for line in lines[:_DEEPEST] if line.middle < limit]
    below = [line for line in lines[-_DEEPEST:] if line.middle > page.height - limit]
    return above + below


def _repeated(pages: Sequence[Page]) -> set[tuple[str, int]]:
    """Texts (digits apart) that stand at the same height on enough pages."""
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page in pages:
        for line in _at_edge(page):
            seen[_key(page, line)].add(page.number)
    needed = max(2, _MIN_SHARE * len(pages))
    return {key for key, numbers in seen.items() if len(numbers) >= needed}


def _key(page: Page, line: Line) -> tuple[str, int]:
    return _DIGITS.sub("0", _bare(line.text)), round(line.middle / _SAME_HEIGHT)


def _bare(text: str) -> str:
    return "".join(text.split())
