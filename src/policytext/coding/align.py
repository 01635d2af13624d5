"""Coded units laid over a scored report: which characters of the report are a unit's."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policytext.corpus import CodedUnit
from policytext.records import Report, Span, Statement

MISSING = -1


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where each character of the coded units stands in the report's cleaned text.

    ``offsets[k]`` has one entry for each letter, digit or Han character of unit ``k``: its offset in the cleaned text,
    or ``MISSING`` where the report does not have it.
    """

    units: tuple[CodedUnit, ...]
    offsets: tuple[tuple[int, ...], ...]
    report: Report

    def statement_of(self, k: int) -> Statement | None:
        """The report's unit that holds most characters of coded unit ``k``; ``None`` where it is lost."""
        starts = [statement.span.start for statement in self.report.statements]
        votes: Counter[int] = Counter()
        for offset in self.offsets[k]:
            index = bisect_right(starts, offset) - 1
            if offset != MISSING and index >= 0 and offset < self.report.statements[index].span.end:
                votes[index] += 1
        return self.report.statements[votes.most_common(1)[0][0]] if votes else None

    def span_of(self, k: int, surface: str) -> Span | None:
        """Where a coded surface inside unit ``k`` stands in the cleaned text; ``None`` where it is lost."""
        text = self.units[k].text
        before = sum(map(str.isalnum, text[: max(text.find(surface), 0)]))
        inside = sum(map(str.isalnum, surface))
        known = [offset for offset in self.offsets[k][before : before + inside] if offset != MISSING]
        return Span(known[0], known[-1] + 1) if known else None


def align(units: Sequence[CodedUnit], report: Report) -> Alignment:
    """Align by characters without space and punctuation, their order kept (longest common subsequence)."""
    from rapidfuzz.distance import LCSseq

    coded = "".join(c for unit in units for c in unit.text if c.isalnum())
    text = report.document.text
    places = [i for i, c in enumerate(text) if c.isalnum()]
    found = [MISSING] * len(coded)
    for block in LCSseq.opcodes(coded, "".join(text[i] for i in places)):
        if block.tag == "equal":
            found[block.src_start : block.src_end] = places[block.dest_start : block.dest_end]
    offsets, start = [], 0
    for unit in units:
        end = start + sum(map(str.isalnum, unit.text))
        offsets.append(tuple(found[start:end]))
        start = end
    return Alignment(tuple(units), tuple(offsets), report)
