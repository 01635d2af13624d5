"""The tables that ``policytext compare`` makes: reports beside other reports. Same rules as ``schema``.

A *unit* is who reports year after year: a government by the name of its place, a department or office by its organ.
Peers are units of the same province (or the whole panel where no province is known), organ level and era.
"""

from __future__ import annotations

from policytext.store.columns import Column, Table, count, figure, flag, text
from policytext.store.schema import REPORT_ID, STATEMENT_ID, TABLES

_UNIT = text("unit", "单位", "who reports: the place of a government, the organ of a department")
_PLACE = text("place", "地区", "full name of the division")
_ADCODE = text("adcode", "行政区划代码", "six-digit code of the division, as text")
_LEVEL = text("organ_level", "机关层级", "province, city, county, township, department or zone")
_PEERS = text("peers", "可比组", "province or panel, organ level and era, joined by /")
_YEAR = count("year", "年度", "year reported on", "year")
_WHO = (_UNIT, _PLACE, _ADCODE, _LEVEL, _PEERS)
_TEXT = text("text", "原文", "the statement's characters")
_SIMILARITY = figure("similarity", "相似度", "how alike the two texts are", "0-1")
_FEW = flag("few", "承诺不足3条", "fewer than 3 commitments: shown apart, not grouped or ranked")


def _year(name: str, label: str, meaning: str) -> Column:
    return count(name, label, meaning, "year")


def _share_change(label: str, word: str) -> Column:
    return figure(f"{label}_share_diff", f"{word}语句占比变化", f"change of the share of {label} statements", "-1-1")


CHANGES = Table(
    "changes",
    "年度变化",
    ("unit", "adcode", "year"),
    (
        *_WHO,
        _YEAR,
        _year("previous_year", "上期年度", "year of the unit's report before this one"),
        REPORT_ID,
        text("previous_report_id", "上期报告编号", "report_id of that report"),
        figure("specificity", "具体性指数", "this year's index; not a mark", "0-100"),
        figure("previous_specificity", "上期具体性指数", "index of the report before", "0-100"),
        figure("specificity_diff", "具体性指数变化", "this year's index less the one before", "index points"),
        figure("diff_low", "变化下限", "lower end of the 95 % posterior interval of the difference", "index points"),
        figure("diff_high", "变化上限", "upper end of the 95 % posterior interval of the difference", "index points"),
        flag("different", "变化可辨", "whether that interval excludes 0 and neither report is few"),
        count("checkable", "可核承诺数", "commitments at level 2 or 3"),
        count("previous_checkable", "上期可核承诺数", "the same in the report before"),
        count("checkable_diff", "可核承诺数变化", "this year's number less the one before"),
        count("commitments", "承诺数", "commitments"),
        count("previous_commitments", "上期承诺数", "commitments in the report before"),
        count("problems", "问题数", "problems"),
        count("previous_problems", "上期问题数", "problems in the report before"),
        _share_change("problem", "问题"),
        _share_change("improvement", "承诺"),
        _share_change("achievement", "成效"),
        _share_change("statistic", "数据"),
        _share_change("other", "其他"),
        text("measures_kept", "仍提及的举措", "names of measures in both reports"),
        text("measures_new", "新提及的举措", "names of measures in this report only"),
        text("measures_not_mentioned", "本年未提及的举措", "names of measures in the report before only"),
        count("rolled_over", "沿用承诺数", "commitments that stood nearly word for word in the report before"),
        count("new_promises", "新增承诺数", "the other commitments"),
        figure("specificity_new", "新增承诺具体性指数", "the index over the new commitments alone", "0-100"),
        flag("era_break", "格式变化", "whether the prescribed form changed in between: compare with care"),
        _FEW,
    ),
)

