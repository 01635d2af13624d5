"""The Word document of each unit: what it says, that it is well made, that it is the same twice."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pyarrow as pa
import pytest
from docx import Document
from docx.oxml.ns import qn

from policytext.show import Options, render_unit_sheets, write_unit_sheets
from policytext.show.word import Word
from policytext.store import Tables

NOTE = "依据公开年报文本自动测量，不评价工作实绩，未经人工复核不作扣分依据"
FORBIDDEN = ("空话", "抄袭", "造假", "未兑现", "失信", "倒数", "垫底", "久拖不决", "得分")
LATEST = 2023


@pytest.fixture(scope="module")
def sheets(demo):
    return dict(render_unit_sheets(demo))


def texts_of(data):
    """Every paragraph and cell of a document."""
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def table_of(data, head):
    """The rows below the head of the table that has this column."""
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(BytesIO(data)).tables]
    return next((rows[1:] for rows in tables if head in rows[0]), [])


def latest(demo, unit):
    return next(row for row in demo["ranks"].to_pylist() if row["unit"] == unit and row["year"] == LATEST)


def statements(demo, report_id, label):
    rows = demo["statements"].to_pylist()
    return [row for row in rows if row["report_id"] == report_id and row["label"] == label and not row["truncated"]]


def test_each_unit_has_one_document_named_after_it(sheets, demo) -> None:
    assert set(sheets) == {f"{unit}.docx" for unit in demo["ranks"]["unit"].to_pylist()}


def test_every_promise_and_problem_stands_in_it(sheets, demo) -> None:
    for file, data in sheets.items():
        ranked = latest(demo, file.removesuffix(".docx"))
        promised = statements(demo, ranked["report_id"], "improvement")
        rows = table_of(data, "定级依据")
        assert [re.sub("〔.*?〕", "", row[2]) for row in rows] == [row["text"] for row in promised]
        assert all(row["why"] in shown[3] for row, shown in zip(promised, rows, strict=True))
        assert [row[0] for row in rows] == [f"承诺{at}" for at in range(1, len(rows) + 1)]
        problems = statements(demo, ranked["report_id"], "problem")
        assert [row[1] for row in table_of(data, "回应原文")] == [row["text"] for row in problems]
        assert f"{ranked['checkable']}/{ranked['commitments']} 条" in texts_of(data)


def test_answers_and_progress_are_those_of_the_tables(sheets, demo) -> None:
    unit = "漪城县"
    report_id = latest(demo, unit)["report_id"]
    answered = {row["problem_id"] for row in demo["answers"].to_pylist() if row["report_id"] == report_id}
    shown = [row[2] for row in table_of(sheets[f"{unit}.docx"], "回应原文")]
    expected = [row["statement_id"] in answered for row in statements(demo, report_id, "problem")]
    assert [said != "未回应" for said in shown] == expected
    assert True in expected
    assert False in expected
    followed = [row for row in demo["followthrough"].to_pylist() if row["next_report_id"] == report_id]
    assert len(table_of(sheets[f"{unit}.docx"], f"{LATEST}年报告原文")) == len(followed) > 0


def test_failed_checks_are_shown(sheets, demo) -> None:
    for file, data in sheets.items():
        report_id = latest(demo, file.removesuffix(".docx"))["report_id"]
        rows = [*demo["checks"].to_pylist(), *demo["year_checks"].to_pylist()]
        failed = [r for r in rows if r["report_id"] == report_id and r["verdict"] in ("fail", "uncertain")]
        assert len(table_of(data, "核对项")) == len(failed)


def test_it_is_an_a4_document_with_chinese_fonts_and_numbers(sheets) -> None:
    data = sheets["漪城县.docx"]
    document = Document(BytesIO(data))
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == "仿宋"
    with ZipFile(BytesIO(data)) as parts:
        footer = "".join(parts.read(name).decode() for name in parts.namelist() if "footer" in name)
        assert "仿宋_GB2312" in parts.read("word/fontTable.xml").decode()
    assert NOTE in footer
    assert ">PAGE<" in footer
    heads = [table for table in document.tables if len(table.columns) > 2 and table.rows[0]._tr.trPr is not None]
    assert len(heads) >= 5
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in heads[:-1])


def test_words_for_people(sheets) -> None:
    for data in sheets.values():
        text = texts_of(data)
        assert NOTE in text
        assert "异议" in text
        assert not [word for word in FORBIDDEN if word in text]


def test_the_same_tables_give_the_same_bytes(sheets, demo) -> None:
    assert dict(render_unit_sheets(demo)) == sheets


def test_english_words_around_chinese_texts(demo) -> None:
    data = dict(render_unit_sheets(demo, Options(lang="en")))["槐荡县.docx"]
    assert "0 of 6 commitments can be checked" in texts_of(data)
    assert "一、" not in "".join(paragraph.text for paragraph in Document(BytesIO(data)).paragraphs)


def test_few_promises_are_said_to_be_few(demo) -> None:
    rows = [row | {"few": True} for row in demo["reports"].to_pylist()]
    few = demo.joined(Tables({"reports": lambda: pa.Table.from_pylist(rows, schema=demo["reports"].schema)}))
    text = texts_of(dict(render_unit_sheets(few))["漪城县.docx"])
    assert "承诺只有8条，仅供参考" in text
    assert "不代表工作落后" in text


def test_characters_that_xml_cannot_hold_do_not_break_it() -> None:
    document = Word("甲\x00县")
    document.line("坏\x0b字\ud800符")
    assert "坏\ufffd字\ufffd符" in texts_of(document.data())


def test_written_into_a_folder(demo, tmp_path) -> None:
    assert write_unit_sheets(demo, tmp_path / "单 位") == len(list((tmp_path / "单 位").glob("*.docx"))) == 8
