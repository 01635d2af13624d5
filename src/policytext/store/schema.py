"""The one list of tables and columns: name, type, unit, Chinese label, meaning, since.

Columns are scalars: lists are joined by ``；``, dates are date32, adcodes are text, offsets are half-open code points
into ``texts``. Tables and columns may be added, never renamed; ``SCHEMA_VERSION`` says which list wrote a dataset.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

SCHEMA_VERSION = "2"
CODEBOOK_VERSION = "1"
LIST_MARK = "；"


@dataclass(frozen=True, slots=True)
class Column:
    """A column. ``type`` is a pyarrow type's name: string, int32, double, bool or date32."""

    name: str
    type: str
    label: str
    meaning: str
    unit: str = ""
    since: str = "1"


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``key`` names the columns that tell its rows apart; rows are stored in the order of the key."""

    name: str
    label: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names in order."""
        return tuple(column.name for column in self.columns)

    def arrow(self) -> pa.Schema:
        """The table's pyarrow schema."""
        import pyarrow as pa

        return pa.schema([pa.field(c.name, pa.type_for_alias(c.type)) for c in self.columns])


def _text(name: str, label: str, meaning: str) -> Column:
    return Column(name, "string", label, meaning)


def _count(name: str, label: str, meaning: str, unit: str = "条") -> Column:
    return Column(name, "int32", label, meaning, unit)


def _figure(name: str, label: str, meaning: str, unit: str) -> Column:
    return Column(name, "double", label, meaning, unit)


def _flag(name: str, label: str, meaning: str) -> Column:
    return Column(name, "bool", label, meaning)


def _day(name: str, label: str, meaning: str) -> Column:
    return Column(name, "date32", label, meaning, "date")


def _share(kind: str, word: str) -> Column:
    return _figure(f"with_{kind}", f"含{word}的承诺占比", f"share of commitments with a particular {kind}", "0-1")


_REPORT_ID = _text("report_id", "报告编号", "first 16 hex digits of the file's SHA-256")
_STATEMENT_ID = Column("statement_id", "int32", "语句序号", "number of the statement in its report")
_START = Column("start", "int32", "起始位置", "first code point in texts.text", "code points")
_END = Column("end", "int32", "结束位置", "code point after the last in texts.text", "code points")

REPORTS = Table(
    "reports",
    "报告",
    ("report_id",),
    (
        _REPORT_ID,
        _text("source", "来源文件", "path of the file, relative to the PATH that was given"),
        _text("sha256", "文件哈希", "SHA-256 of the file"),
        _text("title", "标题", "title as written"),
        _text("place", "地区", "full name of the division"),
        _text("adcode", "行政区划代码", "six-digit code of the division, as text"),
        _text("province", "省", "province"),
        _text("city", "市", "prefecture-level division"),
        _text("county", "县", "county-level division"),
        _text("organ", "机关", "reporting organ as written"),
        _text("organ_level", "机关层级", "province, city, county, township, department or zone"),
        _count("year", "年度", "year reported on", "year"),
        _day("period_start", "统计期起", "first day of the period reported on"),
        _day("period_end", "统计期止", "last day of the period reported on"),
        _day("published", "发布日期", "day of publication"),
        _day("signed", "落款日期", "day under the signature"),
        _text("era", "格式时期", "form of the report: free, trial (prescribed for 2019-2020) or standard (from 2021)"),
        _text("format", "文件格式", "format that the content shows"),
        _text("encoding", "字符编码", "encoding that was used"),
        _count("chars", "字数", "code points of the cleaned text", "字"),
        _count("words", "词数", "words of the statements", "词"),
        _count("statements", "语句数", "statements with a label"),
        _count("problem", "问题语句数", "statements labelled problem"),
        _count("improvement", "承诺数", "statements labelled improvement: the commitments"),
        _count("achievement", "成效语句数", "statements labelled achievement"),
        _count("statistic", "数据语句数", "statements labelled statistic"),
        _count("other", "其他语句数", "statements labelled other"),
        _count("rectified", "已改语句数", "achievements that answer a problem"),
        Column("unsure", "int32", "存疑语句数", "statements whose label a person should look at", "条", "2"),
        _count("level_0", "未明确的承诺数", "commitments at level 0"),
        _count("level_1", "原则性承诺数", "commitments at level 1"),
        _count("level_2", "较具体承诺数", "commitments at level 2"),
        _count("level_3", "具体可核承诺数", "commitments at level 3"),
        _count("checkable", "可核承诺数", "commitments at level 2 or 3"),
        _figure("level_mean", "平均等级", "mean level of the commitments", "0-3"),
        _figure("specificity", "具体性指数", "100 x mean(level) / 3; not a mark", "0-100"),
        _figure("specificity_low", "具体性指数下限", "lower end of the 95 % posterior interval", "0-100"),
        _figure("specificity_high", "具体性指数上限", "upper end of the 95 % posterior interval", "0-100"),
        _figure("vague_share", "原则性表述占比", "commitments at level 0 or 1 over commitments", "0-1"),
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
        _count("distinct_particulars", "不同要素数", "different particulars of the commitments", "个"),
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
        _figure("problem_level_mean", "问题平均等级", "mean level of the problems, by the same rule", "0-3"),
        _count("answered_done", "已改问题数", "problems answered by a rectified statement", "个"),
        _count("answered_planned", "拟改问题数", "problems answered by a commitment only", "个"),
        _count("unanswered", "未回应问题数", "problems that nothing answers", "个"),
        _figure("entity_density", "要素密度", "named particulars of any statement per 100 words", "per 100 words"),
        _count("measures", "举措数", "different measures named", "项"),
        _flag("few", "承诺不足3条", "fewer than 3 commitments: scored, not grouped or ranked"),
        _text("warnings", "提示", "what a person should know about the file or the text"),
    ),
)

