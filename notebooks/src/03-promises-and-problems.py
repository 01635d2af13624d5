# %% [markdown]
# # 03 问题、承诺与下一年 · Problems, promises, and the year after
#
# 去年的承诺，今年是以已办事项出现，以同样的承诺出现，还是没有再出现？
# Did last year's promises come back as actions, as the same words, or not at all?
#
# 这里说的是**下一年报告写了什么**，不是实际做了什么。
# It says what the next report shows, not what happened.

# %%
import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 46)
tables = pt.compare(pt.score_many(["../corpora/demo/reports"]))
follow = tables.pandas("followthrough")
follow["grade"].value_counts().to_frame("承诺")

# %% [markdown]
# ## 两处原文放在一起 · Both quotations
#
# `complete` 和 `substantial` 要有上年没有的具体痕迹：日期、数量、文件或名称。`unsure` 表示相似度低，请人看原文。
# Complete and substantial need a concrete trace that the promise did not hold; unsure ones are for a person to read.

# %%
one = follow[(follow["unit"] == "苇杭县") & (follow["year"] == 2021)]
one[["grade", "text", "evidence", "trace", "unsure"]].reset_index(drop=True)

# %% [markdown]
# ## 原样再承诺 · Promised again

# %%
again = follow[follow["rolled_over"]]
again.groupby("unit").size().to_frame("沿用承诺数").sort_values("沿用承诺数", ascending=False)

# %%
again[["unit", "year", "text", "repeated_text"]].head(4).reset_index(drop=True)

# %% [markdown]
# ## 各单位的可见进展率 · Rates with intervals
#
# 分母是有下一年报告的承诺；区间为 Jeffreys 区间。样本小，区间宽，差别要看区间。
# Over promises whose next report is there, with the Jeffreys interval.

# %%
from scipy.stats import beta

sums = (
    tables.pandas("followthrough_rates")
    .groupby("unit")[["complete", "substantial", "limited", "no_evidence", "assessable"]]
    .sum()
)
done = (sums["complete"] + sums["substantial"]).astype(int)
sums["率"] = (done / sums["assessable"]).astype(float).round(2)
sums["下限"] = beta.ppf(0.025, done + 0.5, sums["assessable"] - done + 0.5).round(2)
sums["上限"] = beta.ppf(0.975, done + 0.5, sums["assessable"] - done + 0.5).round(2)
sums.sort_values("率", ascending=False)

# %%
pt.charts.followthrough(tables)

# %% [markdown]
# ## 问题有没有回应 · Are problems answered

# %%
reports = tables.pandas("reports")
reports.groupby("place")[["problem", "answered_done", "answered_planned", "unanswered"]].sum()

# %% [markdown]
# ## 连续出现的问题 · Problems that return

# %%
recurring = tables.pandas("recurring")
recurring.sort_values("run", ascending=False)[["unit", "first_year", "next_year", "run", "how", "next_text"]].head(8)

# %%
pt.charts.recurring(tables)