FOLLOWTHROUGH = Table(
    "followthrough",
    "承诺跟踪",
    ("report_id", "statement_id"),
    (
        *_WHO,
        _YEAR,
        _year("next_year", "下年度", "the year after, where its report is there"),
        REPORT_ID,
        STATEMENT_ID,
        _TEXT,
        count("level", "等级", "level of the commitment", "0-3"),
        text("next_report_id", "下年度报告编号", "report_id of the year after"),
        Column("next_statement_id", "int32", "佐证语句序号", "statement of that report that shows most"),
        text("evidence", "佐证原文", "the characters of that statement"),
        text("grade", "进展", "complete, substantial, limited, no evidence or not assessable"),
        flag("rolled_over", "沿用", "whether the commitment returns nearly word for word"),
        Column("repeated_statement_id", "int32", "沿用语句序号", "the commitment of the next report that repeats it"),
        text("repeated_text", "沿用原文", "its characters"),
        _SIMILARITY,
        text("matched", "匹配依据", "measure, object and words that both have in common"),
        text("trace", "具体痕迹", "date, count, document or named thing in the evidence that stood not in the promise"),
    ),
)

FOLLOWTHROUGH_RATES = Table(
    "followthrough_rates",
    "承诺跟踪汇总",
    ("report_id",),
    (
        *_WHO,
        _YEAR,
        _year("next_year", "下年度", "the year after, where its report is there"),
        REPORT_ID,
        count("commitments", "承诺数", "commitments"),
        count("assessable", "可评承诺数", "commitments whose next report is there"),
        count("complete", "已完成", "commitments with grade complete"),
        count("substantial", "大部分完成", "commitments with grade substantial"),
        count("limited", "有限进展", "commitments with grade limited"),
        count("no_evidence", "未见相关表述", "commitments with grade no evidence"),
        count("not_assessable", "无法评估", "commitments whose next report is missing"),
        count("rolled_over", "沿用承诺数", "commitments that return nearly word for word"),
        figure("rate", "可见进展率", "complete and substantial over assessable commitments", "0-1"),
        figure("rate_low", "可见进展率下限", "lower end of its 95 % interval (Jeffreys)", "0-1"),
        figure("rate_high", "可见进展率上限", "upper end of its 95 % interval (Jeffreys)", "0-1"),
    ),
)

RECURRING = Table(
    "recurring",
    "连续出现的问题",
    ("report_id", "statement_id"),
    (
        *_WHO,
        _YEAR,
        _year("next_year", "再现年度", "year of the next report, in which it stands again"),
        REPORT_ID,
        STATEMENT_ID,
        _TEXT,
        text("next_report_id", "再现报告编号", "report_id of the next report"),
        Column("next_statement_id", "int32", "再现语句序号", "statement_id of the problem there"),
        text("next_text", "再现原文", "its characters"),
        text("how", "方式", "copied or rephrased"),
        _SIMILARITY,
        text("matched", "匹配依据", "measure, topic and words that both have in common"),
        count("run", "连续次数", "reports in a row that hold the problem, up to next_year", "次"),
        _year("first_year", "首次年度", "first year of the row, as far as the reports go back"),
    ),
)

REUSE = Table(
    "reuse",
    "沿用上期文本",
    ("report_id",),
    (
        *_WHO,
        _YEAR,
        _year("previous_year", "上期年度", "year of the unit's report before this one"),
        REPORT_ID,
        text("previous_report_id", "上期报告编号", "report_id of that report"),
        count("chars", "语句字数", "characters of the statements", "字"),
        count("repeated", "沿用字数", "characters of statements that nearly repeat that report", "字"),
        figure("share", "沿用占比", "repeated over chars", "0-1"),
    ),
)

BOILERPLATE = Table(
    "boilerplate",
    "多地通用文本",
    ("report_id",),
    (
        *_WHO,
        _YEAR,
        REPORT_ID,
        count("chars", "语句字数", "characters of the statements", "字"),
        count("repeated", "通用字数", "characters of statements that stand in two other places no later", "字"),
        figure("share", "通用占比", "repeated over chars", "0-1"),
        text("earliest_place", "最早见于", "unit in which most of these characters are seen first"),
        _year("earliest_year", "最早年度", "year of that source"),
    ),
)

