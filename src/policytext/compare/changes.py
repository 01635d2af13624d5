"""A report beside the unit's report before it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from policytext.compare.editions import Edition, Line, Transition
from policytext.compare.likeness import NEAR
from policytext.compare.posterior import Draws, excludes_zero, interval_of
from policytext.compare.units import Row
from policytext.score import Rubric, index_of

LABELS = ("problem", "improvement", "achievement", "statistic", "other")


def change_row(step: Transition, names: Mapping[str, str], draws: Draws) -> Row:
    """The row of ``changes`` for a report and the one before.

    The difference is said to be seen (``different``) only where its posterior interval excludes 0 and neither report is
    ``few``; across a change of form it is marked ``era_break``, since the forms ask for different things.
    """
    edition, previous = step.after, step.before
    now, before = edition.report, previous.report
    few = bool(now["few"] or before["few"])
    return (
        edition.who
        | {"year": edition.year, "previous_year": previous.year}
        | {"report_id": edition.id, "previous_report_id": previous.id}
        | _index_columns(now, before, draws, few=few)
        | _counts(now, before)
        | {f"{label}_share_diff": _share(now, label) - _share(before, label) for label in LABELS}
        | _measure_columns(_measures_of(edition), _measures_of(previous), names)
        | _new_promises(step, draws.rubric)
        | {"era_break": now["era"] != before["era"], "few": few}
    )


def _index_columns(now: Row, before: Row, draws: Draws, *, few: bool) -> Row:
    known = now["specificity"] is not None and before["specificity"] is not None
    ends = interval_of(draws.of(now) - draws.of(before), draws.rubric.interval) if known else (None, None)
    return {
        "specificity": now["specificity"],
        "previous_specificity": before["specificity"],
        "specificity_diff": now["specificity"] - before["specificity"] if known else None,
        "diff_low": ends[0],
        "diff_high": ends[1],
        "different": known and not few and excludes_zero(ends),  # type: ignore[arg-type]
    }


def _counts(now: Row, before: Row) -> Row:
    return {
        "checkable": now["checkable"],
        "previous_checkable": before["checkable"],
        "checkable_diff": (now["checkable"] or 0) - (before["checkable"] or 0),
        "commitments": now["improvement"],
        "previous_commitments": before["improvement"],
        "problems": now["problem"],
        "previous_problems": before["problem"],
    }


def _share(report: Row, label: str) -> float:
    total = sum(report[name] or 0 for name in LABELS)
    return (report[label] or 0) / total if total else 0.0


def _measures_of(edition: Edition) -> frozenset[str]:
    return frozenset(id_ for line in edition.lines for id_ in line.measures)


def _measure_columns(now: Collection[str], before: Collection[str], names: Mapping[str, str]) -> Row:
    groups = {
        "measures_kept": set(now) & set(before),
        "measures_new": set(now) - set(before),
        "measures_not_mentioned": set(before) - set(now),
    }
    return {column: "；".join(sorted(names.get(id_, id_) for id_ in ids)) or None for column, ids in groups.items()}


def _new_promises(step: Transition, rubric: Rubric) -> Row:
    promises = step.after.of("improvement")
    repeated = _repeated(step, promises)
    fresh = [p for p, old in zip(promises, repeated, strict=True) if not old]
    return {
        "rolled_over": len(promises) - len(fresh),
        "new_promises": len(fresh),
        "specificity_new": index_of(_counts_of(fresh), rubric),
    }


def _repeated(step: Transition, promises: Sequence[Line]) -> list[bool]:
    """For each promise of the later report whether one of the earlier report is nearly the same text."""
    old = step.before.of("improvement")
    if not promises or not old:
        return [False] * len(promises)
    return [bool(top >= NEAR) for top in step.repeated(old, promises).max(axis=0)]


def _counts_of(promises: Sequence[Line]) -> tuple[int, ...]:
    return tuple(sum(promise.level == level for promise in promises) for level in range(4))
