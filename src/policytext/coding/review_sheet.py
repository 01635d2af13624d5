"""Rows to look at -> 复核表.xlsx, with lists to choose from and room for the person who reviews."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policytext.corpus import LABELS
from policytext.review import OUTCOMES
from policytext.store import name_of, replacing, words
from policytext.store.workbook import Field, Sheet, write_sheet

Row = dict[str, Any]

WIDTHS = {
    "why_look": 12,
    "place": 14,
    "year": 7,
    "source": 18,
    "section": 12,
    "before": 28,
    "text": 46,
    "after": 28,
    "machine_label": 9,
    "machine_level": 9,
    "why": 30,
    "human_label": 10,
    "human_level": 10,
    "reviewer": 10,
    "reviewed_on": 12,
    "reason": 26,
    "appeal_outcome": 12,
    "occurrence": 7,
    "unit": 16,
}
"""The columns in order, with their widths in characters."""

FILLED_IN = ("human_label", "human_level", "reviewer", "reviewed_on", "reason", "appeal_outcome")
_CODES = {"why_look": "look", "machine_label": "labels", "section": "sections"}


def write_review(rows: Sequence[Row], path: Path) -> None:
    """Write the sheet, whole or not at all.

    Args:
        rows: from ``choose``.
        path: the .xlsx to write.
    """
    choices = lists()
    fields = [
        Field(name, words()["review"][name], width, open=name in FILLED_IN, choices=choices.get(name, ()))
        for name, width in WIDTHS.items()
    ]
    shown = (row | {name: name_of(group, row[name]) for name, group in _CODES.items()} for row in rows)
    with replacing(path) as staged:
        write_sheet(staged, Sheet(words()["review_title"], fields, shown, frozen=3, broad=True))


def lists() -> dict[str, list[str | int]]:
    """What can be chosen in a column."""
    return {
        "human_label": [name_of("labels", label) for label in LABELS],
        "human_level": [0, 1, 2, 3],
        "appeal_outcome": [name_of("outcomes", outcome) for outcome in OUTCOMES],
    }
