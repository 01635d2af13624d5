"""The page: what it says, that hostile text stays text, and that no word stands in it that must not be used on people."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import policytext
import policytext as pt
from policytext.errors import DataError
from policytext.show import Options, render_report, render_units, write_units
from policytext.show.page_words import PageWords
from policytext.show.quotes import marked_quote

DATA = Path(policytext.__file__).parent / "data"
FORBIDDEN = ("空话", "抄袭", "造假", "未兑现", "失信", "倒数", "垫底", "久拖不决", "得分")
NOTE = "依据公开年报文本自动测量，不评价工作实绩，未经人工复核不作扣分依据"


@pytest.fixture(scope="module")
def page(demo):
    return render_report(demo)


def test_the_page_says_the_point_first(page, demo) -> None:
    ranks = [row for row in demo["ranks"].to_pylist() if row["year"] == 2023]
    checkable, commitments = (sum(row[name] for row in ranks) for name in ("checkable", "commitments"))
    assert f"2023年8个单位共作出{commitments}条承诺，其中{checkable}条可核" in page
    order = [page.index(f'id="{name}"') for name in ("how", "groups", "highlights", "problems", "figures", "units")]
    assert order == sorted(order)
    assert page.count(NOTE) >= 2


def test_every_unit_has_a_section_with_its_texts(page, demo) -> None:
    for unit in set(demo["ranks"]["unit"].to_pylist()):
        assert f"<b>{unit}</b>" in page
    latest = {row["report_id"] for row in demo["reports"].to_pylist() if row["year"] == 2023}
    quoted = [
        row["text"]
        for row in demo["statements"].to_pylist()
        if row["report_id"] in latest and row["label"] == "problem" and not row["truncated"]
    ]
    assert quoted
    assert all(text in page for text in quoted)


def test_ranks_are_kept_back_unless_asked_for(page, demo) -> None:
    assert "位次（区间）" not in page
    assert "位次（区间）" in render_report(demo, Options(ranks=True))


def test_the_page_is_the_same_every_time(page, demo) -> None:
    assert render_report(demo) == page


def test_english_has_no_chinese_of_its_own(demo) -> None:
    english = render_report(demo, Options(lang="en"))
    assert '<html lang="en">' in english
    assert NOTE not in english
    assert "promises can be checked" in english


def test_a_page_for_each_unit(demo, tmp_path) -> None:
    assert write_units(demo, tmp_path) == 8
    assert {path.stem for path in tmp_path.iterdir()} == set(demo["ranks"]["unit"].to_pylist())
    assert all(NOTE in text for _, text in render_units(demo))


def test_missing_comparisons_teach(demo) -> None:
    from policytext.store import TABLES, Tables

    bare = Tables({name: lambda name=name: demo[name] for name in TABLES})
    with pytest.raises(DataError, match=r"pt\.compare"):
        render_report(bare)


def test_hostile_text_stays_text(hostile) -> None:
    text = render_report(hostile)
    assert "<img" not in text
    assert text.count("<script") == 1
    assert "&lt;img src=x onerror=alert(1)&gt;" in text


@pytest.fixture
def hostile(demo):
    import pyarrow as pa

    evil = "</script><img src=x onerror=alert(1)>\"' {{ 7 * 7 }}"
    statements = demo["statements"].to_pylist()
    for row in statements:
        if row["label"] in ("problem", "improvement"):
            row["text"] = evil + row["text"]
    table = pa.Table.from_pylist(statements, schema=demo["statements"].schema)
    return pt.compare(demo.joined({"statements": table}))


def test_marks_name_what_they_mark_and_overlaps_are_left_out() -> None:
    spans = [
        {"start": 10, "end": 14, "kind": "deadline"},
        {"start": 12, "end": 16, "kind": "actor"},
        {"start": 16, "end": 40, "kind": "actor"},
    ]
    quote = marked_quote("6月底前由县司法局办", 10, spans, {"deadline": "时限"})
    assert str(quote) == '<mark title="时限">6月底前<small>时限</small></mark>由县司法局办'


@pytest.mark.parametrize(
    "path", sorted([*(DATA / "templates").iterdir(), DATA / "page_words.toml"]), ids=lambda p: p.name
)
def test_words_that_are_not_used_on_people(path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not [word for word in FORBIDDEN if word in text]
    assert not re.search(r"(?<!不是评)\d+分(?!组|布|析|钟)", text)


def test_both_languages_have_the_same_words_and_places_to_fill() -> None:
    file = tomllib.loads((DATA / "page_words.toml").read_text(encoding="utf-8"))
    assert set(file["zh"]) == set(file["en"])
    for name, phrase in file["zh"].items():
        if isinstance(phrase, str):
            assert set(re.findall(r"{\w+}", phrase)) == set(re.findall(r"{\w+}", file["en"][name])), name
    assert PageWords("en").column("unit") == "unit"
