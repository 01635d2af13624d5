"""A report as rows of tables."""

from dataclasses import replace
from datetime import date

import pytest

from policytext.records import Score
from policytext.store import TABLES, report_rows


def test_every_row_has_all_columns_in_order(make_report) -> None:
    for name, rows in report_rows(make_report()).items():
        assert all(tuple(row) == TABLES[name].names for row in rows)


def test_report_row_joins_document_origin_and_figures(make_report) -> None:
    (row,) = report_rows(make_report())["reports"]
    expected = {"place": "青禾县", "adcode": "990101", "signed": date(2017, 2, 17), "statements": 4, "checkable": 1}
    assert expected.items() <= row.items()
    assert row["report_id"] == row["sha256"][:16]
    assert row["specificity"] is None, "a figure that was not computed is empty, not zero"


def test_statement_row_carries_label_and_commitment(make_report) -> None:
    rows = {row["statement_id"]: row for row in report_rows(make_report())["statements"]}
    assert (rows[3]["label"], rows[3]["level"], rows[3]["action"]) == ("improvement", 3, "编制")
    assert rows[4]["plus"] == "method"
    assert (rows[1]["role"], rows[1]["label"], rows[1]["level"]) == ("heading", None, None)


def test_spans_point_into_the_text(make_report) -> None:
    rows = report_rows(make_report())
    text = rows["texts"][0]["text"]
    assert all(text[row["start"] : row["end"]] == row["surface"] for row in rows["particulars"] + rows["measures"])
    assert all(text[row["start"] : row["end"]] == row["text"] for row in rows["statements"])


def test_rows_are_in_the_order_of_the_key(make_report) -> None:
    kinds = [row["kind"] for row in report_rows(make_report())["particulars"]]
    assert kinds == ["deadline", "actor", "instrument"], "as they stand in the text, not as they were found"


def test_last_bits_of_floats_are_dropped(make_report) -> None:
    rows = report_rows(make_report())["statements"]
    assert rows[2]["probability"] == 0.333333


def test_warnings_are_joined_once_each(make_report) -> None:
    report = replace(make_report(), warnings=("the signature date is damaged", "two years in the title"))
    assert report_rows(report)["reports"][0]["warnings"] == "the signature date is damaged；two years in the title"


def test_a_figure_without_a_column_is_refused(make_report) -> None:
    report = replace(make_report(), score=Score({"charm": 1}))
    with pytest.raises(ValueError, match="table reports has no column charm"):
        report_rows(report)
