"""Since when each unit has each measure, and how measures spread."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.compare import adoption_rows, diffusion_rows
from policytext.compare.diffusion import normalise_expansion, read_successors, spread_tables
from policytext.compare.units import find_series
from policytext.store.comparisons import ADOPTION, DIFFUSION

TRUTH = tomllib.loads((Path(__file__).parents[2] / "corpora/demo/truth.toml").read_text(encoding="utf-8"))["county"]

#: Facts that the stages before miss, and why.
MISSED = {
    ("苇杭县", "政策精准推送机制"): "政策精准推送 of 2023, without 机制, is an activity of the stop list (find)",
    (
        "沄水县",
        "公众列席制度",
    ): "依据《公众列席…办法》 of 2021 is taken for a basis that is only cited (find)",
    ("沄水县", "意见采纳反馈机制"): "公开征求意见稿 before the name of 2021 is taken for preparing it (find)",
}


def facts():
    for county in TRUTH.values():
        for fact in county.get("diffusion", []):
            reason = MISSED.get((county["place"], fact["measure"]))
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            yield pytest.param(county["place"], fact, marks=marks, id=f"{county['place']}-{fact['measure']}")


@pytest.fixture(scope="module")
def spread(demo):
    tables = spread_tables(demo, find_series(demo["reports"].to_pylist()))
    return {name: list(rows) for name, rows in tables.items()}


@pytest.mark.parametrize(("place", "fact"), [*facts()])
def test_facts_of_the_demonstration_panel(spread, place, fact) -> None:
    rows = [row for row in spread["diffusion"] if (row["unit"], row["name"]) == (place, fact["measure"])]
    if "year" not in fact:
        assert not rows
        return
    (row,) = rows
    early = {*fact.get("planned", []), *([fact["preparing"]] if "preparing" in fact else [])}
    assert row["first_year"] == fact["year"]
    assert row["years"] == "；".join(map(str, sorted({*fact["mentioned"], *early})))
    assert row["left_censored"] == (fact["year"] == 2016)
    assert not early or row["planned_year"] == min(early)
    silent = range(row["last_year"] + 1, 2024)
    assert row["not_mentioned_since"] == (silent[0] if silent else None)


def test_the_curve_of_the_demonstration_panel(spread) -> None:
    """By truth.toml: 沄水县 2016, 苇杭县 2017, 漪城县 2018, then three of 2020 and 蓼洲区; 岫云县 is missing in 2019."""
    curve = [row for row in spread["adoption"] if row["name"] == "政府开放日"]
    assert [row["year"] for row in curve] == list(range(2016, 2024))
    assert [row["adopted"] for row in curve] == [1, 2, 3, 3, 6, 7, 7, 7]
    assert [row["observed"] for row in curve] == [8, 8, 8, 7, 8, 8, 8, 8]
    assert curve[-1]["share"] == 7 / 8


def test_columns_are_those_of_the_schema(spread) -> None:
    assert all(tuple(row) == tuple(spread["diffusion"][0]) for row in spread["diffusion"])
    assert set(spread["diffusion"][0]) == set(DIFFUSION.names)
    assert set(spread["adoption"][0]) == set(ADOPTION.names)
    for table, rows in ((DIFFUSION, spread["diffusion"]), (ADOPTION, spread["adoption"])):
        keys = [tuple(row[name] for name in table.key) for row in rows]
        assert len(keys) == len(set(keys)) > 100


def panel(*years: str) -> list[dict]:
    """Reports of units by name and years: 甲县 2016 2018."""
    return [
        {
            "report_id": f"{unit}{year}",
            "unit": unit,
            "place": unit,
            "adcode": None,
            "organ_level": "county",
            "year": int(year),
        }
        for unit, *span in map(str.split, years)
        for year in span
    ]


def mention(report_id: str, stance: str = "adopted", expansion: str = "", measure_id: str = "maps-and-book") -> dict:
    named = {"measure_id": measure_id, "name": measure_id, "category": "list"}
    return {"report_id": report_id, "stance": stance, "expansion": expansion, **named}


def test_planned_is_not_adopted() -> None:
    (row,) = diffusion_rows(
        panel("甲县 2016 2017 2018"), [mention("甲县2016", "planned"), mention("甲县2017", "lacking")]
    )
    assert (row["first_year"], row["planned_year"], row["last_year"]) == (None, 2016, 2017)
    assert (row["left_censored"], row["order"], row["not_mentioned_since"]) == (False, None, 2018)


def test_units_of_one_year_share_their_order() -> None:
    reports = panel("甲县 2016 2017", "乙县 2016 2017", "丙县 2017 2018", "丁县 2018")
    rows = diffusion_rows(reports, [mention(m) for m in ("甲县2017", "乙县2017", "丙县2018", "丁县2018", "丁县2018")])
    assert {row["unit"]: row["order"] for row in rows} == {"甲县": 1, "乙县": 1, "丙县": 3, "丁县": 3}
    assert {row["unit"] for row in rows if row["left_censored"]} == {"丁县"}


def test_other_years_than_those_observed_say_nothing() -> None:
    """The report of 2018 is missing: not mentioned since 2019, the first year that could have mentioned it."""
    (row,) = diffusion_rows(panel("甲县 2016 2017 2019"), [mention("甲县2017"), mention("乙县2018")])
    assert row["not_mentioned_since"] == 2019


def test_one_name_with_two_expansions_is_two_measures() -> None:
    maps, other = "《办事图》、《指南图》和《政策册》", "流程图、分布图、便民册"
    reports = panel("甲县 2016 2017", "乙县 2016", "丙县 2016", "丁县 2016 2017")
    mentions = [
        mention("甲县2016", expansion=maps),
        mention("甲县2017"),  # its own expansion
        mention("乙县2016", expansion="政策册、办事图和指南图"),
        mention("丙县2016"),  # none to go to
        mention("丁县2016", expansion=maps),
        mention("丁县2016", expansion=other),
        mention("丁县2017"),  # two to choose from
    ]
    rows = diffusion_rows(reports, mentions)
    items = "办事图；指南图；政策册"
    assert {(row["unit"], row["expansions"], row["years"]) for row in rows} == {
        ("甲县", items, "2016；2017"),
        ("乙县", items, "2016"),
        ("丙县", "", "2016"),
        ("丁县", items, "2016"),
        ("丁县", "便民册；分布图；流程图", "2016"),
        ("丁县", "", "2017"),
    }
    assert len({(row["measure_id"], row["expansions"]) for row in adoption_rows(reports, mentions)}) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《甲图》《乙图》和《丙册》", "丙册、乙图、甲图"),
        ("“甲图”、“乙图”以及“丙册”", "甲图、乙图、丙册等"),
        ("即甲图、乙图及丙册", "甲图，乙图，丙册"),
    ],
)
def test_the_same_items_are_the_same_expansion(one, other) -> None:
    assert normalise_expansion(one) == normalise_expansion(other) == "丙册；乙图；甲图"


def test_successors_are_named_only_where_the_unit_names_them_later() -> None:
    reports = panel("甲县 2014 2016 2018", "乙县 2014 2016", "丙县 2014 2016")
    old = [mention(f"{unit}2014", measure_id="one") for unit in ("甲县", "乙县", "丙县")]
    later = [mention("甲县2018", measure_id="three"), mention("乙县2014", measure_id="two")]
    rows = diffusion_rows(reports, [*old, *later], {"one": "two", "two": "three", "three": "one"})
    assert {row["unit"]: row["successor"] for row in rows if row["name"] == "one"} == {
        "甲县": "three",
        "乙县": None,
        "丙县": None,
    }
    assert read_successors()["power-list"] == "power-duty-list"


STANCES = st.sampled_from(["adopted", "preparing", "planned", "lacking", "weak", "named"])
MENTIONS = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.integers(2014, 2019), STANCES), min_size=1)


@given(MENTIONS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(found, shuffle: random.Random) -> None:
    reports = panel(*(f"{unit}县 2014 2015 2016 2017 2018 2019" for unit in "甲乙丙"))
    mentions = [mention(f"{unit}县{year}", stance) for unit, year, stance in found]
    rows, curve = diffusion_rows(reports, mentions), adoption_rows(reports, mentions)
    for items in (reports, mentions):
        shuffle.shuffle(items)
    assert (diffusion_rows(reports, mentions), adoption_rows(reports, mentions)) == (rows, curve)


@given(MENTIONS)
def test_curves_follow_from_the_first_years(found) -> None:
    """With all reports there, a curve never falls and ends at the units that adopted the measure."""
    reports = panel(*(f"{unit}县 2014 2015 2016 2017 2018 2019" for unit in "甲乙丙"))
    mentions = [mention(f"{unit}县{year}", stance) for unit, year, stance in found]
    first = [row["first_year"] for row in diffusion_rows(reports, mentions)]
    adopted = [row["adopted"] for row in adoption_rows(reports, mentions)]
    assert adopted == [sum(year is not None and year <= now for year in first) for now in range(2014, 2020)]
