"""Checks of the prescribed tables: what must add up in them, by row and by column, without tolerance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policytext.records import Cell, Check
from policytext.tabulate.asking import FAIL, PASS, Amount, Evidence, answer, blame_of, compare_amounts, write
from policytext.tabulate.form import cell_label, load_form

OUTCOMES = ("granted", "partial", "denied_", "unable_", "refused_", "other")
"""What the rows of outcomes in table 3 begin with."""

INTAKE = ("received", "carried_in")
LEFT = ("total", "carried_out")

#: Cells that hold money, or a change with its sign, and so need not be whole or above zero.
_NOT_COUNTS = ("t2.fees.amount", "t2.procurement.amount")
_SIGNED = "change"


def check_outcomes(evidence: Evidence) -> Iterator[Check]:
    """Table 3, each column: the outcomes add up to the total."""
    for column, cells in _columns(evidence):
        outcomes = [cell for row, cell in cells.items() if row.startswith(OUTCOMES)]
        if "total" in cells and outcomes:
            name = load_form()["t3"].columns[column]
            yield compare_amounts("outcomes_total", column, name, Amount((cells["total"],)), Amount(tuple(outcomes)))


def check_intake(evidence: Evidence) -> Iterator[Check]:
    """Table 3, each column: what came in is what was handled and what is left."""
    for column, cells in _columns(evidence):
        came, left = ([cells[row] for row in rows if row in cells] for rows in (INTAKE, LEFT))
        if len(came) == len(INTAKE) and len(left) == len(LEFT):
            name = load_form()["t3"].columns[column]
            yield compare_amounts("intake_balance", column, name, Amount(tuple(left)), Amount(tuple(came)))


def check_applicants(evidence: Evidence) -> Iterator[Check]:
    """Table 3, each row: the kinds of applicants add up to the last column."""
    yield from _check_rows(evidence, "t3", "applicants_total")


def check_disputes(evidence: Evidence) -> Iterator[Check]:
    """Table 4, each group: the results add up to the total."""
    yield from _check_rows(evidence, "t4", "disputes_total")


def check_counts(evidence: Evidence) -> Iterator[Check]:
    """All tables: a count is a whole number that is not negative. One answer where all are."""
    counts = [c for c in evidence.cells if c.value is not None and c.id not in _NOT_COUNTS and c.column != _SIGNED]
    wrong = [cell for cell in counts if not _is_count(cell)]
    if counts and not wrong:
        yield answer("counts_whole", "tables", PASS)
    for cell in wrong:
        yield answer(
            "counts_whole",
            cell.id,
            FAIL,
            name=cell_label(cell.id),
            found=cell.surface,
            expected="非负整数",
            span=cell.span,
            blame=blame_of([cell]),
        )


def _check_rows(evidence: Evidence, table_id: str, check: str) -> Iterator[Check]:
    table = load_form()[table_id]
    by_row: dict[str, list[Cell]] = {}
    for cell in evidence.cells:
        if cell.table == table_id:
            by_row.setdefault(cell.row, []).append(cell)
    for row in table.rows:
        cells = by_row.get(row.id, [])
        if len(cells) == len(table.columns):
            *parts, total = cells
            yield compare_amounts(check, row.id, row.label, Amount((total,)), Amount(tuple(parts)))


def _columns(evidence: Evidence) -> Iterator[tuple[str, dict[str, Cell]]]:
    """The cells of table 3 by column, then row."""
    columns: dict[str, dict[str, Cell]] = {}
    for cell in evidence.cells:
        if cell.table == "t3":
            columns.setdefault(cell.column, {})[cell.row] = cell
    yield from columns.items()


def _is_count(cell: Cell) -> bool:
    return cell.value is not None and cell.value >= 0 and cell.value == int(cell.value)


def suspects(checks: Sequence[Check]) -> list[str]:
    """Cells of table 3 in which a row and a column fail by the same difference: most likely the wrong ones.

    >>> rows = Check("applicants_total", "granted", FAIL, "5", "4")
    >>> columns = Check("outcomes_total", "person", FAIL, "13", "12")
    >>> suspects([rows, columns])
    ['t3.granted.person']
    """
    rows = {c.subject: _difference(c) for c in checks if c.check == "applicants_total" and c.verdict == FAIL}
    columns = {c.subject: _difference(c) for c in checks if c.check == "outcomes_total" and c.verdict == FAIL}
    return [
        f"t3.{row}.{column}"
        for row, by_row in rows.items()
        for column, by_column in columns.items()
        if by_row == by_column and row.startswith(OUTCOMES)
    ]


def _difference(check: Check) -> str:
    return write(float(check.found) - float(check.expected))
