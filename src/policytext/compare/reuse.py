"""Text that a report repeats from the unit's report before it."""

from __future__ import annotations

from policytext.compare.editions import Edition, Line, Transition
from policytext.compare.likeness import NEAR
from policytext.compare.units import Row


def reuse_rows(step: Transition) -> tuple[Row, list[Row]]:
    """The row of ``reuse`` for the later report, and the rows of ``pairs`` that show why.

    All labelled statements count, each for its characters; each is paired with the statement of the report before
    that it repeats most.
    """
    edition, previous = step.after, step.before
    found = _repeats(step)
    chars = sum(len(line.plain) for line in edition.lines)
    repeated = sum(len(line.plain) for line, _, _ in found)
    row = edition.who | {
        "year": edition.year,
        "previous_year": previous.year,
        "report_id": edition.id,
        "previous_report_id": previous.id,
        "chars": chars,
        "repeated": repeated,
        "share": repeated / chars if chars else None,
    }
    return row, [_pair(edition, line, previous, old, value) for line, old, value in found]


def _repeats(step: Transition) -> list[tuple[Line, Line, float]]:
    lines, old = step.after.lines, step.before.lines
    if not lines or not old:
        return []
    values = step.repeated(old, lines)
    best = values.argmax(axis=0).tolist()
    highest = values.max(axis=0).tolist()
    return [(line, old[i], top) for line, i, top in zip(lines, best, highest, strict=True) if top >= NEAR]


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
