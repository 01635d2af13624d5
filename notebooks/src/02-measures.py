# %% [markdown]
# # 02 举措及其扩散 · Measures and how they spread
#
# 举措是有名称的制度、机制、平台或做法。谁先采用，谁跟进，谁不再提及？示范数据为八个虚构县 2016—2023 年的报告。
# Named institutions and practices: who had them first, who followed. The panel is of eight invented counties.

# %%
import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 50)
tables = pt.compare(pt.score_many(["../corpora/demo/reports"]))
measures = tables.pandas("measures").merge(tables.pandas("reports")[["report_id", "place", "year"]], on="report_id")
len(measures), measures["name"].nunique()

# %% [markdown]
# ## 提及最多的举措 · Measures named most
#
# “提及”不等于“采用”：每次提及都有状态。`adopted` 已采用，`planned` 拟采用，`preparing` 筹备中，`weak` 有待完善。
# Named does not mean adopted: each mention has a stance.

# %%
top = measures["name"].value_counts().head(10).index
measures[measures["name"].isin(top)].pivot_table(
    index="name", columns="stance", values="surface", aggfunc="count", fill_value=0
).loc[top]

# %% [markdown]
# ## 在原文中看 · In the text

# %%
from policytext.bridges.spacy import report_to_doc, show_report

doc = report_to_doc(pt.score_file("../corpora/demo/reports/yunshui-2020.html"))
named = {span.start for span in doc.spans["measures"]}
line = next(s for s in doc.spans["statements"] if sum(s.start <= at < s.end for at in named) > 1)
show_report(line, group="measures")

# %% [markdown]
# ## 首见年度 · First seen
#
# `left_censored` 表示在该单位第一份报告中就已出现，实际采用可能更早。`planned_year` 是首次写入计划的年份，可以晚于采用（继续推进）。
# Left-censored: it stands in the unit's first report, so it may be older. The first plan may come after the adoption:
# a promise to go on.

# %%
diffusion = tables.pandas("diffusion")
first = diffusion[diffusion["name"] == "政府开放日"].sort_values("order")
first[["unit", "first_year", "last_year", "order", "left_censored", "planned_year"]].reset_index(drop=True)

# %%
pt.charts.diffusion(tables, measures=("政府开放日",))

# %% [markdown]
# ## 采用曲线 · Adoption curves
#
# 当年有报告的单位中，当年或此前已采用的占比。分母随缺报年份变化，`observed` 列给出单位数。
# Of the units that have a report of the year, those that adopted it by then; the column `observed` counts the units.

# %%
adoption = tables.pandas("adoption")
wide = adoption.pivot_table(index="name", columns="year", values="share")
wide.loc[wide[2023].sort_values(ascending=False).index[:8]].round(2)

# %% [markdown]
# ## 谁最先 · Who is first
#
# 样本内最先采用、且并非首年即有的举措，按单位计数。
# Measures that a unit was the first to adopt within the panel, those of its first report left out.

# %%
leaders = diffusion[(diffusion["order"] == 1) & (~diffusion["left_censored"])]
leaders["unit"].value_counts().to_frame("最先采用的举措数")

# %%
leaders[leaders["unit"] == "沄水县"][["name", "first_year", "last_year", "years"]].head(10).reset_index(drop=True)

# %% [markdown]
# ## 同名不同义 · One name, different things
#
# “两图一册”各地所指不同：文中写明所指时，所指不同就不算同一举措，扩散分开算；只是换了顺序的，仍是同一举措。
# What a numeric name stands for differs by place. Where the texts say so, different things spread apart; the same things
# in another order are one measure. Three invented reports:

# %%
from pathlib import Path
from tempfile import TemporaryDirectory

SAID = {
    "甲山县": "编制“两图一册”，即《办事流程图》、《办事指南图》和《政策汇编手册》。",
    "乙水县": "编制“两图一册”，即《政策汇编手册》、《办事指南图》和《办事流程图》。",
    "丙林县": "编制“两图一册”，即《机构分布图》、《公开渠道图》和《公开年鉴手册》。",
}
FORM = "{}2022年政府信息公开工作年度报告\n一、总体情况\n{}\n二、存在的主要问题及改进情况\n下一步加强业务培训。\n"
with TemporaryDirectory() as folder:
    for place, sentence in SAID.items():
        Path(folder, f"{place}.txt").write_text(FORM.format(place, sentence), encoding="utf-8")
    three = pt.compare(pt.score_many([folder]))
three.pandas("diffusion")[["name", "expansions", "unit", "first_year", "order"]]

# %% [markdown]
# ## 上下文 · In context
#
# 检索原文，可限定语句类别：这里只看承诺里怎么说。
# Search the texts; here only promises.

# %%
pt.kwic(tables, "政府开放日", width=16, label="improvement")[["unit", "year", "left", "keyword", "right"]].head(8)

# %% [markdown]
# ## 词表之外的疑似举措 · What the gazetteer lacks
#
# 结果可直接作为 `--gazetteer` 文件的草稿，由人补上类别、删去不是举措的。多个单位都有的更值得看。
# Rows ready for a gazetteer of your own, for a person to complete and to strike out what is none.

# %%
found = pt.discover(tables, least=2)
found[["name", "kind", "count", "units", "reports"]].head(10)
