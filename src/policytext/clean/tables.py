"""Tables that lost their cells: rows and cells of tables among the lines of a text.

A reader gives tables as tables where the format has them; plain text, scraped pages and some PDFs do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from policytext.clean.asides import aside_of
from policytext.clean.characters import is_numbered
from policytext.resources import read_lines

ROWS_MAKE_A_TABLE = 3
"""So many certain rows or cells in one run of lines are a table; one or two occur in prose."""

CELLS_MAKE_A_ROW = 3
"""Two cells on a line may be a heading and its text, or a signature and its date."""

LONGEST_ROW = 160
LONGEST_CELL = 24
"""A line between two rows that is no longer than this, and ends no sentence, is a cell broken in two."""

SHORTEST_TELLING_CELL = 12
"""Cells that are shorter (行政许可) are headings and phrases elsewhere too."""

_NUMBER = re.compile(r"[+-]?[\d.,]*\d[\d.,]*(?:%|万元|元|件|条|次)?|[-—/]+")
_VALUE_ALONE = re.compile(rf"\|\||{_NUMBER.pattern}")  # a cell of its own line: || is a blank one
_FORM_ITEM = re.compile("第二十条第（[一二三四五六七八九]）项")
_BAR_ROW = re.compile(r"[^|]{0,60}(?:\|[^|]{0,60}){2,40}")
_WIDE_GAP = re.compile("[ \u00a0]{2,}|[ \u00a0]*[\t\u2003\u3000][ \u00a0\t\u2003\u3000]*")
_PARTED = re.compile(r"[|\s]")  # nothing else parts cells, and few lines of prose hold one
_ITEM = re.compile(r"^\d[.、．]")
_PROSE_MARKS = re.compile("[。；！？]")


@lru_cache(maxsize=4096)  # a line is asked about in several steps and rounds
def is_row(line: str) -> bool:
    """Whether a line is a table's row for certain: three cells or more between tabs, or numbers in the last ones.

    >>> is_row("规章 1 0 11"), is_row("信件    件    12"), is_row("自2024年1月1日起"), is_row("2024 年 1 月 1 日")
    (True, True, False, False)
    """
    if len(line) > LONGEST_ROW or _PROSE_MARKS.search(line):
        return False
    if line.strip().count("\t") >= CELLS_MAKE_A_ROW - 1:
        return True
    if "|" in line:
        return _BAR_ROW.fullmatch(line) is not None and any(map(_NUMBER.fullmatch, map(str.strip, line.split("|"))))
    words = line.split()
    if len(words) < CELLS_MAKE_A_ROW or not _NUMBER.fullmatch(words[-1]):
        return False
    if _NUMBER.fullmatch(words[-2]) or _cell_count(line) >= CELLS_MAKE_A_ROW:
        return True
    numbers = sum(_NUMBER.fullmatch(word) is not None for word in words)
    return numbers >= CELLS_MAKE_A_ROW and 3 * numbers >= len(words)


def find_rows(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that are rows: the certain ones, and heads of as many cells beside one."""
    certain = {number for number, line in enumerate(lines) if _PARTED.search(line) and is_row(line)}
    beside = {near for number in certain for near in (number - 1, number + 1) if 0 <= near < len(lines)}
    heads = (near for near in beside - certain if _may_be_head(lines[near]))
    return certain | {near for near in heads if _beside_as_many(lines, near, certain)}


def find_tables(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that belong to tables, broken cells between two rows included."""
    found: set[int] = set()
    for run in _runs(lines):
        certain = sum(_is_sure(lines[number]) for number in run)
        if certain >= ROWS_MAKE_A_TABLE or any(_is_table_alone(lines[number]) for number in run):
            found.update(run)
    return found


@lru_cache(maxsize=4096)
def is_form_cell(line: str) -> bool:
    """Whether a line is a cell of the prescribed tables, perhaps with its numbers behind it."""
    if len(line) > LONGEST_ROW:
        return False
    bare = "".join(line.split())
    if _FORM_ITEM.match(bare):
        return not _PROSE_MARKS.search(bare)
    return bare in _cells() or bare.rstrip("0123456789.,+-—/") in _cells()


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Runs of rows and cells, from the first sure one to the last."""
    run: list[int] = []
    last_sure, rows = 0, find_rows(lines)
    for number, line in enumerate([*lines, "。"]):
        sure = number in rows or is_form_cell(line) or (bool(run) and _VALUE_ALONE.fullmatch(line) is not None)
        if sure or (run and _may_be_cell(line)):
            run.append(number)
            last_sure = len(run) if sure else last_sure
        elif run:
            yield run[:last_sure]
            run = []


def _is_sure(line: str) -> bool:
    return is_row(line) or is_form_cell(line) or _VALUE_ALONE.fullmatch(line) is not None


def _is_table_alone(line: str) -> bool:
    """Whether one line is enough: cells between tabs, or a long phrase that only the form has."""
    return "\t" in line or (len(line) >= SHORTEST_TELLING_CELL and is_form_cell(line))


def _may_be_cell(line: str) -> bool:
    if len(line) > LONGEST_CELL or _PROSE_MARKS.search(line) or aside_of(line):
        return False
    bare = "".join(line.split())
    return not is_numbered(bare) or any(_ITEM.sub("", bare) in cell for cell in _cells())


def _may_be_head(line: str) -> bool:
    return len(line) <= LONGEST_ROW and not _PROSE_MARKS.search(line) and _cell_count(line) >= CELLS_MAKE_A_ROW


def _beside_as_many(lines: Sequence[str], number: int, rows: set[int]) -> bool:
    neighbours = (near for near in (number - 1, number + 1) if near in rows)
    return any(_cell_count(lines[near]) == _cell_count(lines[number]) for near in neighbours)


def _cell_count(line: str) -> int:
    return line.count("|") + 1 if "|" in line else len(_WIDE_GAP.split(line.strip()))


@cache
def _cells() -> frozenset[str]:
    return frozenset(read_lines("form_cells.txt"))
