"""The table ``coverage``: a roster of units against the files that came. Same rules as ``schema``."""

from __future__ import annotations

from policytext.store.columns import Column, Table, count, flag, text

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
