# %% [markdown]
# # 06 换成你的语料 · Your own corpus
#
# 一批来源各异的文件：先看每个文件怎么样了，再补地区与年份，再换词表、规则和模型，最后看换了之后哪些评分变了。
# Files from anywhere: account for each, say what is known about them, bring your own gazetteer, rubric and model, and see
# what each changes.
#
# 下面在一个临时文件夹里做，文件取自虚构的示范数据，另加两个不能评的。
# In a folder that is removed at the end; the files are of the invented panel, and two that cannot be scored.

# %%
import os
import shutil
import tempfile
from pathlib import Path

import pandas as pd

import policytext as pt

pd.set_option("display.max_colwidth", 70)
corpora = Path("../corpora").resolve()
notebooks = Path.cwd()
os.chdir(tempfile.mkdtemp())
Path("reports").mkdir()
for path in sorted((corpora / "demo" / "reports").glob("weihang-202*")):
    shutil.copy(path, "reports")
Path("reports/空.txt").write_text("", encoding="utf-8")
Path("reports/通知.txt").write_text("关于召开会议的通知\n请各单位派员参加。", encoding="utf-8")

tables = pt.score_many("reports", out="out")
tables.pandas("reports")[["source", "format", "place", "year", "improvement", "checkable"]].sort_values("source")

# %% [markdown]
# ## 没有评的文件 · Files that were not scored
#
# 每个文件要么是一份报告，要么在这里有一行，写明原因和办法；`out/failures.csv` 里也有，附中文说明。
# Every file is a report or a row here, with the reason and what to do.

# %%
tables.pandas("failures")[["source", "reason", "message"]]

# %% [markdown]
# ## 告诉程序已知的信息 · What you know about the files
#
# 文件名、采集表里已有的地区和年份，写成一张 CSV（列名中英文均可，Excel 存的 GBK 也可）。它优先于从文中读出的信息，与文中矛盾之处写入
# `warnings`。
# What you know from elsewhere, as a CSV file with English or Chinese headers. It overrides what the text says;
# contradictions are noted.

# %%
known = pd.DataFrame(
    [
        {"路径": "reports/weihang-2020.html", "地区": "苇杭县", "年度": 2020, "市": "示例市"},
        {"路径": "reports/weihang-2021.pdf", "地区": "苇杭县", "年度": 2012, "市": "示例市"},
    ]
)
known.to_csv("files.csv", index=False)
hinted = pt.score_many(["reports/weihang-2020.html", "reports/weihang-2021.pdf"], manifest="files.csv")
hinted.pandas("reports")[["source", "place", "city", "year", "warnings"]].sort_values("source")

# %% [markdown]
# ## 自己的举措词表 · A gazetteer of your own
#
# 只需 `id`、`name` 和类别，别名写在 `aliases`。词表怎么来：笔记本 02 的 `pt.discover`。
# An id, a name and a category; `pt.discover` (notebook 02) finds candidates.

# %%
row = {"id": "my-corner", "name": "政策会客厅", "aliases": "政策客厅", "category": "participation", "source": "本课题"}
pd.DataFrame([row]).to_csv("mine.csv", index=False)
Path("one.txt").write_text(
    "苍梨县2022年政府信息公开工作年度报告\n一、总体情况\n开设“政策客厅”，邀请企业代表面对面座谈6场。",
    encoding="utf-8",
)
[(m.name, m.surface, m.stance) for m in pt.score_file("one.txt", gazetteer=["mine.csv"], any_document=True).mentions]

# %% [markdown]
# ## 自己的评分规则 · A rubric of your own
#
# 规则文件是一张可读的表。这里把 1 级（有动作有对象，没有要素）的分值改为 0，再看哪些报告因此变了。
# The rubric is a file that people can read. Here level 1 becomes worth nothing.

# %%
import policytext.score

packaged = Path(policytext.score.__file__).parents[1] / "data" / "rubric.toml"
rubric = packaged.read_text(encoding="utf-8")
written = Path("rubric.toml").write_text(
    rubric.replace("level_value = [0, 1, 2, 3]", "level_value = [0, 0, 2, 3]"), encoding="utf-8"
)
# %% language="bash"
# policytext score reports -o out-mine --rubric rubric.toml --quiet
# policytext diff out out-mine | head -n 14

# %% [markdown]
# ## 自己编码、自己训练 · Your own codes, your own model
#
# 编码手册见 docs/codebook.md，编码文件格式见 docs/data.md。一个语料就是一张 `manifest.csv` 和它点到的报告与编码；这里取项目语料里的
# 十份充作“你的”。真要用，请编码几十份以上；`held_out` 一行是按地区留出的表现，这里样本太少，数偏高偏低都不足为凭。
# A corpus is a manifest with the reports and codes that it names. Ten documents serve as yours here: too few
# for the figure of the held-out places to mean much. For real use, code dozens.

# %%
manifest = pd.read_csv(corpora / "manifest.csv", dtype=str, keep_default_na=False)
mine = manifest[manifest["split"] == "dev"].drop_duplicates("place").head(10)
for doc, folder in zip(mine["doc"], mine["folder"], strict=True):
    for file in [*(corpora / folder / "reports").glob(f"{doc}.*"), corpora / folder / "gold" / f"{doc}.jsonl"]:
        copy = Path("my_corpus") / file.relative_to(corpora)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
mine.to_csv("my_corpus/manifest.csv", index=False)
mine["kind"].value_counts().to_frame("文件")

# %% language="bash"
# policytext check-data my_corpus 2>&1
# policytext train my_corpus --split dev --name mine -o my_model > card.json

# %%
import json

card = json.loads(Path("card.json").read_text(encoding="utf-8"))
pd.Series(card["trained_on"] | {"held_out macro-F1": round(card["held_out"]["macro_f1"], 2)}).drop(
    "corpus_sha256"
).to_frame("值")

# %% [markdown]
# 用它重评，再看与自带模型有哪些不同：改了哪条语句的类别，哪个数因此变了。
# Score with it, and see what differs: which statements, and which figures follow.

# %% language="bash"
# policytext score reports -o out-model --classifier my_model --quiet
# policytext diff out out-model | head -n 20

# %%
work = Path.cwd()
os.chdir(notebooks)
shutil.rmtree(work)
