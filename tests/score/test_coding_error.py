"""The second interval: what drawing anew gives, the same whatever the order of statements and reports."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.score import load_rubric
from policytext.score.coding_error import BLOCK, level_confusion, wide_interval

RUBRIC = load_rubric()
VALUES = np.array(RUBRIC.level_value) * 100 / RUBRIC.level_value[-1]
PROMISES = st.lists(st.tuples(st.floats(0.05, 1), st.integers(0, 3)), min_size=1, max_size=BLOCK + 3)


def drawn_anew(promises: list[tuple[float, int]], draws: int = 20_000) -> list[float]:
    """The definition, step by step: is it a promise, of which level, and shares from the posterior of the counts."""
    rng = np.random.default_rng(7)
    counts = np.zeros((draws, 4))
    for share, level in promises:
        true = rng.choice(4, draws, p=level_confusion()[level])
        counts[np.arange(draws), true] += rng.random(draws) < share
    weights = rng.standard_gamma(counts + RUBRIC.prior)
    return np.quantile(weights @ VALUES / weights.sum(axis=1), [0.025, 0.975]).tolist()


@pytest.mark.parametrize(
    "promises",
    [
        [(0.9, 1)],
        [(0.3, 3), (0.99, 0)],
        [(1.0, 1)] * 6,
        [(0.97, 1), (0.6, 2), (0.2, 3)] * 5,
        [(0.9, 1)] * (2 * BLOCK + 5) + [(0.5, 3)] * BLOCK,
    ],
)
def test_the_common_draws_give_what_drawing_anew_gives(promises: list[tuple[float, int]]) -> None:
    assert wide_interval(promises, RUBRIC) == pytest.approx(drawn_anew(promises), abs=2.5)


@settings(max_examples=40, deadline=None)
@given(PROMISES, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(promises: list[tuple[float, int]], random) -> None:
    low, high = wide_interval(promises, RUBRIC)
    assert 0 <= low < high <= 100
    random.shuffle(promises)
    assert wide_interval(promises, RUBRIC) == (low, high)


def test_the_order_of_reports_changes_nothing() -> None:
    long, short = [(0.9, 1)] * (BLOCK + 1), [(0.9, 2)] * 3
    first = [wide_interval(long, RUBRIC), wide_interval(short, RUBRIC)]
    assert [wide_interval(short, RUBRIC), wide_interval(long, RUBRIC)] == first[::-1]
