"""The posterior interval of the specificity index.

The levels of a report's commitments are taken as draws from unknown shares p with a Dirichlet prior. The index is a
linear function of p, so its posterior distribution function is a probability about a weighted sum of gamma variables:
P(sum p_k v_k <= t) = P(sum (v_k - t) G_k <= 0) with G_k ~ Gamma(a_k). It is read off the characteristic function by
the inversion formula of Gil-Pelaez (1951). No random draws: the same counts give the same interval everywhere.
"""

from __future__ import annotations

from functools import cache, lru_cache
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from policytext.score.rubric import Rubric

LOG_FROM, LOG_TO, NODES = -12.0, 30.0, 421
"""The inversion integral on a logarithmic grid: error below 1e-5, held by tests/score/test_interval.py."""
BISECTIONS = 18
"""Halvings of 0..100: the ends are right to 1e-3 of an index point."""
NEAR = 1e-5
"""How close the ends are bracketed before they are halved to: hardly a point of the halving lies so close to them."""
SECANTS = 3
"""Steps of the secant rule: the bracket holds for all but a few counts, which take more time and give the same ends."""
LEAST_TAIL = 1e-9
"""Probabilities further out are taken for this one, where a deviate is asked for."""
SIDES = np.array([-1.0, 1.0])
NORMAL_ENDS = (1.7, 2.0)
"""Where the secant rule begins, in standard deviations: about the 95 % interval of a normal distribution."""

Numbers = npt.NDArray[np.float64]


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
    below, above = _bracket(shape, scale, tails)
    low, high = np.full(2, scale[0]), np.full(2, scale[-1])
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        is_low = middle < below
        if ((below <= middle) & (middle <= above)).any():
            is_low = _distribution(middle, shape, scale) < tails
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    return round(float(middle[0]), 3), round(float(middle[1]), 3)


def _bracket(shape: Numbers, scale: Numbers, tails: Numbers) -> tuple[Numbers, Numbers]:
    """Points just below and just above the two ends, so that halving need not ask on which side most points lie.

    Found by the secant rule from the ends of a normal distribution with the posterior's mean and variance. Where that
    does not succeed, they are as far apart as the index goes.
    """
    share = shape / shape.sum()
    mean = share @ scale
    spread = np.sqrt((share @ scale**2 - mean**2) / (shape.sum() + 1))
    first, last = (np.clip(mean + z * spread * SIDES, scale[0], scale[-1]) for z in NORMAL_ENDS)
    wanted = _deviates(tails)
    missed = _deviates(_distribution(first, shape, scale)) - wanted
    for _ in range(SECANTS):
        missed, before = _deviates(_distribution(last, shape, scale)) - wanted, missed
        slope = np.where(missed == before, np.inf, missed - before)
        first, last = last, np.clip(last - missed * (last - first) / slope, scale[0], scale[-1])
    below, above = last - NEAR, last + NEAR
    is_held = (_distribution(below, shape, scale) < tails) & (tails < _distribution(above, shape, scale))
    return np.where(is_held, below, scale[0]), np.where(is_held, above, scale[-1])


def _deviates(probabilities: Numbers) -> Numbers:
    """Standard normal deviates of probabilities; on this scale the distribution of the index is nearly a line."""
    return np.array([NormalDist().inv_cdf(p) for p in np.clip(probabilities, LEAST_TAIL, 1 - LEAST_TAIL).tolist()])


def _distribution(points: Numbers, shape: Numbers, scale: Numbers) -> Numbers:
    """P(index <= point) for each point."""
    nodes, step = _nodes()
    angles = nodes * (scale[None, :, None] - points[:, None, None]) / 100
    modulus = np.exp(-0.5 * (shape[None, :, None] * np.log1p(angles**2)).sum(axis=1))
    argument = (shape[None, :, None] * np.arctan(angles)).sum(axis=1)
    result: Numbers = 0.5 - (modulus * np.sin(argument)).sum(axis=1) * step / np.pi
    return result


@cache
def _nodes() -> tuple[Numbers, float]:
    """The grid of the inversion integral, and its step on the logarithmic scale."""
    logs, step = np.linspace(LOG_FROM, LOG_TO, NODES, retstep=True)
    return np.exp(logs), float(step)
