"""A dataset in other formats, read back by the programs that people use."""

import csv
import datetime as dt
import json

import openpyxl
import pandas as pd
import pytest

from policytext.errors import UsageError
from policytext.store import TABLES, export_tables, parse_formats, read_tables
from policytext.store.sheets import write_scores
from policytext.store.workbook import MAX_CHARS, Field, Sheet, fit_cell, write_book

SHEETS = ["评分汇总", "承诺明细", "问题清单", "举措清单", "数据核对", "未评文件", "报表数据"]


def cells(sheet) -> list[dict]:
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[1], row, strict=True)) for row in rows[2:]]


@pytest.fixture
def workbook(dataset):
    (path,) = export_tables(dataset, ["xlsx"])
    return openpyxl.load_workbook(path)


def test_sheets_have_chinese_headers_above_column_names(workbook) -> None:
    assert workbook.sheetnames == ["说明", *SHEETS]
    for sheet in (workbook[name] for name in SHEETS):
        headers, names = list(sheet.iter_rows(max_row=2, values_only=True))
        assert all(name.isascii() for name in names)
        assert not any(header.isascii() for header in headers)
        assert sheet.auto_filter.ref.startswith("A2:")
        assert sheet.freeze_panes in {"D3", "C3", "B3"}


def test_headline_counts_and_text_codes(workbook) -> None:
    rows = cells(workbook["评分汇总"])
    assert [row["year"] for row in rows] == [2016, 2017], "in the order of places and years, not of ids"
    assert rows[0]["headline"] == "可核承诺 1/2 条"
    assert rows[0]["remark"] == "未参与排序：承诺不足3条，不代表工作落后"
    assert rows[0]["adcode"] == "990101"
    assert rows[0]["organ_level"] == "县"


def test_a_county_goes_through_its_years_however_its_organ_is_written(tmp_path, make_report, write) -> None:
    from dataclasses import replace

    organs = {2016: "青禾县政府办公室", 2017: "青禾县人民政府", 2018: "青禾县人民政府办公室"}
    reports = [make_report(f"{year}.txt", year) for year in organs]
    written = [replace(r, origin=replace(r.origin, organ=organs[r.origin.year])) for r in reports]
    (path,) = export_tables(write(tmp_path / "out", written), ["xlsx"])
    assert [row["year"] for row in cells(openpyxl.load_workbook(path)["评分汇总"])] == [2016, 2017, 2018]


def test_commitments_show_each_kind_and_why(workbook) -> None:
    specific, vague, *_ = cells(workbook["承诺明细"])
    assert (specific["level_name"], specific["deadline"], specific["actor"]) == ("3 具体可核", "6月底前", "县司法局")
    assert (vague["level_name"], vague["deadline"], vague["why"]) == ("1+ 原则性", None, "no particular")
    assert specific["section"] == "问题及改进"


def test_problems_show_their_answers(workbook) -> None:
    row = cells(workbook["问题清单"])[0]
    assert (row["answer"], row["answer_text"]) == ("拟改", "6月底前由县司法局编制《政策解读工作规程》。")


def test_measures_show_the_statement(workbook) -> None:
    row = cells(workbook["举措清单"])[0]
    assert (row["name"], row["stance"], row["category"]) == ("首问负责制", "已采用", "便民服务机制")
    assert row["statement"] == "推行首问责任制。"


def test_failures_say_why_in_chinese_or_give_the_code(workbook) -> None:
    known, unknown = sorted(cells(workbook["未评文件"]), key=lambda row: row["reason"])
    assert known["reason_text"] == "文件没有内容，请重新获取"
    assert unknown["reason_text"] == "new_code"


def test_the_workbook_says_what_it_is_not(workbook) -> None:
    sentence = "依据公开年报文本自动测量，不评价工作实绩，未经人工复核不作扣分依据"
    assert workbook["说明"]["A1"].value == sentence
    assert all(sentence in workbook[name].oddFooter.left.text for name in SHEETS)
    assert workbook.properties.created == dt.datetime(2020, 5, 4, 3, 2, 1)


