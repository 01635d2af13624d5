# %% [markdown]
# # 03 问题、承诺与下一年 · Problems, promises, and the year after
#
# 去年的承诺，今年是以已办事项出现，以同样的承诺出现，还是没有再出现？
# Did last year's promises come back as actions, as the same words, or not at all?
#
# 这里说的是**下一年报告写了什么**，不是实际做了什么。
# It says what the next report shows, not what happened: no evidence does not mean not done, and evidence is what the
# county says of itself. 依据公开年报文本自动测量，不评价工作实绩，未经人工复核不作扣分依据。

# %%
import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 46)
tables = pt.compare(pt.score_many(["../corpora/demo/reports"]))
follow = tables.pandas("followthrough")
GRADES = {
    "complete": "载明完成",
    "substantial": "载明部分完成",
    "limited": "仅概括表述",
    "no evidence": "未见进展表述",
    "not assessable": "无法评估",
}
follow["grade"].map(GRADES).value_counts().to_frame("承诺")

# %% [markdown]
# ## 两处原文放在一起 · Both quotations
#
# `complete` 和 `substantial` 要有上年没有的具体痕迹：日期、数量、文件或名称。`unsure` 表示相似度低，请人看原文。
# Complete and substantial need a concrete trace that the promise did not hold; unsure ones are for a person to read.

# %%
one = follow[(follow["unit"] == "苇杭县") & (follow["year"] == 2021)]
one[["grade", "text", "evidence", "trace", "unsure"]].reset_index(drop=True)

# %% [markdown]
# ## 存疑的佐证 · Evidence that a person should look at
#
# 下面有几条的“佐证”只沾边。引用之前请看原文；`unsure` 就是为此而设。
# Some of these only touch the matter. Read them before you cite them.

# %%
shown = ["unit", "year", "grade", "text", "evidence", "similarity"]
follow[follow["unsure"]].nsmallest(5, "similarity")[shown].round(2).reset_index(drop=True)

# %% [markdown]
# ## 原样再承诺 · Promised again
#
# 与上年几乎一字不差的承诺单列。指数也可只看新增承诺（`changes.specificity_new`）。
# Promises that return nearly word for word; `changes.specificity_new` is the index of the others alone.

# %%
again = follow[follow["rolled_over"]]
again.groupby("unit").size().to_frame("沿用承诺数").sort_values("沿用承诺数", ascending=False)

# %%
again[["unit", "year", "text", "repeated_text"]].head(4).reset_index(drop=True)

# %% [markdown]
# ## 各单位的可见进展率 · Rates with intervals
#
# 分母是有下一年报告的承诺；区间为 Jeffreys 区间。样本小，区间宽，差别要看区间。`unsure` 多的，率也不牢。
# Over promises whose next report is there, with the Jeffreys interval. Many unsure ones make a rate weak.

# %%
rates = pt.followthrough_rates(tables, by="unit").sort_values("rate", ascending=False)
rates.drop(columns=["commitments", "not_assessable", "rolled_over"]).round(2).reset_index(drop=True)

# %%
pt.charts.followthrough(tables)

# %% [markdown]
# ## 问题有没有回应 · Are problems answered
#
# 同一份报告里，每个问题是否有对应的整改（已做或计划）。
# Whether the same report answers each problem, by what was done or what is planned.

# %%
reports = tables.pandas("reports")
reports.groupby("place")[["problem", "answered_done", "answered_planned", "unanswered"]].sum()

# %% [markdown]
# ## 连续出现的问题 · Problems that return
#
# 连续几年出现同一问题，逐字沿用（`copied`）或换了说法（`rephrased`，把握小一些）。表中一行是相邻两年的一环，这里只取每一串的最后一环。
# A row is one link between two years; here the last of each chain.

# %%
recurring = tables.pandas("recurring")
later = recurring.set_index(["report_id", "statement_id"]).index
ends = recurring[~recurring.set_index(["next_report_id", "next_statement_id"]).index.isin(later)]
shown = ["unit", "first_year", "next_year", "run", "how", "next_text"]
ends.sort_values(["run", "unit"], ascending=False)[shown].head(8).reset_index(drop=True)

# %%
pt.charts.recurring(tables, places=("槐荡县", "岫云县"))
