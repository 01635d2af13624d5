"""Stage review: what people decided about statements takes the place of what the program found.

``read_decisions`` reads filled review sheets, ``Decisions.find`` gives those of a report, ``decide_labels`` and
``decide_levels`` put them in. Everything after them, the figures of the report included, rests on the decisions.
"""

from __future__ import annotations

from policytext.review.decisions import (
    Decisions,
    decide_labels,
    decide_levels,
    key_of,
    occurrences,
    report_unit,
    unit_of,
)
from policytext.review.sheets import COLUMNS, OUTCOMES, read_decisions, write_decisions

__all__ = [
    "COLUMNS",
    "OUTCOMES",
    "Decisions",
    "decide_labels",
    "decide_levels",
    "key_of",
    "occurrences",
    "read_decisions",
    "report_unit",
    "unit_of",
    "write_decisions",
]
