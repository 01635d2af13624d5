"""Reports of one year beside their peers: groups, ranks with intervals, and what another rubric would have said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from policytext.compare.posterior import DRAWS, Draws, excludes_zero, interval_of
from policytext.compare.sensitivity import Without, ranks_of, rubric_ranks, sensitivity_rows
from policytext.compare.units import Row, Series, peers_of, who_of

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
FEW, ALONE = "few", "alone"
"""Why a report takes no part: fewer than 3 commitments, or nobody to be compared with."""

CHUNK = 100
"""Draws that are ranked at a time, so that memory does not grow with a large group."""


def rank_tables(series: Series, without: Without, draws: Draws) -> Iterator[tuple[str, Iterable[Row]]]:
    """Rows of ``ranks`` and ``sensitivity``, group by group.

    Args:
        series: the units.
        without: for each report its commitments by level where a kind of particular is left out.
        draws: of the reports; the rubric and the seed are theirs.
    """
    groups: defaultdict[tuple[str, int], list[tuple[str, Row]]] = defaultdict(list)
    for unit in series.units:
        for report in unit.reports:
            groups[peers_of(report), report["year"]].append((unit.name, report))
    for key in sorted(groups):
        reports = [report | {"unit": unit} for unit, report in groups[key]]
        ranked = [r for r in reports if not r["few"] and r["specificity"] is not None]
        yield "ranks", _rank_group(ranked, draws) if len(ranked) > 1 else [_row(r, ALONE) for r in ranked]
        yield "ranks", [_row(r, FEW) for r in reports if r["few"] or r["specificity"] is None]
        if len(ranked) > 2:
            yield "sensitivity", sensitivity_rows(key, ranked, without, draws.rubric, draws.seed)


def _rank_group(reports: Sequence[Row], draws: Draws) -> Iterable[Row]:
    rubric, drawn = draws.rubric, np.stack([draws.of(report) for report in reports])
    index = np.array([report["specificity"] for report in reports])
    tail = (1 - rubric.interval) / 2
    low, high = _rank_interval(drawn, tail)
    rubric_low, rubric_high = rubric_ranks(reports, rubric, draws.seed, tail)
    means = drawn.mean(axis=0)
    for i, (report, rank) in enumerate(zip(reports, ranks_of(index), strict=True)):
        yield _row(report, None) | {
            "peers_mean": round(float(index.mean()), 3),
            "group": _group(interval_of(drawn[i] - means, rubric.interval)),
            "rank": int(rank),
            "rank_low": int(min(low[i], rank)),
            "rank_high": int(max(high[i], rank)),
            "rubric_rank_low": int(min(rubric_low[i], rank)),
            "rubric_rank_high": int(max(rubric_high[i], rank)),
            "ranked": len(reports),
        }


def _group(difference: tuple[float, float]) -> str:
    if not excludes_zero(difference):
        return "not distinguishable"
    return "above" if difference[0] > 0 else "below"


def _rank_interval(draws: Floats, tail: float) -> tuple[Ints, Ints]:
    chunks = [ranks_of(draws[:, i : i + CHUNK]) for i in range(0, DRAWS, CHUNK)]
    low, high = np.quantile(np.concatenate(chunks, axis=1), [tail, 1 - tail], axis=1, method="nearest")
    return low.astype(int), high.astype(int)


def _row(report: Row, reason: str | None) -> Row:
    empty = dict.fromkeys(
        ("peers_mean", "group", "rank", "rank_low", "rank_high", "rubric_rank_low", "rubric_rank_high", "ranked")
    )
    return (
        who_of(report["unit"], report)
        | {name: report[name] for name in ("year", "report_id", "checkable", "specificity")}
        | {name: report[name] for name in ("specificity_low", "specificity_high")}
        | {"commitments": report["improvement"], "few": bool(report["few"]), "reason": reason}
        | empty
    )
