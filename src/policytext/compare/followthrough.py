"""What the next report shows of a promise (codebook section 7): evidence, its grade, whether it rolled over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from policytext.compare.editions import Edition, Line, Transition
from policytext.compare.likeness import NEAR, Floats, shared_stretches
from policytext.compare.traces import PARTIAL, Trace, falls_short, find_traces
from policytext.compare.units import Row

EVIDENCE = 0.075
"""Least similarity of evidence. Chosen on the tuning half of the coded pairs, see docs/method.md."""

SURE = 0.25
"""Evidence less alike is marked ``unsure``. On the tuning half of the coded pairs evidence above it was right in nearly
every case whoever wrote the reports; below it, it hung on the writer (docs/method.md)."""

SAME_MEASURE = 0.1
"""Added where promise and evidence name the same measure."""

SHOWN = 4
"""Stretches in common that are given as the reason of a match."""

GRADES = ("complete", "substantial", "limited", "no evidence", "not assessable")


def follow_promises(edition: Edition, step: Transition | None, names: Mapping[str, str]) -> list[Row]:
    """Rows of ``followthrough`` for the commitments of one report.

    Args:
        edition: the report that promises.
        step: from it to the report of the year after; ``None`` where that is missing.
        names: canonical names of measures by id.

    Returns:
        A row a commitment. Evidence is an achievement or statistic of the next report that shares most of the
        promise's information; its grade says what that report shows, not what happened.
    """
    promises = edition.of("improvement")
    if step is None:
        return [{**_row(edition, promise, None), **_NOTHING, "grade": "not assessable"} for promise in promises]
    found = zip(promises, _best_evidence(step, promises), repeats_of(step, promises), strict=True)
    return [
        {
            **_row(edition, promise, step.after),
            **_evidence_columns(promise, evidence, similarity, names),
            **_again(again),
        }
        for promise, (evidence, similarity), again in found
    ]


def repeats_of(step: Transition, promises: Sequence[Line]) -> list[Line | None]:
    """For each promise the commitment of the later report that is nearly the same text."""
    offers = step.after.of("improvement")
    if not promises or not offers:
        return [None] * len(promises)
    values = step.repeated(promises, offers)
    return [offers[int(row.argmax())] if row.max() >= NEAR else None for row in values]


def grade_of(promise: str, evidence: str, traces: Sequence[Trace]) -> str:
    """The grade of evidence that was found.

    Without a concrete trace that the promise did not hold, ``limited``. With one, ``substantial`` where the report
    itself says that it was done in part or a number falls short of the one promised, else ``complete``.
    """
    if not traces:
        return "limited"
    return "substantial" if PARTIAL.search(evidence) or falls_short(promise, evidence) else "complete"


def rate_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """Rows of ``followthrough_rates``: the grades counted by report, with the Jeffreys interval of the rate.

    References:
        L. D. Brown, T. T. Cai, A. DasGupta, Interval estimation for a binomial proportion, Statistical Science 16
        (2001) 101-133.
    """
    reports: dict[str, list[Row]] = {}
    for row in rows:
        reports.setdefault(row["report_id"], []).append(row)
    return (_rates(found) for found in reports.values())


def _rates(rows: Sequence[Row]) -> Row:
    counts = Counter(row["grade"] for row in rows)
    assessable = len(rows) - counts["not assessable"]
    done = counts["complete"] + counts["substantial"]
    low, high = jeffreys(done, assessable) if assessable else (None, None)
    first = rows[0]
    return {name: first[name] for name in _WHO} | {
        "commitments": len(rows),
        "assessable": assessable,
        **{grade.replace(" ", "_"): counts[grade] for grade in GRADES},
        "rolled_over": sum(bool(row["rolled_over"]) for row in rows),
        "unsure": sum(bool(row["unsure"]) for row in rows),
        "rate": done / assessable if assessable else None,
        "rate_low": low,
        "rate_high": high,
    }


def jeffreys(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Jeffreys interval of a proportion; 0 and 1 are its ends where all or none hit.

    >>> [round(end, 3) for end in jeffreys(0, 10)]
    [0.0, 0.217]
    """
    from scipy.special import betaincinv

    low, high = betaincinv(hits + 0.5, total - hits + 0.5, [0.025, 0.975])
    return (0.0 if hits == 0 else float(low)), (1.0 if hits == total else float(high))


_WHO = ("unit", "place", "adcode", "organ_level", "peers", "year", "next_year", "report_id")
_NOTHING: Row = dict.fromkeys(
    ("next_statement_id", "evidence", "repeated_statement_id", "repeated_text", "similarity", "matched", "trace")
) | {"rolled_over": False, "unsure": False}


def _best_evidence(step: Transition, promises: Sequence[Line]) -> list[tuple[Line | None, float]]:
    offers = step.after.of("achievement", "statistic")
    if not promises or not offers:
        return [(None, 0.0)] * len(promises)
    values = evidence_scores(step, promises, offers)
    best = values.argmax(axis=1)
    return [
        (offers[column], float(row[column])) if row[column] >= EVIDENCE else (None, float(row[column]))
        for column, row in zip(best.tolist(), values, strict=True)
    ]


def evidence_scores(step: Transition, promises: Sequence[Line], offers: Sequence[Line]) -> Floats:
    """How far each offer of the next report speaks of the matter of each promise: shape (promises, offers), 0-1."""
    values = step.contained(promises, offers)
    for promise, row in zip(promises, values, strict=True):
        if promise.measures:
            row += SAME_MEASURE * np.array([bool(promise.measures & offer.measures) for offer in offers])
    return np.minimum(values, 1.0)


def _row(edition: Edition, promise: Line, following: Edition | None) -> Row:
    return edition.who | {
        "year": edition.year,
        "next_year": following.year if following else None,
        "report_id": edition.id,
        "statement_id": promise.id,
        "text": promise.text,
        "level": promise.level,
        "next_report_id": following.id if following else None,
    }


def _evidence_columns(promise: Line, evidence: Line | None, similarity: float, names: Mapping[str, str]) -> Row:
    if evidence is None:
        return _NOTHING | {"grade": "no evidence", "similarity": round(similarity, 4)}
    shared = sorted(names[id_] for id_ in promise.measures & evidence.measures if id_ in names)
    fresh = [names[id_] for id_ in evidence.measures - promise.measures if id_ in names]
    traces = find_traces(evidence.text, promise.text, fresh)
    matched = dict.fromkeys([*shared, *shared_stretches(promise.plain, evidence.plain)[:SHOWN]])
    return {
        "next_statement_id": evidence.id,
        "evidence": evidence.text,
        "grade": grade_of(promise.text, evidence.text, traces),
        "similarity": round(similarity, 4),
        "matched": "；".join(matched),
        "trace": "；".join(dict.fromkeys(trace.surface for trace in traces)),
        "unsure": similarity < SURE,
    }


def _again(repeat: Line | None) -> Row:
    return {
        "rolled_over": repeat is not None,
        "repeated_statement_id": repeat.id if repeat else None,
        "repeated_text": repeat.text if repeat else None,
    }
