"""Each kind of damage and its repair, as data: ``cases.toml`` beside this file."""

import tomllib
from pathlib import Path

import pytest

from policytext.clean import clean_text
from policytext.clean.steps import MARKS, STEPS

CASES = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case):
    before, after = case["before"].strip("\n"), case["after"].strip("\n")
    text, edits = clean_text(before)
    assert text == after
    steps = {name for edit in edits for name in edit.step.split("+")}
    if "step" in case:
        assert case["step"] in steps
    else:
        assert not edits
    marks = [edit.after for edit in edits if MARKS.keys() & set(edit.step.split("+"))]
    assert marks == case.get("marked", [])


def test_every_step_has_a_case():
    assert {case["step"] for case in CASES if "step" in case} == set(STEPS)
