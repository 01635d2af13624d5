"""The posterior interval of the specificity index.

The levels of a report's commitments are taken as draws from unknown shares p with a Dirichlet prior. The index is a
linear function of p, so its posterior distribution function is a probability about a weighted sum of gamma variables:
P(sum p_k v_k <= t) = P(sum (v_k - t) G_k <= 0) with G_k ~ Gamma(a_k). It is read off the characteristic function by
the inversion formula of Gil-Pelaez (1951). No random draws: the same counts give the same interval everywhere.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from policytext.score.rubric import Rubric

LOG_FROM, LOG_TO, NODES = -12.0, 30.0, 421
"""The inversion integral on a logarithmic grid: error below 1e-5, held by tests/score/test_interval.py."""
BISECTIONS = 18
"""Halvings of 0..100: the ends are right to 1e-3 of an index point."""


def index_of(counts: tuple[int, ...], rubric: Rubric) -> float | None:
    """The specificity index: 100 x mean level value / highest value; ``None`` without a commitment.

    >>> from policytext.score.rubric import load_rubric
    >>> index_of((0, 3, 0, 0), load_rubric())
    33.333333333333336
    """
    total = sum(counts)
    if not total:
        return None
    return 100 * sum(n * v for n, v in zip(counts, rubric.level_value, strict=True)) / total / rubric.level_value[-1]


def posterior_interval(counts: tuple[int, ...], rubric: Rubric) -> tuple[float, float]:
    """The equal-tailed posterior interval of the index, from the counts of levels 0 to 3.

    Where a handful of extreme promises puts the index itself outside, the interval is widened to hold it.

    It covers variation between promises, not coding error. Do not compare two reports by whether their intervals
    overlap; look at the interval of the difference.

    References:
        J. Gil-Pelaez, Note on the inversion theorem, Biometrika 38 (1951) 481-482.

    >>> from policytext.score.rubric import load_rubric
    >>> [round(end, 1) for end in posterior_interval((0, 5, 0, 0), load_rubric())]
    [25.4, 40.3]
    """
    low, high = _interval(counts, rubric.prior, rubric.level_value, rubric.interval)
    index = index_of(counts, rubric)
    return (low, high) if index is None else (min(low, round(index, 3)), max(high, round(index, 3)))


@lru_cache(maxsize=4096)
def _interval(
    counts: tuple[int, ...], prior: tuple[float, ...], values: tuple[float, ...], probability: float
) -> tuple[float, float]:
    shape = np.array(counts, dtype=float) + np.array(prior)
    scale = np.array(values) * 100 / values[-1]
    tails = np.array([(1 - probability) / 2, (1 + probability) / 2])
    low, high = np.full(2, scale[0]), np.full(2, scale[-1])
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        is_low = _distribution(middle, shape, scale) < tails
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    return round(float(middle[0]), 3), round(float(middle[1]), 3)


def _distribution(
    points: npt.NDArray[np.float64], shape: npt.NDArray[np.float64], scale: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """P(index <= point) for each point."""
    logs, step = np.linspace(LOG_FROM, LOG_TO, NODES, retstep=True)
    angles = np.exp(logs) * (scale[None, :, None] - points[:, None, None]) / 100
    modulus = np.exp(-0.5 * (shape[None, :, None] * np.log1p(angles**2)).sum(axis=1))
    argument = (shape[None, :, None] * np.arctan(angles)).sum(axis=1)
    result: npt.NDArray[np.float64] = 0.5 - (modulus * np.sin(argument)).sum(axis=1) * step / np.pi
    return result
