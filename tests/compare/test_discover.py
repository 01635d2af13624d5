"""Names that look like measures and are not in the gazetteer."""

from __future__ import annotations

import csv
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext import DataError, discover
from policytext.compare.association import entropy, measure_bonds
from policytext.compare.candidates import find_candidates
from policytext.compare.discover import EVIDENCE_COLUMNS, GAZETTEER_COLUMNS
from policytext.find import Gazetteer, load_gazetteer
from policytext.segment import Words
from policytext.store import write_csv

HOSTS = ["年内启用{}，效果良好。", "全县推行{}。", "{}覆盖各乡镇。", "部门依托{}答复群众，全年12次。"]


@pytest.fixture(scope="module")
def panel(tables):
    """Four counties that name the same invented things, each in its own sentence."""

    def make(*names: str):
        return tables(
            {(f"{place}县", 2016 + i): [HOSTS[i].format(n) for n in names] for i, place in enumerate("甲乙丙丁")}
        )

    return make


@pytest.mark.parametrize(
    ("name", "kind", "category"),
    [
        ("五图两册", "numeric", ""),
        ("逐件会看制", "ending", ""),
        ("错敏词回炉机制", "ending", ""),
        ("驻村答疑清单", "ending", "list"),
        ("“晨读哨”", "quoted", ""),
        ("《村务问答编写细则》", "title", ""),
    ],
)
def test_each_pattern_finds_its_names(panel, name, kind, category) -> None:
    frame = discover(panel(name))
    assert frame.name.tolist() == [name.strip("“”《》")]
    row = frame.iloc[0]
    assert (row["kind"], row["category"], row["count"], row["units"]) == (kind, category, 4, 4)
    assert (row["years"], row["places"]) == ("2016；2017；2018；2019", "丁县；丙县；乙县；甲县")
    assert name.strip("“”《》") in row["examples"]


@pytest.mark.parametrize(
    "name",
    [
        "首问负责制",  # in the gazetteer
        "首问负责工作机制",  # a form that it makes
        "政务公开工作机制",  # words that name nothing
        "工作机制",  # on its stop list
        "“十四五”",  # a set phrase
        "“翻译”",  # a word in quotes
        "三次两期",  # a count
        "《青禾县政府信息公开条例》",  # law
        "机构编制",  # ends in 制 and is none
    ],
)
def test_what_is_known_or_no_name_is_left_out(panel, name) -> None:
    assert discover(panel(name)).empty


def test_forms_of_a_name_are_one(panel, tables) -> None:
    names = ["逐件会看制度", "逐件会看机制", "逐件会看制度", "信息公开逐件会看制度"]
    made = tables({(f"{p}县", 2016): [HOSTS[i].format(names[i])] for i, p in enumerate("甲乙丙丁")})
    frame = discover(made)
    assert frame.name.tolist() == ["逐件会看制度"]
    assert frame["count"].tolist() == [4]


def test_titles_lose_their_place_and_their_marks(tables) -> None:
    made = tables({(f"{p}县", 2016): [f"出台《{p}县“掌上＋”咨询答复细则（试行）》。"] for p in "甲乙丙"})
    frame = discover(made)
    assert frame.name.tolist() == ["掌上+咨询答复细则"]
    assert frame["units"].tolist() == [3]


def test_the_longer_name_wins_where_the_shorter_never_stands_alone(panel) -> None:
    assert discover(panel("错敏词回炉机制")).name.tolist() == ["错敏词回炉机制"]
    both = discover(panel("错敏词回炉机制", "回炉机制"))
    assert dict(zip(both.name, both["count"], strict=True)) == {"错敏词回炉机制": 4, "回炉机制": 4}


def test_a_word_that_is_quoted_now_and_then_is_no_name(tables) -> None:
    said = ["上报“看得懂”。", "力求看得懂。", "让人看得懂。", "都能看得懂。", "要看得懂。"]
    made = tables({(f"{place}县", 2016): said for place in "甲乙丙"})
    assert discover(made).empty


def test_few_mentions_are_left_out(panel) -> None:
    assert discover(panel("五图两册"), least=5).empty


def test_rows_are_ready_for_the_gazetteer(panel, tmp_path) -> None:
    path, frame = tmp_path / "new.csv", discover(panel("逐件会看制", "驻村答疑清单"))
    assert tuple(frame.columns) == GAZETTEER_COLUMNS + EVIDENCE_COLUMNS
    assert frame["id"].str.fullmatch("[a-z0-9-]+").all()
    write_csv(path, frame.columns, frame.to_dict("records"))
    with pytest.raises(DataError, match=r"new.csv, line \d: unknown category ''; use one of list"):
        load_gazetteer([path])
    frame["category"] = frame["category"].replace("", "request")
    write_csv(path, frame.columns, frame.to_dict("records"))
    gazetteer = load_gazetteer([path])
    assert [hit.measure.name for hit in gazetteer.surfaces_in("推行逐件会看制，公布驻村答疑清单")] == [
        "逐件会看制",
        "驻村答疑清单",
    ]
    assert discover(panel("逐件会看制", "驻村答疑清单"), gazetteer=gazetteer).empty


def test_columns_are_those_of_the_packaged_gazetteer() -> None:
    from importlib.resources import files

    with (files("policytext") / "data/measures.csv").open(encoding="utf-8") as file:
        assert tuple(next(csv.reader(file))) == GAZETTEER_COLUMNS


def test_without_a_gazetteer_its_measures_are_found(demo) -> None:
    """What the panel names most, found by form alone."""
    blank = demo.joined({"measures": demo["measures"].slice(0, 0)})
    packaged = load_gazetteer()
    frame = discover(blank, gazetteer=Gazetteer([], packaged.stop))
    known = [packaged.named_at_end(name) is not None for name in frame.name]
    assert {"政务公开专区", "政府开放日", "政策简明问答", "政策文件库", "政策精准推送机制"} <= set(frame.name)
    assert sum(known) / len(known) > 0.6


def test_the_order_of_reports_does_not_matter(demo) -> None:
    table = demo["statements"]
    turned = demo.joined({"statements": table.take(list(range(len(table) - 1, -1, -1)))})
    assert discover(turned).drop(columns="examples").equals(discover(demo).drop(columns="examples"))


WORDS = Words()


@given(st.text("一两图册三审校清单制度“”《》建立、。a", max_size=30))
def test_candidates_stand_where_they_say(text) -> None:
    for candidate in find_candidates(text, WORDS.cut(text)):
        assert text[candidate.start : candidate.end].startswith(candidate.name)


@given(st.text("甲乙丙", min_size=4, max_size=60), st.integers(2, 9))
def test_a_text_repeated_keeps_its_pmi(text, n) -> None:
    """PMI is a ratio: copies of a text do not change it."""
    names = {text[i : i + 2] for i in range(len(text) - 1)}
    once, often = measure_bonds(names, [text]), measure_bonds(names, [text] * n)
    assert once.keys() == often.keys() == names
    for name in names:
        assert often[name].count == n * once[name].count
        assert math.isclose(often[name].pmi, once[name].pmi, abs_tol=1e-9)


def test_entropy_of_what_stands_beside() -> None:
    assert entropy({"a": 2, "b": 1, "c": 1}) == 1.5
    bonds = measure_bonds(["甲乙", "丙丁"], ["好甲乙好", "好甲乙好"])
    assert set(bonds) == {"甲乙"}
    assert bonds["甲乙"].left == bonds["甲乙"].right == 0