def test_the_first_sheet_lists_the_others_with_their_rows(workbook) -> None:
    page = workbook["说明"]
    listed = [tuple(page.cell(row, column).value for column in (1, 2)) for row in range(4, 4 + len(SHEETS))]
    assert listed == [(name, len(cells(workbook[name]))) for name in SHEETS]
    assert all(page.cell(row, 3).value for row in range(4, 4 + len(SHEETS))), "each says what it holds"
    assert page["A4"].hyperlink.location == "'评分汇总'!A1"


def test_every_sheet_prints_on_landscape_a4(workbook) -> None:
    for sheet in workbook:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.oddFooter.right.text == "第 &P 页，共 &N 页"
    assert all(workbook[name].print_title_rows == "$1:$2" for name in SHEETS)
    fitted = {sheet.title for sheet in workbook if sheet.sheet_properties.pageSetUpPr.fitToPage}
    assert fitted == {"说明", *SHEETS} - {"报表数据"}, "forty columns of figures on one page could not be read"
    assert workbook["报表数据"].print_title_cols == "$A:$C"


def test_no_file_left_out_is_said(tmp_path, make_report, write) -> None:
    (path,) = export_tables(write(tmp_path / "out", [make_report("甲.txt", 2016)]), ["xlsx"])
    book = openpyxl.load_workbook(path)
    assert book["未评文件"]["A3"].value == "没有未评文件"
    assert book["说明"]["B9"].value == 0


