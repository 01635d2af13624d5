"""What is set aside, and the quick ways by which prose is told from it."""

from __future__ import annotations

import re

import pytest

from policytext.clean.asides import aside_of
from policytext.resources import read_toml

DATA = read_toml("aside_patterns.toml")


@pytest.mark.parametrize("pattern", [row["pattern"] for row in DATA["aside"]])
def test_no_pattern_allows_the_mark_of_prose_inside(pattern):
    """``aside_of`` asks no pattern about such a line: a class of all but some characters must leave the mark out."""
    ends = pattern.removesuffix("[。]?[)）]?")
    assert DATA["prose_mark"] not in re.sub(r"\[\^[^\]]*\]", "", ends)
    assert all(DATA["prose_mark"] in negated for negated in re.findall(r"\[\^([^\]]*)\]", ends))
    assert not re.search(r"(?<!\\)\.|\\[SDW]", re.sub(r"\[[^\]]*\]", "", ends))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("地址：青禾街道1号。）", "contact"),
        ("地址：青禾街道1号。电话：略。", ""),
        ("来源：县政府办公室 点击数：3", "metadata"),
    ],
)
def test_a_full_stop_may_only_end_a_line_that_is_set_aside(line, why):
    assert aside_of(line) == why
