"""Agreement figures from counts that add up over documents, so that documents can be resampled."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]

#: Enough draws that the ends of a 95 % interval move by less than .005 between seeds.
DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its 95 % interval; ``n`` counts what it is over. NaN where nothing was there to count."""

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        """The figure as text: ``.841 [.790, .880] n=236``."""
        if np.isnan(self.value):
            return f"-  n={self.n}"
        return f"{_short(self.value)} [{_short(self.low)}, {_short(self.high)}] n={self.n}"


def _short(value: float) -> str:
    return "-" if np.isnan(value) else f"{value:.3f}".replace("0.", ".", 1) if value < 1 else f"{value:.3f}"


def resample(
    statistic: Callable[[Counts], float], counts: Sequence[Counts], seed: int = 0, draws: int = DRAWS
) -> Estimate:
    """A statistic of summed counts with a percentile interval over resampled documents.

    Args:
        statistic: from counts summed over documents to a figure.
        counts: one array of counts per document, all of one shape.
        seed: of the resampling.
        draws: how many resamples.
    """
    stacked = np.stack(list(counts))
    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(stacked), size=(draws, len(stacked)))
    values = np.array([statistic(stacked[pick].sum(axis=0)) for pick in picks])
    known = values[~np.isnan(values)]
    low, high = np.percentile(known, [2.5, 97.5]) if len(known) else (np.nan, np.nan)
    total = stacked.sum(axis=0)
    return Estimate(float(statistic(total)), float(low), float(high), int(total.sum()))


def class_scores(confusion: Counts) -> NDArray[np.float64]:
    """Precision, recall and F1 per class (columns) of a confusion matrix (true x predicted).

    The matrix may have more columns than rows: predictions that are no class, such as a unit that was lost.
    """
    classes = confusion.shape[0]
    hits = np.diag(confusion[:, :classes]).astype(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        precision = hits / confusion[:, :classes].sum(axis=0)
        recall = hits / confusion.sum(axis=1)
        f1 = 2 * hits / (confusion[:, :classes].sum(axis=0) + confusion.sum(axis=1))
    return np.stack([precision, recall, f1], axis=1)


def macro_f1(confusion: Counts) -> float:
    """The mean F1 of the classes that occur.

    >>> macro_f1(np.array([[1, 0], [0, 3]]))
    1.0
    """
    seen = confusion.sum(axis=1) > 0
    if not seen.any():
        return float("nan")
    return float(np.nan_to_num(class_scores(confusion)[seen, 2]).mean())


def accuracy(confusion: Counts) -> float:
    """The share of units on the diagonal."""
    total = confusion.sum()
    return float(np.trace(confusion) / total) if total else float("nan")


def quadratic_kappa(confusion: Counts) -> float:
    """Cohen's kappa with quadratic weights, of a square confusion matrix of ordered classes.

    References:
        Cohen, J. (1968). Weighted kappa. Psychological Bulletin 70, 213-220.

    >>> round(quadratic_kappa(np.array([[2, 0], [1, 3]])), 3)
    0.667
    """
    size, total = len(confusion), confusion.sum()
    if not total:
        return float("nan")
    weights = (np.arange(size)[:, None] - np.arange(size)[None, :]) ** 2
    expected = np.outer(confusion.sum(axis=1), confusion.sum(axis=0)) / total
    disagreement = float((weights * expected).sum())
    return 1.0 - float((weights * confusion).sum()) / disagreement if disagreement else float("nan")


def span_scores(counts: Counts) -> tuple[float, float, float]:
    """Precision, recall and F1 from (found and right, found, coded).

    >>> span_scores(np.array([3, 4, 6]))
    (0.75, 0.5, 0.6)
    """
    right, found, coded = (float(c) for c in counts)
    precision = right / found if found else float("nan")
    recall = right / coded if coded else float("nan")
    f1 = 2 * right / (found + coded) if found + coded else float("nan")
    return precision, recall, f1
