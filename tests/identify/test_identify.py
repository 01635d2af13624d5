"""Origins of invented documents, case by case, and laws that hold for any text."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.identify import identify_document, is_report
from policytext.identify.places import foreign_names
from policytext.identify.table import load_places
from policytext.records import Document, Part, Span

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def make_document(text: str, aside: str = "", title: str | None = None, published: str | None = None) -> Document:
    """A document whose first line, if given, was set aside."""
    whole = f"{aside}\n{text}" if aside else text
    cut = len(aside) + 1 if aside else 0
    parts = (Part("aside", Span(0, len(aside)), why="metadata"),) if aside else ()
    parts = (*parts, Part("prose", Span(cut, len(whole))))
    return Document("case.txt", "0" * 64, "txt", whole, parts, title=title, published=published)


def plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else "" if value is None else value


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_origin_is_as_expected(case):
    document = make_document(case["text"], case.get("aside", ""), case.get("title"), case.get("published"))
    origin = identify_document(document, case.get("hints"))
    found = {name: plain(getattr(origin, name)) for name in case["expect"]}
    assert found == case["expect"], origin
    assert {warning.split(":")[0] for warning in origin.warnings} == set(case["warnings"]), origin.warnings


def test_every_place_is_found_under_its_full_name_and_never_mistaken_under_its_bare_one():
    for row in load_places().rows:
        year = row.valid_to - 1 if row.valid_to else max(row.valid_from or 0, 2024)
        if year < 2003:  # reports begin then
            continue
        full = identify_document(make_document(f"{row.path}人民政府{year}年政府信息公开工作年度报告"))
        bare = identify_document(make_document(f"{row.name}财政局{year}年政府信息公开工作年度报告"))
        assert (full.adcode, full.organ_level, full.warnings) == (row.adcode, row.level, ())
        assert row.adcode in (bare.adcode, *bare.candidates)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("祁东县人民政府", ["祁东县"]),
        ("赴祁东县人民政府学习", []),  # a visit is no slip
        ("白山市人民政府、吉林省政府网站", []),  # the place's own city and province
        ("和县政府信息公开", []),  # a short name stands inside other words: 市和县
    ],
)
def test_names_of_other_places_are_told_apart(text, names):
    assert foreign_names(text, load_places().coded("220621", 2016)) == names


def test_a_conflict_names_both_values():
    document = make_document("苍梨县2017年政府信息公开工作年度报告\n统计期限自2016年1月1日至2016年12月31日。")
    (conflict,) = (w for w in identify_document(document).warnings if w.startswith("year_conflict"))
    assert "2016" in conflict
    assert "2017" in conflict


PIECES = st.sampled_from(
    [
        "鼓楼区",
        "抚松县",
        "苍梨县",
        "人民政府",
        "2016年",
        "二〇一",
        "政府信息公开",
        "年度报告",
        "关于",
        "\n",
        "：",
        "（",
        "）",
        "自",
        "至",
        "12月31日",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map("".join))
VALUES = st.one_of(st.text(max_size=8), st.sampled_from(["320302", "抚松县", "2016", "2017-02-30", "county"]))
HINTS = st.dictionaries(
    st.sampled_from(["place", "adcode", "year", "city", "published", "organ_level", "other"]), VALUES
)


@given(text=TEXTS, aside=st.text(max_size=40).filter(lambda s: "\n" not in s), title=st.none() | TEXTS, hints=HINTS)
def test_any_text_gives_an_origin_whose_code_is_in_the_table(text, aside, title, hints):
    document = make_document(text, aside, title)
    origin = identify_document(document, hints)
    assert origin.adcode is None or origin.adcode in load_places().codes
    assert set(origin.candidates) <= set(load_places().codes)
    assert not (origin.adcode and origin.candidates)
    assert all(warning.partition(": ")[2] for warning in origin.warnings)
    assert is_report(document) in (True, False)


@given(st.text(max_size=200))
def test_the_same_document_gives_the_same_origin(text):
    document = make_document("苍梨县2016年政府信息公开年报\n" + text)
    assert identify_document(document) == identify_document(document)


@pytest.mark.parametrize(
    "filler", ["由", "自2016年1月1日至", "政府信息公开", "市", "（", "一二〇", "年度报告\n", "县人民政府"]
)
def test_long_hostile_text_takes_little_time(filler):
    # Twice the text may take about twice the time: a pattern that explodes would take minutes here.
    document = make_document(filler * 20_000)
    assert identify_document(document).place is None
    assert not is_report(document)
