"""Patterns in context."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext import UsageError, kwic
from policytext.compare.kwic import COLUMNS

STATEMENTS = ["按月通报更新情况，通报两次。", "6月底前建立更新台账。"]


def test_every_place_with_what_stands_around_it(tables) -> None:
    frame = kwic(tables({("甲县", 2017): STATEMENTS, ("甲县", 2016): STATEMENTS[:1]}), "更新", width=4)
    assert tuple(frame.columns) == COLUMNS
    assert frame.left.tolist() == ["按月通报", "按月通报", "底前建立"]
    assert frame.right.tolist() == ["情况，通", "情况，通", "台账。"]
    assert frame.year.tolist() == [2016, 2017, 2017]
    assert frame.unit.unique().tolist() == ["甲县"]


def test_context_reaches_beyond_the_statement(tables) -> None:
    frame = kwic(tables({("甲县", 2016): STATEMENTS}), "6月", width=3)
    assert frame.loc[0, ["left", "keyword", "right"]].tolist() == ["次。 ", "6月", "底前建"]


def test_overlapping_hits_are_found_once(tables) -> None:
    assert len(kwic(tables({("甲县", 2016): ["通报通报通报"]}), "通报通报")) == 1


def test_regular_expressions(tables) -> None:
    made = tables({("甲县", 2016): STATEMENTS})
    assert kwic(made, r"\d月底前|两次", regex=True).keyword.tolist() == ["两次", "6月底前"]
    assert kwic(made, r"\d月底前").empty


@given(st.text("更新台账。", min_size=1, max_size=30), st.text("更新台账", min_size=1, max_size=3))
def test_offsets_lead_back_to_the_text(tables, text, pattern) -> None:
    made = tables({("甲县", 2016): [text, text]})
    whole = made["texts"]["text"][0].as_py()
    for row in kwic(made, pattern, width=5).itertuples():
        assert whole[row.start : row.end] == row.keyword == pattern
        assert f"{row.left}{row.keyword}{row.right}" in whole.replace("\n", " ")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", "the pattern is empty"),
        ("(更新", "at character 4: missing .*without regex"),
        ("更*", "matches where there is nothing"),
        ("(?:a|a)+b(", "is no regular expression"),
    ],
)
def test_bad_patterns_are_told(tables, pattern, message) -> None:
    with pytest.raises(UsageError, match=message):
        kwic(tables({("甲县", 2016): STATEMENTS}), pattern, regex=True)


def test_a_pattern_that_never_ends_is_stopped(tables, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules["policytext.compare.kwic"], "TIMEOUT", 0.05)
    with pytest.raises(UsageError, match="takes too long"):
        kwic(tables({("甲县", 2016): ["更" * 60 + "。"]}), "(?:更|更更)+(?:更|更更)+(?:更|更更)+新", regex=True)


def test_labels_and_width_are_checked(tables) -> None:
    made = tables({("甲县", 2016): STATEMENTS})
    assert kwic(made, "更新", label="problem").empty
    assert len(kwic(made, "更新", label=["problem", "achievement"])) == 2
    with pytest.raises(UsageError, match="unknown label"):
        kwic(made, "更新", label="promise")
    with pytest.raises(UsageError, match="below 0"):
        kwic(made, "更新", width=-1)
