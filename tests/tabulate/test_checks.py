"""Checks of prose, cases in ``cases_checks.toml``, and of the form."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.pipeline import load_tools, score_document
from policytext.records import Block, Cell, Document, Label, Origin, Part, RawDocument, Section, Span, Statement
from policytext.segment import segment_document
from policytext.tabulate import Evidence, find_facts, load_checks, run_checks
from policytext.tabulate.asking import FAIL, UNCERTAIN

CASES = tomllib.loads((Path(__file__).parent / "cases_checks.toml").read_text(encoding="utf-8"))["case"]
#: Checks that a text of one sentence cannot pass.
WHOLE = ("section_missing", "section_problems", "facets", "fees")

SECTIONS = (
    "一、总体情况\n主动公开信息12条，收到申请1件，审核信息，维护网站，开展培训考核和社会评议，未出现责任追究的情况。",
    "二、主动公开政府信息情况\n见上。",
    "三、收到和处理政府信息公开申请情况\n见上。",
    "四、政府信息公开行政复议、行政诉讼情况\n未发生行政复议。",
    "五、存在的主要问题及改进情况\n政策解读形式单一，基层信息更新不及时。",
    "六、其他需要报告的事项\n全年未收取信息处理费。",
)


def evidence_of(text, cells=()):
    document = Document("a.txt", "0" * 64, "txt", text, (Part("prose", Span(0, len(text))),))
    section = Section(1, "on_request", "依申请公开", ("依申请公开",), Span(0, len(text)))
    statement = Statement(1, 1, "on_request", "statement", Span(0, len(text)), text)
    labels = {1: Label("statistic", 1.0, "test")}
    read = [
        Cell(*name.split("."), value, "number" if value else "zero", str(value), Span(0, 1)) for name, value in cells
    ]
    origin = Origin(place="云溪县", county="云溪县", organ="云溪县人民政府", year=2022, era="standard")
    facts = find_facts([statement], labels)
    return Evidence(document, origin, (section,), (statement,), labels, read, facts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    checks = run_checks(evidence_of(case["text"], case.get("cells", {}).items()))
    checks = [check for check in checks if check.check not in WHOLE]
    found = {verdict: [[c.check, c.subject] for c in checks if c.verdict == verdict] for verdict in (FAIL, UNCERTAIN)}
    assert found == {FAIL: case.get("fails", []), UNCERTAIN: case.get("doubts", [])}
    assert all(check.message and check.severity and check.blame for check in checks if check.verdict == FAIL)


def form_answers(sections):
    text = "云溪县人民政府2022年政府信息公开工作年度报告\n" + "\n".join(sections)
    raw = RawDocument("a.txt", "0" * 64, "txt", tuple(Block(line) for line in text.split("\n")))
    return score_document(raw, load_tools(), {"place": "云溪县"}).checks


def failed(checks):
    return {(check.check, check.subject) for check in checks if check.verdict == FAIL}


def test_a_whole_report_passes():
    assert failed(form_answers(SECTIONS)) == set()


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (SECTIONS[:3] + SECTIONS[4:], {("section_missing", "review_litigation"), ("section_number", "problems")}),
        (
            (*SECTIONS[:4], SECTIONS[3].replace("四", "五", 1), *SECTIONS[4:]),
            {("section_repeated", "review_litigation"), ("section_number", "problems")},
        ),
        ((*SECTIONS[:4], "五、存在的主要问题及改进情况\n无。", SECTIONS[5]), {("section_problems", "problems")}),
        (("一、总体情况\n主动公开信息12条，收到申请1件。", *SECTIONS[1:]), None),
        ((*SECTIONS[:5], "六、其他需要报告的事项\n没有其他需要报告的事项。"), {("fees", "fees")}),
    ],
    ids=["missing", "repeated", "empty", "facets", "fees"],
)
def test_a_form_that_is_not_kept_is_told(sections, expected):
    found = failed(form_answers(sections))
    if expected is None:
        expected = {("facets", "management"), ("facets", "platforms"), ("facets", "supervision")}
        expected |= {("legal_content", subject) for subject in ("appraisal", "social_review", "accountability")}
    assert found == expected


def test_every_answer_is_of_a_check_that_the_file_describes():
    names = {"label", "code", "severity", "meaning", "says"}
    assert all(names <= set(entry) for entry in load_checks().values())
    assert {check.check for check in form_answers(SECTIONS)} <= set(load_checks())


def test_segmenting_is_asked_of_nothing():
    """The form is read from sections as they are: a document without any gives one answer that nothing can be said."""
    raw = Document("a.txt", "0" * 64, "txt", "", ())
    sections, statements = segment_document(raw)
    checks = run_checks(Evidence(raw, Origin(era="standard", year=2022), sections, statements))
    assert [(c.check, c.verdict) for c in checks if c.check == "section_missing"] == [
        ("section_missing", "not_assessable")
    ]


def test_the_manual_lists_every_check():
    manual = (Path(__file__).parents[2] / "docs/figures.md").read_text(encoding="utf-8")
    assert all(f"| `{check}` | {entry['label']} |" in manual for check, entry in load_checks().items())
