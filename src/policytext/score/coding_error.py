"""The second interval of the index: what it could be when labels and levels may be wrong.

``interval`` covers variation between promises as if the program coded them without error. Here each statement is a
promise with the probability that the classifier gives, and its true level follows the confusion of program and coders
that validation found (``data/level_confusion.toml``); the posterior of the index is averaged over both.
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
#: The same draws for every report, so that the same text gives the same interval.
SEED = 0
#: Imagined agreements of each level with itself, since some levels are rare among the validated ones.
PRIOR_AGREEMENTS = 1.0


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
    rng = np.random.default_rng(SEED)
    shares = np.array([share for share, _ in promises])
    cumulative = level_confusion()[[level for _, level in promises]].cumsum(axis=1)
    included = rng.random((DRAWS, len(promises))) < shares
    drawn = (rng.random((DRAWS, len(promises), 1)) > cumulative[:, :-1]).sum(axis=2)
    counts = np.stack([(included & (drawn == level)).sum(axis=1) for level in range(len(rubric.level_value))], axis=1)
    weights = rng.standard_gamma(counts + np.array(rubric.prior))
    values = np.array(rubric.level_value) * 100 / rubric.level_value[-1]
    tail = 100 * (1 - rubric.interval) / 2
    low, high = np.percentile(weights @ values / weights.sum(axis=1), [tail, 100 - tail])
    return round(float(low), 1), round(float(high), 1)


@cache
def level_confusion() -> NDArray[np.float64]:
    """The share of each coded level (columns) among promises to which the program gave a level (rows)."""
    counts = np.array(read_toml("level_confusion.toml")["counts"], dtype=float)
    counts += PRIOR_AGREEMENTS * np.eye(len(counts))
    shares: NDArray[np.float64] = counts / counts.sum(axis=1, keepdims=True)
    return shares
