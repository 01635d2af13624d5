"""``policytext chart``: files with their tables, comparison when it is missing, mistakes that are said."""

from __future__ import annotations

import csv

import pytest

from policytext.cli.chart import parse_years
from policytext.errors import UsageError


@pytest.fixture
def out(call, report, tmp_path):
    assert call("score", report, "-o", tmp_path / "out", "--to", "none").code == 0
    return tmp_path / "out"


def test_picture_and_table_are_written_and_named(call, out, tmp_path):
    result = call("chart", "heatmap", out, "-o", tmp_path / "pictures" / "map.svg")
    assert result.code == 0
    assert [line.rsplit(".", 1)[1] for line in result.out.splitlines()] == ["svg", "csv"]
    with (tmp_path / "pictures" / "map.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["year"] for row in rows] == ["2016"]


def test_missing_comparison_is_made_first(call, out, tmp_path):
    before = sorted(path.name for path in (out / "tables").iterdir())
    result = call("chart", "ranking", out, "-o", tmp_path / "ranking.png", "--ranks", "--lang", "en")
    assert result.code == 0
    assert "comparing first" in result.err
    assert (tmp_path / "ranking.png").read_bytes().startswith(b"\x89PNG")
    assert sorted(path.name for path in (out / "tables").iterdir()) == before


def test_all_kinds_into_a_folder(call, out, tmp_path):
    result = call("chart", "--all", out, "-o", tmp_path / "all")
    assert result.code == 0
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"heatmap.svg", "heatmap.csv", "levels.svg", "labels.svg", "particulars.svg"} <= names
    assert "slope: nothing to draw" in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pie", "{out}", "-o", "x.png"), "there are ranking, heatmap"),
        (("heatmap", "{out}", "-o", "x.bmp"), ".png, .svg, .pdf"),
        (("heatmap", "-o", "x.png"), "chart KIND OUT -o FILE"),
        (("heatmap", "nowhere", "-o", "x.png"), "no folder nowhere"),
        (("heatmap", "{out}", "-o", "x.png", "--year", "1999"), "there are 2016"),
        (("slope", "{out}", "-o", "x.png"), "nothing to draw"),
    ],
)
def test_mistakes_are_said(call, out, arguments, said):
    result = call("chart", *(argument.format(out=out) for argument in arguments))
    assert result.code == 2
    assert said in result.err


def test_years_are_read():
    assert parse_years("2016, 2018-2020") == (2016, 2018, 2019, 2020)
    with pytest.raises(UsageError, match="2019-2023"):
        parse_years("last year")
