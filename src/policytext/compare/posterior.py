"""Draws from the posterior of a report's specificity index, the same for a report whatever it is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from policytext.compare.units import Row
from policytext.score import Rubric

Floats = npt.NDArray[np.float64]

DRAWS = 1000
"""Enough for ends that vary by less than a point of the index from one seed to another."""


def level_counts(report: Row) -> tuple[int, ...]:
    """The commitments of a report at levels 0 to 3."""
    return tuple(int(report[f"level_{level}"] or 0) for level in range(4))


def draw_shares(report_id: str, counts: Sequence[int], rubric: Rubric, seed: int) -> Floats:
    """Shares of the levels drawn from the Dirichlet posterior: shape (DRAWS, 4), rows sum to 1.

    Args:
        report_id: hexadecimal; with the seed it starts the generator, so that reports are drawn independently and a
            report's draws do not hang on the others.
        counts: commitments at levels 0 to 3.
        rubric: its prior.
        seed: of the run.
    """
    shape = tuple(count + prior for count, prior in zip(counts, rubric.prior, strict=True))
    return _dirichlet(seed, report_id, shape)


@lru_cache(maxsize=256)
def _dirichlet(seed: int, report_id: str, shape: tuple[float, ...]) -> Floats:
    """A report is drawn for its unit and for its peers, and twice in a unit: those draws are not made again."""
    return np.random.default_rng([seed, int(report_id, 16)]).dirichlet(shape, size=DRAWS)


def draw_index(report: Row, rubric: Rubric, seed: int) -> Floats:
    """The index of a report drawn from its posterior: shape (DRAWS,), 0-100."""
    values = np.asarray(rubric.level_value) * 100 / rubric.level_value[-1]
    return draw_shares(report["report_id"], level_counts(report), rubric, seed) @ values


def interval_of(draws: Floats, probability: float) -> tuple[float, float]:
    """The equal-tailed interval of draws: as many of them lie below as above it."""
    ordered = np.sort(draws)
    outside = int(len(draws) * (1 - probability) / 2)
    return round(float(ordered[outside]), 3), round(float(ordered[-1 - outside]), 3)


def excludes_zero(interval: tuple[float, float]) -> bool:
    """Whether all of the interval lies on one side of 0."""
    return interval[0] > 0 or interval[1] < 0
