"""The one list of tables and columns: name, type, unit, Chinese label, meaning, since.

Columns are scalars: lists are joined by ``；``, dates are date32, adcodes are text, offsets are half-open code points
into ``texts``. Tables and columns may be added, never renamed; ``SCHEMA_VERSION`` says which list wrote a dataset.
"""

from __future__ import annotations

from policytext.store.columns import END, REPORT_ID, START, STATEMENT_ID, Column, Table, count, day, figure, flag, text
from policytext.store.figure_tables import CELLS, CHECKS, FACTS

SCHEMA_VERSION = "5"
CODEBOOK_VERSION = "1"
LIST_MARK = "；"


def _share(kind: str, word: str) -> Column:
    return figure(f"with_{kind}", f"含{word}的承诺占比", f"share of commitments with a particular {kind}", "0-1")


REPORTS = Table(
    "reports",
    "报告",
    ("report_id",),
    (
        REPORT_ID,
        text("source", "来源文件", "path of the file, relative to the PATH that was given"),
        text("sha256", "文件哈希", "SHA-256 of the file"),
        text("title", "标题", "title as written"),
        text("place", "地区", "full name of the division"),
        text("adcode", "行政区划代码", "six-digit code of the division, as text"),
        Column(
            "place_id", "string", "地区编号", "stays through renaming and 撤县设区: the first code, else names", "", "5"
        ),
        Column("adcode_base", "string", "基准年区划代码", "code of the division in the base year, as text", "", "5"),
        text("province", "省", "province"),
        text("city", "市", "prefecture-level division"),
        text("county", "县", "county-level division"),
        text("organ", "机关", "reporting organ as written"),
        text("organ_level", "机关层级", "province, city, county, township, department or zone"),
        count("year", "年度", "year reported on", "year"),
        day("period_start", "统计期起", "first day of the period reported on"),
        day("period_end", "统计期止", "last day of the period reported on"),
        day("published", "发布日期", "day of publication"),
        day("signed", "落款日期", "day under the signature"),
        text("era", "格式时期", "form of the report: free, trial (prescribed for 2019-2020) or standard (from 2021)"),
        text("format", "文件格式", "format that the content shows"),
        text("encoding", "字符编码", "encoding that was used"),
        count("chars", "字数", "code points of the cleaned text", "字"),
        count("words", "词数", "words of the statements", "词"),
        count("statements", "语句数", "statements with a label"),
        count("problem", "问题语句数", "statements labelled problem"),
        count("improvement", "承诺数", "statements labelled improvement: the commitments"),
        count("achievement", "成效语句数", "statements labelled achievement"),
        count("statistic", "数据语句数", "statements labelled statistic"),
        count("other", "其他语句数", "statements labelled other"),
        count("rectified", "已改语句数", "achievements that answer a problem"),
        Column("unsure", "int32", "存疑语句数", "statements whose label a person should look at", "条", "2"),
        Column(
            "confirmed", "int32", "人工确认语句数", "statements on which a person agrees with the program", "条", "5"
        ),
        Column("changed", "int32", "人工改判语句数", "statements of which a person decided otherwise", "条", "5"),
        count("level_0", "未明确的承诺数", "commitments at level 0"),
        count("level_1", "原则性承诺数", "commitments at level 1"),
        count("level_2", "较具体承诺数", "commitments at level 2"),
        count("level_3", "具体可核承诺数", "commitments at level 3"),
        count("checkable", "可核承诺数", "commitments at level 2 or 3"),
        figure("level_mean", "平均等级", "mean level of the commitments", "0-3"),
        figure("specificity", "具体性指数", "100 x mean(level) / 3; not a mark", "0-100"),
        figure("specificity_low", "具体性指数下限", "lower end of the 95 % posterior interval", "0-100"),
        figure("specificity_high", "具体性指数上限", "upper end of the 95 % posterior interval", "0-100"),
        figure("vague_share", "原则性表述占比", "commitments at level 0 or 1 over commitments", "0-1"),
        Column(
            "specificity_wide_low",
            "double",
            "具体性指数下限（含编码误差）",
            "lower end when labels and levels may be wrong: probabilities and validated confusion",
            "0-100",
            "2",
        ),
        Column(
            "specificity_wide_high",
            "double",
            "具体性指数上限（含编码误差）",
            "upper end when labels and levels may be wrong",
            "0-100",
            "2",
        ),
        count("distinct_particulars", "不同要素数", "different particulars of the commitments", "个"),
        Column(
            "checkable_shared",
            "int32",
            "要素雷同的可核承诺数",
            "checkable commitments each of whose particulars stands in two other commitments too",
            "条",
            "5",
        ),
        _share("instrument", "载体"),
        _share("target", "目标"),
        _share("deadline", "时限"),
        _share("actor", "责任主体"),
        _share("scope", "范围"),
        _share("check", "核验"),
        Column(
            "detail_mean",
            "double",
            "承诺平均细节量",
            "mean detail of the commitments: information in their own words; beside the index, never in it",
            "nats",
            "2",
        ),
        figure("problem_level_mean", "问题平均等级", "mean level of the problems, by the same rule", "0-3"),
        count("answered_done", "已改问题数", "problems answered by a rectified statement", "个"),
        count("answered_planned", "拟改问题数", "problems answered by a commitment only", "个"),
        count("unanswered", "未回应问题数", "problems that nothing answers", "个"),
        figure("entity_density", "要素密度", "named particulars of any statement per 100 words", "per 100 words"),
        count("measures", "举措数", "different measures named", "项"),
        flag("few", "承诺不足3条", "fewer than 3 commitments: scored, not grouped or ranked"),
        text("warnings", "提示", "what a person should know about the file or the text"),
    ),
)

