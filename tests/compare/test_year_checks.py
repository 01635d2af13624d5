"""What ``score`` says of two years is what ``compare`` says, and stands in the workbook."""

from pathlib import Path

import openpyxl
import pytest

import policytext as pt
from policytext.store import export_tables

REPORTS = Path(__file__).parents[2] / "corpora" / "demo" / "reports"


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("years") / "out"
    pt.score_many(sorted(REPORTS.glob("liaozhou-202[0-3].*")), folder)
    return folder


def test_score_makes_the_table_that_compare_makes(out) -> None:
    tables = pt.read_tables(out)
    compared = pt.compare(pt.score_many(sorted(REPORTS.glob("liaozhou-202[0-3].*"))))
    assert tables["year_checks"].num_rows
    assert tables["year_checks"].equals(compared["year_checks"])


def test_what_does_not_agree_with_the_year_before_is_in_the_workbook(out) -> None:
    wrong = [row for row in pt.read_tables(out)["year_checks"].to_pylist() if row["verdict"] != "pass"]
    rows = openpyxl.load_workbook(export_tables(out, ["xlsx"])[0])["数据核对"].iter_rows(min_row=2, values_only=True)
    names = next(rows)
    shown = [dict(zip(names, row, strict=True)) for row in rows]
    assert wrong
    assert {row["message"] for row in wrong} <= {row["message"] for row in shown}


def test_one_year_alone_has_no_such_checks() -> None:
    assert pt.score_many(next(REPORTS.glob("liaozhou-2021.*")))["year_checks"].num_rows == 0


def test_beyond_what_memory_should_hold_comparing_makes_them(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr("policytext.run.finishing.COMPARED_REPORTS", 3)
    tables = pt.score_many(sorted(REPORTS.glob("liaozhou-202[0-3].*")), tmp_path / "out")
    assert tables["reports"].num_rows == 4
    with pytest.raises(KeyError, match="policytext compare OUT"):
        tables["year_checks"]
    assert pt.compare(tables)["year_checks"].num_rows
