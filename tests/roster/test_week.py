"""The made-up week: 60 units, every kind of trouble, each entry and each file accounted for."""

import csv
import runpy
from pathlib import Path

import pytest

from policytext.cli import run
from policytext.store import read_tables

WEEK = Path(__file__).parents[2] / "corpora" / "week"


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    folder = tmp_path_factory.mktemp("week")
    runpy.run_path(str(WEEK / "make_week.py"))["main"](folder)
    code = run(
        ["score", str(folder / "到件"), "-o", str(folder / "out"), "--roster", str(folder / "应报单位.csv"), "--quiet"]
    )
    return folder, code


def test_each_unit_is_what_the_week_made_of_it(week) -> None:
    folder, code = week
    rows = read_tables(folder / "out")["coverage"].to_pylist()
    with (WEEK / "roster.csv").open(encoding="utf-8", newline="") as file:
        truth = {row["单位"]: row["到件情况"] for row in csv.DictReader(file)}
    assert {row["unit"]: row["status"] for row in rows if row["expected"]} == truth
    assert len(truth) == 60
    assert code == 1


def test_each_file_stands_in_one_row(week) -> None:
    folder, _ = week
    tables = read_tables(folder / "out")
    rows = tables["coverage"].to_pylist()
    listed = sorted(source for row in rows if row["sources"] for source in row["sources"].split("；"))
    known = [row["source"] for name in ("reports", "failures") for row in tables[name].to_pylist()]
    assert listed == sorted(known)
    beside = {row["status"] for row in rows if not row["expected"]}
    assert beside == {"duplicate", "not_on_roster", "unreadable", "unsure", "wrong_year"}


def test_the_workbook_opens_with_what_came(week) -> None:
    from openpyxl import load_workbook

    folder, _ = week
    book = load_workbook(folder / "out" / "scores.xlsx", read_only=True)
    assert book.sheetnames[:3] == ["说明", "收件情况", "评分汇总"]
    cells = [[cell for cell in row if cell is not None] for row in book["收件情况"].iter_rows(values_only=True)]
    assert any("霜岫县人民政府" in row and "未收到" in row for row in cells)
    assert any("部门乡镇/三份.zip/水利局.txt" in row for row in cells)


def test_the_page_begins_with_what_came(week) -> None:
    folder, _ = week
    for lang, told in (("zh", "收件情况：应收60份，收到53份"), ("en", "Received: 53 of 60 reports on the roster")):
        page = folder / f"{lang}.html"
        assert run(["report", str(folder / "out"), "-o", str(page), "--lang", lang]) == 0
        head = page.read_text(encoding="utf-8").split("</header>")[0]
        assert told in head
        assert "霜岫县人民政府" in head


def test_a_roster_can_be_held_against_an_out_later(week, capsys) -> None:
    folder, _ = week
    before = read_tables(folder / "out")["coverage"]
    code = run(["coverage", str(folder / "out"), "--roster", str(folder / "应报单位.csv")])
    assert code == 1
    assert capsys.readouterr().out.startswith("应收 60 · 收到 53 · 未收到 2")
    assert read_tables(folder / "out")["coverage"].equals(before)
