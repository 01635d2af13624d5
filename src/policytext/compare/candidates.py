"""Statements -> strings that may name a measure, by four patterns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from policytext.find import squeeze
from policytext.resources import read_lines, read_toml

#: Characters of a name from its first word to its last. Names in the gazetteer have up to 15, most under 9.
LONGEST = 12
_HAN = re.compile("[\u4e00-\u9fff]+")
_QUOTED = re.compile(r"[“「]([^“”「」，。；：！？、（）《》\n]{3,12})[”」]")
_TITLE = re.compile(r"《([^《》\n]{4,30})》")
_TRIAL = re.compile(r"（(?:试行|暂行|修订|修订版|试行版|\d{4}年?版?)）$")
_NUMERAL = "一二两三四五六七八九十双"
_PLACE = re.compile("[\u4e00-\u9fff]{0,6}(?:省|市|县|区|旗|镇|乡|局|委|办)(?:级|政府)?")


class Candidate(NamedTuple):
    """A string that may name a measure, at start..end of a statement; ``kind`` is the pattern that found it.

    ``bounded`` says that no word of a name stands before it: a mark, a verb of founding, the statement's beginning.
    """

    kind: str
    name: str
    start: int
    end: int
    bounded: bool


@dataclass(frozen=True)
class Rules:
    """The words of ``data/compare/discover.toml``, and patterns made of them."""

    endings: dict[str, str]
    bare: tuple[str, ...]
    not_endings: tuple[str, ...]
    blockers: frozenset[str]
    not_places: frozenset[str]
    not_titles: tuple[str, ...]
    phrases: frozenset[str]
    ending: re.Pattern[str]
    numeric: re.Pattern[str]

    def category_of(self, name: str) -> str:
        """The category that a name's last word suggests, or an empty string."""
        return next((self.endings[e] for e in sorted(self.endings, key=len, reverse=True) if name.endswith(e)), "")


@cache
def read_rules() -> Rules:
    """The packaged rules."""
    data: dict[str, Any] = read_toml("compare/discover.toml")
    words = data["words"]
    counted = "|".join(words["counted"])
    group = f"[{_NUMERAL}](?!{counted})[\u4e00-\u9fff]{{1,3}}?"
    return Rules(
        endings=data["endings"],
        bare=tuple(words["bare"]),
        not_endings=tuple(words["not_endings"]),
        blockers=frozenset(words["blockers"]),
        not_places=frozenset(words["not_places"]),
        not_titles=tuple(words["not_titles"]),
        phrases=frozenset(words["phrases"]),
        ending=re.compile("|".join(sorted(data["endings"], key=len, reverse=True))),
        numeric=re.compile(f"(?<![第{_NUMERAL}\\d])(?:{group}){{1,3}}(?=[{_NUMERAL}])[{_NUMERAL}](?!{counted})"),
    )


def find_candidates(text: str, words: Sequence[str]) -> Iterator[Candidate]:
    """The strings of a statement that may name a measure.

    Args:
        text: the statement.
        words: its words in order; joined they are the text.

    Nested strings are all given (舆情回应机制 and 网络舆情回应机制): which of them is the name, only counts can tell.

    >>> text = "建立两图一册，落实“好差评”和逐件会看制度。"
    >>> words = ["建立", "两图", "一册", "，", "落实", "“", "好差评", "”", "和", "逐件", "会看", "制度", "。"]
    >>> [candidate.name for candidate in find_candidates(text, words)]
    ['两图一册', '逐件会看制度', '会看制度', '好差评']
    """
    bounds = [0]
    for word in words:
        bounds.append(bounds[-1] + len(word))
    for pattern in PATTERNS.values():
        yield from pattern(text, bounds)


def is_generic(name: str) -> bool:
    """Whether nothing is left of a name without its ending and the words that name nothing: 政务公开工作机制.

    >>> is_generic("政务公开工作机制"), is_generic("舆情回应机制"), is_generic("政务公开专区")
    (True, False, False)
    """
    if name in read_rules().phrases:
        return True
    rest = name
    for ending in read_rules().bare:
        rest = rest.removesuffix(ending)
    for word in _hollow_words():
        rest = rest.replace(word, "")
    return len(rest) < 2


@cache
def _hollow_words() -> tuple[str, ...]:
    words = (*read_lines("openness_words.txt"), *read_lines("generic_words.txt"))
    return tuple(sorted(words, key=len, reverse=True))


def _by_ending(text: str, bounds: Sequence[int]) -> Iterator[Candidate]:
    """X制, X制度, X机制 and the like: from each word on that can begin the name."""
    rules, places = read_rules(), {bound: index for index, bound in enumerate(bounds)}
    for match in rules.ending.finditer(text):
        end = match.end()
        if end not in places or text.endswith(rules.not_endings, 0, end):
            continue
        first = places[end]
        while first and end - bounds[first - 1] <= LONGEST:
            start = bounds[first - 1]
            if start < match.start() and not _may_stand_in_name(text[start : bounds[first]]):
                break
            first -= 1
        for index in range(first, places[end]):
            if match.start() - bounds[index] >= 2:
                yield Candidate("ending", text[bounds[index] : end], bounds[index], end, index == first)


def _may_stand_in_name(word: str) -> bool:
    rules = read_rules()
    if not _HAN.fullmatch(word) or word in rules.blockers or word.endswith("是"):
        return False
    return word in rules.not_places or not _PLACE.fullmatch(word)


def _numeric(text: str, bounds: Sequence[int]) -> Iterator[Candidate]:
    """四张清单一张网, 两图一册: two to four numerals with their nouns, ending where a word ends."""
    ends = set(bounds)
    for match in read_rules().numeric.finditer(text):
        # The match ends behind the last numeral; its noun is up to three characters more.
        for end in range(match.end() + 1, match.end() + 4):
            if match.start() in ends and end in ends and _HAN.fullmatch(text, match.start(), end):
                yield Candidate("numeric", text[match.start() : end], match.start(), end, True)


def _quoted(text: str, bounds: Sequence[int]) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(text):
        is_in_title = text.rfind("《", 0, match.start()) > text.rfind("》", 0, match.start())
        if _HAN.search(match[1]) and not is_in_title:
            yield Candidate("quoted", match[1], match.start(1), match.end(1), True)


def _titles(text: str, bounds: Sequence[int]) -> Iterator[Candidate]:
    for match in _TITLE.finditer(text):
        name = _TRIAL.sub("", squeeze(match[1])[0])
        if not name.endswith(read_rules().not_titles) and not name.startswith(read_lines("find/cited_titles.txt")):
            yield Candidate("title", name, match.start(1), match.end(1), True)


PATTERNS: dict[str, Callable[[str, Sequence[int]], Iterator[Candidate]]] = {
    "numeric": _numeric,
    "ending": _by_ending,
    "quoted": _quoted,
    "title": _titles,
}
"""Add a pattern here: a function from a statement and the places where its words begin and end to candidates."""
