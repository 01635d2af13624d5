"""Edits that say nothing more do not pass for real detail (figures in docs/method.md)."""

import importlib.util
import sys
from pathlib import Path

import pytest

EVAL = Path(__file__).parents[1] / "eval"


def load(name):
    spec = importlib.util.spec_from_file_location(name, EVAL / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def effects():
    from policytext.pipeline import load_tools

    module = load("gaming")
    return {
        name.split()[0] + " " + name.split()[1]: effect
        for name, effect in zip(module.EDITS, module.measure(load_tools()), strict=True)
    }


def gain(effect, figure):
    return effect.after[figure] - effect.before[figure]


def test_real_detail_multiplies_the_different_particulars_and_no_edit_does(effects) -> None:
    real = effects["for comparison:"]
    assert gain(real, "distinct") > 10
    assert real.after["shared"] == 0
    assert all(gain(effect, "distinct") < 2 for name, effect in effects.items() if name[:3] != "for")
    assert all(
        gain(effect, "specificity") < 0.6 * gain(real, "specificity")
        for name, effect in effects.items()
        if name[:3] != "for"
    )


def test_what_stands_behind_every_promise_is_told(effects) -> None:
    for name in ("append 年内由政务公开办牵头", "split one"):
        assert effects[name].before["shared"] == 0
        assert effects[name].after["shared"] > 2


def test_a_document_that_is_to_be_improved_makes_nothing_checkable(effects) -> None:
    assert gain(effects["append 完善《…制度》"], "share") == 0


def test_every_edit_has_ten_reports_and_an_interval(effects) -> None:
    assert len(effects) >= 4
    assert all(
        effect.low["share"] <= gain(effect, "share") <= effect.high["share"]
        for name, effect in effects.items()
        if name[:3] != "for"
    )


def test_last_years_promises_said_again_do_not_raise_the_index_of_new_promises(effects) -> None:
    from policytext.pipeline import load_tools

    again, *others = load("gaming_years").measure(load_tools())
    assert gain(again, "specificity") > 2
    assert gain(again, "rolled_over") > 2
    assert abs(gain(again, "specificity_new")) < 0.5
    assert all(gain(effect, "rolled_over") == 0 for effect in others)
