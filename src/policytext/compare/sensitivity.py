"""How far the order of reports hangs on the rubric: other values of the levels, each kind of particular left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from policytext.compare.by_report import ByReport
from policytext.compare.posterior import level_counts
from policytext.compare.units import Row, Series
from policytext.score import Rubric, level_of

if TYPE_CHECKING:
    from policytext.store import Tables

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Without = Mapping[str, Ints]
"""For each report its commitments at levels 0 to 3 where a kind of particular is left out: shape (kinds, 4)."""

VALUE_DRAWS = 200
"""Sets of level values that are ranked."""

TAU_DRAWS = 40
"""Of these, sets for which Kendall's tau is taken, the slowest step for a small group."""


def count_without(tables: Tables, series: Series, rubric: Rubric) -> Without:
    """The commitments of each report by level, were it not for one kind of particular.

    Without a kind, every commitment's level follows from its other particulars by the rules of the rubric; one that has
    no action or no object keeps level 0.
    """
    levels = ByReport(tables, "statements", ("statement_id", "label", "level"), series.report_ids)
    particulars = ByReport(tables, "particulars", ("statement_id", "kind", "value"), series.report_ids)
    found = {}
    for report_id in series.report_ids:
        rows: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for statement_id, kind, value in particulars.rows(report_id):
            rows[statement_id].append((kind, value))
        commitments = [
            (level, rows.get(statement_id, ()) if level else ())
            for statement_id, label, level in levels.rows(report_id)
            if label == "improvement" and level is not None
        ]
        found[report_id] = np.array([_without(kind, commitments, rubric) for kind in rubric.kinds], dtype=np.int64)
    return found


def rubric_ranks(reports: Sequence[Row], rubric: Rubric, seed: int, tail: float) -> tuple[Ints, Ints]:
    """Best and worst rank of each report over drawn level values, ``tail`` cut off at either end."""
    ranks = ranks_of(_counts(reports) @ _draw_values(rubric, seed).T)
    low, high = np.quantile(ranks, [tail, 1 - tail], axis=1, method="nearest")
    return low.astype(np.int64), high.astype(np.int64)


def sensitivity_rows(
    key: tuple[str, int], reports: Sequence[Row], without: Without, rubric: Rubric, seed: int
) -> Iterator[Row]:
    """Rows of ``sensitivity`` for one group: the level values drawn anew, then each kind of particular left out.

    Values rise from 0 to the highest, those of levels 1 and 2 drawn between.
    """
    shown = np.array([report["specificity"] for report in reports])
    yield _row(key, "values", shown, _counts(reports) @ _draw_values(rubric, seed).T)
    for number, kind in enumerate(rubric.kinds):
        counts = np.array([without[report["report_id"]][number] for report in reports], dtype=float)
        yield _row(key, kind, shown, _mean(counts, np.asarray(rubric.level_value))[:, None])


def _row(key: tuple[str, int], change: str, shown: Floats, others: Floats) -> Row:
    from scipy.stats import kendalltau

    taus = np.array([kendalltau(shown, column).statistic for column in others.T[:TAU_DRAWS]])
    moved = np.abs(ranks_of(others) - ranks_of(shown)[:, None]) > 1
    known = taus[~np.isnan(taus)]
    return {
        "peers": key[0],
        "year": key[1],
        "change": change,
        "ranked": len(shown),
        "tau": float(np.median(known)) if known.size else None,
        "tau_low": float(np.quantile(known, 0.025)) if known.size else None,
        "moved": int(np.median(moved.sum(axis=0))),
    }


def _draw_values(rubric: Rubric, seed: int) -> Floats:
    """Rising values of the levels with the rubric's ends: shape (VALUE_DRAWS, 4)."""
    low, high = rubric.level_value[0], rubric.level_value[-1]
    inner = np.sort(np.random.default_rng(seed).uniform(low, high, (VALUE_DRAWS, 2)), axis=1)
    ends = np.ones((VALUE_DRAWS, 1))
    return np.hstack([low * ends, inner, high * ends])


def _counts(reports: Sequence[Row]) -> Floats:
    """Shares of the levels: shape (reports, 4)."""
    counts = np.array([level_counts(report) for report in reports], dtype=float)
    shares: Floats = counts / counts.sum(axis=1, keepdims=True)
    return shares


def _without(kind: str, commitments: Sequence[tuple[int, Sequence[tuple[str, str]]]], rubric: Rubric) -> list[int]:
    levels = [
        level_of(True, True, [row for row in rows if row[0] != kind], rubric)
        if rows and any(row[0] == kind for row in rows)
        else level
        for level, rows in commitments
    ]
    return [levels.count(level) for level in range(4)]


def _mean(counts: Floats, values: Floats) -> Floats:
    total = counts.sum(axis=1)
    mean: Floats = counts @ values / np.where(total > 0, total, 1)
    return mean


def ranks_of(values: Floats) -> Ints:
    """Ranks along the first axis, 1 for the highest; equal values share the better rank."""
    from scipy.stats import rankdata

    return np.asarray(rankdata(-values, method="min", axis=0), dtype=np.int64)