SECTIONS = Table(
    "sections",
    "章节",
    ("report_id", "section_id"),
    (
        REPORT_ID,
        Column("section_id", "int32", "章节序号", "number of the section in its report"),
        text("kind", "章节类型", "canonical kind: overview, proactive, on_request, problems ..."),
        text("title", "章节标题", "heading as written"),
        text("path", "标题路径", "headings from the outermost down to this one"),
        START,
        END,
    ),
)

STATEMENTS = Table(
    "statements",
    "语句",
    ("report_id", "statement_id"),
    (
        REPORT_ID,
        STATEMENT_ID,
        Column("section_id", "int32", "章节序号", "number of its section"),
        text("section", "章节类型", "canonical kind of its section"),
        text("role", "角色", "statement, runin, heading or aside"),
        START,
        END,
        text("text", "原文", "the statement's characters"),
        text("label", "类别", "problem, improvement, achievement, statistic or other"),
        figure("probability", "置信度", "how sure the label is", "0-1"),
        text("by", "判定者", "who decided: rules, a model's name, a coder"),
        text("cue", "判定依据", "what decided the label"),
        Column("unsure", "bool", "存疑", "the label is so unsure that a person should look at it", "", "2"),
        Column("level", "int32", "等级", "level of a commitment, a rectified statement or a problem", "0-3"),
        text("plus", "弱要素", "weak particulars present: audience, method, content"),
        Column("detail", "double", "细节量", "information in a commitment's own words", "nats", "2"),
        text("action", "动作", "the verb that does or changes something"),
        text("object", "对象", "what it is done to"),
        flag("rectified", "已改", "whether it is an achievement that answers a problem"),
        flag("truncated", "原文截断", "whether the source cut the text off: shown, not scored"),
        text("why", "理由", "why it has its level, or why it was set aside"),
        Column("decision", "string", "复核键", "key of the decision of a person about it, in decisions", "", "5"),
        Column("machine_label", "string", "程序类别", "the program's label, where a person decided", "", "5"),
        Column("machine_level", "int32", "程序等级", "the program's level, where a person decided", "0-3", "5"),
    ),
)

PARTICULARS = Table(
    "particulars",
    "要素",
    ("report_id", "statement_id", "start", "end", "kind"),
    (
        REPORT_ID,
        STATEMENT_ID,
        text("kind", "要素类型", "instrument, target, deadline, actor, scope, check; weak: audience, method, content"),
        text("surface", "原文", "the particular's characters"),
        text("value", "值", "what they mean, parsed"),
        START,
        END,
    ),
)

MEASURES = Table(
    "measures",
    "举措",
    ("report_id", "statement_id", "start", "end", "measure_id"),
    (
        REPORT_ID,
        STATEMENT_ID,
        text("measure_id", "举措编号", "id in the gazetteer"),
        text("name", "举措名称", "canonical name"),
        text("surface", "原文", "the name as written"),
        text("category", "举措类别", "category of the gazetteer"),
        text("stance", "状态", "adopted, preparing, planned, lacking, weak or named"),
        text("expansion", "展开", "what the text says a numeric abbreviation stands for"),
        START,
        END,
    ),
)

ANSWERS = Table(
    "answers",
    "问题回应",
    ("report_id", "problem_id", "answer_id", "kind"),
    (
        REPORT_ID,
        Column("problem_id", "int32", "问题语句序号", "statement_id of the problem"),
        Column("answer_id", "int32", "回应语句序号", "statement_id of the answer"),
        text("kind", "回应类型", "done (a rectified statement) or planned (a commitment)"),
        figure("similarity", "相似度", "how alike the two are", "0-1"),
        text("matched", "匹配依据", "the words that both share"),
    ),
)

EDITS = Table(
    "edits",
    "清洗记录",
    ("report_id", "start", "end", "step"),
    (
        REPORT_ID,
        text("step", "步骤", "cleaning step, or several joined by +"),
        START,
        END,
        text("before", "原字符", "what stood in the source"),
        text("after", "新字符", "what stands in the cleaned text; equal to before where damage is only marked"),
    ),
)

TEXTS = Table(
    "texts",
    "正文",
    ("report_id",),
    (
        REPORT_ID,
        text("text", "正文", "the cleaned text that all offsets count in"),
        text("text_sha256", "正文哈希", "SHA-256 of the cleaned text in UTF-8"),
    ),
)

FAILURES = Table(
    "failures",
    "未评文件",
    ("source", "reason", "stage", "message"),
    (
        text("source", "来源文件", "path of the file, relative to the PATH that was given"),
        text("reason", "原因代码", "why it was not scored"),
        text("stage", "环节", "where that arose"),
        text("message", "说明", "what was wrong and what to do"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *(REPORTS, SECTIONS, STATEMENTS, PARTICULARS, MEASURES, ANSWERS),
        *(CELLS, FACTS, CHECKS, EDITS, TEXTS, FAILURES),
    )
}
