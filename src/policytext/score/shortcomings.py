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
STATES = "情况"
"""Shown as the shortcoming where a clause describes one in words of its own."""


def find_shortcoming(passage: Passage) -> Deed:
    """The first thing that a problem says falls short, and the word that says so."""
    refused = ""
    for clause in passage.clauses:
        text = clause.of(passage.text)
        lack = LACKS.search(text)
        sides = (text[: lack.start()], text[lack.end() :]) if lack else (text,)
        named = next((side for side in sides if len(side) > 1 and not is_excluded(side)), "")
        if named:
            return Deed(lack[0] if lack else STATES, named[:LONGEST_SHOWN])
        refused = refused or text
    return Deed("", "", refused[:LONGEST_SHOWN])
