"""Rates of reports pooled over a unit's years, or over the units of a year."""

from __future__ import annotations

import pytest

import policytext as pt
from policytext.errors import UsageError

COUNTS = ["commitments", "assessable", "complete", "substantial", "limited", "no_evidence", "not_assessable"]


@pytest.mark.parametrize("by", ["unit", "year", ["peers", "year"]])
def test_no_promise_is_lost_or_counted_twice(demo, by) -> None:
    pooled = pt.followthrough_rates(demo, by)
    assert pooled[COUNTS].sum().tolist() == demo.pandas("followthrough_rates")[COUNTS].sum().tolist()


def test_by_unit_and_year_is_the_table_itself(demo) -> None:
    names = ["unit", "year"]
    table = demo.pandas("followthrough_rates").sort_values(names)
    pooled = pt.followthrough_rates(demo, names)
    for name in ("rate", "rate_low", "rate_high"):
        assert pooled[name].tolist() == pytest.approx(table[name].tolist(), nan_ok=True, abs=1e-4)


def test_more_promises_give_a_narrower_interval_around_the_rate(demo) -> None:
    pooled = pt.followthrough_rates(demo)
    table = demo.pandas("followthrough_rates")
    widest = (table["rate_high"] - table["rate_low"]).groupby(table["unit"]).min()
    width = (pooled["rate_high"] - pooled["rate_low"]).set_axis(pooled["unit"])
    assert (width < widest[width.index]).all()
    assert pooled["rate"].between(pooled["rate_low"], pooled["rate_high"]).all()


def test_nothing_assessable_gives_no_rate(demo) -> None:
    pooled = pt.followthrough_rates(demo, "year").set_index("year")
    assert pooled.loc[2023, "assessable"] == 0
    assert pooled.loc[2023, ["rate", "rate_low", "rate_high"]].isna().all()


@pytest.mark.parametrize("by", ["level", [], ["unit", "grade"]])
def test_other_columns_are_refused_with_those_that_there_are(demo, by) -> None:
    with pytest.raises(UsageError, match="unit, place"):
        pt.followthrough_rates(demo, by)
