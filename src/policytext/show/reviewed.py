"""Tables -> how many statements a person has confirmed; nothing where the dataset knows of no decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policytext.store import Tables

COLUMNS = ("confirmed", "changed")
"""Columns of ``reports`` that count statements a person looked at: agreed with, and decided otherwise."""


def confirmed_by_report(tables: Tables) -> dict[str, int]:
    """Statements that a person has looked at, by report."""
    reports = tables["reports"]
    there = [name for name in COLUMNS if name in reports.column_names]
    return {
        row["report_id"]: sum(row[name] or 0 for name in there)
        for row in reports.select(["report_id", *there]).to_pylist()
    }
