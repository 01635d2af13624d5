"""Text that a report repeats from the unit's report before it."""

from __future__ import annotations

from policytext.compare.editions import Edition, Line
from policytext.compare.likeness import repetition
from policytext.compare.units import Row

NEAR = 0.8
"""Least repetition of a statement that counts as the same text: about one character in five may differ."""


def reuse_rows(edition: Edition, previous: Edition) -> tuple[Row, list[Row]]:
    """The row of ``reuse`` for a report, and the rows of ``pairs`` that show why.

    All labelled statements count, each for its characters; each is paired with the statement of the previous report
    that it repeats most.
    """
    pairs = [_pair(edition, line, previous, old, value) for line, old, value in _repeats(edition, previous)]
    chars = sum(len(line.plain) for line in edition.lines)
    by_id = {line.id: len(line.plain) for line in edition.lines}
    repeated = sum(by_id[pair["statement_id"]] for pair in pairs)
    row = edition.who | {
        "year": edition.year,
        "previous_year": previous.year,
        "report_id": edition.id,
        "previous_report_id": previous.id,
        "chars": chars,
        "repeated": repeated,
        "share": repeated / chars if chars else None,
    }
    return row, pairs


def _repeats(edition: Edition, previous: Edition) -> list[tuple[Line, Line, float]]:
    if not edition.lines or not previous.lines:
        return []
    values = repetition([line.plain for line in edition.lines], [line.plain for line in previous.lines], NEAR)
    best = values.argmax(axis=1).tolist()
    return [
        (line, previous.lines[column], float(row[column]))
        for line, column, row in zip(edition.lines, best, values, strict=True)
        if row[column] >= NEAR
    ]


def _pair(edition: Edition, line: Line, previous: Edition, old: Line, value: float) -> Row:
    return {
        "unit": edition.unit,
        "year": edition.year,
        "report_id": edition.id,
        "statement_id": line.id,
        "text": line.text,
        "other_unit": previous.unit,
        "other_year": previous.year,
        "other_report_id": previous.id,
        "other_statement_id": old.id,
        "other_text": old.text,
        "similarity": round(value, 4),
        "kind": "own_last_year",
    }
