"""What is a name: a subject that says something, and an institution's noun (codebook section 4, instrument)."""

from __future__ import annotations

import re
from functools import cache

from policytext.resources import read_csv, read_lines
from policytext.score.passage import WordFinder, any_of, word_set, words

LONGEST_NAME = 30
"""No name seen is longer; a longer stretch before a noun is a sentence, not a name."""

SHORTEST_TERM = 4
"""Characters of a fixed term that says enough by itself."""

THIN, THICK = 2, 3
"""Characters that must be left of a subject without its generic words: 月通报制度 leaves 月通报, 监督机制 only 监督."""

NOUNS = ("any", "documents", "subject", "regulated", "statutory", "catalogues")
"""Lists of ``data/particulars.toml`` that hold nouns that end a name."""

SENTENCE = re.compile("时[同一及须要应由将并在]|同步报送|同时")
"""In a subject: it is part of a sentence (出台|文件时同步报送解读|方案)."""

COUNTED = re.compile(r"[\d一二两三四五六七八九十]{1,4}[个项类批份套]")
"""A count says nothing of a subject: 3个专栏."""


def strip_generic(subject: str, openness: bool = True) -> str:
    """What is left of a subject without generic words, and without the names of openness unless they are to stay.

    >>> strip_generic("政府信息公开工作长效"), strip_generic("政务舆情收集回应")
    ('', '舆情收集回应')
    """
    return COUNTED.sub("", _generic(openness).sub("", subject))


def core_name(name: str) -> str:
    """A name without its marks, for comparison.

    >>> core_name("“传帮带”机制")
    '传帮带机制'
    """
    return re.sub(r"[《》“”‘’\"「」\s]", "", name)


def is_name(subject: str, noun: str, verb: str) -> bool:
    """Whether a subject and a noun name something that a verb of making makes.

    >>> is_name("舆情收集回应", "机制", "建立"), is_name("政府信息公开长效", "机制", "建立")
    (True, False)
    >>> is_name("政务公开实施", "计划", "制定"), is_name("惠企政策", "专栏", "更新")
    (True, False)
    """
    if subject + noun in _fixed_names():
        return True
    if not 0 < len(subject) <= LONGEST_NAME or SENTENCE.search(subject):
        return _is_in(noun, "any") and noun.endswith("清单")
    if _is_in(noun, "documents"):
        return len(strip_generic(subject, openness=False)) >= THIN
    if _is_in(noun, "catalogues"):
        return _is_in(verb, "catalogue_verbs")
    if _is_in(noun, "statutory"):
        return _is_in(verb, "add") and len(_without_modes(subject)) >= THIN
    if _is_in(noun, "regulated"):
        return len(_without_modes(subject)) >= THICK
    return _is_in(noun, "any") or len(strip_generic(subject)) >= THIN


def _is_in(word: str, name: str) -> bool:
    return word in word_set("instrument", name)


@cache
def name_nouns(*lists: str) -> re.Pattern[str]:
    """The nouns of some lists (of ``NOUNS`` if none is named) that end a name.

    制 counts only where it is a word of its own (首问负责制, not 体制), and 公示制 not in front of 度.
    """
    table = words("instrument")
    nouns = {noun for name in lists or NOUNS for noun in table[name]}
    alone = r"|(?<![体机编控强限抑管抵创绘印自])(?<![^回答批]复)制(?![度定约作发订止造品图衡成版式])"
    return re.compile(rf"{any_of(nouns)}(?!(?<=制)度){'' if lists else alone}")


@cache
def fixed_terms(*categories: str) -> WordFinder:
    """Names of the gazetteer of measures, of some categories or of all: terms found in many places.

    Statutory things are left out, and names with a plus sign, which are slogans more often than not.
    """
    rows = [row for row in read_csv("measures.csv") if not categories or row["category"] in categories]
    names = [name for row in rows for name in (row["name"], *row["aliases"].split("；"))]
    table = words("instrument")
    statutory = (*table["statutory"], *table["catalogues"], "场所")
    return WordFinder(n for n in names if len(n) >= SHORTEST_TERM and "+" not in n and not n.endswith(statutory))


@cache
def _fixed_names() -> frozenset[str]:
    return frozenset(fixed_terms().entries)


@cache
def _generic(openness: bool) -> re.Pattern[str]:
    entries = read_lines("generic_words.txt") + (read_lines("openness_words.txt") if openness else ())
    return re.compile(any_of(entries))


@cache
def _modes() -> re.Pattern[str]:
    return re.compile(any_of(words("instrument")["modes"]))


def _without_modes(subject: str) -> str:
    """What is left of a subject without generic words and without how it works (沟通, 联动, 便民)."""
    return _modes().sub("", strip_generic(subject))
