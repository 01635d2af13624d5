"""Tables of comparison that follow a unit along its years."""

from __future__ import annotations

from policytext.store.columns import REPORT_ID, STATEMENT_ID, Column, Table, count, figure, flag, text
from policytext.store.comparison_columns import FEW, SIMILARITY, TEXT, WHO, YEAR, year_column


def _share_change(label: str, word: str) -> Column:
    return figure(f"{label}_share_diff", f"{word}语句占比变化", f"change of the share of {label} statements", "-1-1")


CHANGES = Table(
    "changes",
    "年度变化",
    ("unit", "adcode", "year"),
    (
        *WHO,
        YEAR,
        year_column("previous_year", "上期年度", "year of the unit's report before this one"),
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
        FEW,
    ),
)

FOLLOWTHROUGH = Table(
    "followthrough",
    "承诺跟踪",
    ("report_id", "statement_id"),
    (
        *WHO,
        YEAR,
        year_column("next_year", "下年度", "the year after, where its report is there"),
        REPORT_ID,
        STATEMENT_ID,
        TEXT,
        count("level", "等级", "level of the commitment", "0-3"),
        text("next_report_id", "下年度报告编号", "report_id of the year after"),
        Column("next_statement_id", "int32", "佐证语句序号", "statement of that report that shows most"),
        text("evidence", "佐证原文", "the characters of that statement"),
        text("grade", "进展", "complete, substantial, limited, no evidence or not assessable"),
        flag("rolled_over", "沿用", "whether the commitment returns nearly word for word"),
        Column("repeated_statement_id", "int32", "沿用语句序号", "the commitment of the next report that repeats it"),
        text("repeated_text", "沿用原文", "its characters"),
        SIMILARITY,
        text("matched", "匹配依据", "measure, object and words that both have in common"),
        text("trace", "具体痕迹", "date, count, document or named thing in the evidence that stood not in the promise"),
        flag("unsure", "存疑", "evidence so little alike that a person should look at it"),
    ),
)

FOLLOWTHROUGH_RATES = Table(
    "followthrough_rates",
    "承诺跟踪汇总",
    ("report_id",),
    (
        *WHO,
        YEAR,
        year_column("next_year", "下年度", "the year after, where its report is there"),
        REPORT_ID,
        count("commitments", "承诺数", "commitments"),
        count("assessable", "可评承诺数", "commitments whose next report is there"),
        count("complete", "载明完成", "commitments with grade complete"),
        count("substantial", "载明部分完成", "commitments with grade substantial"),
        count("limited", "仅概括表述", "commitments with grade limited"),
        count("no_evidence", "未见进展表述", "commitments with grade no evidence"),
        count("not_assessable", "无法评估", "commitments whose next report is missing"),
        count("rolled_over", "沿用承诺数", "commitments that return nearly word for word"),
        count("unsure", "存疑数", "commitments whose evidence a person should look at"),
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
        *WHO,
        YEAR,
        year_column("next_year", "再现年度", "year of the next report, in which it stands again"),
        REPORT_ID,
        STATEMENT_ID,
        TEXT,
        text("next_report_id", "再现报告编号", "report_id of the next report"),
        Column("next_statement_id", "int32", "再现语句序号", "statement_id of the problem there"),
        text("next_text", "再现原文", "its characters"),
        text("how", "方式", "copied or rephrased"),
        SIMILARITY,
        text("matched", "匹配依据", "measure, topic and words that both have in common"),
        count("run", "连续次数", "reports in a row that hold the problem, up to next_year", "次"),
        year_column("first_year", "首次年度", "first year of the row, as far as the reports go back"),
    ),
)

REUSE = Table(
    "reuse",
    "沿用上期文本",
    ("report_id",),
    (
        *WHO,
        YEAR,
        year_column("previous_year", "上期年度", "year of the unit's report before this one"),
        REPORT_ID,
        text("previous_report_id", "上期报告编号", "report_id of that report"),
        count("chars", "语句字数", "characters of the statements", "字"),
        count("repeated", "沿用字数", "characters of statements that nearly repeat that report", "字"),
        figure("share", "沿用占比", "repeated over chars", "0-1"),
    ),
)
