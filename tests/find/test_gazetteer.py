"""The gazetteer: its file, files that add to it, and the law that planted names are found."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policytext.errors import DataError
from policytext.find import CATEGORIES, Gazetteer, find_names, load_gazetteer, read_measures, squeeze, variants_of
from policytext.records import Measure

GAZETTEER = load_gazetteer()
SURFACES = [(name, m) for m in GAZETTEER.measures.values() for name in (m.name, *m.aliases)]
CONTEXTS = [(context, measure) for measure in GAZETTEER.measures.values() for context in measure.not_in]
# Characters that stand in no name and on no stop list.
NEUTRAL = st.text(alphabet="咏鹅曲项歌浮绿拨波。", max_size=8)
HEADER = "id,name,aliases,category\n"


def test_every_category_is_used_and_there_are_enough_measures() -> None:
    counts = Counter(measure.category for measure in GAZETTEER.measures.values())
    assert set(counts) == set(CATEGORIES)
    assert sum(counts.values()) >= 450


@pytest.mark.parametrize(
    "name",
    [
        "四张清单一张网",
        "首问负责制",
        "两图一册",
        "政务公开负面清单",
        "双随机一公开",
        "三审三校",
        "政府开放日",
        "政府公报",
        "12345热线",
    ],
)
def test_the_codebook_examples_are_there(name: str) -> None:
    assert name in {measure.name for measure in GAZETTEER.measures.values()}


@given(NEUTRAL, st.sampled_from(SURFACES), NEUTRAL)
def test_a_planted_name_is_found(before: str, planted: tuple[str, Measure], after: str) -> None:
    surface, measure = planted
    [hit] = GAZETTEER.surfaces_in(before + surface + after)
    assert hit == (len(before), len(before) + len(surface), measure)


@given(NEUTRAL, st.sampled_from(SURFACES), NEUTRAL)
def test_a_planted_name_is_mentioned_unless_it_is_an_organ(
    before: str, planted: tuple[str, Measure], after: str
) -> None:
    surface, measure = planted
    assume(not GAZETTEER.is_organ(measure))
    assert [hit.measure for hit in find_names(before + surface + after, GAZETTEER)] == [measure]


@given(NEUTRAL, st.sampled_from(SURFACES), NEUTRAL, st.sampled_from(["“{}”", "《{}》", "「{}」"]))
def test_quotes_and_title_marks_around_a_name_do_not_hide_it(
    before: str, planted: tuple[str, Measure], after: str, quotes: str
) -> None:
    surface, measure = planted
    assume(not GAZETTEER.is_organ(measure))
    assert measure in [hit.measure for hit in find_names(before + quotes.format(surface) + after, GAZETTEER)]


@given(NEUTRAL, st.sampled_from(CONTEXTS), NEUTRAL)
def test_a_name_inside_its_not_in_is_not_found(before: str, planted: tuple[str, Measure], after: str) -> None:
    context, measure = planted
    assert measure not in [hit.measure for hit in GAZETTEER.surfaces_in(before + context + after)]


@given(st.sampled_from(SURFACES), st.sampled_from(SURFACES), NEUTRAL)
def test_the_longest_name_wins(one: tuple[str, Measure], other: tuple[str, Measure], gap: str) -> None:
    short, long = sorted([one, other], key=lambda pair: len(pair[0]))
    hits = GAZETTEER.surfaces_in(f"{gap}。{long[0]}。{short[0]}")
    assert [hit.measure for hit in hits] == [long[1], short[1]]
    assert hits[0].end - hits[0].start == len(long[0])


@given(st.text(alphabet="首问负责制一次性告知等度、和“”《》政府信息公开目录指南舆情机。，的在成立", max_size=40))
def test_any_text_gives_hits_in_order_that_do_not_overlap(text: str) -> None:
    hits = find_names(text, GAZETTEER)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert all(before.end <= after.start for before, after in pairwise(hits))
    assert len({hit.measure.id for hit in hits}) == len(hits)


@pytest.mark.parametrize(
    "part", ["保密审查、", "政府网站首问负责制", "便民服务中心", "两图一册", "《保密审查制度》", "等等制度"]
)
def test_hostile_text_ends(part: str) -> None:
    hits = find_names(part * 20_000, GAZETTEER)
    assert len(hits) <= 1


def test_where_a_context_blocks_a_name_a_shorter_one_may_count() -> None:
    green = Measure("green", "绿色通道", "service")
    truck = Measure("truck", "运输绿色通道", "service", not_in=("农产品运输绿色通道",))
    hits = Gazetteer([green, truck]).surfaces_in("农产品运输绿色通道")
    assert [hit.measure.id for hit in hits] == ["green"]


def test_what_stands_inside_a_stop_listed_name_does_not_count() -> None:
    gazetteer = Gazetteer([Measure("hall", "办事大厅", "service")], {"网上办事大厅": "universal channel"})
    assert gazetteer.surfaces_in("网上办事大厅和办事大厅")[0].start == 7


def test_a_given_name_wins_over_a_variation_of_another() -> None:
    measures = [Measure("open", "信息公开手册", "platform"), Measure("work", "政务公开手册", "safeguard")]
    assert [hit.measure.id for hit in Gazetteer(measures).surfaces_in("信息公开手册。政务公开手册")] == ["open", "work"]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_extra_files_add_and_later_ids_win(tmp_path: Path) -> None:
    first = write(tmp_path, "a.csv", HEADER + "own,云溪码,溪码通,service\ngreen-channel,云溪通道,,service\n")
    second = write(tmp_path, "b.csv", HEADER + "own,云溪二维码,,platform\n")
    gazetteer = load_gazetteer([first, second])
    assert gazetteer.measures["own"].name == "云溪二维码"
    assert gazetteer.measures["green-channel"].name == "云溪通道"
    names = [hit.measure.id for hit in gazetteer.surfaces_in("云溪二维码、溪码通、绿色通道、云溪通道、首问负责制")]
    assert names == ["own", "green-channel", "first-inquiry"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HEADER + "own,,,service\n", "line 2: a measure needs an id and a name"),
        (HEADER + "a,甲乙丙,,service\nown,云溪码,,misc\n", "line 3: unknown category 'misc'"),
        ("id,name\nown,云溪码\n", "unknown category None"),
        (HEADER + "own,云溪码,扫……码……云溪,service\n", "line 2: '扫……码……云溪' needs words on both sides of one gap"),
        (HEADER + "own,云溪…码,,service\n", "only aliases may have one"),
    ],
)
def test_a_bad_row_says_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        load_gazetteer([write(tmp_path, "own.csv", text)])


def test_a_file_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"none\.csv"):
        load_gazetteer([tmp_path / "none.csv"])
    (tmp_path / "gbk.csv").write_bytes("id,名称".encode("gbk"))
    with pytest.raises(DataError, match=r"gbk\.csv"):
        load_gazetteer([tmp_path / "gbk.csv"])


@given(st.sampled_from(SURFACES))
def test_a_name_is_among_its_variations_and_they_keep_its_core(pair: tuple[str, Measure]) -> None:
    forms = variants_of(pair[0])
    assert squeeze(pair[0])[0] in forms
    assert all(form for form in forms)


@pytest.mark.parametrize("form", ["“”", " "])
def test_a_name_without_a_character_is_refused(form) -> None:
    row = {"id": "x", "name": "绿色通道", "category": "service", "aliases": form.strip() or "“”"}
    with pytest.raises(DataError, match="line 2"):
        read_measures([row], "my.csv")
