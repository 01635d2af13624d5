"""Counts of agreement for one document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from policytext.coding.align import Alignment
from policytext.coding.metrics import Counts
from policytext.corpus import LABELS, ROLES, CodedUnit
from policytext.records import Commitment, Span, Statement

LEVELS = (0, 1, 2, 3)
#: What the program may make of a coded statement: a label, or a unit that is no statement, or nothing.
PREDICTED = (*LABELS, "runin", "heading", "aside", "lost")
KINDS = ("instrument", "target", "deadline", "actor", "scope", "check", "audience", "method", "content")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One coded unit that the program sees otherwise: ``what`` is label, role, level, particular or measure."""

    doc: str
    i: int
    what: str
    coded: str
    found: str
    why: str
    text: str

    def __str__(self) -> str:
        """One line for people."""
        return f"  {self.doc} {self.i}: {self.what} {self.coded} -> {self.found} ({self.why}) {self.text}"


def scored_statements(alignment: Alignment) -> Iterator[tuple[int, CodedUnit, Statement | None]]:
    """Coded statements with a label that the source does not cut off: number, unit, what the program has there."""
    for k, unit in enumerate(alignment.units):
        if unit.role == "statement" and unit.label and not unit.truncated:
            yield k, unit, alignment.statement_of(k)


def predicted_label(alignment: Alignment, statement: Statement | None) -> str:
    """The label that the program gave, or the role where it is no statement, or ``lost``."""
    if statement is None:
        return "lost"
    return alignment.report.labels[statement.id].name if statement.role == "statement" else statement.role


def label_counts(alignment: Alignment) -> Counts:
    """Coded labels (rows) against what the program made of them (columns, ``PREDICTED``)."""
    counts = np.zeros((len(LABELS), len(PREDICTED)), dtype=np.int64)
    for _, unit, statement in scored_statements(alignment):
        counts[LABELS.index(unit.label or ""), PREDICTED.index(predicted_label(alignment, statement))] += 1
    return counts


def role_counts(alignment: Alignment) -> Counts:
    """Coded roles (rows) against the program's (columns); the last column counts lost units."""
    counts = np.zeros((len(ROLES), len(ROLES) + 1), dtype=np.int64)
    for k, unit in enumerate(alignment.units):
        if any(map(str.isalnum, unit.text)):
            statement = alignment.statement_of(k)
            counts[ROLES.index(unit.role), ROLES.index(statement.role) if statement else len(ROLES)] += 1
    return counts


def measured(alignment: Alignment, statement: Statement | None) -> Commitment | None:
    """The program's measurement of a unit that it takes for a promise or a rectified problem."""
    if statement is None or predicted_label(alignment, statement) == "problem":
        return None
    return alignment.report.commitments.get(statement.id)


def level_counts(alignment: Alignment) -> tuple[Counts, int]:
    """Coded levels against the program's, and how many coded levels have none from the program."""
    counts = np.zeros((len(LEVELS), len(LEVELS)), dtype=np.int64)
    missing = 0
    for _, unit, statement in scored_statements(alignment):
        if unit.level is None or unit.label != "improvement":
            continue
        commitment = measured(alignment, statement)
        if commitment is None:
            missing += 1
        else:
            counts[unit.level, commitment.level] += 1
    return counts, missing


def particular_counts(alignment: Alignment) -> Counts:
    """For each of ``KINDS``: (found and right, found, coded) over units that both sides measure."""
    counts = np.zeros((len(KINDS), 3), dtype=np.int64)
    for k, unit, statement in scored_statements(alignment):
        commitment = measured(alignment, statement)
        if unit.level is None or commitment is None:
            continue
        coded = [(kind, alignment.span_of(k, text)) for kind, text in (*unit.particulars, *unit.weak)]
        mine = _unit_span(alignment, k)
        found = [(p.kind, p.span) for p in commitment.particulars if mine and p.span.overlaps(mine)]
        for index, kind in enumerate(KINDS):
            counts[index] += count_matches(
                [s for c, s in coded if c == kind], [s for f, s in found if f == kind], _overlap
            )
    return counts


def _unit_span(alignment: Alignment, k: int) -> Span | None:
    known = [offset for offset in alignment.offsets[k] if offset >= 0]
    return Span(known[0], known[-1] + 1) if known else None


def count_matches(coded: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]) -> Counts:
    """(found and right, found, coded): each coded one is matched by at most one found that is the same.

    >>> count_matches(["6月底", "每月"], ["6月底前"], lambda one, other: one in other).tolist()
    [1, 1, 2]
    """
    left = list(found)
    for one in coded:
        hit = next((at for at, other in enumerate(left) if same(one, other)), None)
        if hit is not None:
            del left[hit]
    return np.array([len(found) - len(left), len(found), len(coded)])


def _overlap(one: Span | None, other: Span | None) -> bool:
    return bool(one and other and other.overlaps(one))


def measure_counts(alignment: Alignment, *, by_name: bool) -> Counts:
    """(found and right, found, coded) for measures; by overlapping span, or by canonical name within the statement."""
    counts = np.zeros(3, dtype=np.int64)
    for k, unit, _ in scored_statements(alignment):
        mine = _unit_span(alignment, k)
        found = [m for m in alignment.report.mentions if mine and m.span.overlaps(mine)]
        if by_name:
            coded_names, found_names = {name for name, _ in unit.measures}, {m.name for m in found}
            counts += [len(coded_names & found_names), len(found_names), len(coded_names)]
        else:
            spans = [alignment.span_of(k, text) for _, text in unit.measures]
            counts += count_matches(spans, [m.span for m in found], _overlap)
    return counts


def disagreements(alignment: Alignment) -> Iterator[Disagreement]:
    """Every difference, in the order of the text."""
    for k, unit in enumerate(alignment.units):
        statement = alignment.statement_of(k)
        label = predicted_label(alignment, statement)
        if unit.role != "statement":
            if statement and statement.role == "statement":
                yield Disagreement(unit.doc, unit.i, "role", unit.role, label, "", unit.text)
            continue
        if unit.label != label and not unit.truncated:
            why = alignment.report.labels[statement.id].cue if statement and statement.role == "statement" else ""
            yield Disagreement(unit.doc, unit.i, "label", str(unit.label), label, why, unit.text)
        commitment = measured(alignment, statement)
        if unit.level is not None and commitment and commitment.level != unit.level:
            coded = f"{unit.level} {[*unit.particulars]} action={unit.action} object={unit.object}"
            yield Disagreement(unit.doc, unit.i, "level", coded, str(commitment.level), commitment.why, unit.text)
