"""Checks of a report against the one of the year before: what was carried over, is still in force, or is said again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING

from policytext.compare.editions import Panel, Transition
from policytext.compare.figures import FigurePanel, Figures
from policytext.compare.likeness import NEAR
from policytext.compare.units import UNIT_COLUMNS, Row, find_series, who_of
from policytext.records import Cell, Check, Span
from policytext.store import COMPARISONS
from policytext.tabulate import (
    FAIL,
    PASS,
    UNCERTAIN,
    UNSURE,
    Amount,
    answer,
    cell_label,
    compare_amounts,
    load_form,
)

if TYPE_CHECKING:
    from policytext.store import Tables

#: Both rows of table 2 that count documents.
DOCUMENTS = ("rules", "normative_documents")

SAME, HALF = 0.8, 0.5
"""Shares of a report's problems, by their characters, that nearly repeat those of the year before: from the first on
they are the same, from the second on it is a doubt."""

_SHOWN = 16


def check_years(tables: Tables) -> list[Row]:
    """Check every report of a dataset against its unit's report of the year before, where that is there.

    Args:
        tables: a dataset; ``reports``, ``cells`` and ``statements`` are read.

    Returns:
        Rows of ``year_checks`` in the order of its key; none where no unit has reports of two years.
    """
    reports = (row for block in tables.batches("reports", UNIT_COLUMNS) for row in block.to_pylist())
    series, found = find_series(reports), list[Row]()
    if all(len(unit.reports) < 2 for unit in series.units):
        return found
    figures, panel = FigurePanel(tables, series), Panel(tables, series, "problem")
    for unit in series.units:
        editions = {report["year"]: (figures.of(report), panel.edition(unit.name, report)) for report in unit.reports}
        for year, (stated, edition) in editions.items():
            if year - 1 in editions:
                stated_before, edition_before = editions[year - 1]
                found += year_check_rows(unit.name, stated, stated_before)
                found += problem_check_rows(Transition(edition_before, edition))
    return sorted(found, key=itemgetter(*COMPARISONS["year_checks"].key))


def year_check_rows(unit: str, now: Figures, before: Figures) -> Iterator[Row]:
    """The rows of ``year_checks`` on figures, for a report whose unit reported the year before."""
    return _rows(unit, now.report, before.report, year_checks(now, before))


def problem_check_rows(step: Transition) -> Iterator[Row]:
    """The rows of ``year_checks`` on problems, for a report whose unit reported the year before."""
    return _rows(step.after.unit, step.after.report, step.before.report, check_problems_same(step))


def _rows(unit: str, report: Row, previous: Row, checks: Iterable[Check]) -> Iterator[Row]:
    who = who_of(unit, report) | {"year": report["year"], "report_id": report["report_id"]}
    who |= {"previous_year": previous["year"], "previous_report_id": previous["report_id"]}
    counts: Counter[str] = Counter()
    for check in checks:
        counts[check.check] += 1
        yield who | _columns(check) | {"number": counts[check.check]}


def year_checks(now: Figures, before: Figures) -> Iterator[Check]:
    """The answers of the checks that need two years; none where a form did not ask for the cells."""
    for column in load_form()["t3"].columns:
        ids = (f"t3.carried_in.{column}",), (f"t3.carried_out.{column}",)
        yield from _ask("carried", ids[0][0], _amount(now, ids[0]), _amount(before, ids[1]))
    for row in DOCUMENTS:
        stock, made, repealed = (f"t2.{row}.{column}" for column in ("in_force", "made", "repealed"))
        had, new, gone = _amount(before, (stock,)), _amount(now, (made,)), _amount(now, (repealed,))
        if had and new and gone:
            expected = Amount((*had.cells, *new.cells), gone.cells)
            yield from _ask("in_force", stock, _amount(now, (stock,)), expected)
            yield from _bound("repealed_bound", repealed, gone, Amount((*had.cells, *new.cells)))


def check_problems_same(step: Transition) -> Iterator[Check]:
    """Whether the problems of a report are nearly those of the year before; none where it names no problem."""
    problems, old = ([line for line in one.of("problem") if line.plain] for one in (step.after, step.before))
    if not problems:
        return
    again = step.repeated(old, problems) >= NEAR
    same = [(old[int(column.argmax())], line) for line, column in zip(problems, again.T, strict=True) if column.any()]
    share = sum(len(line.plain) for _, line in same) / sum(len(line.plain) for line in problems)
    yield answer(
        "problems_same",
        "problems",
        FAIL if share >= SAME else UNCERTAIN if share >= HALF else PASS,
        name=same[0][1].plain[:_SHOWN] if same else "",
        found=f"{len(same)}/{len(problems)}",
        span=same[0][1].span if same else problems[0].span,
        other_span=same[0][0].span if same else None,
        blame=UNSURE,
        reason=f"按字数占全部问题的{share:.0%}",
    )


def _ask(check: str, cell: str, found: Amount | None, expected: Amount | None) -> Iterator[Check]:
    if found and expected:
        yield compare_amounts(check, cell, cell_label(cell), found, expected)


def _bound(check: str, cell: str, found: Amount, bound: Amount) -> Iterator[Check]:
    """What is found may be as large as the bound, or smaller."""
    if found.value <= bound.value:
        found, bound = bound, bound
    yield compare_amounts(check, cell, cell_label(cell), found, bound)


def _amount(figures: Figures, ids: Sequence[str]) -> Amount | None:
    cells = [_cell(figures.cells[cell]) for cell in ids if cell in figures.cells]
    return Amount(tuple(cells)) if len(cells) == len(ids) else None


def _cell(row: Row) -> Cell:
    span = Span(row["start"], row["end"])
    return Cell(row["table"], row["row"], row["column"], row["value"], row["state"], "", span, read=row["read"])


def _columns(check: Check) -> Row:
    names = ("check", "subject", "verdict", "found", "expected", "blame", "reason", "severity", "message")
    ends = {"start": check.span, "other_start": check.other_span}
    row: Row = {name: getattr(check, name) for name in names}
    for name, span in ends.items():
        row[name] = span.start if span else None
        row[name.replace("start", "end")] = span.end if span else None
    return row
