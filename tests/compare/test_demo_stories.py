"""The stories of the demonstration panel, read off the tables: each county's own, and nobody else's."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

TRUTH = tomllib.loads((Path(__file__).parents[2] / "corpora/demo/truth.toml").read_text(encoding="utf-8"))["county"]
PLACES = {county["place"] for county in TRUTH.values()}


@pytest.fixture(scope="module")
def rates(demo):
    frame = demo.pandas("followthrough_rates").groupby("unit").sum(numeric_only=True)
    done = (frame["complete"] + frame["substantial"]) / frame["assessable"]
    return {"done": done.to_dict(), "again": (frame["rolled_over"] / frame["assessable"]).to_dict()}


def test_all_reports_are_compared(demo) -> None:
    assert len(demo["uncompared"]) == 0
    assert set(demo["ranks"]["unit"].to_pylist()) == PLACES


def test_only_yicheng_becomes_steadily_more_specific(demo) -> None:
    reports = demo.pandas("reports").sort_values("year")
    rising = {
        place
        for place, group in reports.groupby("place")
        if all(before <= after for before, after in pairwise(group["specificity"]))
        and group["specificity"].iloc[-1] - group["specificity"].iloc[0] > 40
    }
    assert rising == {"漪城县"}
    groups = {(row["unit"], row["year"]): row["group"] for row in demo["ranks"].to_pylist()}
    assert (groups["漪城县", 2016], groups["漪城县", 2023]) == ("below", "above")


def test_only_huaidang_rolls_its_promises_over(rates, demo) -> None:
    assert {place for place, share in rates["again"].items() if share > 0.2} == {"槐荡县"}
    reuse = demo.pandas("reuse").groupby("unit")["share"].mean()
    assert {place for place, share in reuse.items() if share > 0.1} == {"槐荡县"}


def test_only_zhiyuan_copies_its_neighbour(demo) -> None:
    rows = [row for row in demo["overlap"].to_pylist() if row["share"] > 0.15]
    assert {(row["unit"], row["other_unit"]) for row in rows} == {("芷原县", "砚泊县")}
    expected = [(int(c["into"][-4:]), int(c["from"][-4:])) for c in TRUTH["zhiyuan"]["copied"]]
    assert sorted((row["year"], row["other_year"]) for row in rows) == sorted(expected)


def test_every_copied_sentence_is_paired_with_its_source(demo) -> None:
    pairs = {(row["year"], row["text"]) for row in demo["pairs"].to_pylist() if row["kind"] == "other_place"}
    copied = [(int(fact["into"][-4:]), text) for fact in TRUTH["zhiyuan"]["copied"] for text in fact["texts"]]
    found = [any(year == y and _same(text, t) for y, t in pairs) for year, text in copied]
    assert sum(found) / len(found) > 0.95, [c for c, ok in zip(copied, found, strict=True) if not ok]


def test_weihang_keeps_its_promises_and_xiuyun_does_not(rates) -> None:
    order = sorted(rates["done"], key=rates["done"].__getitem__)
    assert order[-1] == "苇杭县"
    assert set(order[:2]) == {"槐荡县", "岫云县"}
    assert rates["done"]["苇杭县"] > 0.7
    assert rates["done"]["岫云县"] < 0.3


def test_yanbo_keeps_one_problem_for_five_years(demo) -> None:
    rows = [row for row in demo["recurring"].to_pylist() if row["unit"] == "砚泊县"]
    texts = TRUTH["yanbo"]["recurring_problem"][0]["texts"]
    steps = [(int(a), int(b)) for a, b in pairwise(sorted(texts))]
    found = {(row["year"], row["next_year"]) for row in rows if _same(texts[str(row["year"])], row["text"])}
    assert found <= set(steps)
    assert (2018, 2019) in found


@pytest.mark.xfail(
    reason="three of the four rephrasings share neither words nor topics enough: 更新偏慢, 维护抓得不紧, 迟到"
)
def test_every_rephrasing_of_yanbos_problem_is_followed(demo) -> None:
    assert max(row["run"] for row in demo["recurring"].to_pylist() if row["unit"] == "砚泊县") == 5


def test_yunshui_adopts_first_and_others_follow(demo) -> None:
    rows = [row for row in demo["diffusion"].to_pylist() if row["order"] == 1]
    shared = {row["measure_id"] for row in demo["diffusion"].to_pylist() if row["order"] and row["order"] > 1}
    firsts = [row["unit"] for row in rows if row["measure_id"] in shared and row["first_year"] > 2016]
    counts = {place: firsts.count(place) for place in PLACES}
    assert max(counts, key=counts.__getitem__) == "沄水县"


def _same(one: str, other: str) -> bool:
    from policytext.compare.likeness import plain

    return plain(one)[:12] in plain(other) or plain(other)[:12] in plain(one)
