"""Where the rows of a prescribed table stand in a text, however its cells were laid out.

A table may come as rows of tabs, between bars, one cell a line, or as one line. What stays is the order of its labels,
so each row is the stretch of text from its own label to the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from policytext.records import Span
from policytext.tabulate.form import FormTable, Row

#: A table is taken for one when so many of its rows' labels stand in order; prose names two or three.
LEAST_SHARE = 0.4

#: Characters without spaces from a table's first label to its last; the longest real one, table 3 with seven-digit
#: numbers, has fewer than 3,000.
LONGEST_TABLE = 6000

_SEPARATORS = re.compile(r"[\s|]+")


class Stretch(NamedTuple):
    """A row's label and what stands between it and the next label, as spans of the document's text."""

    row: Row
    label: Span
    rest: Span


class Squeezed:
    """A text without spaces and bars, and where each of its characters came from."""

    def __init__(self, source: str) -> None:
        self.text = "".join(source.replace("|", " ").split())
        self._source = source

    @cached_property
    def places(self) -> list[int]:
        """The place of each character in the text as it was; made when a table is there to be read."""
        places: list[int] = []
        at = 0
        for gap in _SEPARATORS.finditer(self._source):
            places.extend(range(at, gap.start()))
            at = gap.end()
        places.extend(range(at, len(self._source)))
        return places

    def span(self, start: int, end: int) -> Span:
        """Where a non-empty interval of the squeezed text stands."""
        return Span(self.places[start], self.places[end - 1] + 1)


def squeeze(text: str) -> Squeezed:
    r"""Take out spaces and bars.

    >>> squeeze("商 业\t企业 | 3").text
    '商业企业3'
    """
    return Squeezed(text)


def find_stretches(squeezed: Squeezed, table: FormTable, era: str) -> list[Stretch]:
    """The rows of one table, in the order of the form; empty where the text does not have the table.

    The table may be spoken of before it stands: of several places where it may begin, the one from which most rows
    follow is taken, and of equals the last.
    """
    rows = table.rows_of(era)
    best: list[tuple[Row, int, int]] = []
    for start in _starts(squeezed.text, table, rows[0]):
        chain = _chain(squeezed.text, rows, start)
        if len(chain) > len(best):
            best = chain
        if len(best) == len(rows):
            break
    if len(best) < LEAST_SHARE * len(rows):
        return []
    ends = [start for _, start, _ in best[1:]] + [min(best[-1][2] + LONGEST_TABLE, len(squeezed.text))]
    return [
        Stretch(row, squeezed.span(start, end), Span(squeezed.places[end - 1] + 1, _place(squeezed, stop)))
        for (row, start, end), stop in zip(best, ends, strict=True)
    ]


def _place(squeezed: Squeezed, offset: int) -> int:
    """Where the character at an offset stands; the end of the text for the end."""
    return squeezed.places[offset] if offset < len(squeezed.places) else squeezed.places[-1] + 1


def _starts(text: str, table: FormTable, first: Row) -> Iterator[int]:
    """Where the table may begin, the last place first: at an anchor, and at the label of its first row."""
    found = set()
    at = 0
    while match := first.search(text, at, len(text)):
        found.add(match.start())
        at = match.end()
    for anchor in table.anchors:
        found |= {match.start() for match in re.finditer(re.escape(anchor), text)}
    return iter(sorted(found, reverse=True))


def _chain(text: str, rows: tuple[Row, ...], start: int) -> list[tuple[Row, int, int]]:
    """The labels that follow one another from ``start`` in the order of the form; missing rows are passed over.

    The last row's label bounds the search for the others, so that a word for a missing row is not found in the
    prose after the table.
    """
    last = rows[-1].search(text, start, start + LONGEST_TABLE)
    bound = last.end() if last else min(start + LONGEST_TABLE, len(text))
    chain, at = [], start
    for row in rows:
        match = row.search(text, at, bound)
        if match:
            chain.append((row, match.start(), match.end()))
            at = match.end()
    return chain
