# %% [markdown]
# # 04 历年与各县 · Years and counties
#
# 只在同省（或全部样本）、同层级、同一格式时期之间比较；差异区间不含 0 才说有差别。
# Compare only among peers, and call two different only where the interval of the difference excludes 0.

# %%
import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 46)
tables = pt.compare(pt.score_many(["../corpora/demo/reports"]))
ranks = tables.pandas("ranks")
ranks[ranks["year"] == 2023][
    ["unit", "checkable", "commitments", "specificity", "specificity_low", "specificity_high", "group"]
].sort_values("unit").round(1).reset_index(drop=True)

# %%
pt.charts.ranking(tables, year=2023)

# %%
pt.charts.heatmap(tables)

# %% [markdown]
# ## 位次有多稳 · How firm is a rank
#
# `rank_low`—`rank_high` 是位次的 95% 区间；`rubric_rank_*` 是换一套等级分值后的区间。多数相邻位次并不能区分。
# Most neighbouring ranks cannot be told apart.

# %%
ranks[(ranks["year"] == 2023) & ranks["rank"].notna()].sort_values("rank")[
    ["unit", "rank", "rank_low", "rank_high", "rubric_rank_low", "rubric_rank_high"]
].reset_index(drop=True)

# %% [markdown]
# ## 换一套规则呢 · Another rubric
#
# `values`：等级分值换成别的递增数列；其余各行：去掉一种要素。`tau` 是新旧位次的 Kendall 相关，`moved` 是位次变动
# 超过 1 位的单位数。
# `values` draws other increasing values of the levels; the others drop one kind of particular. Kendall's tau with the
# ranks as they are, and how many units move by more than one rank.

# %%
sensitivity = tables.pandas("sensitivity")
shown = ["change", "ranked", "tau", "tau_low", "moved"]
sensitivity[sensitivity["year"] == 2023][shown].round(2).reset_index(drop=True)

# %% [markdown]
# ## 历年走势 · Over the years
#
# 2019 年和 2021 年报告格式改变，前后不宜直接比较。
# The form changed for 2019 and 2021: compare across those years with care.

# %%
pt.charts.trend(tables)

# %% [markdown]
# 即使是逐年写实的县，相邻两年的变化也很少能够区分：每份报告只有几条承诺。
# Even where a county improves every year, two neighbouring years can rarely be told apart: there are few promises.

# %%
changes = tables.pandas("changes")
one = changes[changes["unit"] == "漪城县"].sort_values("year")
shown = ["previous_year", "year", "specificity_diff", "diff_low", "diff_high", "different", "era_break"]
one[shown].round(1).reset_index(drop=True)

# %% [markdown]
# ## 两年之间 · Two years
#
# 能区分的变化才着色。
# Only changes that can be told are in colour.

# %%
pt.charts.slope(tables)

# %% [markdown]
# ## 文字从哪里来 · Whose text is it
#
# `reuse`：与本单位上期报告近似的字数占比；`overlap`：与他地同年或更早报告近似的占比。“文字高度近似”不判断原因：上级的范本也会如此。
# Shares of characters that nearly repeat the own last report, or another place's report of the same year or earlier. It
# says nothing of the reason: a superior's model text looks the same.

# %%
reuse = tables.pandas("reuse").groupby("unit")["share"].mean()
reuse.sort_values(ascending=False).head(4).round(2).to_frame("沿用上期（平均）")

# %%
overlap = tables.pandas("overlap").query("share > 0.15").sort_values(["unit", "year"])
overlap[["unit", "year", "other_unit", "other_year", "share"]].round(2).reset_index(drop=True)

# %%
pairs = tables.pandas("pairs")
pairs[(pairs["kind"] == "other_place") & (pairs["unit"] == "芷原县")][
    ["year", "text", "other_unit", "other_year", "other_text"]
].head(4)

# %% [markdown]
# ## 两组报告的用词 · Words of two groups
#
# `log_likelihood` 看证据多少，`z` 是带先验的对数几率比：两者都大才可靠。每万词中的次数一并给出。
# Log-likelihood says how much evidence there is; z is the log-odds ratio with a prior.

# %%
words = pt.keyness(tables, {"year": [2022, 2023]}, {"year": [2016, 2017]})
words[["term", "per_10000_one", "per_10000_other", "log_likelihood", "z"]].head(10).round(1)

# %% [markdown]
# ## 交给 R 或 Stata · On to R or Stata
#
# 写出全部数据表，比较结果也在内；列说明见 docs/tables.md。
# All tables, those of comparison included.

# %% language="bash"
# out=$(mktemp -d)
# policytext score ../corpora/demo/reports -o $out --quiet
# policytext compare $out --quiet
# policytext export $out --to csv,dta > /dev/null
# ls $out/dta | tr '\n' ' '
# rm -r $out

# %% [markdown]
# ```r
# # R
# ranks <- readr::read_csv("out/csv/ranks.csv")
# subset(ranks, year == 2023, c(unit, specificity, specificity_low, specificity_high))
# ```
# ```stata
# * Stata
# use out/dta/followthrough_rates, clear
# collapse (sum) complete substantial assessable, by(unit)
# ```
