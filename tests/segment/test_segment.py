import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.records import Document, Part, Span
from policytext.segment import segment_document
from policytext.segment.headings import title_kind

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]
HOSTILE = st.text(
    alphabet="一二三四（）()《》“”。；：，、\n 1234.是要将下步今后不够了已公开信息情况问题改进措施县局|\t", max_size=200
)


def document(text):
    return Document("x.txt", "0" * 64, "txt", text, (Part("prose", Span(0, len(text))),))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_units(case):
    _, statements = segment_document(document(case["text"]))
    assert [f"{s.role} {s.text}" for s in statements] == case["units"]


@given(HOSTILE)
def test_statements_are_in_order_and_nothing_is_lost(text):
    sections, statements = segment_document(document(text))
    assert all(s.text == s.span.of(text) and s.text.strip() for s in statements)
    assert all(a.span.end <= b.span.start for a, b in pairwise(statements))
    covered = {i for s in statements for i in range(s.span.start, s.span.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(s.why for s in statements if s.role == "aside")
    if sections:
        assert sections[0].span.start == 0
        assert sections[-1].span.end == len(text)
        assert all(a.span.end == b.span.start for a, b in pairwise(sections))


@given(HOSTILE)
def test_ids_point_back(text):
    sections, statements = segment_document(document(text))
    assert [s.id for s in statements] == list(range(1, len(statements) + 1))
    kinds = {section.id: section.kind for section in sections}
    for statement in statements:
        assert kinds[statement.section_id] == statement.section
        assert (statement.runin or 0) < statement.id
        assert (statement.lead or 0) < statement.id


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("总体情况", "overview"),
        ("主动公开政府信息情况", "proactive"),
        ("收到和处理政府信息公开申请情况", "on_request"),
        ("因政府信息公开工作被申请行政复议、提起行政诉讼情况", "review_litigation"),
        ("收费及减免情况", "fees"),
        ("存在的主要问题", "problems"),
        ("存在的困难和不足", "problems"),
        ("存在的主要问题及改进情况", "problems_improvements"),
        ("主要问题及下步工作安排", "problems_improvements"),
        ("整改措施及努力方向", "improvements"),
        ("下一步工作打算", "next_steps"),
        ("其他需要报告的事项", "other"),
        ("附表", "annex"),
        ("强化队伍", None),
    ],
)
def test_kind_of_a_title(title, kind):
    assert title_kind(title) == kind


def test_a_subheading_in_the_overview_keeps_to_the_overview():
    sections, _ = segment_document(
        document("一、总体情况\n（一）依申请公开情况\n我局收到申请3件。\n（二）存在的问题\n更新不及时。")
    )
    assert [section.kind for section in sections] == ["overview", "overview", "problems"]
    assert sections[1].path == ("总体情况", "依申请公开情况")


def test_items_know_their_lead_in_and_run_in_heading():
    _, s = segment_document(
        document("一、改进措施\n针对以上问题，采取以下措施：\n（一）加强培训。每季度组织学习。\n（二）充实人员。")
    )
    assert (s[3].runin, s[3].lead) == (s[2].id, s[1].id)
    assert s[4].lead == s[1].id


def test_a_last_sentence_that_does_not_end_is_marked():
    _, statements = segment_document(
        document("我县更新了目录。\n各乡镇都设立了查阅点。\n在此基础上，县政府办公室还组织各单位对")
    )
    assert [statement.truncated for statement in statements] == [False, False, True]


def test_prose_in_a_table_is_read_and_the_rest_set_aside():
    text = "序号\t任务\t单位\n1\t编制《政策解读工作规程》并报县政府办公室备案。\t法规科"
    _, statements = segment_document(Document("x", "0" * 64, "txt", text, (Part("table", Span(0, len(text))),)))
    assert [(s.role, s.why) for s in statements] == [("aside", "table"), ("statement", ""), ("aside", "table")]


def test_pairs_of_problem_and_answer_keep_their_kinds():
    text = "五、存在的主要问题及改进情况\n（一）更新慢。个别乡镇半年未更新。\n改进措施：按月通报。\n（二）人手少。专职人员只有一名。\n改进措施：充实人员。"
    sections, statements = segment_document(document(text))
    kinds = ["problems_improvements", "improvements", "problems_improvements", "improvements"]
    assert [section.kind for section in sections] == kinds
    assert [s.section for s in statements if s.role == "statement"] == kinds


def test_a_long_line_without_sense_is_cut_all_the_same():
    for unit in ("公。", "公开不够；", "（a）。", "，将加强", "1,", "6月底前", "公\n"):
        _, statements = segment_document(document(unit * 2000))
        assert "".join(s.text for s in statements).replace("\n", "") == (unit * 2000).replace("\n", "")
