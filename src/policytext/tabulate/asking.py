"""What a check is asked with, and how its answer is put into words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from policytext.records import Cell, Check, Document, Fact, Label, Origin, Section, Span, Statement
from policytext.resources import read_toml

PASS, FAIL, UNCERTAIN, NOT_ASSESSABLE = "pass", "fail", "uncertain", "not_assessable"
SOURCE, READING, UNSURE = "source", "reading", "uncertain"

#: How each way of reading a cell bears on whose fault a contradiction is.
_BLAME = {"direct": SOURCE, "aligned": UNSURE, "rejoined": READING}
_REASONS = {
    SOURCE: "所涉单元格均按原表逐一读出",
    UNSURE: "所涉单元格有空格，按列位对应",
    READING: "所涉数字由两个单元格拼合",
}


@dataclass(frozen=True)
class Evidence:
    """All that a report offers to its checks."""

    document: Document
    origin: Origin
    sections: Sequence[Section] = ()
    statements: Sequence[Statement] = ()
    labels: Mapping[int, Label] = field(default_factory=dict)
    cells: Sequence[Cell] = ()
    facts: Sequence[Fact] = ()
    by_id: dict[str, Cell] = field(init=False)
    told: tuple[Statement, ...] = field(init=False)
    """The statements that tell of the year: several checks read them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_id", {cell.id: cell for cell in self.cells})
        told = tuple(s for s in self.statements if s.role == "statement" and self.tells(s.id))
        object.__setattr__(self, "told", told)

    def tells(self, statement_id: int) -> bool:
        """Whether a statement tells of the year, and does not promise for the next."""
        label = self.labels.get(statement_id)
        return label is not None and label.name != "improvement"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of cells, less others; where one has no value, the sum is of those that have."""

    cells: tuple[Cell, ...]
    less: tuple[Cell, ...] = ()

    @property
    def value(self) -> float:
        """The sum; a blank and a stroke count nothing."""
        return sum(cell.value or 0 for cell in self.cells) - sum(cell.value or 0 for cell in self.less)

    @property
    def filled(self) -> bool:
        """Whether every cell holds a number or a zero."""
        return all(cell.value is not None for cell in (*self.cells, *self.less))

    @property
    def empty(self) -> bool:
        """Whether no cell holds a number or a zero."""
        return all(cell.value is None for cell in (*self.cells, *self.less))


@cache
def load_checks() -> dict[str, dict[str, Any]]:
    """The checks by id, as ``data/checks.toml`` describes them."""
    return read_toml("checks.toml")


@cache
def check_words() -> dict[str, Any]:
    """The words by which the checks read a report: ``data/check_words.toml``."""
    return read_toml("check_words.toml")


@cache
def words_of(check: str, name: str) -> re.Pattern[str]:
    """One of a check's lists of patterns as one pattern."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in check_words()[check][name]))


def answer(
    check: str,
    subject: str,
    verdict: str,
    *,
    name: str = "",
    found: str = "",
    expected: str = "",
    span: Span | None = None,
    other_span: Span | None = None,
    blame: str = "",
    reason: str = "",
) -> Check:
    """A check's answer; a failure or a doubt gets its severity and its sentence, with ``name`` for the subject."""
    if verdict not in (FAIL, UNCERTAIN):
        return Check(check, subject, verdict, found, expected, span, other_span, reason=reason)
    entry = load_checks()[check]
    says = entry["says"].format(subject=name or subject, found=found, expected=expected)
    blame = blame or SOURCE
    return Check(check, subject, verdict, found, expected, span, other_span, blame, reason, entry["severity"], says)


def compare_amounts(check: str, subject: str, name: str, found: Amount, expected: Amount) -> Check:
    """Whether what stands there is what the other cells add up to.

    Where a cell could not be read, or none was filled in, nothing can be said. Where cells are blank, more can stand
    behind them than is written: what is found above the sum of the others is then uncertain, below it a fault.
    """
    cells = (*found.cells, *expected.cells, *expected.less)
    if any(cell.state == "unread" for cell in cells):
        return answer(check, subject, NOT_ASSESSABLE, reason="表中有单元格未能读出")
    if found.empty and expected.empty:
        return answer(check, subject, NOT_ASSESSABLE, reason="表中未填数")
    blame = blame_of(cells)
    hidden = (not expected.filled and found.value > expected.value) or (
        not found.filled and found.value < expected.value
    )
    verdict = PASS if found.value == expected.value else UNCERTAIN if hidden else FAIL
    return answer(
        check,
        subject,
        verdict,
        name=name,
        found=write(found.value),
        expected=write(expected.value),
        span=found.cells[-1].span,
        other_span=cover(expected.cells),
        blame=blame,
        reason=_REASONS[blame],
    )


def blame_of(cells: Sequence[Cell]) -> str:
    """Whose a contradiction between cells looks like: the least certain reading decides.

    >>> blame_of([Cell("t3", "granted", "all", 1.0, "number", "1", Span(0, 1), read="rejoined")])
    'reading'
    """
    blames = {_BLAME.get(cell.read, UNSURE) for cell in cells}
    return next(blame for blame in (READING, UNSURE, SOURCE) if blame in blames)


def cover(cells: Sequence[Cell]) -> Span | None:
    """The span from the first cell to the last."""
    spans = [cell.span for cell in cells]
    return Span(min(s.start for s in spans), max(s.end for s in spans)) if spans else None


def write(value: float) -> str:
    """A number as people write it.

    >>> write(3.0), write(96171.6)
    ('3', '96171.6')
    """
    return f"{value:.10g}"
