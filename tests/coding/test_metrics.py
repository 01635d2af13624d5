import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, confusion_matrix, f1_score

from policytext.coding.metrics import accuracy, class_scores, macro_f1, quadratic_kappa, resample, span_scores

CODES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=40)


@given(CODES)
def test_macro_f1_is_scikit_learns(pairs):
    true, found = zip(*pairs, strict=True)
    seen = sorted(set(true))
    expected = f1_score(true, found, labels=seen, average="macro", zero_division=0)
    assert macro_f1(confusion_matrix(true, found, labels=range(4))) == pytest.approx(expected)


@given(CODES)
def test_quadratic_kappa_is_scikit_learns(pairs):
    true, found = zip(*pairs, strict=True)
    ours = quadratic_kappa(confusion_matrix(true, found, labels=range(4)))
    if len({*true, *found}) > 1:
        assert ours == pytest.approx(cohen_kappa_score(true, found, labels=range(4), weights="quadratic"))
    else:
        assert np.isnan(ours)


def test_what_is_no_class_is_an_error_of_recall():
    counts = np.array([[2, 0, 2], [0, 4, 0]])
    precision, recall, f1 = class_scores(counts)[0]
    assert (precision, recall, f1) == (1.0, 0.5, pytest.approx(2 / 3))


def test_the_interval_holds_the_value_and_is_reproducible():
    counts = [np.array([[n, 1], [2, 5]]) for n in (1, 4, 9)]
    first, second = resample(accuracy, counts), resample(accuracy, counts)
    assert first == second
    assert first.low <= first.value <= first.high
    assert first.n == sum(int(c.sum()) for c in counts)


def test_nothing_to_count_is_not_zero():
    assert np.isnan(accuracy(np.zeros((2, 2))))
    assert np.isnan(span_scores(np.zeros(3))[2])
    assert str(resample(accuracy, [np.zeros((2, 2))])) == "-  n=0"
