"""The statistical annex becomes facts, however its lines were parted."""

from __future__ import annotations

import pytest

from policytext.records import Document
from policytext.tabulate import load_indicators, read_annex
from policytext.tabulate.annex import _annex

LINES = [
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "34,478"),
    ("其中：主动公开规范性文件数", "条", "12"),
    ("2.政府网站公开政府信息数", "条", "30000"),
    ("（一）收到申请数", "件", "21"),
    ("1.当面申请数", "件", "3"),
    ("2.同意公开答复数", "件", "9"),
    ("3.同意部分公开答复数", "件", "4"),
    ("4.不同意公开答复数", "件", "2"),
    ("四、行政复议数量", "件", "5"),
    ("（二）被依法纠错数", "件", "1"),
    ("五、行政诉讼数量", "件", "0"),
    ("（二）被依法纠错数", "件", "0"),
    ("七、依申请公开信息收取的费用", "万元", "0.5"),
    ("（三）接受培训人员数", "人次", "683"),
]
EXPECTED = {
    "disclosed_total": 34478, "documents_disclosed": 12, "disclosed_website": 30000, "requests_received": 21,
    "requests_in_person": 3, "granted": 9, "partial": 4, "denied": 2, "reviews": 5, "reviews_corrected": 1,
    "lawsuits": 0, "lawsuits_corrected": 0, "fees_charged": 5000, "trained": 683,
}  # fmt: skip


@pytest.mark.parametrize("gap", ["\t", " | ", "  ", "\n"], ids=["tabs", "bars", "spaces", "one cell a line"])
def test_lines_are_facts(gap):
    text = "附件\n政府信息公开情况统计表\n" + "\n".join(gap.join(line) for line in LINES)
    facts = read_annex(Document("a.txt", "", "txt", text, ()))
    assert {fact.indicator: fact.value for fact in facts} == EXPECTED
    assert all(fact.span.of(text) == fact.surface for fact in facts)


def test_prose_is_no_annex():
    text = "全年收到申请数 12 件，其中当面申请数 3 件。"
    assert read_annex(Document("a.txt", "", "txt", text, ())) == []


def test_every_line_names_an_indicator():
    assert {line["indicator"] for line in _annex()["lines"]} <= set(load_indicators())
