from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policytext.score import index_of, load_rubric, posterior_interval
from policytext.score.coverage import TRUTHS, coverage, outcomes

RUBRIC = load_rubric()
COUNTS = st.tuples(*[st.integers(0, 40)] * 4)


@pytest.mark.parametrize("counts", [(0, 0, 0, 0), (1, 5, 2, 0), (2, 30, 4, 1), (0, 0, 6, 6), (100, 700, 80, 10)])
def test_interval_agrees_with_draws_from_the_posterior(counts: tuple[int, ...]) -> None:
    shares = np.random.default_rng(1).dirichlet(np.array(counts) + RUBRIC.prior, 200_000)
    drawn = np.quantile(shares @ np.array([0, 100 / 3, 200 / 3, 100]), [0.025, 0.975])
    assert posterior_interval(counts, RUBRIC) == pytest.approx(tuple(drawn), abs=0.3)


@settings(max_examples=40, deadline=None)
@given(COUNTS)
def test_interval_holds_the_index_and_stays_in_range(counts: tuple[int, ...]) -> None:
    low, high = posterior_interval(counts, RUBRIC)
    index = index_of(counts, RUBRIC)
    assert 0 <= low < high <= 100
    assert index is None or low - 1e-3 <= index <= high + 1e-3


def test_more_equal_promises_narrow_the_interval_but_never_to_a_point() -> None:
    widths = [high - low for low, high in (posterior_interval((0, n, 0, 0), RUBRIC) for n in (1, 5, 20, 200))]
    assert widths == sorted(widths, reverse=True)
    assert widths[1] > 10
    assert widths[-1] > 0


def test_no_commitment_has_no_index() -> None:
    assert index_of((0, 0, 0, 0), RUBRIC) is None


def test_outcomes_are_all_of_them() -> None:
    found = list(outcomes(4, (0.1, 0.6, 0.2, 0.1)))
    assert len(found) == 35
    assert sum(probability for _, probability in found) == pytest.approx(1)


def test_coverage_of_the_interval_at_the_reference_shares() -> None:
    shares = (12 / 83, 63 / 83, 7 / 83, 1 / 83)
    assert coverage(5, shares, RUBRIC) == pytest.approx(0.966, abs=0.002)


def test_the_table_in_the_documentation_is_what_the_program_computes() -> None:
    page = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")
    for n in (1, 5, 8):
        cells = " | ".join(f"{coverage(n, shares, RUBRIC):.3f}" for shares in TRUTHS.values())
        assert f"| {n} | {cells} |" in page
