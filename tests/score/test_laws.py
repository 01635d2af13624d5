"""Laws of the measurement: spans, replay, monotony, no explosion on hostile text."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.records import Commitment, Origin, Span, Statement
from policytext.score import DONE, EXTRACTORS, PROBLEM, PROMISE, level_of, load_rubric, measure_statement

HERE = Path(__file__).parent
RUBRIC = load_rubric()
TEXTS = [
    case["text"]
    for name in ("cases.toml", "cases_reports.toml", "cases_plans.toml")
    for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
]
ROWS = st.lists(
    st.tuples(st.sampled_from([*RUBRIC.kinds, *RUBRIC.weak]), st.sampled_from(["year-end", "2017-06-30", "1"]))
)


def measure(text: str, start: int = 0, stance: str = PROMISE) -> Commitment:
    statement = Statement(3, 0, "next_steps", "statement", Span(start, start + len(text)), text)
    return measure_statement(statement, Origin(year=2016, organ_level="county"), RUBRIC, stance=stance)


@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3),
    st.integers(0, 1000),
    st.sampled_from([PROMISE, DONE, PROBLEM]),
)
def test_spans_are_offsets_into_the_document_and_the_level_replays_from_the_rows(
    texts: list[str], start: int, stance: str
) -> None:
    text = "".join(texts)
    commitment = measure(text, start, stance)
    document = "　" * start + text
    for particular in commitment.particulars:
        assert particular.span.of(document) == particular.surface
        assert particular.statement_id == 3
    rows = [(p.kind, p.value) for p in commitment.particulars]
    assert level_of(bool(commitment.action), bool(commitment.object), rows, RUBRIC) == commitment.level


@given(st.booleans(), st.booleans(), ROWS, ROWS)
def test_more_particulars_never_lower_a_level(action: bool, object: bool, rows: list, more: list) -> None:
    assert level_of(action, object, rows, RUBRIC) <= level_of(action, object, rows + more, RUBRIC)


@given(st.booleans(), st.booleans(), ROWS)
def test_the_level_is_the_codebooks_rule(action: bool, object: bool, rows: list) -> None:
    kinds = {kind for kind, _ in rows if kind in RUBRIC.kinds}
    counted = {kind for kind, value in rows if kind in RUBRIC.kinds and value != "year-end"}
    expected = 2 if kinds else 1
    if len(counted) >= 2 and counted & {"target", "deadline", "actor"}:
        expected = 3
    assert level_of(action, object, rows, RUBRIC) == (expected if action and object else 0)


@given(ROWS, st.randoms())
def test_order_and_repetition_change_nothing(rows: list, random: object) -> None:
    shuffled = rows * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert level_of(True, True, shuffled, RUBRIC) == level_of(True, True, rows, RUBRIC)


@pytest.mark.parametrize("weak", sorted(RUBRIC.weak))
def test_weak_kinds_raise_no_level(weak: str) -> None:
    assert level_of(True, True, [(weak, "x")], RUBRIC) == 1


@given(st.text(max_size=200))
def test_any_text_is_measured(text: str) -> None:
    assert 0 <= measure(text).level <= 3


@pytest.mark.parametrize(
    "unit",
    [
        "公开",
        "、和",
        "等",
        "有效落实",
        "进一步",
        "《",
        "“",
        "建立制度的",
        "信息、信息和",
        "由县局",
        "年",
        "1",
        "一",
        "，",
        "的",
        "通过",
        "考核扣1分",
        "由县纪委",
        "县局、",
        "每个1名",
        "《县报》",
        "“县报”平台",
        "建立公开清单",
        "受理、审核3个环节",
    ],
)
def test_time_is_bounded_on_hostile_text(unit: str) -> None:
    text = (unit * 20000)[:20000]
    start = time.perf_counter()
    measure(text)
    assert time.perf_counter() - start < 2


def test_every_kind_of_the_rubric_has_an_extractor() -> None:
    assert set(EXTRACTORS) == {*RUBRIC.kinds, *RUBRIC.weak}


@pytest.mark.parametrize("text", [t for t in TEXTS if t.endswith("。")][:60])
def test_appending_the_gaming_phrase_makes_no_level_3(text: str) -> None:
    before = measure(text).level
    after = measure(text.removesuffix("。") + "，年内由政务公开办牵头。").level
    assert after <= max(before, 2)
