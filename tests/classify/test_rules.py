import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.classify import LABELS, RulesClassifier, label_statements
from policytext.records import Document, Part, Span, Statement
from policytext.resources import read_text
from policytext.segment import segment_document

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


def units(case):
    lead = [Statement(1, 1, case["section"], "statement", Span(0, 20), case["lead"])] if "lead" in case else []
    return [*lead, Statement(2, 1, case["section"], "statement", Span(20, 60), case["text"], lead=1 if lead else None)]


def parameters():
    for case in CASES:
        marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
        yield pytest.param(case, id=case["why"], marks=marks)


@pytest.mark.parametrize("case", list(parameters()))
def test_label(case):
    label = RulesClassifier().label(units(case))[-1]
    assert label.name == case["label"], label.cue
    assert label.by == "rules"
    assert label.cue
    assert 0 < label.probability <= 1


@given(st.text(alphabet="一、是（）。；：，将要已了不够问题改进措施加强条件次123公开信息\n", max_size=160))
def test_one_label_per_statement_in_order(text):
    _, statements = segment_document(Document("x", "0" * 64, "txt", text, (Part("prose", Span(0, len(text))),)))
    labels = label_statements(statements, RulesClassifier())
    assert list(labels) == [s.id for s in statements if s.role == "statement"]
    assert all(label.name in LABELS for label in labels.values())


def strings(node):
    if isinstance(node, str):
        yield node
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from strings(child)


def test_every_repeat_in_the_cues_is_bounded():
    unbounded = re.compile(r"(?<!\\)[\]).][*+]|\{\d+,\}")
    anchored = [p for p in strings(tomllib.loads(read_text("cues.toml"))) if not p.startswith("^")]
    assert [pattern for pattern in anchored if unbounded.search(pattern)] == []
