from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.records import Commitment, Origin, Span, Statement
from policytext.score import PROMISE, load_rubric, measure_statement

HERE = Path(__file__).parent
CASES = [
    {**case, "file": name}
    for name in ("cases.toml", "cases_reports.toml", "cases_plans.toml")
    for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
]
RUBRIC = load_rubric()


def measure(case: dict) -> Commitment:
    statement = Statement(
        7, 0, "next_steps", "statement", Span(100, 100 + len(case["text"])), case["text"], turn=case.get("turn", False)
    )
    origin = Origin(year=case.get("year", 2016), organ_level=case.get("organ_level", "county"), organ=case.get("organ"))
    known = frozenset(case.get("known", ()))
    return measure_statement(statement, origin, RUBRIC, stance=case.get("stance", PROMISE), known=known)


def matches(found: list[tuple[str, str]], expected: list[list[str]]) -> bool:
    """Every expected span is met by one that holds it or is held by it, and nothing else was found."""
    pairs = [any(kind == k and (text in t or t in text) for k, t in found) for kind, text in expected]
    return all(pairs) and len(found) == len(expected)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:24])
def test_case_gets_its_level_and_particulars(case: dict) -> None:
    commitment = measure(case)
    strong = [(p.kind, p.surface) for p in commitment.particulars if p.kind in RUBRIC.kinds]
    weak = [(p.kind, p.surface) for p in commitment.particulars if p.kind in RUBRIC.weak]
    assert matches(strong, case.get("particulars", [])), (case["why"], strong)
    assert commitment.level == case["level"], (case["why"], commitment)
    assert matches(weak, case["weak"]) if "weak" in case else True, (case["why"], weak)
    assert case.get("object", "") in commitment.object, (case["why"], commitment.object)


def test_a_list_of_units_is_one_actor_whose_value_names_them() -> None:
    actors = [
        p for p in measure({"text": "由县农业局、县住建局和县财政局梳理办事事项。"}).particulars if p.kind == "actor"
    ]
    assert [(p.surface, p.value) for p in actors] == [("县农业局、县住建局和县财政局", "县农业局；县住建局；县财政局")]


def test_what_is_not_quoted_has_one_pair_of_brackets() -> None:
    told = measure({"text": "持续擦亮“政府开放日”品牌。"}).why
    assert told.startswith("1级：有动作（见全句）和对象（“政府开放日”品牌），没有载体、")
