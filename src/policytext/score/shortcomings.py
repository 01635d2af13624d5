"""What a problem says is lacking: the counterpart of action and object for the level of a problem."""

from __future__ import annotations

import re

from policytext.score.actions import LONGEST_SHOWN, Deed, is_excluded
from policytext.score.passage import Passage

LACKS = re.compile(
    r"(?:还|仍|尚|也|亟|不同程度|有些|依然)*(?:存在|需要?|有待|亟待|缺乏|缺少|欠缺|滞后|单一|薄弱|脱节|模糊|偏[低少慢弱高多]"
    r"|[较过][低少慢弱差]|差距|未|没有|短缺|困难|难以|不(?![断同仅但只过久少])[\u4e00-\u9fff]{0,2})"
)
"""Words in which something falls short; what stands before them, or else after, is what falls short."""
SHORTEST_MATTER = 3
"""Characters; shorter stretches (首先, 当前) open a sentence."""
STATES = "情况"
"""Shown as the shortcoming where a clause describes one in words of its own."""


def find_shortcoming(passage: Passage) -> Deed:
    """The first thing that a problem says falls short, and the word that says so."""
    clauses = [clause.of(passage.text) for clause in passage.clauses]
    lacking = [(text, lack) for text in clauses if (lack := LACKS.search(text))]
    for text, lack in lacking:
        named = next((side for side in (text[: lack.start()], text[lack.end() :]) if _is_matter(side)), "")
        if named:
            return Deed(lack[0], named[:LONGEST_SHOWN])
    described = next((text for text in clauses if not LACKS.search(text) and _is_matter(text)), "")
    if described:
        return Deed(STATES, described[:LONGEST_SHOWN])
    return Deed("", "", (clauses or [""])[0][:LONGEST_SHOWN])


def _is_matter(side: str) -> bool:
    return len(side) >= SHORTEST_MATTER and not is_excluded(side)
