"""The tables of figures: cells of the prescribed tables, facts of the prose, and the answers of the checks."""

from __future__ import annotations

from policytext.store.columns import END, REPORT_ID, START, Column, Table

SINCE = "4"


def _text(name: str, label: str, meaning: str) -> Column:
    return Column(name, "string", label, meaning, "", SINCE)


def _whole(name: str, label: str, meaning: str, unit: str = "") -> Column:
    return Column(name, "int32", label, meaning, unit, SINCE)


_VALUE = Column("value", "double", "数值", "the number; empty unless the state is number or zero", "", SINCE)

CELLS = Table(
    "cells",
    "表格数据",
    ("report_id", "table", "row", "column"),
    (
        REPORT_ID,
        _text("table", "表", "t2 proactive disclosure, t3 requests, t4 reviews and lawsuits"),
        _text("row", "行", "id of the row: data/form.toml"),
        _text("column", "列", "id of the column: data/form.toml"),
        _VALUE,
        _text(
            "state",
            "状态",
            "number, zero (a written 0), blank, na (a stroke) or unread",
        ),
        _text("surface", "原文", "the cell's characters"),
        _whole("page", "页", "page on which it stands, from 1; empty where the format has none"),
        START,
        END,
        _text(
            "read",
            "读法",
            "direct, aligned (by column), rejoined (one number of two cells, proven by sums) or unread",
        ),
    ),
)

FACTS = Table(
    "facts",
    "正文数据",
    ("report_id", "statement_id", "start", "end", "indicator"),
    (
        REPORT_ID,
        _whole("statement_id", "语句序号", "number of the statement; 0 for a line of a statistical annex"),
        _text("indicator", "指标", "id of the indicator: data/indicators.csv"),
        Column("value", "double", "数值", "the number; 0 for a zero in words", "", SINCE),
        _text("unit", "单位", "unit as written"),
        _text("surface", "原文", "the number with its unit, or the words that say that there was none"),
        Column("approximate", "bool", "约数", "whether the text says that the number is not exact", "", SINCE),
        _text("bound", "约数方向", "over, about, at_least or at_most; empty for an exact number"),
        _text("period", "时段", "year, previous, cumulative, or part (of the year, but not of the whole)"),
        START,
        END,
    ),
)

CHECKS = Table(
    "checks",
    "数据核对",
    ("report_id", "check", "number"),
    (
        REPORT_ID,
        _text("check", "核对项", "id of the check: data/checks.toml"),
        _whole("number", "序号", "number of the answer among those of the check in the report"),
        _text("subject", "对象", "what was asked: the id of a column, a row, a cell, an indicator or a section"),
        _text("verdict", "结果", "pass, fail, uncertain or not_assessable"),
        _text("found", "所见", "what stands there"),
        _text("expected", "应为", "what it should be by the other figures"),
        START,
        END,
        _whole("other_start", "对照起始位置", "where the other figures begin in texts.text", "code points"),
        _whole("other_end", "对照结束位置", "where they end", "code points"),
        _text("blame", "可能来源", "for a failure or a doubt, whose it looks like: source, reading or uncertain"),
        _text("reason", "依据", "why"),
        _text("severity", "程度", "major (figures contradict), minor (the form is not kept) or note"),
        _text("message", "说明", "the failure in one sentence"),
    ),
)
