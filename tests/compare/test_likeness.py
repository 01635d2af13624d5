"""Similarities whose right values are known, and what must hold of any texts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.compare.likeness import (
    NEAR,
    align,
    containment,
    count_pairs,
    distinct,
    pair_information,
    pair_rows,
    pairs_of,
    plain,
    repetition,
    shared_stretches,
)

TEXTS = st.lists(
    st.text(alphabet="建立健全乡镇信息更新月通报制度培训12", min_size=0, max_size=12), min_size=1, max_size=6
)


def contained(one: str, other: str) -> float:
    return float(containment(pairs_of([one]), pairs_of([other]))[0, 0])


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ("建立月通报制度", "建立月通报制度", 1.0),
        ("建立月通报制度", "开展培训", 0.0),
        ("月通报", "建立月通报制度", 1.0),
        ("", "建立月通报制度", 0.0),
        ("建立月通报制度", "", 0.0),
        ("", "", 0.0),
    ],
)
def test_containment_of_equal_disjoint_and_empty_texts(one: str, other: str, value: float) -> None:
    assert contained(one, other) == pytest.approx(value)


@given(TEXTS, TEXTS)
def test_containment_is_that_of_the_sets_of_pairs(ones: list[str], others: list[str]) -> None:
    found = containment(pairs_of(ones), pairs_of(others))
    assert found.shape == (len(ones), len(others))
    for i, one in enumerate(ones):
        for j, other in enumerate(others):
            assert found[i, j] == pytest.approx(_slowly(one, other))


def _slowly(one: str, other: str) -> float:
    sets = [set(pair_rows([text])[1].tolist()) for text in (one, other)]
    weight = pair_information()
    whole = sum(weight[b] for b in sets[0])
    return sum(weight[b] for b in sets[0] & sets[1]) / whole if whole else 0.0


@given(st.text(alphabet="建立健全乡镇信息", min_size=2, max_size=10), st.integers(2, 5))
def test_a_text_repeated_keeps_its_similarities(text: str, times: int) -> None:
    other = "建立乡镇信息员"
    assert contained((text + "。") * times, other) == pytest.approx(contained(text + "。", other), abs=0.35)
    assert contained(other, "；".join([text] * times)) >= contained(other, text) - 1e-9


def test_repetition_of_equal_and_disjoint_texts() -> None:
    found = repetition(["建立月通报制度", "", "开展"], ["建立月通报制度", ""], np.ones((3, 2), bool))
    assert found.tolist() == [[1.0, 0.0], [0.0, 0.0], [0.0, 0.0]]


def test_repetition_aligns_only_what_is_wanted_and_gives_nothing_below_near() -> None:
    assert repetition(["建立制度"], ["建立制度"], np.zeros((1, 1), bool)).tolist() == [[0.0]]
    assert align(["建立月通报制度"], ["开展月通报工作"]).tolist() == [0.0]
    assert align(["建立月通报制度"], ["建立了月通报制度"])[0] > NEAR


def test_plain_leaves_marker_punctuation_and_case_out() -> None:
    assert plain("（二）建立“月通报”制度，6月底前接入ABC。") == "建立月通报制度6月底前接入abc"


@given(st.lists(st.integers(0, 50)))
def test_distinct_is_the_sorted_set(values: list[int]) -> None:
    assert distinct(np.array(values, dtype=np.int64)).tolist() == sorted(set(values))


def test_counting_pairs_counts_texts_not_occurrences() -> None:
    counts = count_pairs(["制度制度制度", "制度"])
    assert counts.max() == 2
    assert counts.sum() == 3


def test_shared_stretches_do_not_run_together() -> None:
    assert shared_stretches("建立乡镇信息更新月通报制度", "月通报制度已在乡镇建立") == ["月通报制度", "建立", "乡镇"]
    assert shared_stretches("", "月通报") == []
