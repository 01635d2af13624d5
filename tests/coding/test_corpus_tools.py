"""A corpus by its manifest: counts, sharing, agreement, and learning from it."""

import csv
import json
from dataclasses import asdict, fields, replace
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.coding.agreement import compare_codings, differences
from policytext.coding.learning import train_classifier
from policytext.coding.manifest import MANIFEST, Entry, find_faults, read_corpus
from policytext.coding.overview import corpus_sharing, describe_corpus, describe_variety, shared_too_much
from policytext.coding.sharing import GRAM, measure_sharing
from policytext.corpus import parse_unit
from policytext.errors import DataError

SAME = "组织乡镇经办人员到县里跟班学习两周，逐件点评答复文书。"
REPORT = [
    ("{place}2022年政府信息公开工作年度报告", "heading", None),
    ("一、总体情况", "heading", None),
    ("全年主动公开政府信息120{n}条。", "statement", "statistic"),
    ("{own}", "statement", "achievement"),
    ("二、存在的主要问题", "heading", None),
    ("部分栏目更新不够及时。", "statement", "problem"),
    ("三、改进措施", "heading", None),
    ("加强栏目巡查。", "statement", "improvement"),
    ("本报告电子版可在门户网站下载。", "statement", "other"),
]


@pytest.fixture
def corpus(tmp_path):
    """Two documents that share one sentence; ``write(copies=...)`` changes columns of the second."""

    def write(places=("云汀县", "霞浔县"), splits=("train", "test"), **changed):
        rows = []
        for n, (place, split) in enumerate(zip(places, splits, strict=True)):
            doc = f"doc{n}-2022"
            paths = [tmp_path / "set" / "reports" / f"{doc}.txt", tmp_path / "set" / "gold" / f"{doc}.jsonl"]
            texts = [text.format(place=place, n=n, own=SAME) for text, _, _ in REPORT]
            units = [
                {"doc": doc, "i": i, "text": text, "role": role, "label": label}
                | ({"level": 1, "action": True, "object": True} if label == "improvement" else {})
                for i, (text, (_, role, label)) in enumerate(zip(texts, REPORT, strict=True), 1)
            ]
            for path in paths:
                path.parent.mkdir(parents=True, exist_ok=True)
            paths[0].write_text("\n".join(texts), encoding="utf-8")
            paths[1].write_text("\n".join(json.dumps(u, ensure_ascii=False) for u in units), encoding="utf-8")
            hashes = [sha256(path.read_bytes()).hexdigest() for path in paths]
            entry = Entry(doc, "set", split, place, "2022", "standard", "county", "report", "", "", *hashes)
            rows.append(asdict(replace(entry, **changed) if n else entry))
        with (tmp_path / MANIFEST).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Entry)])
            writer.writeheader()
            writer.writerows(rows)
        return tmp_path

    return write


def test_counts_and_variety(corpus):
    documents = read_corpus(corpus())
    assert "| statements | 5 | 0 | 5 | 10 |" in describe_corpus(documents)
    assert "| commitments of level 1 | 1 | 0 | 1 | 2 |" in describe_corpus(documents)
    assert "| era | standard | 1 | 0 | 1 | 2 |" in describe_variety(documents)
    assert list(find_faults(documents)) == []


def test_sharing_is_a_fault_unless_the_manifest_says_so(corpus):
    plain, told = (read_corpus(corpus(**said)) for said in ({}, {"copies": "doc0-2022"}))
    assert {s.doc for s in shared_too_much(plain, corpus_sharing(plain))} == {"doc0-2022", "doc1-2022"}
    assert list(shared_too_much(told, corpus_sharing(told))) == []


def test_a_place_is_in_one_split(corpus):
    assert any("in train and in test" in fault for fault in find_faults(read_corpus(corpus(places=("云汀县",) * 2))))


def test_a_changed_file_and_an_unnamed_one_are_faults(corpus):
    root = corpus()
    (root / "set" / "reports" / "doc0-2022.txt").write_text("other", encoding="utf-8")
    (root / "set" / "gold" / "stray.jsonl").write_text("", encoding="utf-8")
    faults = list(find_faults(read_corpus(root)))
    assert any("doc0-2022.txt is not the file" in fault for fault in faults)
    assert any("set/gold/stray.jsonl is not in manifest.csv" in fault for fault in faults)


def test_errors_of_a_manifest_teach(corpus, tmp_path):
    with pytest.raises(DataError, match=r"a corpus is a folder with manifest\.csv"):
        read_corpus(tmp_path / "nowhere")
    with pytest.raises(DataError, match="use one of train, dev, test"):
        read_corpus(corpus(splits=("train", "exam")))
    with pytest.raises(DataError, match="code more documents first"):
        train_classifier(corpus(), tmp_path / "model")


@given(st.text(alphabet="甲乙丙丁", min_size=GRAM, max_size=40))
def test_a_text_shares_everything_with_itself(text):
    assert [s.share for s in measure_sharing({"a": text, "b": text})] == [1.0, 1.0]


def unit(label, level=None, i=1):
    return parse_unit({"doc": "x", "i": i, "text": "……", "role": "statement", "label": label, "level": level})


def test_agreement_of_two_coders():
    first = [unit("problem"), unit("improvement", 1, 2), unit("improvement", 2, 3), unit("other", i=4)]
    second = [unit("problem"), unit("improvement", 1, 2), unit("improvement", 3, 3), unit("statistic", i=4)]
    found = compare_codings([first], [second])
    assert np.sum(found.labels, axis=0).sum() == 4
    assert found.figures()["label_agreement"]["value"] == 0.75
    assert found.figures()["level_agreement"]["value"] == 0.5
    assert [(d.i, d.what, d.first, d.second) for d in differences(first, second)] == [
        (3, "level", "2", "3"),
        (4, "label", "other", "statistic"),
    ]
