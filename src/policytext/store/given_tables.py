"""Tables from what a person gave: a roster against the files that came, decisions. Same rules as ``schema``."""

from __future__ import annotations

from policytext.store.columns import REPORT_ID, Column, Table, count, flag, text

RECEIVED = ("received", "several_versions")
"""Statuses of an entry whose report is there."""

COVERAGE = Table(
    "coverage",
    "收件情况",
    ("row",),
    (
        Column("row", "int32", "序号", "number of the row: entries of the roster in its order, then other files"),
        flag("expected", "在名单上", "whether it is an entry of the roster; else a file that answers none"),
        text("unit", "单位", "name of the unit on the roster; for a file, whose report it seems to be"),
        text("place_id", "地区编号", "key of its division, where it is known; as in reports"),
        text("adcode", "行政区划代码", "six-digit code that the roster gives, or the report has"),
        text("level", "层级", "level that the roster gives, or the report has"),
        text("superior", "上级", "superior unit that the roster gives"),
        count("year", "年度", "year that is expected, or that the file reports on", "year"),
        text(
            "status",
            "状态",
            "received, several_versions, missing, wrong_year, unreadable, unsure, duplicate or not_on_roster",
        ),
        text("report_ids", "报告编号", "report_id of the reports, joined by ；"),
        text("sources", "来源文件", "files, joined by ；"),
        text("candidates", "待人工核对", "files or units that it may be, joined by ；; a person decides"),
        text("note", "说明", "what was seen and what to do"),
    ),
)

DECISIONS = Table(
    "decisions",
    "复核记录",
    ("row",),
    (
        Column("row", "int32", "序号", "number of the row, in the order of unit, year and text"),
        text("status", "状态", "applied, orphaned (the statement is not there any more), conflict or superseded"),
        text("unit", "单位编号", "whose report: place_id, with the organ where it speaks for itself"),
        count("year", "年度", "year of the report", "year"),
        text("text", "原文", "the statement's characters when it was reviewed"),
        count("occurrence", "第几处", "which of equal statements of the report", "处"),
        text("machine_label", "程序类别", "the program's label when it was reviewed"),
        Column("machine_level", "int32", "程序等级", "the program's level when it was reviewed", "0-3"),
        text("human_label", "人工类别", "label that the person decided on"),
        Column(
            "human_level",
            "int32",
            "人工等级",
            "level that the person decided on; empty: the program does",
            "0-3",
        ),
        text("reviewer", "复核人", "who decided"),
        text("reviewed_on", "复核日期", "day of the decision, YYYY-MM-DD"),
        text("reason", "理由", "why, in the person's words"),
        text("appeal_outcome", "申诉结果", "upheld, partly, dismissed, or empty where nobody appealed"),
        text("decision", "复核键", "key of the statement; as in statements"),
        REPORT_ID,
        Column("statement_id", "int32", "语句序号", "statement that it was applied to"),
        text("nearest", "最接近的原文", "for an orphaned decision, the statement of this report that is most like it"),
    ),
)
