"""A unit's report of one year with its statements, read from the tables when it is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from policytext.compare.by_report import ByReport
from policytext.compare.likeness import Floats, Pairs, containment, pairs_of, plain, repetition
from policytext.compare.units import Row, Series, Unit, who_of
from policytext.records import Span

if TYPE_CHECKING:
    from policytext.store import Tables

LEAST_SHARED = 0.3
"""Texts that repeat each other by ``NEAR`` share far more of their information; the others need not be aligned."""

_NO_MEASURES: frozenset[str] = frozenset()

STATEMENT_COLUMNS = ("statement_id", "role", "label", "level", "text", "truncated", "start", "end")


class Line(NamedTuple):
    """A labelled statement. ``plain`` is its text without marker and punctuation; ``measures`` the ids it names.

    ``at`` is its place among the lines of its edition.
    """

    at: int
    id: int
    label: str
    level: int | None
    text: str
    plain: str
    truncated: bool
    measures: frozenset[str]
    span: Span


@dataclass(frozen=True)
class Edition:
    """A report and its labelled statements in order."""

    unit: str
    report: Row
    lines: tuple[Line, ...]

    @property
    def year(self) -> int:
        """The year reported on."""
        return int(self.report["year"])

    @property
    def id(self) -> str:
        """The report_id."""
        return str(self.report["report_id"])

    @cached_property
    def who(self) -> Row:
        """The columns that say whose report it is."""
        return who_of(self.unit, self.report)

    def of(self, *labels: str) -> tuple[Line, ...]:
        """The statements with one of these labels that the source did not cut off."""
        return tuple(line for line in self.lines if line.label in labels and not line.truncated)

    @cached_property
    def pairs(self) -> Pairs:
        """Pairs of characters of all lines."""
        return pairs_of(self.plains)

    @cached_property
    def plains(self) -> list[str]:
        """The plain texts of all lines."""
        return [line.plain for line in self.lines]


@dataclass(frozen=True)
class Transition:
    """Two editions of a unit, the earlier and the later, with how alike their lines are."""

    before: Edition
    after: Edition

    @cached_property
    def _contained(self) -> Floats:
        return containment(self.before.pairs, self.after.pairs)

    @cached_property
    def _repeated(self) -> Floats:
        return repetition(self.before.plains, self.after.plains, self._contained >= LEAST_SHARED)

    def contained(self, ones: Sequence[Line], others: Sequence[Line]) -> Floats:
        """Share of the information of earlier lines that stands in later ones: shape (ones, others), 0-1."""
        return self._part(self._contained, ones, others)

    def repeated(self, ones: Sequence[Line], others: Sequence[Line]) -> Floats:
        """How far later lines repeat earlier ones: shape (ones, others), 0 below ``NEAR``, else up to 1."""
        return self._part(self._repeated, ones, others)

    def _part(self, values: Floats, ones: Sequence[Line], others: Sequence[Line]) -> Floats:
        rows = np.array([line.at for line in ones], dtype=np.intp)
        return values[rows[:, None], np.array([line.at for line in others], dtype=np.intp)]


class Panel:
    """All units with their editions.

    Args:
        tables: the tables of a dataset.
        series: its units.
        label: only statements with this label; empty for all.
    """

    def __init__(self, tables: Tables, series: Series, label: str = "") -> None:
        self.units = series.units
        where = ("label", label) if label else None
        self._statements = ByReport(tables, "statements", STATEMENT_COLUMNS, series.report_ids, where)
        self._measures = ByReport(tables, "measures", ("statement_id", "measure_id"), series.report_ids)

    def editions(self, unit: Unit) -> Iterator[Edition]:
        """The unit's editions in the order of the years."""
        return (self.edition(unit.name, report) for report in unit.reports)

    def edition(self, unit: str, report: Row) -> Edition:
        """One report with its statements."""
        named: defaultdict[int, set[str]] = defaultdict(set)
        for statement_id, measure_id in self._measures.rows(report["report_id"]):
            named[statement_id].add(measure_id)
        lines: list[Line] = []
        for id_, role, label, level, text, cut, *ends in self._statements.rows(report["report_id"]):
            if role == "statement" and label:
                measures = frozenset(named[id_]) if id_ in named else _NO_MEASURES
                lines.append(Line(len(lines), id_, label, level, text, plain(text), bool(cut), measures, Span(*ends)))
        return Edition(unit, report, tuple(lines))
