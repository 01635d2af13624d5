# %% [markdown]
# # 06 换成你的语料 · Your own corpus
#
# 一批来源各异的文件：先看每个文件怎么样了，再补地区与年份，再换词表和规则。
# Files from anywhere: account for each, say what is known about them, bring your own gazetteer and rubric.

# %%
import shutil
import tempfile
from pathlib import Path

import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 70)
work = Path(tempfile.mkdtemp())
for path in sorted(Path("../corpora/demo/reports").glob("weihang-202*")):
    shutil.copy(path, work)
(work / "空.txt").write_text("", encoding="utf-8")
(work / "通知.txt").write_text("关于召开会议的通知\n请各单位派员参加。", encoding="utf-8")

tables = pt.score_many([work])
tables.pandas("reports")[["source", "format", "encoding", "place", "year", "improvement", "checkable"]]

# %% [markdown]
# ## 没有评的文件 · Files that were not scored
#
# 每个文件要么是一份报告，要么在这里有一行，写明原因和办法。
# Every file is a report or a row here, with the reason and what to do.

# %%
tables.pandas("failures")[["source", "reason", "message"]]

# %% [markdown]
# ## 告诉程序已知的信息 · What you know about the files
#
# `--manifest files.csv`（或 `hints`）优先于从文中读出的信息；矛盾之处写入 `warnings`。
# A manifest overrides what the text says; contradictions are noted.

# %%
source = work / "weihang-2022.html" if (work / "weihang-2022.html").exists() else next(work.glob("weihang-2022.*"))
report = pt.score_file(source, hints={"place": "苇杭县", "year": "2022"})
report.origin.place, report.origin.year

# %% [markdown]
# ## 自己的举措词表 · A gazetteer of your own

# %%
header = Path("../src/policytext/data/measures.csv").read_text(encoding="utf-8").splitlines()[0]
columns = header.split(",")
row = dict.fromkeys(columns, "") | {
    "id": "my-corner",
    "name": "政策会客厅",
    "category": "participation",
    "source": "本课题",
}
gazetteer = work / "mine.csv"
pd.DataFrame([row])[columns].to_csv(gazetteer, index=False)
text = "苍梨县2022年政府信息公开工作年度报告\n一、总体情况\n开设“政策会客厅”，邀请企业代表面对面座谈6场。"
note = work / "one.txt"
note.write_text(text, encoding="utf-8")
[(m.name, m.stance) for m in pt.score_file(note, gazetteer=[gazetteer], any_document=True).mentions]

# %% [markdown]
# ## 自己的评分规则 · A rubric of your own
#
# 规则文件是一张可读的表；改一处，等级和指数随之重算。
# The rubric is a file that people can read and replace.

# %%
rubric = (
    Path("../src/policytext/data/rubric.toml")
    .read_text(encoding="utf-8")
    .replace("level_value = [0, 1, 2, 3]", "level_value = [0, 0, 2, 3]")
)
mine = work / "rubric.toml"
mine.write_text(rubric, encoding="utf-8")
one, two = (pt.score_many([source], rubric=r).pandas("reports")["specificity"].round(1).tolist() for r in (None, mine))
{"原规则": one, "新规则": two}

# %% [markdown]
# ## 自己编码、自己训练 · Your own codes, your own model
#
# ```
# policytext check-data my_corpus            # 编码文件的语法与一致性
# policytext train my_corpus -o my_model      # 训练，几十秒
# policytext validate my_corpus/test/gold --reports my_corpus/test/reports --classifier my_model
# policytext score reports/ -o out --classifier my_model
# policytext diff out-old out                 # 哪些评分变了，因为哪一处
# ```
#
# 编码手册见 docs/codebook.md，编码文件格式见 docs/data.md。

# %%
shutil.rmtree(work)