SECTIONS = Table(
    "sections",
    "章节",
    ("report_id", "section_id"),
    (
        _REPORT_ID,
        Column("section_id", "int32", "章节序号", "number of the section in its report"),
        _text("kind", "章节类型", "canonical kind: overview, proactive, on_request, problems ..."),
        _text("title", "章节标题", "heading as written"),
        _text("path", "标题路径", "headings from the outermost down to this one"),
        _START,
        _END,
    ),
)

STATEMENTS = Table(
    "statements",
    "语句",
    ("report_id", "statement_id"),
    (
        _REPORT_ID,
        _STATEMENT_ID,
        Column("section_id", "int32", "章节序号", "number of its section"),
        _text("section", "章节类型", "canonical kind of its section"),
        _text("role", "角色", "statement, runin, heading or aside"),
        _START,
        _END,
        _text("text", "原文", "the statement's characters"),
        _text("label", "类别", "problem, improvement, achievement, statistic or other"),
        _figure("probability", "置信度", "how sure the label is", "0-1"),
        _text("by", "判定者", "who decided: rules, a model's name, a coder"),
        _text("cue", "判定依据", "what decided the label"),
        Column("unsure", "bool", "存疑", "the label is so unsure that a person should look at it", "", "2"),
        Column("level", "int32", "等级", "level of a commitment, a rectified statement or a problem", "0-3"),
        _text("plus", "弱要素", "weak particulars present: audience, method, content"),
        Column("detail", "double", "细节量", "information in a commitment's own words", "nats", "2"),
        _text("action", "动作", "the verb that does or changes something"),
        _text("object", "对象", "what it is done to"),
        _flag("rectified", "已改", "whether it is an achievement that answers a problem"),
        _flag("truncated", "原文截断", "whether the source cut the text off: shown, not scored"),
        _text("why", "理由", "why it has its level, or why it was set aside"),
    ),
)

PARTICULARS = Table(
    "particulars",
    "要素",
    ("report_id", "statement_id", "start", "end", "kind"),
    (
        _REPORT_ID,
        _STATEMENT_ID,
        _text("kind", "要素类型", "instrument, target, deadline, actor, scope, check; weak: audience, method, content"),
        _text("surface", "原文", "the particular's characters"),
        _text("value", "值", "what they mean, parsed"),
        _START,
        _END,
    ),
)

MEASURES = Table(
    "measures",
    "举措",
    ("report_id", "statement_id", "start", "end", "measure_id"),
    (
        _REPORT_ID,
        _STATEMENT_ID,
        _text("measure_id", "举措编号", "id in the gazetteer"),
        _text("name", "举措名称", "canonical name"),
        _text("surface", "原文", "the name as written"),
        _text("category", "举措类别", "category of the gazetteer"),
        _text("stance", "状态", "adopted, preparing, planned, lacking, weak or named"),
        _text("expansion", "展开", "what the text says a numeric abbreviation stands for"),
        _START,
        _END,
    ),
)

ANSWERS = Table(
    "answers",
    "问题回应",
    ("report_id", "problem_id", "answer_id", "kind"),
    (
        _REPORT_ID,
        Column("problem_id", "int32", "问题语句序号", "statement_id of the problem"),
        Column("answer_id", "int32", "回应语句序号", "statement_id of the answer"),
        _text("kind", "回应类型", "done (a rectified statement) or planned (a commitment)"),
        _figure("similarity", "相似度", "how alike the two are", "0-1"),
        _text("matched", "匹配依据", "the words that both share"),
    ),
)

EDITS = Table(
    "edits",
    "清洗记录",
    ("report_id", "start", "end", "step"),
    (
        _REPORT_ID,
        _text("step", "步骤", "cleaning step, or several joined by +"),
        _START,
        _END,
        _text("before", "原字符", "what stood in the source"),
        _text("after", "新字符", "what stands in the cleaned text; equal to before where damage is only marked"),
    ),
)

TEXTS = Table(
    "texts",
    "正文",
    ("report_id",),
    (
        _REPORT_ID,
        _text("text", "正文", "the cleaned text that all offsets count in"),
        _text("text_sha256", "正文哈希", "SHA-256 of the cleaned text in UTF-8"),
    ),
)

FAILURES = Table(
    "failures",
    "未评文件",
    ("source", "reason", "stage", "message"),
    (
        _text("source", "来源文件", "path of the file, relative to the PATH that was given"),
        _text("reason", "原因代码", "why it was not scored"),
        _text("stage", "环节", "where that arose"),
        _text("message", "说明", "what was wrong and what to do"),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (REPORTS, SECTIONS, STATEMENTS, PARTICULARS, MEASURES, ANSWERS, EDITS, TEXTS, FAILURES)
}