OVERLAP = Table(
    "overlap",
    "与他地文本重合",
    ("report_id", "other_report_id"),
    (
        *_WHO,
        _YEAR,
        REPORT_ID,
        text("other_unit", "他地单位", "unit of the other report"),
        _year("other_year", "他地年度", "year of the other report, the same or earlier"),
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
        _UNIT,
        _YEAR,
        REPORT_ID,
        STATEMENT_ID,
        _TEXT,
        text("other_unit", "对照单位", "unit of the other statement"),
        _year("other_year", "对照年度", "its year"),
        text("other_report_id", "对照报告编号", "its report_id"),
        Column("other_statement_id", "int32", "对照语句序号", "its statement_id"),
        text("other_text", "对照原文", "its characters"),
        _SIMILARITY,
        text("kind", "对照类型", "own_last_year or other_place"),
    ),
)

RANKS = Table(
    "ranks",
    "同组比较",
    ("peers", "year", "report_id"),
    (
        _YEAR,
        _PEERS,
        REPORT_ID,
        _UNIT,
        _PLACE,
        _ADCODE,
        _LEVEL,
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
        _FEW,
        text("reason", "未参与原因", "why a report takes no part"),
    ),
)

SENSITIVITY = Table(
    "sensitivity",
    "规则敏感性",
    ("peers", "year", "change"),
    (
        _YEAR,
        _PEERS,
        text("change", "规则变动", "values: level values drawn anew; otherwise the kind of particular left out"),
        count("ranked", "参与比较数", "reports of the group", "份"),
        figure("tau", "Kendall 秩相关", "Kendall's tau-b with the packaged rubric (median over draws)", "-1-1"),
        figure("tau_low", "秩相关下限", "2.5 % quantile over draws; tau itself where nothing is drawn", "-1-1"),
        count("moved", "位次变动数", "reports whose rank changes by more than 1 (median over draws)", "份"),
    ),
)

_MEASURE = (
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
        *_MEASURE,
        _UNIT,
        _PLACE,
        _ADCODE,
        _LEVEL,
        _year("first_year", "首见年度", "first year adopted, as far as the reports show"),
        _year("last_year", "末见年度", "last year mentioned at all"),
        _year("planned_year", "首次计划年度", "first year planned or in preparation"),
        text("years", "提及年度", "years with a mention"),
        flag("left_censored", "首见即起始年", "first seen in the unit's first report: it may be older"),
        count("order", "首见次序", "1 for the first unit of the panel to adopt it; units of one year share it", "位"),
        _year("not_mentioned_since", "不再提及始于", "first year observed after the last mention"),
        text("successor", "后继举措", "measure that succeeds it, where the unit names that later"),
    ),
)

ADOPTION = Table(
    "adoption",
    "举措采用曲线",
    ("measure_id", "expansions", "year"),
    (
        *_MEASURE,
        _YEAR,
        count("observed", "有报告单位数", "units with a report of the year", "个"),
        count("mentioned", "提及单位数", "of these, units that mention it", "个"),
        count("adopted", "已采用单位数", "of these, units that adopted it in the year or before", "个"),
        figure("share", "采用占比", "adopted over observed", "0-1"),
    ),
)

UNCOMPARED = Table(
    "uncompared",
    "未参与比较的报告",
    ("report_id",),
    (
        REPORT_ID,
        text("source", "来源文件", "path of the file"),
        text("reason", "原因代码", "no_unit, no_year or other_version"),
        text("message", "说明", "what to do"),
    ),
)

COMPARISONS: dict[str, Table] = {
    table.name: table
    for table in (
        CHANGES,
        FOLLOWTHROUGH,
        FOLLOWTHROUGH_RATES,
        RECURRING,
        REUSE,
        BOILERPLATE,
        OVERLAP,
        PAIRS,
        RANKS,
        SENSITIVITY,
        DIFFUSION,
        ADOPTION,
        UNCOMPARED,
    )
}

ALL_TABLES: dict[str, Table] = TABLES | COMPARISONS
