"""The sentence that says why a promise has its level."""

from __future__ import annotations

import pytest

from policytext.records import Commitment, Origin, Span, Statement
from policytext.score import load_rubric, measure_statement


def measure(text: str) -> Commitment:
    statement = Statement(0, 0, "next_steps", "statement", Span(0, len(text)), text)
    return measure_statement(statement, Origin(year=2016, organ_level="county"), load_rubric())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("提高认识。", "0级：没有落到具体对象上的动作（“认识”不算对象）"),
        ("狠抓落实。", "0级：没有落到具体对象上的动作（“狠抓落实”不算对象）"),
        ("努力前行。", "0级：没有动作"),
        ("加强业务培训。", "1级：有动作（加强）和对象（业务培训），没有载体、目标、时限、责任主体、范围、核验"),
        (
            "通过现场观摩加强培训。",
            "1级：有动作（加强）和对象（培训），没有载体、目标、时限、责任主体、范围、核验；另有方式",
        ),
        ("编制《解读规程》。", "2级：有载体（《解读规程》）；缺目标、时限、责任主体、范围、核验"),
        (
            "年内编制《解读规程》。",
            "2级：有载体（《解读规程》）、时限（年内）；缺目标、责任主体、范围、核验；年内只到年底，不计入3级",
        ),
        ("6月底前编制《解读规程》。", "3级：有载体（《解读规程》）、时限（6月底前）；缺目标、责任主体、范围、核验"),
    ],
)
def test_why(text: str, why: str) -> None:
    assert measure(text).why == why


def test_plus_is_for_level_1_alone() -> None:
    assert measure("通过现场观摩加强培训。").plus == ("method",)
    assert measure("通过现场观摩加强培训，每季度一次。").plus == ()
