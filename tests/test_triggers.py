"""Patterns that are tried only where their words stand find what they find alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.triggers import Near, Triggers, needed_words

PATTERNS = (
    "(?:全年|共)?[^，]{0,9}年1月1日",
    "(?:^|[，。])(?!城)甲{2}县(?:将继续|将加强)",
    "(?:甲|乙)?丙丙|丙丁?戊{1,3}",
    "(?<!由)[甲乙]{1,3}县|县[甲乙]",
)
TEXTS = st.text("甲乙丙丁戊县由，。城将继续加强全年共1月日", max_size=60) | st.lists(
    st.sampled_from(["甲甲县将继续", "年1月1日", "丙丙", "丙戊戊", "由甲乙县", "，", "。", "共", "全年", "县甲"]),
    max_size=12,
).map("".join)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_near_finds_what_the_pattern_finds(pattern: str, text: str) -> None:
    compiled = re.compile(pattern)
    assert [m.span() for m in Near(compiled).finditer(text)] == [m.span() for m in compiled.finditer(text)]


@pytest.mark.parametrize("pattern", ["[甲乙]*", "甲(?=乙丙)", "(?<=由)[甲乙]县?", "甲{2,}"])
def test_near_refuses_what_it_cannot_find(pattern: str) -> None:
    with pytest.raises(ValueError, match="needs no words"):
        Near(re.compile(pattern))


def test_near_takes_words_that_the_pattern_does_not_show() -> None:
    near = Near(re.compile("(?<=由)[甲乙]{1,3}县"), ["甲县", "乙县"])
    assert [match[0] for match in near.finditer("由乙乙县，甲县，由甲县")] == ["乙乙县", "甲县"]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_every_match_holds_a_needed_word(pattern: str, text: str) -> None:
    words = needed_words(pattern)
    assert words
    assert all(any(word in match[0] for word in words) for match in re.finditer(pattern, text))


@given(text=TEXTS)
def test_triggers_miss_no_pattern_that_matches(text: str) -> None:
    triggers = Triggers({pattern: [pattern] for pattern in PATTERNS})
    assert {pattern for pattern in PATTERNS if re.search(pattern, text)} <= triggers.among(text)
