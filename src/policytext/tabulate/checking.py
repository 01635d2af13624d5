"""All checks of one report. ``CHECKS`` is the list to extend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from policytext.records import Check
from policytext.tabulate.asking import Evidence
from policytext.tabulate.deadline_checks import check_deadline
from policytext.tabulate.form import cell_label
from policytext.tabulate.form_checks import (
    check_facets,
    check_fees,
    check_legal_content,
    check_period,
    check_placeholders,
    check_places,
    check_problems,
    check_sections,
)
from policytext.tabulate.table_checks import (
    check_applicants,
    check_counts,
    check_disputes,
    check_intake,
    check_outcomes,
    suspects,
)
from policytext.tabulate.text_checks import check_done, check_parts, check_shares, check_text

CHECKS: tuple[Callable[[Evidence], Iterator[Check]], ...] = (
    check_outcomes,
    check_intake,
    check_applicants,
    check_disputes,
    check_counts,
    check_text,
    check_done,
    check_parts,
    check_shares,
    check_sections,
    check_problems,
    check_facets,
    check_legal_content,
    check_fees,
    check_period,
    check_places,
    check_placeholders,
    check_deadline,
)


def run_checks(evidence: Evidence) -> list[Check]:
    """Ask all checks of a report.

    A failed check changes no value. Where a row and a column of table 3 fail by the same difference, both name the
    cell in which they cross.

    Args:
        evidence: the report's document, origin, sections, statements, labels, cells and facts.

    Returns:
        The answers in the order of ``CHECKS``; checks that do not apply to the report's form give none.
    """
    checks = [check for ask in CHECKS for check in ask(evidence)]
    return list(_with_suspects(checks))


def _with_suspects(checks: list[Check]) -> Iterator[Check]:
    cells = suspects(checks)
    for check in checks:
        crossing = [cell for cell in cells if _crosses(cell, check)]
        if crossing:
            named = "、".join(cell_label(cell) for cell in crossing)
            check = replace(check, reason=f"{check.reason}；行列同差，疑在{named}")
        yield check


def _crosses(cell: str, check: Check) -> bool:
    _, row, column = cell.split(".")
    return (check.check, check.subject) in (("applicants_total", row), ("outcomes_total", column))
