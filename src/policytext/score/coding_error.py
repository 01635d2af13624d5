"""The second interval of the index: what it could be when labels and levels may be wrong.

``interval`` covers variation between promises as if the program coded them without error. Here each statement is a
promise with the probability that the classifier gives, and its true level follows the confusion of program and coders
that validation found (``data/level_confusion.toml``); the posterior of the index is averaged over both.

The draws are common random numbers, made once in a process. A Dirichlet weight is a sum of exponential ones, one for
each promise, and a gamma one for the prior: so a statement adds its weight to the level that its uniform number falls
on, and nothing has to be drawn for a report.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from policytext.resources import read_toml
from policytext.score.rubric import Rubric

#: Statements that are promises with a smaller probability change an index by less than its rounding.
LEAST_PROBABILITY = 0.05
DRAWS = 2000
#: The same draws for every report, so that the same text gives the same interval, in whatever order reports come.
SEED = 0
#: Draws are made for so many statements at a time: few reports have more.
BLOCK = 32
#: Imagined agreements of each level with itself, since some levels are rare among the validated ones.
PRIOR_AGREEMENTS = 1.0

Draws = NDArray[np.float32]


def wide_interval(promises: Sequence[tuple[float, int]], rubric: Rubric) -> tuple[float, float]:
    """The posterior interval of the index with coding error.

    Args:
        promises: of every statement that may be one, the probability that it is and the level that the program found.
        rubric: what levels are worth, the prior, and the interval's probability.

    >>> from policytext.score.interval import posterior_interval
    >>> from policytext.score.rubric import load_rubric
    >>> sure, unsure = ([(p, 1)] * 4 + [(p, 3)] * 4 for p in (1.0, 0.6))
    >>> wide = [high - low for low, high in (wide_interval(promises, load_rubric()) for promises in (sure, unsure))]
    >>> low, high = posterior_interval((0, 4, 0, 4), load_rubric())
    >>> high - low < wide[0] < wide[1]
    True
    """
    values = np.array(rubric.level_value) * 100 / rubric.level_value[-1]
    worth, total = _prior_draws(rubric.prior, rubric.level_value)
    steps = values - np.append(values[1:], 0)
    edges = _edges(promises)
    for number, start in enumerate(range(0, len(edges), BLOCK)):
        own = edges[start : start + BLOCK]
        uniforms, weights = (drawn[: len(own)] for drawn in _draws(number))
        below = [(weights * (uniforms < edge[:, None])).sum(axis=0) for edge in own.T]
        worth = worth + sum(step * weight for step, weight in zip(steps, below, strict=True))
        total = total + below[-1]
    return _ends(worth / total, rubric.interval)


def _edges(promises: Sequence[tuple[float, int]]) -> Draws:
    """Below which uniform number a statement (row) is a promise of at most each level; the order does not matter."""
    ordered = sorted(promises)
    shares = np.array([share for share, _ in ordered])[:, None]
    cumulative = level_confusion()[[level for _, level in ordered]].cumsum(axis=1)
    return np.asarray(shares * cumulative, dtype=np.float32)


def _ends(index: NDArray[np.float64], probability: float) -> tuple[float, float]:
    """The order statistics at the two tails."""
    low = round(DRAWS * (1 - probability) / 2)
    ranks = [low, DRAWS - 1 - low]
    first, last = np.partition(index, ranks)[ranks]
    return round(float(first), 1), round(float(last), 1)


@cache
def _draws(block: int) -> tuple[Draws, Draws]:
    """Uniform numbers and exponential weights of a block of statements (rows) in each draw (columns)."""
    rng = np.random.default_rng([SEED, block])
    shape = (BLOCK, DRAWS)
    return rng.random(shape, dtype=np.float32), rng.standard_exponential(shape, dtype=np.float32)


@cache
def _prior_draws(prior: tuple[float, ...], level_value: tuple[float, ...]) -> tuple[NDArray[np.float64], ...]:
    """What the prior adds in each draw to the weighted sum of values and to the sum of weights."""
    weights = np.random.default_rng(SEED).standard_gamma(prior, (DRAWS, len(prior)))
    return weights @ (np.array(level_value) * 100 / level_value[-1]), weights.sum(axis=1)


@cache
def level_confusion() -> NDArray[np.float64]:
    """The share of each coded level (columns) among promises to which the program gave a level (rows)."""
    counts = np.array(read_toml("level_confusion.toml")["counts"], dtype=float)
    counts += PRIOR_AGREEMENTS * np.eye(len(counts))
    shares: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
    return shares
