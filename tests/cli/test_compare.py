"""``policytext compare`` and ``policytext report`` as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policytext.cli.compare import parse_years

DEMO = Path(__file__).parents[2] / "corpora" / "demo" / "reports"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    import policytext as pt

    folder = tmp_path_factory.mktemp("panel") / "out"
    pt.score_many([DEMO / "weihang-202*"], out=folder)
    return folder


def test_compare_writes_its_tables_and_says_what_it_found(call, out, tmp_path) -> None:
    result = call("compare", out, "-o", tmp_path / "cmp")
    assert result.code == 0
    assert "followthrough: complete" in result.out
    assert (tmp_path / "cmp" / "tables" / "ranks.parquet").exists()


def test_compare_as_json_is_the_same_twice(call, out, tmp_path) -> None:
    one, two = (json.loads(call("compare", out, "-o", tmp_path / "cmp", "--json").out) for _ in range(2))
    assert one == two
    assert one["changes"] == 3


def test_compare_only_some_years(call, out, tmp_path) -> None:
    shown = json.loads(call("compare", out, "-o", tmp_path / "c", "--years", "2022-2023", "--json").out)
    assert shown["changes"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--years", "last"], "is not a year"),
        (["--places", "无此县"], "no report is left"),
    ],
)
def test_wrong_calls_teach(call, out, arguments, message) -> None:
    result = call("compare", out, *arguments)
    assert result.code == 2
    assert message in result.err


def test_report_compares_first_where_that_is_missing(call, out, tmp_path) -> None:
    result = call("report", out, "-o", tmp_path / "page.html")
    assert result.code == 0
    assert "comparing first" in result.err
    assert "苇杭县" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_report_for_each_place(call, out, tmp_path) -> None:
    assert call("report", out, "-o", tmp_path / "each", "--each", "place").code == 0
    assert (tmp_path / "each" / "苇杭县.html").exists()


def test_report_of_a_folder_has_an_index(call, out, tmp_path) -> None:
    result = call("report", out, "-o", tmp_path / "new" / "each", "--each", "place")
    assert "index.html, which leads to the pages of 1 units" in result.out + result.err
    assert "%E8%8B%87%E6%9D%AD%E5%8E%BF.html" in (tmp_path / "new" / "each" / "index.html").read_text(encoding="utf-8")


def test_report_with_comparisons_made_elsewhere(call, out, tmp_path) -> None:
    call("compare", out, "-o", tmp_path / "cmp", "--years", "2021-2022")
    result = call("report", out, "-o", tmp_path / "page.html", "--compare", tmp_path / "cmp")
    assert "comparing first" not in result.err
    assert "2022年可核承诺" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_report_on_an_earlier_year(call, out, tmp_path) -> None:
    assert call("report", out, "-o", tmp_path / "page.html", "--year", "2021", "--lang", "en").code == 0
    text = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "checkable commitments of 2021" in text
    assert "Promises of 2022 in the report" not in text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "page.docx"], ".html"),
        (["-o", "page.html", "--each", "place"], "give -o a folder"),
        (["-o", "page.html", "--year", "1999"], "there are 2020, 2021, 2022, 2023"),
    ],
)
def test_wrong_reports_teach(call, out, tmp_path, monkeypatch, arguments, message) -> None:
    monkeypatch.chdir(tmp_path)
    result = call("report", out, *arguments)
    assert result.code == 2
    assert message in result.err
    assert list(tmp_path.iterdir()) == []


def test_years_in_words() -> None:
    assert parse_years("2016-2018，2021") == (2016, 2017, 2018, 2021)
    assert parse_years("") == ()


def test_comparisons_are_in_the_workbook_too(call, out, tmp_path) -> None:
    import shutil

    import openpyxl

    import policytext as pt

    folder = shutil.copytree(out, tmp_path / "out")
    call("export", folder, "--to", "xlsx")
    result = call("compare", folder)
    assert f"policytext export {folder} --to xlsx" in result.err
    assert call("export", folder, "--to", "xlsx").code == 0
    book, tables = openpyxl.load_workbook(folder / "scores.xlsx"), pt.read_tables(folder)
    for title, table in {"同组比较": "ranks", "承诺跟踪": "followthrough", "再次出现的问题": "recurring"}.items():
        assert book[title].max_row == 2 + tables[table].num_rows
    groups = {row[2] for row in book["同组比较"].iter_rows(min_row=3, values_only=True)}
    assert groups == {"未参与比较：同组没有其他可比单位"}
    grades = {row[3] for row in book["承诺跟踪"].iter_rows(min_row=3, values_only=True)}
    assert "载明完成" in grades
    assert grades <= {"载明完成", "载明部分完成", "仅概括表述", "未见进展表述", "无法评估"}


def test_shares_are_shown_in_per_cent_and_the_index_whole(call, out, tmp_path) -> None:
    import shutil

    import openpyxl

    folder = shutil.copytree(out, tmp_path / "out")
    call("export", folder, "--to", "xlsx")
    sheet = openpyxl.load_workbook(folder / "scores.xlsx")["评分汇总"]
    names = [cell.value for cell in sheet[2]]
    shown = {name: sheet.cell(3, names.index(name) + 1) for name in ("with_deadline", "specificity", "level_mean")}
    assert [cell.number_format for cell in shown.values()] == ["0%", "0", "0.00"]
    assert 0 < shown["with_deadline"].value < 1, "the value itself is the table's"
