# %% [markdown]
# # 01 一份报告 · One report
#
# 从一个文件到一组可以核对的数。样例为虚构县的报告。
# From one file to figures that can be checked. The report is that of an invented county.

# %%
import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 60)
report = pt.score_file("../corpora/demo/reports/yicheng-2022.pdf")
report.origin.place, report.origin.year, report.origin.era

# %% [markdown]
# ## 结论在前 · The headline
#
# 可核承诺是“几条中的几条”。具体性指数是 0—100 的指数，不是评分。承诺越少，区间越宽，并越向年报的常见水平靠拢，所以指数不一定在
# 区间正中。第二个区间还包含标注可能有误的情形。
# Checkable promises are a count of a count. The index is no mark. The fewer the promises, the wider the interval and the
# nearer to what is usual, so the index need not be in its middle. The second interval allows for wrong labels and levels
# too.

# %%
figures = report.score.figures
pd.Series(
    {
        "可核承诺": f"{figures['checkable']}/{figures['improvement']}",
        "平均等级（0—3）": round(figures["level_mean"], 2),
        "具体性指数": round(figures["specificity"], 1),
        "95%区间": (round(figures["specificity_low"]), round(figures["specificity_high"])),
        "含编码误差": (round(figures["specificity_wide_low"]), round(figures["specificity_wide_high"])),
    }
).to_frame("值")

# %% [markdown]
# ## 章节 · Sections
#
# 标题各式各样，归为固定的几类；认不出的归 `other`，不丢文字。
# Headings of any wording become kinds; what is not recognised is `other`, and no text is lost.

# %%
pd.DataFrame(
    [(s.kind, s.title, f"{s.span.start}—{s.span.end}") for s in report.sections],
    columns=["类型", "标题", "位置"],
)

# %% [markdown]
# ## 语句与类别 · Statements and labels
#
# 全文切成语句，每条一个类别，附置信度和判定依据。
# The text is cut into statements; each has one label, with its probability and what decided it.

# %%
rows = [
    (s.id, s.section, report.labels[s.id].name, report.labels[s.id].probability, s.text)
    for s in report.statements
    if s.id in report.labels
]
statements = pd.DataFrame(rows, columns=["语句", "章节", "类别", "置信度", "原文"])
statements["类别"].value_counts().to_frame("条数")

# %%
statements[statements["类别"].isin(["problem", "improvement"])].head(12)

# %% [markdown]
# ## 承诺、要素、等级 · Promises, particulars, levels
#
# 等级只由要素、动作、对象得出。理由栏说明为什么是这一级，缺什么。
# A level follows from the particulars, the action and the object alone; the reason says what it rests on and what is
# missing.

# %%
texts = {s.id: s.text for s in report.statements}
promises = [c for i, c in report.commitments.items() if report.labels[i].name == "improvement"]
pd.DataFrame(
    [
        (c.level, texts[c.statement_id], "；".join(f"{p.kind}：{p.surface}" for p in c.particulars), c.why)
        for c in promises
    ],
    columns=["等级", "承诺", "要素", "理由"],
)

# %% [markdown]
# ## 在原文中看 · In the text
#
# 用 spaCy 的 displaCy 显示一条承诺里的要素，以及各语句的类别。
# The particulars of a promise, and the labels of a section, by spaCy's displaCy.

# %%
from policytext.bridges.spacy import report_to_doc, show_report

doc = report_to_doc(report)
spans = [span for span in doc.spans["statements"] if span.label_ == "improvement"]
show_report(spans[0], group="particulars")

# %%
show_report(next(span for span in doc.spans["sections"] if span.label_ == "problems_improvements"))

# %% [markdown]
# ## 对一处标注有异议 · Disputing one particular
#
# 不认可某一处要素，就去掉它，按同一规则重算，看等级和全文的数怎样变。
# Leave one particular out and apply the same rule again: that is all it changes.

# %% language="bash"
# policytext explain ../corpora/demo/reports/yicheng-2022.pdf --without 9月底前 | tail -n 3

# %% [markdown]
# 在 Python 里可以把每一处都试一遍：等级由 `level_of` 得出，它只看动作、对象和要素。
# In Python, each in turn: `level_of` sees the action, the object and the particulars, and nothing else.

# %%
from policytext.score import level_of, load_rubric

rubric = load_rubric()
first = promises[0]
pd.DataFrame(
    [
        (
            p.kind,
            p.surface,
            first.level,
            level_of(
                bool(first.action),
                bool(first.object),
                [(q.kind, q.value) for q in first.particulars if q is not p],
                rubric,
            ),
        )
        for p in first.particulars
    ],
    columns=["去掉的要素", "原文", "原等级", "重算等级"],
)

# %% [markdown]
# ## 每个数都能回到原文 · Everything leads back to the text
#
# 位置按清洗后正文的字符计，`text[start:end]` 就是那处文字。
# Offsets count code points of the cleaned text.

# %%
span = first.particulars[0].span
report.document.text[span.start : span.end]