def test_tables_that_others_make_get_their_sheets(dataset, tmp_path) -> None:
    import pyarrow as pa

    tables = read_tables(dataset)
    coverage = pa.table({"unit": ["甲县"], "adcode": ["990101"], "year": [2016], "status": ["missing"]})
    codes = {"status": ["applied"], "machine_label": ["other"], "human_label": ["improvement"]}
    decisions = pa.table({"text": ["加强培训。"], **codes, "appeal_outcome": pa.array([None], pa.string())})
    write_scores(tables.joined({"coverage": coverage, "decisions": decisions}), tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert book.sheetnames == ["说明", "收件情况", *SHEETS[:-1], "复核记录", "报表数据"]
    assert cells(book["收件情况"]) == [{"unit": "甲县", "adcode": "990101", "year": 2016, "status": "未收到"}]
    shown = {"text": "加强培训。", "status": "已采用", "machine_label": "其他", "human_label": "承诺"}
    assert cells(book["复核记录"]) == [shown | {"appeal_outcome": None}]


def test_text_that_looks_like_a_formula_stays_text(tmp_path) -> None:
    sheet = Sheet("表", [Field("a", "甲")], [{"a": "=1+1"}, {"a": "http://x.cn"}, {"a": True}, {"a": None}])
    write_book(tmp_path / "b.xlsx", [sheet])
    page = openpyxl.load_workbook(tmp_path / "b.xlsx")["表"]
    assert [page.cell(row, 1).value for row in (3, 4, 5, 6)] == ["=1+1", "http://x.cn", "是", None]
    assert page["A3"].data_type in {"s", "inlineStr"}
    assert not page.cell(4, 1).hyperlink


def test_a_sheet_that_is_full_goes_on_in_the_next(tmp_path) -> None:
    write_book(tmp_path / "b.xlsx", [Sheet("表", [Field("a", "甲")], [{"a": n} for n in range(5)])], max_rows=4)
    book = openpyxl.load_workbook(tmp_path / "b.xlsx")
    assert [row["a"] for name in ("表", "表 (2)", "表 (3)") for row in cells(book[name])] == [0, 1, 2, 3, 4]


def test_a_cell_holds_no_more_than_excel_takes() -> None:
    assert fit_cell("字" * MAX_CHARS) == "字" * MAX_CHARS
    assert len(fit_cell("字" * (MAX_CHARS + 1))) == MAX_CHARS
    assert fit_cell("字" * (MAX_CHARS + 1)).endswith("……（已截断）")


def test_csv_opens_in_excel_and_reads_back(dataset) -> None:
    (folder,) = export_tables(dataset, ["csv"])
    assert (folder / "reports.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with (folder / "reports.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["source"] for row in rows} == {"甲.txt", "乙.txt"}
    assert (rows[0]["signed"], rows[0]["few"], rows[0]["specificity"]) == ("2017-02-17", "true", "")


def test_json_lines_hold_the_rows(dataset) -> None:
    (folder,) = export_tables(dataset, ["jsonl"])
    lines = (folder / "particulars.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == read_tables(dataset)["particulars"].to_pylist()


def test_stata_has_labels_dates_long_strings_and_missing_numbers(dataset) -> None:
    (folder,) = export_tables(dataset, ["dta"])
    assert (folder / "reports.dta").read_bytes()[:60].find(b"<release>118</release>") > 0
    with pd.read_stata(folder / "reports.dta", iterator=True) as reader:
        assert reader.variable_labels()["vague_share"] == "原则性表述占比"
        frame = reader.read()
    assert frame["year"].tolist() == read_tables(dataset)["reports"]["year"].to_pylist()
    assert frame["signed"].dt.date.tolist() == [dt.date(2017, 2, 17)] * 2
    assert frame["level_0"].isna().all()
    assert frame["few"].tolist() == [1, 1]
    assert {path.stem for path in folder.iterdir()} == set(TABLES)
    with pd.read_stata(folder / "particulars.dta", iterator=True) as reader:
        assert reader.variable_labels()["_end"] == "结束位置", "end is a reserved word there"


def test_stata_takes_texts_longer_than_its_short_strings(tmp_path, make_report, write) -> None:
    from dataclasses import replace

    report = make_report()
    long = replace(report, document=replace(report.document, text=report.document.text + "字" * 3000))
    (folder,) = export_tables(write(tmp_path / "out", [long]), ["dta"])
    assert pd.read_stata(folder / "texts.dta")["text"].tolist() == [long.document.text]


def test_empty_tables_export_in_every_format(tmp_path, write) -> None:
    out = write(tmp_path / "out", [])
    assert [path.name for path in export_tables(out, ["xlsx", "csv", "dta", "jsonl"])] == [
        "scores.xlsx",
        "csv",
        "dta",
        "jsonl",
    ]


def test_an_export_replaces_the_last_one(dataset) -> None:
    (dataset / "csv").mkdir()
    (dataset / "csv" / "old.csv").write_text("")
    export_tables(dataset, ["csv"])
    assert not (dataset / "csv" / "old.csv").exists()


def test_formats_are_named() -> None:
    assert parse_formats(" xlsx, csv ,xlsx") == ("xlsx", "csv")
    with pytest.raises(UsageError, match="choose from xlsx, csv, dta, jsonl"):
        parse_formats("xls")
    with pytest.raises(UsageError):
        parse_formats("")


def test_tables_beyond_a_stata_file_go_on_in_the_next(dataset, monkeypatch) -> None:
    monkeypatch.setattr("policytext.store.exports.STATA_ROWS", 1)
    monkeypatch.setattr("policytext.store.reading.BLOCK_ROWS", 1)
    (folder,) = export_tables(dataset, ["dta"])
    parts = [pd.read_stata(folder / name) for name in ("reports.dta", "reports-2.dta")]
    assert pd.concat(parts)["year"].tolist() == read_tables(dataset)["reports"]["year"].to_pylist()


def test_too_many_reports_for_a_workbook_are_refused_with_advice(dataset, monkeypatch) -> None:
    monkeypatch.setattr("policytext.store.exports.WORKBOOK_REPORTS", 1)
    with pytest.raises(UsageError, match=r"2 reports are more than a workbook can show .*choose csv, dta or jsonl"):
        export_tables(dataset, ["xlsx"])
    assert not (dataset / "scores.xlsx").exists()
