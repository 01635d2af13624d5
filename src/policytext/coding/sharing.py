"""How much text the documents of a corpus share: a guard against templates and against leaks between splits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policytext.corpus import CodedUnit
from policytext.resources import read_lines

#: Sharing is counted in strings of so many characters.
GRAM = 12
#: Figures, bases and lead-ins are alike everywhere; what is written about is not.
OWN_WORDS = ("problem", "improvement", "achievement")
_GAP = "\n"


@dataclass(frozen=True, slots=True)
class Sharing:
    """The share of the characters of ``doc`` that stand in strings which ``other`` has too."""

    doc: str
    other: str
    share: float


def own_text(units: Iterable[CodedUnit]) -> str:
    """The problem, improvement and achievement statements of a document, set phrases taken out, one a line."""
    texts = (re.sub(r"\s", "", unit.text) for unit in units if unit.label in OWN_WORDS)
    return _GAP.join(_formulas().sub(_GAP, text) for text in texts)


def measure_sharing(texts: Mapping[str, str]) -> list[Sharing]:
    """The sharing of every ordered pair of documents that share anything, the most first.

    Args:
        texts: ``own_text`` by document.

    >>> texts = {"a": "甲乙丙丁戊己庚辛壬癸子丑寅", "b": "乙丙丁戊己庚辛壬癸子丑寅卯辰"}
    >>> [round(sharing.share, 2) for sharing in measure_sharing(texts)]
    [0.92, 0.86]
    """
    holders: defaultdict[str, set[str]] = defaultdict(set)
    for doc, text in texts.items():
        for gram in _grams(text).values():
            holders[gram].add(doc)
    found = []
    for doc, text in texts.items():
        covered: defaultdict[str, set[int]] = defaultdict(set)
        for start, gram in _grams(text).items():
            for other in holders[gram] - {doc}:
                covered[other].update(range(start, start + GRAM))
        total = len(text.replace(_GAP, ""))
        found += [Sharing(doc, other, len(places) / total) for other, places in covered.items()]
    return sorted(found, key=lambda sharing: (-sharing.share, sharing.doc, sharing.other))


def _grams(text: str) -> dict[int, str]:
    """The strings of ``GRAM`` characters within a statement, by where they begin."""
    grams = ((start, text[start : start + GRAM]) for start in range(len(text) - GRAM + 1))
    return {start: gram for start, gram in grams if _GAP not in gram}


def _formulas() -> re.Pattern[str]:
    phrases = sorted(read_lines("formulas.txt"), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))
