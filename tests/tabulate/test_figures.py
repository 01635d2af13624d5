"""The figures of prose, each with its indicator; cases in ``cases_figures.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.records import Label, Span, Statement
from policytext.tabulate import find_facts, load_bridge, load_form, load_indicators
from policytext.tabulate.figures import facts_of

CASES = tomllib.loads((Path(__file__).parent / "cases_figures.toml").read_text(encoding="utf-8"))["case"]


def written(fact):
    """A fact as the cases write it."""
    unusual = fact.bound or (fact.period if fact.period != "year" else "")
    return [fact.indicator, fact.value, fact.unit, fact.surface, *([unusual] if unusual else [])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_cases(case):
    assert [written(fact) for fact in facts_of(1, case["text"])] == case["facts"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:20])
def test_spans_lead_to_the_surface(case):
    for fact in facts_of(1, case["text"], start=7):
        assert Span(fact.span.start - 7, fact.span.end - 7).of(case["text"]) == fact.surface
        assert fact.indicator in load_indicators()


@pytest.mark.parametrize("label", ["improvement", "problem"])
def test_what_is_promised_or_lamented_states_nothing(label):
    text = "全年培训4期。"
    statement = Statement(1, 1, "overview", "statement", Span(0, len(text)), text)
    assert find_facts([statement], {1: Label("statistic", 1, "test")})
    assert not find_facts([statement], {1: Label(label, 1, "test")})


def test_the_bridge_names_cells_that_the_forms_have():
    form = load_form()
    for indicator, bridge in load_bridge().items():
        assert indicator in load_indicators()
        for era, ids in bridge.cells.items():
            for table, row, column in (cell.split(".") for cell in ids):
                assert column in form[table].row(row).columns[era], (indicator, era)
