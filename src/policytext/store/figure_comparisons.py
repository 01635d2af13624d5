"""Tables of comparison that follow figures: series over the eras, derived figures, and checks across years."""

from __future__ import annotations

from policytext.store.columns import END, REPORT_ID, START, Table, figure, flag, text
from policytext.store.comparison_columns import WHO, YEAR, year_column
from policytext.store.figure_tables import CHECKS

SERIES = Table(
    "series",
    "指标序列",
    ("report_id", "indicator"),
    (
        *WHO,
        YEAR,
        REPORT_ID,
        text("era", "格式时期", "form of the report: free, trial or standard"),
        text("indicator", "指标", "id of the indicator: data/indicators.csv"),
        figure("value", "数值", "the figure; empty unless the state is number or zero", "the indicator's unit"),
        text("measured_in", "计量单位", "unit of the indicator"),
        text(
            "state",
            "状态",
            "number, zero, blank, na or unread where a form asked for it; not_stated where a text does not mention it; "
            "not_collected where the form of the year did not ask for it",
        ),
        flag("approximate", "约数", "whether the text says that the number is not exact"),
        text("taken_from", "取自", "table (the prescribed form) or text; empty where there is no value"),
        START,
        END,
    ),
)

DERIVED = Table(
    "derived",
    "推算指标",
    ("report_id", "figure"),
    (
        *WHO,
        YEAR,
        REPORT_ID,
        text("figure", "推算指标", "id of the figure: data/derived.toml"),
        figure("value", "数值", "numerator over denominator, or the sum; empty below a denominator of 30", ""),
        figure("numerator", "分子", "sum of the indicators above the line", ""),
        figure("denominator", "分母", "sum of those below it: the n of the rate; empty for a sum", ""),
        flag("too_few", "分母不足30", "whether the denominator is below 30, so that no rate is given"),
    ),
)

YEAR_CHECKS = Table(
    "year_checks",
    "跨年核对",
    CHECKS.key,
    (
        *WHO,
        YEAR,
        year_column("previous_year", "上年度", "the year before, whose report is there"),
        text("previous_report_id", "上年报告编号", "report_id of that year, in whose text other_start counts"),
        *CHECKS.columns,
    ),
)
