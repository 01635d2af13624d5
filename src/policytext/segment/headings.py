"""Numbering and headings: what stands in front of a line, and what a heading says its section is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.resources import read_toml

HAN_NUMBER = "[一二三四五六七八九十]{1,3}"

#: Numbering by depth. 1 一、 · 2 （一） · 3 1. · 4 （1） · 5 the items of an enumeration inside prose (一是). Where
#: scraping lost the number, 、 and （） still show that one stood there.
NUMBERING: tuple[tuple[int, re.Pattern[str]], ...] = (
    (5, re.compile(f"(?:{HAN_NUMBER}|（{HAN_NUMBER}）)(?:是(?!否)|要(?=[^求点领素件闻]))")),
    (5, re.compile(f"(?:第{HAN_NUMBER}(?:，|、|是)|(?:另)?一方面，?|首先，|其次，|再次，|最后，|其{HAN_NUMBER}，)")),
    (5, re.compile(r"(?:——|[●◆■★※•▪◇○])\s*")),
    (1, re.compile(f"第{HAN_NUMBER}(?:部分|章|节)[、：，\\s]?\\s*")),
    (1, re.compile(f"(?:(?:{HAN_NUMBER}|[—-])\\s?[、．.]|、(?=[\u4e00-\u9fff]))\\s*")),
    (2, re.compile(f"(?:（\\s?(?:{HAN_NUMBER})?\\s?）[、．.]?|[㈠-㈩][、．.]?|）(?=[\u4e00-\u9fff]))\\s*")),
    (3, re.compile(r"\d{1,2}\s?(?:[、．]|\.(?!\d|$)|\.(?=20\d\d年))\s*")),
    (4, re.compile(r"(?:（\s?\d{1,2}\s?）[、．.]?|\d{1,2}）|[①-⑳])\s*")),
)
#: All of them in one pattern, each a group: the first that matches counts.
_FIRSTS = frozenset("一二三四五六七八九十第另首其再最—-●◆■★※•▪◇○、（）㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ANY_NUMBERING = re.compile("|".join(f"({pattern.pattern})" for _, pattern in NUMBERING))
ITEM_DEPTH = 5
#: What to put behind a mark that stands alone, to have it known: 3. is a mark only where something follows it.
AFTER_MARK = "项"

#: Sections that list problems or promises, where numbered sentences are items and not headings.
ANSWERING = ("problems", "improvements", "problems_improvements", "next_steps")

#: A title longer than this is a sentence. The longest prescribed title has 27 characters.
TITLE_CHARS = 36


@dataclass(frozen=True, slots=True)
class Numbering:
    """The mark in front of a line: its text, its depth and the ordinal it shows (0 where it shows none)."""

    mark: str
    depth: int
    ordinal: int


def match_numbering(text: str, at: int = 0) -> Numbering | None:
    """The numbering that begins at ``at``, if any.

    >>> match_numbering("（二）改进措施")
    Numbering(mark='（二）', depth=2, ordinal=2)
    >>> match_numbering("一是加强培训").depth
    5
    """
    first = text[at : at + 1]
    if first not in _FIRSTS and not first.isdecimal():  # nearly every sentence
        return None
    found = _ANY_NUMBERING.match(text, at)
    return _numbering(found.group(), NUMBERING[found.lastindex - 1][0]) if found and found.lastindex else None


@lru_cache(maxsize=1024)  # documents share their few marks
def _numbering(mark: str, depth: int) -> Numbering:
    return Numbering(mark, depth, read_ordinal(mark))


def read_ordinal(mark: str) -> int:
    """The number that a mark shows; 首先 is 1, a mark without number 0.

    >>> [read_ordinal(mark) for mark in ("十二、", "（三）", "④", "首先，", "另一方面")]
    [12, 3, 4, 1, 2]
    """
    if mark.startswith(("首先", "一方面")):
        return 1
    if mark.startswith(("另一方面", "其次")):
        return 2
    digits = re.search(r"\d+", mark)
    if digits:
        return int(digits.group())
    circled = next((ord(c) - 0x245F for c in mark if "①" <= c <= "⑳"), 0)
    bracketed = next((ord(c) - 0x321F for c in mark if "㈠" <= c <= "㈩"), 0)
    return circled or bracketed or _read_han(mark)


def _read_han(mark: str) -> int:
    han = "".join(c for c in mark if c in "一二三四五六七八九十")
    if not han:
        return 0
    tens, _, ones = han.rpartition("十")
    digit = {c: i for i, c in enumerate("一二三四五六七八九", 1)}
    if "十" not in han:
        return digit[han[0]]
    return digit.get(tens[:1], 1) * 10 + digit.get(ones[:1], 0)


@dataclass(frozen=True, slots=True)
class Titles:
    """The compiled contents of ``data/sections.toml``."""

    kinds: tuple[tuple[str, re.Pattern[str]], ...]
    problem: re.Pattern[str]
    answer: re.Pattern[str]
    exact: frozenset[str]
    glued: re.Pattern[str]


@cache
def load_titles() -> Titles:
    """Read and compile ``data/sections.toml`` once."""
    data = read_toml("sections.toml")
    exact = sorted(data["titles"]["exact"], key=len, reverse=True)
    return Titles(
        kinds=tuple((kind, re.compile("|".join(patterns))) for kind, patterns in data["kinds"].items()),
        problem=re.compile("|".join(data["problem_words"])),
        answer=re.compile("|".join(data["answer_words"])),
        exact=frozenset(exact),
        glued=re.compile("|".join(map(re.escape, exact))),
    )


def title_kind(title: str) -> str | None:
    """The canonical kind that a heading's title announces, ``None`` where it announces none.

    >>> title_kind("存在的主要问题及改进情况"), title_kind("收费及减免情况"), title_kind("强化队伍")
    ('problems_improvements', 'fees', None)
    """
    titles = load_titles()
    if titles.problem.search(title) and titles.answer.search(title):
        return "problems_improvements"
    return next((kind for kind, pattern in titles.kinds if pattern.search(title)), None)


def is_known_title(title: str) -> bool:
    """Whether the words are a section's title by themselves, numbering or not."""
    return title.strip("：。 ") in load_titles().exact


def glued_title(text: str) -> str | None:
    """The known title that ``text`` begins with, longest first, when more text follows it."""
    found = load_titles().glued.match(text)
    return found.group() if found else None
