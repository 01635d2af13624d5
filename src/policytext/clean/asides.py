"""Which lines of a text are not part of the report: navigation, metadata, rows of a lost table.

The patterns are data: ``data/aside_patterns.toml`` and ``data/form_cells.txt``. Nothing is deleted here; a line that is
set aside stays in the text, in a part that says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from policytext.clean.characters import is_numbered
from policytext.resources import read_lines, read_toml

ROWS_MAKE_A_TABLE = 3
"""So many certain rows or cells in one run of lines are a table; one or two occur in prose."""

TABS_MAKE_A_ROW = 2
"""One tab in a line may be a gap or an indent."""

LONGEST_CELL = 24
"""A line between two rows that is no longer than this, and ends no sentence, is a cell broken in two."""

_NUMBER = re.compile(r"[\d.,]*\d[\d.,]*%?|[-—/]+")
_ITEM = re.compile(r"^\d[.、．]")
_PROSE_MARKS = re.compile("[。；！？]")


@lru_cache(maxsize=4096)  # a line is asked about in several steps and rounds
def aside_of(line: str) -> str:
    """Why a line is set aside (breadcrumb, navigation, metadata ...), or "" for a line of the report.

    >>> aside_of("首页 > 政务公开 > 年度报告"), aside_of("一、总体情况")
    ('breadcrumb', '')
    """
    longest, any_pattern, patterns = _patterns()
    if not line or len(line) > longest:
        return ""
    bare = "".join(line.split())
    if any_pattern.fullmatch(bare) is None:
        return ""
    return next(why for why, pattern in patterns if pattern.fullmatch(bare))


@lru_cache(maxsize=4096)
def is_row(line: str) -> bool:
    """Whether a line is a table's row: cells between tabs, or at least three cells, the last two of them numbers.

    >>> is_row("规章 1 0 11"), is_row("自2024年1月1日起"), is_row("2024 年 1 月 1 日")
    (True, False, False)
    """
    if line.count("\t") >= TABS_MAKE_A_ROW:
        return True
    cells = line.split(None, 40)
    return len(cells) >= 3 and all(_NUMBER.fullmatch(cell) for cell in cells[-2:])


def find_tables(lines: Sequence[str]) -> set[int]:
    """The numbers of the lines that belong to tables whose cells were lost."""
    found: set[int] = set()
    run: list[int] = []
    certain = 0
    for number, line in enumerate([*lines, "。"]):
        sure = is_row(line) or is_form_cell(line)
        if sure or (run and _may_be_cell(line)):
            run.append(number)
            certain += sure
            continue
        if certain >= ROWS_MAKE_A_TABLE:
            found.update(_trimmed(run, lines))
        run, certain = [], 0
    return found


@lru_cache(maxsize=4096)
def is_form_cell(line: str) -> bool:
    """Whether a line is a cell of the prescribed tables, perhaps with its numbers behind it."""
    if len(line) > _LONGEST_ROW:
        return False
    bare = "".join(line.split())
    return bare in _cells() or bare.rstrip("0123456789.,-—/") in _cells()


_LONGEST_ROW = 120


def _trimmed(run: list[int], lines: Sequence[str]) -> list[int]:
    """The run up to its last certain row: what follows a table is prose again."""
    last = len(run)
    while last and not (is_row(lines[run[last - 1]]) or is_form_cell(lines[run[last - 1]])):
        last -= 1
    return run[:last]


def _may_be_cell(line: str) -> bool:
    if len(line) > LONGEST_CELL or _PROSE_MARKS.search(line) or aside_of(line):
        return False
    bare = "".join(line.split())
    return not is_numbered(bare) or any(_ITEM.sub("", bare) in cell for cell in _cells())


@cache
def _cells() -> frozenset[str]:
    return frozenset(read_lines("form_cells.txt"))


@cache
def _patterns() -> tuple[int, re.Pattern[str], tuple[tuple[str, re.Pattern[str]], ...]]:
    """The longest line to look at, all patterns as one, and each with its reason."""
    data = read_toml("aside_patterns.toml")
    patterns = tuple((row["why"], re.compile(row["pattern"])) for row in data["aside"])
    together = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in patterns))
    return data["longest"], together, patterns
