"""Spaces: most are junk between Han characters, some separate a heading from its text, wide ones are line breaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate, pairwise

from policytext.clean.asides import aside_of
from policytext.clean.characters import NUMERALS, is_cjk, is_han
from policytext.clean.edits import Change
from policytext.clean.tables import find_rows, is_form_cell

WIDE = 4
"""A gap of so many spaces (two Han characters' width, a paragraph's indent) between words is a line break."""

BOUND = 0.5
"""Two characters are one word across a gap when one of them has the other beside it at least this often."""

_RUN = re.compile(r"[ \t\n](?:(?<!\n)[ \t\n]*|[ \t\n]+|\Z|(?<=\A\n))")
_BLANK = frozenset(" \t\n")
_NUMERALS = frozenset(NUMERALS)
_NUMBER = frozenset("0123456789-—/.%")
_NUMBERS = re.compile(r"[\d/—-][ ][\d/—-]")
_BEFORE_NOTHING = frozenset("%，。；：、？！”’）》〉】〕」』…")
_AFTER_NOTHING = frozenset("，；：、“‘（《〈【〔「『")
_SEPARATORS = frozenset("|>-/·＞»›→")
_MEASURES = frozenset("件条次个年月日元人项万份期号宗篇类场名家")
_THOUSANDS = re.compile(rf"(?:[ ]\d{{3}}){{1,4}}(?!\d)[ ]?[{''.join(sorted(_MEASURES))}余多户亿起例批]")


def spaces(text: str) -> Iterator[Change]:
    r"""Blank lines, indents and junk spaces go; a gap that separates keeps one space or becomes a line break.

    >>> list(spaces("2024 年公开 12 件"))
    [Change(start=4, end=5, after=''), Change(start=8, end=9, after=''), Change(start=11, end=12, after='')]
    >>> list(spaces("一、概述    全县公开"))
    [Change(start=4, end=8, after='\n')]
    """
    gaps = list(_RUN.finditer(text))
    if not gaps:
        return
    bindings, lines = _Bindings(text), _Lines(text)
    for match in gaps:
        start, end = match.span()
        if start == 0 or end == len(text):
            after = ""
        elif "\n" in match.group():
            after = "\n"
        else:
            kind = lines.kind_at(start)
            after = _GAPS[kind](text, start, end) if kind else _gap(text, start, end, bindings)
        if after != match.group():
            yield Change(start, end, after)


def _in_row(text: str, start: int, end: int) -> str:
    """Cells are parted by tabs, an empty cell by two; a narrow gap inside a cell stays."""
    tabs = text.count("\t", start, end)
    wide = end - start > 1 or tabs
    return "\t" * max(tabs, 1) if wide or text[start - 1] in _NUMBER or text[end] in _NUMBER else " "


def _in_aside(text: str, start: int, end: int) -> str:
    return " "


_GAPS = {"row": _in_row, "aside": _in_aside}


class _Lines:
    """Tells what kind of line an offset is in: a table's row, a line set aside, or ""."""

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        self._ends = list(accumulate(len(line) + 1 for line in lines))
        self._lines = [line.strip(" \t") for line in lines]
        self._may_have_rows = "\t" in text or "  " in text or _NUMBERS.search(text) is not None
        self._kinds: dict[int, str] = {}

    def kind_at(self, offset: int) -> str:
        """The kind of the line that holds the offset."""
        number = bisect_right(self._ends, offset)
        if number not in self._kinds:
            self._kinds[number] = self._kind(number)
        return self._kinds[number]

    def _kind(self, number: int) -> str:
        line = self._lines[number]
        if aside_of(line):
            return "aside"
        return "row" if self._is_row(number) or is_form_cell(line) else ""

    def _is_row(self, number: int) -> bool:
        """Whether a line is a row; its two neighbours decide where it alone does not."""
        before = self._lines[max(number - 1, 0) : number]
        return self._may_have_rows and len(before) in find_rows([*before, *self._lines[number : number + 2]])


def _gap(text: str, start: int, end: int, bindings: _Bindings) -> str:
    """What stays of a gap inside a line."""
    left, right = text[start - 1], text[end]
    if left in _SEPARATORS or right in _SEPARATORS:
        return " "
    if right in _BEFORE_NOTHING or left in _AFTER_NOTHING or _parts_thousands(text, start):
        return ""
    if not (is_cjk(left) or is_cjk(right)):
        return " "
    if is_han(left) and is_han(right) and _letters_spaced(text, start, end):
        return ""
    wide = end - start >= WIDE or "\t" in text[start:end]
    if wide and not (is_han(left) and right in _MEASURES):
        return "\n"
    if is_han(left) and right == "（" and text[end + 1 : end + 2] in _NUMERALS:
        return " "  # a heading and the first of its parts
    if is_han(left) and is_han(right):
        return "" if bindings.bind(left, right) else " "
    return ""


def _parts_thousands(text: str, start: int) -> bool:
    """Whether the gap stands inside a number that counts something: 2 864条, and not the cells 72 5 315."""
    before = text[max(start - 6, 0) : start]
    bare = before.rstrip("0123456789")
    beside = bare.endswith(" ") and bare[-2:-1].isdigit()
    counts = 1 <= len(before) - len(bare) <= 3 and before[len(bare)] != "0" and not beside
    return counts and _THOUSANDS.match(text, start) is not None


def _letters_spaced(text: str, start: int, end: int) -> bool:
    """Whether the gap stands between single characters (目 录), or cuts one off at a mark (，我 县)."""
    before, after = text[start - 2 : start - 1] if start > 1 else "\n", text[end + 1 : end + 2] or "\n"
    if before in _BLANK and after in _BLANK:
        return True
    if end - start >= WIDE:
        return False
    return not (before.isalnum() or before in " \t") or not (after.isalnum() or after in " \t")


class _Bindings:
    """Tells whether two characters are one word elsewhere in a text. Few questions are counted one by one."""

    FEW = 16

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked: dict[str, int] = {}
        self._all: Counter[str] | None = None

    def bind(self, left: str, right: str) -> bool:
        """Whether the text elsewhere has the two as one word."""
        together = self._count(left + right)
        return together >= 2 and together >= BOUND * min(self._count(left), self._count(right))

    def _count(self, word: str) -> int:
        if word not in self._asked and len(self._asked) < self.FEW:
            self._asked[word] = self._text.count(word)
        if word in self._asked:
            return self._asked[word]
        if self._all is None:
            self._all = Counter(map("".join, pairwise(self._text))) + Counter(self._text)
        return self._all[word]
