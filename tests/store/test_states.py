"""Zero, blank, a stroke and what a form did not ask stay four different things in every format."""

from __future__ import annotations

import csv

import pandas as pd
import pytest

import policytext as pt
from policytext.cli import run
from policytext.compare import compare
from policytext.store import export_tables, read_tables, tables_of, write_comparisons

STATES = ("number", "zero", "blank", "na", "not_collected", "not_stated", "unread")


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """A compared dataset whose series has every state, exported in every format."""
    folder = tmp_path_factory.mktemp("states")
    text = _text("trial", 2020), _text("standard", 2022)
    for year, content in zip((2020, 2022), text, strict=True):
        (folder / f"云溪县{year}.txt").write_text(content, encoding="utf-8")
    out = folder / "out"
    assert run(["score", str(folder), "-o", str(out), "--to", "none", "--workers", "0", "-q"]) == 0
    write_comparisons(compare(read_tables(out)), out, {})
    export_tables(out, ("csv", "dta", "jsonl", "xlsx"))
    return out


def _text(era, year):
    """A report whose table 3 has a number, a zero, a blank, a stroke, and a row that cannot be told."""
    rows = {
        "一、本年新收政府信息公开申请数量": "3|0|0|0|0|0|3",
        "二、上年结转政府信息公开申请数量": "0|0|0|0|0|0|0",
        "（一）予以公开": "|||||| ",
        "（二）部分公开": "/|/|/|/|/|/|/",
        "1.属于国家秘密": "0|0|0|0|0|0|0",
        "2.其他法律行政法规禁止公开": "0|0|0|0|0|0|0",
        "3.危及“三安全一稳定”": "0|0|0|0|0|0|0",
        "4.保护第三方合法权益": "0|0|0|0|0|0|0",
        "5.属于三类内部事务信息": "0|0|0|0|0|0|0",
        "6.属于四类过程性信息": "0|0|0|0|0|0|0",
        "7.属于行政执法案卷": "0|0|0|0|0|0|0",
        "8.属于行政查询事项": "0|0|0|0|0|0|0",
        "1.信访举报投诉类申请": "0|0|0|0|0|0|0",
        "2.重复申请": "0|0|0|0|0|0|0",
        "（七）总计": "3|0|0|0|0|0|3",
        "四、结转下年度继续办理": "1|2|3|4|5|6|7|8|9",
    }
    table = "\n".join(f"|{label}|{values}|" for label, values in rows.items())
    head = (
        "本年新制作数量|本年新公开数量|对外公开总数量" if era == "trial" else "本年制发件数|本年废止件数|现行有效件数"
    )
    second = f"|信息内容|{head}|\n|规章|0|0|0|\n|规范性文件|2|1|7|\n|行政许可|5|"
    return "\n".join([
        f"云溪县人民政府{year}年政府信息公开工作年度报告", "一、总体情况", "主动公开政府信息12条。",
        "二、主动公开政府信息情况", second, "三、收到和处理政府信息公开申请情况", table,
        "五、存在的主要问题及改进情况", "政策解读形式单一。下一步加强解读。", "六、其他需要报告的事项", "无。",
    ])  # fmt: skip


def keyed(rows):
    return {
        (str(row["indicator"]), str(row["era"])): (row["state"], None if _empty(row["value"]) else float(row["value"]))
        for row in rows
    }


def _empty(value):
    return value is None or value == "" or value != value


def test_every_state_is_there(states):
    found = keyed(read_tables(states)["series"].to_pylist())
    assert found["requests_received", "standard"] == ("number", 3.0)
    assert found["requests_carried_in", "standard"] == ("zero", 0.0)
    assert found["granted", "standard"] == ("blank", None)
    assert found["partial", "standard"] == ("na", None)
    assert found["documents_in_force", "trial"] == ("not_collected", None)
    assert found["documents_in_force", "standard"] == ("number", 7.0)
    assert found["trainings", "standard"] == ("not_stated", None)
    assert found["requests_carried_out", "standard"] == ("unread", None)
    assert {state for state, _ in found.values()} == set(STATES)


@pytest.mark.parametrize("name", ["cells", "series"])
def test_formats_keep_them_apart(states, name):
    truth = read_tables(states)[name].to_pylist()
    key = ("indicator", "era") if name == "series" else ("report_id", "table", "row", "column")
    expected = {tuple(str(row[k]) for k in key): (row["state"], row["value"]) for row in truth}
    with (states / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        from_csv = list(csv.DictReader(file))
    from_dta = pd.read_stata(states / "dta" / f"{name}.dta").to_dict("records")
    for rows in (from_csv, from_dta):
        found = {
            tuple(str(row[k]) for k in key): (row["state"], None if _empty(row["value"]) else float(row["value"]))
            for row in rows
        }
        assert found == expected


def test_the_workbook_keeps_them_apart(states):
    rows = pd.read_excel(states / "scores.xlsx", sheet_name="报表数据", header=1, dtype=object, keep_default_na=False)
    trial, standard = sorted(rows.to_dict("records"), key=lambda row: row["year"])
    assert standard["t3.received.all"] == 3
    assert standard["t3.carried_in.all"] == 0
    assert standard["t3.granted.all"] == "空白"
    assert standard["t3.partial.all"] == "划线"
    assert standard["t3.carried_out.all"] == "未能读出"
    assert trial["t2.normative_documents.in_force"] == "未要求填报"
    assert standard["t2.normative_documents.in_force"] == 7


def test_in_memory_and_on_disk_are_the_same(states):
    tables = pt.score_many(sorted(states.parent.glob("*.txt")))
    assert tables["cells"].to_pylist() == read_tables(states)["cells"].to_pylist()
    assert tables_of({"cells": tables["cells"].to_pylist()})["cells"] == tables["cells"]
