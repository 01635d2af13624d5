"""The synthetic set of the prescribed tables: its figures agree, and its truth is what was laid out."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "corpora"))

from tables.values import APPLICANTS, DOCUMENTS, T2, Era, cell_keys, failing, next_year, plant_fault, true_values  # isort: skip  # noqa: E402

SEEDS = st.integers(0, 2**32)
ERAS: st.SearchStrategy[Era] = st.sampled_from(["trial", "standard"])


@given(SEEDS, ERAS)
def test_true_values_agree(seed: int, era: Era) -> None:
    values = true_values(Random(seed), era)
    assert list(values) == cell_keys(era)
    assert not failing(values)
    signed = {key for key in values if key[2] == "change"}
    assert all(value >= 0 for key, value in values.items() if key not in signed)


@given(SEEDS, ERAS)
def test_next_year_goes_on(seed: int, era: Era) -> None:
    rng = Random(seed)
    last = true_values(rng, era)
    year = next_year(last, rng)
    assert list(year) == cell_keys(era)
    assert not failing(year)
    assert all(year["t3", "carried_in", who] == last["t3", "carried_out", who] for who in (*APPLICANTS, "all"))
    for row in DOCUMENTS:
        now = {column: year["t2", row, column] for column in T2[era][row]}
        if era == "standard":
            assert now["in_force"] == last["t2", row, "in_force"] + now["made"] - now["repealed"]
            assert now["repealed"] <= last["t2", row, "in_force"] + now["made"]
        else:
            assert now["total"] == last["t2", row, "total"] + now["opened"]


@given(SEEDS, ERAS)
def test_a_planted_fault_breaks_what_it_says(seed: int, era: Era) -> None:
    rng = Random(seed)
    values = true_values(rng, era)
    changed, key, failures = plant_fault(values, rng)
    assert {each for each in values if values[each] != changed[each]} == {key}
    assert failures
    assert failing(changed) == failures
