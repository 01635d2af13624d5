"""Draws from the posterior of a report's specificity index, the same for a report whatever it is compared with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from policytext.compare.scratch import Scratch
from policytext.compare.units import Row
from policytext.score import Rubric

Floats = npt.NDArray[np.float64]

DRAWS = 1000
"""Enough for ends that vary by less than a point of the index from one seed to another."""

_BYTES = 8


def level_counts(report: Row) -> tuple[int, ...]:
    """The commitments of a report at levels 0 to 3."""
    return tuple(int(report[f"level_{level}"] or 0) for level in range(4))


class Draws:
    """The index of reports drawn from its posterior, drawn once for each report and laid aside on disk.

    A report is drawn for its unit, beside the years before and after, and for its peers.

    Args:
        rubric: its prior, what its levels are worth, and its interval.
        seed: of the run; with a report's id it starts the generator, so that reports are drawn independently and a
            report's draws do not hang on the others.

    >>> from policytext.score import load_rubric
    >>> report = {"report_id": "a1", "level_0": 2, "level_1": 6, "level_2": 1, "level_3": 0}
    >>> draws = Draws(load_rubric(), seed=1).of(report)
    >>> draws.shape, bool(0 < draws.min() and draws.max() < 100)
    ((1000,), True)
    """

    def __init__(self, rubric: Rubric, seed: int) -> None:
        self.rubric, self.seed = rubric, seed
        self._scratch, self._places = Scratch(), dict[str, int]()

    def of(self, report: Row) -> Floats:
        """The index of a report: shape (DRAWS,), 0-100.

        Args:
            report: with its ``report_id``, hexadecimal, and its commitments ``level_0`` to ``level_3``.
        """
        report_id = report["report_id"]
        if report_id in self._places:
            return np.frombuffer(self._scratch.read(self._places[report_id], DRAWS * _BYTES))
        drawn = self._draw(report_id, level_counts(report))
        self._places[report_id] = self._scratch.add(drawn.tobytes())
        return drawn

    def _draw(self, report_id: str, counts: Sequence[int]) -> Floats:
        """The shares of the levels have the Dirichlet posterior; the index is their worth, the highest level 100."""
        shape = [count + prior for count, prior in zip(counts, self.rubric.prior, strict=True)]
        values = np.asarray(self.rubric.level_value) * 100 / self.rubric.level_value[-1]
        drawn: Floats = np.random.default_rng([self.seed, int(report_id, 16)]).dirichlet(shape, size=DRAWS) @ values
        return drawn


def interval_of(draws: Floats, probability: float) -> tuple[float, float]:
    """The equal-tailed interval of draws: as many of them lie below as above it."""
    ordered = np.sort(draws)
    outside = int(len(draws) * (1 - probability) / 2)
    return round(float(ordered[outside]), 3), round(float(ordered[-1 - outside]), 3)


def excludes_zero(interval: tuple[float, float]) -> bool:
    """Whether all of the interval lies on one side of 0."""
    return interval[0] > 0 or interval[1] < 0
