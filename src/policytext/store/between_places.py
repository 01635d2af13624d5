"""Tables of comparison that set units beside each other."""

from __future__ import annotations

from policytext.store.columns import REPORT_ID, STATEMENT_ID, Column, Table, count, figure, flag, text
from policytext.store.comparison_columns import (
    ADCODE,
    FEW,
    LEVEL,
    PEERS,
    PLACE,
    SIMILARITY,
    TEXT,
    UNIT,
    WHO,
    YEAR,
    year_column,
)

BOILERPLATE = Table(
    "boilerplate",
    "多地通用文本",
    ("report_id",),
    (
        *WHO,
        YEAR,
        REPORT_ID,
        count("chars", "语句字数", "characters of the statements", "字"),
        count("repeated", "通用字数", "characters of statements that stand in two other places no later", "字"),
        figure("share", "通用占比", "repeated over chars", "0-1"),
        text("earliest_place", "最早见于", "unit in which most of these characters are seen first"),
        year_column("earliest_year", "最早年度", "year of that source"),
    ),
)

OVERLAP = Table(
    "overlap",
    "与他地文本重合",
    ("report_id", "other_report_id"),
    (
        *WHO,
        YEAR,
        REPORT_ID,
        text("other_unit", "他地单位", "unit of the other report"),
        year_column("other_year", "他地年度", "year of the other report, the same or earlier"),
        text("other_report_id", "他地报告编号", "report_id of the other report"),
        count("chars", "语句字数", "characters of the statements", "字"),
        count("shared", "重合字数", "characters of statements that nearly repeat one of the other report", "字"),
        figure("share", "重合占比", "shared over chars", "0-1"),
    ),
)

PAIRS = Table(
    "pairs",
    "近似语句",
    ("report_id", "statement_id", "other_report_id", "other_statement_id"),
    (
        UNIT,
        YEAR,
        REPORT_ID,
        STATEMENT_ID,
        TEXT,
        text("other_unit", "对照单位", "unit of the other statement"),
        year_column("other_year", "对照年度", "its year"),
        text("other_report_id", "对照报告编号", "its report_id"),
        Column("other_statement_id", "int32", "对照语句序号", "its statement_id"),
        text("other_text", "对照原文", "its characters"),
        SIMILARITY,
        text("kind", "对照类型", "own_last_year or other_place"),
    ),
)

RANKS = Table(
    "ranks",
    "同组比较",
    ("peers", "year", "report_id"),
    (
        YEAR,
        PEERS,
        REPORT_ID,
        UNIT,
        PLACE,
        ADCODE,
        LEVEL,
        count("checkable", "可核承诺数", "commitments at level 2 or 3"),
        count("commitments", "承诺数", "commitments"),
        figure("specificity", "具体性指数", "the index; not a mark", "0-100"),
        figure("specificity_low", "具体性指数下限", "lower end of the 95 % posterior interval", "0-100"),
        figure("specificity_high", "具体性指数上限", "upper end of the 95 % posterior interval", "0-100"),
        figure("peers_mean", "同组均值", "mean of the indices of the group, few left out", "0-100"),
        text("group", "分组", "above, not distinguishable or below the peers' mean; empty for few"),
        count("rank", "位次", "place in the order of the index, 1 the most specific; empty for few", "位"),
        count("rank_low", "位次下限", "best rank of the 95 % interval by posterior draws", "位"),
        count("rank_high", "位次上限", "worst rank of that interval", "位"),
        count("rubric_rank_low", "规则敏感位次下限", "best rank when the values of the levels are drawn", "位"),
        count("rubric_rank_high", "规则敏感位次上限", "worst rank when the values of the levels are drawn", "位"),
        count("ranked", "参与比较数", "reports of the group that take part", "份"),
        FEW,
        text("reason", "未参与原因", "why a report takes no part"),
    ),
)

SENSITIVITY = Table(
    "sensitivity",
    "规则敏感性",
    ("peers", "year", "change"),
    (
        YEAR,
        PEERS,
        text("change", "规则变动", "values: level values drawn anew; otherwise the kind of particular left out"),
        count("ranked", "参与比较数", "reports of the group", "份"),
        figure("tau", "Kendall 秩相关", "Kendall's tau-b with the packaged rubric (median over draws)", "-1-1"),
        figure("tau_low", "秩相关下限", "2.5 % quantile over draws; tau itself where nothing is drawn", "-1-1"),
        count("moved", "位次变动数", "reports whose rank changes by more than 1 (median over draws)", "份"),
    ),
)

MEASURE = (
    text("measure_id", "举措编号", "id in the gazetteer"),
    text("name", "举措名称", "canonical name"),
    text("expansions", "展开", "what the name stands for; names with other expansions are other measures"),
    text("category", "举措类别", "category of the gazetteer"),
)

DIFFUSION = Table(
    "diffusion",
    "举措扩散",
    ("measure_id", "expansions", "unit", "adcode"),
    (
        *MEASURE,
        UNIT,
        PLACE,
        ADCODE,
        LEVEL,
        year_column("first_year", "首见年度", "first year adopted, as far as the reports show"),
        year_column("last_year", "末见年度", "last year mentioned at all"),
        year_column("planned_year", "首次计划年度", "first year planned or in preparation"),
        text("years", "提及年度", "years with a mention"),
        flag("left_censored", "首见即起始年", "first seen in the unit's first report: it may be older"),
        count("order", "首见次序", "1 for the first unit of the panel to adopt it; units of one year share it", "位"),
        year_column("not_mentioned_since", "不再提及始于", "first year observed after the last mention"),
        text("successor", "后继举措", "measure that succeeds it, where the unit names that later"),
    ),
)

ADOPTION = Table(
    "adoption",
    "举措采用曲线",
    ("measure_id", "expansions", "year"),
    (
        *MEASURE,
        YEAR,
        count("observed", "有报告单位数", "units with a report of the year", "个"),
        count("mentioned", "提及单位数", "of these, units that mention it", "个"),
        count("adopted", "已采用单位数", "of these, units that adopted it in the year or before", "个"),
        figure("share", "采用占比", "adopted over observed", "0-1"),
    ),
)
