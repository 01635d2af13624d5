"""Files and inline SVG: the same bytes every time, no clash of ids, the table beside the picture."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from lxml import etree

from policytext.errors import UsageError
from policytext.resources import read_toml
from policytext.show import CHARTS, draw_chart, save_drawing, svg_of

FORBIDDEN = ("空话", "抄袭", "造假", "未兑现", "失信", "倒数", "垫底", "久拖不决")


@pytest.mark.parametrize("kind", CHARTS)
def test_svg_is_the_same_bytes_every_time(kind, panel_of, tmp_path):
    files = []
    for run in ("one", "two"):
        drawing = draw_chart(kind, panel_of(3))[0]
        files.append(save_drawing(drawing, tmp_path / f"{run}.svg")[0].read_bytes())
    assert files[0] == files[1]


def test_svg_is_the_same_in_another_process(tmp_path, panel_of):
    here = svg_of(draw_chart("heatmap", panel_of(3))[0].figure)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from panels import panel; from policytext.show import *; "
        "sys.stdout.buffer.write(svg_of(draw_chart('heatmap', panel(3))[0].figure).encode())"
    )
    there = subprocess.run([sys.executable, "-c", code, str(Path(__file__).parent)], check=True, capture_output=True)
    assert there.stdout.decode() == here


@pytest.mark.parametrize("outlines", [True, False])
def test_inline_svg_is_well_formed_and_its_ids_are_its_own(outlines, panel_of):
    text = svg_of(draw_chart("ranking", panel_of(8))[0].figure, "a1-", 'say "this" & that', outlines)
    root = etree.fromstring(text.encode())
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("a1-") for name in ids)
    used = re.findall(r'xlink:href="#([^"]+)"|url\(#([^)]+)\)', text)
    assert {first or second for first, second in used} <= set(ids)
    assert root.get("aria-label") == 'say "this" & that'
    assert "<style" not in text
    assert "<text" in text or outlines


def test_text_as_text_is_much_smaller(panel_of):
    figure = draw_chart("heatmap", panel_of(40))[0].figure
    assert len(svg_of(figure, outlines=False)) < 0.6 * len(svg_of(figure))


def test_csv_beside_the_picture_is_what_is_drawn(panel_of, tmp_path):
    drawing = draw_chart("levels", panel_of(8))[0]
    for form in ("png", "pdf", "svg"):
        picture, table = save_drawing(drawing, tmp_path / f"levels.{form}")
        assert picture.stat().st_size > 5000
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == list(drawing.data["name"])
    reports = {row["report_id"]: row for row in panel_of(8)["reports"].to_pylist()}
    for row in rows:
        assert int(row["level_3"]) == reports[row["report_id"]]["level_3"]


def test_unknown_ending_is_said(panel_of, tmp_path):
    with pytest.raises(UsageError, match=r"\.png, \.svg, \.pdf"):
        save_drawing(draw_chart("levels", panel_of(3))[0], tmp_path / "x.bmp")


def test_the_bundled_font_alone_draws_every_name_of_a_division():
    from matplotlib import font_manager

    from policytext.resources import path_of, read_csv
    from policytext.show.style import FONT_FILE

    known = set(font_manager.get_font(str(path_of(FONT_FILE))).get_charmap())
    names = {character for row in read_csv("places.csv") for character in row["name"] + row["short"]}
    assert {c for c in names | set("洮沄岫芷漪") if ord(c) not in known and c.isprintable()} == set()


def test_a_character_that_no_font_has_is_warned_of(monkeypatch):
    import pandas as pd

    from policytext.show import style
    from policytext.show.page import Heading, Page

    monkeypatch.setattr(style, "_drawable", lambda: frozenset("标题 n=1"))
    page = Page(Heading("标题中", "n = 1", "", ""), 1.0)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        page.done("levels", pd.DataFrame(), {})
    assert [str(warning.message) for warning in caught] == [
        "no glyph for 中; install a full Chinese font, such as Noto Sans CJK SC"
    ]


def _phrases(values):
    for value in values.values() if isinstance(values, dict) else values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            yield from _phrases(value)


@pytest.mark.parametrize("file", ["chart_words.toml", "wording.toml"])
def test_no_word_that_must_not_be_used_on_people(file):
    text = "\n".join(_phrases(read_toml(file)))
    assert [word for word in FORBIDDEN if word in text] == []
    assert "评分" not in text.replace("不是评分", "").replace("不评分", "")


def test_both_languages_have_the_same_phrases():
    words = read_toml("chart_words.toml")
    for name in (*CHARTS, "common"):
        assert set(words["zh"][name]) == set(words["en"][name]) - {"standing"}, name
        for key, phrase in words["zh"][name].items():
            slots = [set(re.findall(r"\{(\w+)", text)) for text in (phrase, words["en"][name][key])]
            assert slots[0] == slots[1], (name, key)
