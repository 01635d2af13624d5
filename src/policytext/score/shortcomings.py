"""What a problem says is lacking: the counterpart of action and object for the level of a problem."""

from __future__ import annotations

import re

from policytext.score.actions import Deed, is_excluded
from policytext.score.passage import Passage

LACKS = re.compile(
    r"(?:还|仍|尚|也|均|都|亟|有些|不同程度)*(?:存在|需要?|有待|亟待|不够|不足|不强|不高|不全|不准|不及时|不到位|不完善|不规范|不"
    r"|缺乏|缺少|欠缺|滞后|单一|薄弱|偏[低少慢弱]|较[低少慢弱差]|差距|未|没有|短缺|困难|难)"
)
"""Where a shortcoming begins; what stands before it is what falls short."""


def find_shortcoming(passage: Passage) -> Deed:
    """The first thing that a problem says falls short, and the word that says so."""
    best = Deed()
    for clause in passage.clauses:
        text = clause.of(passage.text)
        lack = LACKS.search(text)
        if not lack:
            continue
        what = text[: lack.start()] or text[lack.end() :]
        if not is_excluded(what):
            return Deed(lack[0], what[:24])
        best = Deed(lack[0], "", what[:24])
    return best
