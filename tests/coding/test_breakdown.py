"""Agreement broken down, and how far probabilities can be believed."""

import json

import pytest

from policytext.coding.breakdown import describe_groups, describe_reliability, group_counts, label_outcomes
from policytext.coding.validate import align_reports
from policytext.pipeline import load_tools

LINES = [
    ("霞浔县2022年政府信息公开工作年度报告", "heading", None),
    ("一、总体情况", "heading", None),
    ("全年主动公开政府信息1203条。", "statement", "statistic"),
    ("二、存在的主要问题", "heading", None),
    ("部分乡镇更新不够及时。", "statement", "achievement"),
]


@pytest.fixture
def alignments(tmp_path):
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "x.txt").write_text("\n".join(text for text, _, _ in LINES), encoding="utf-8")
    rows = [{"doc": "x", "i": i, "text": t, "role": r, "label": n} for i, (t, r, n) in enumerate(LINES, 1)]
    (tmp_path / "x.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return align_reports(tmp_path / "x.jsonl", tmp_path / "reports", load_tools())


def test_groups_hold_every_statement_once(alignments):
    for by in ("era", "organ_level", "section"):
        counts = group_counts(alignments, by)
        assert sum(int(table.sum()) for tables in counts.values() for table in tables) == 2
    assert set(group_counts(alignments, "section")) == {"overview", "problems"}
    assert "  overview" in describe_groups(alignments, "section")


def test_reliability_counts_what_was_right(alignments):
    top, right = label_outcomes(alignments)
    assert right.tolist() == [True, False]
    assert (top > 0.5).all()
    text = describe_reliability(alignments)
    assert "n=2" in text
    assert "unsure: 0 statements" in text
