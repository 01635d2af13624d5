from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.records import Label, Mention, Span, Statement
from policytext.score import find_rectified, match_answers

CASES = tomllib.loads((Path(__file__).parent / "answers.toml").read_text(encoding="utf-8"))["case"]


def read(case: dict) -> tuple[list[Statement], dict[int, Label]]:
    """Statements from rows of label and text; a row may name its section and the row of its lead-in."""
    statements = [
        Statement(
            i, 0, row.get("section", "problems_improvements"), "statement", Span(0, len(row["text"])), row["text"],
            lead=row.get("lead"), truncated=row.get("truncated", False),
        )
        for i, row in enumerate(case["rows"])
    ]  # fmt: skip
    return statements, {i: Label(row["label"], 1.0, "test") for i, row in enumerate(case["rows"])}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_answers(case: dict) -> None:
    statements, labels = read(case)
    rectified = find_rectified(statements, labels)
    assert sorted(rectified) == case.get("rectified", [])
    answers = match_answers(statements, labels, rectified)
    assert [[a.problem_id, a.answer_id, a.kind] for a in answers] == case.get("answers", [])


def test_what_matched_is_shown() -> None:
    statements, labels = read(CASES[0])
    answer = match_answers(statements, labels, frozenset())[0]
    assert "解读" in answer.matched
    assert 0 < answer.similarity <= 1


def test_a_shared_measure_is_an_answer_whatever_the_words() -> None:
    problem, promise = "留言处理缓慢。", "推行首接负责。"
    statements = [
        Statement(0, 0, "problems", "statement", Span(0, len(problem)), problem),
        Statement(1, 0, "improvements", "statement", Span(0, len(promise)), promise),
    ]
    labels = {0: Label("problem", 1.0, "test"), 1: Label("improvement", 1.0, "test")}
    mentions = [Mention(i, "first-duty", "首问负责制", "service", "首接负责", Span(0, 4)) for i in (0, 1)]
    assert match_answers(statements, labels, frozenset()) == ()
    (answer,) = match_answers(statements, labels, frozenset(), mentions)
    assert (answer.answer_id, answer.matched) == (1, "首问负责制")
