"""The time of each stage adds up, and nothing stays changed."""

from importlib import import_module

import pytest

from policytext.run.profiling import STAGES, Stages


@pytest.mark.parametrize(("module", "name"), [(module, name) for module in STAGES for name in STAGES[module]])
def test_the_functions_that_are_timed_are_there(module, name) -> None:
    assert callable(getattr(import_module(module), name))


def test_stages_add_up_and_the_line_stays_as_it_is(monkeypatch) -> None:
    from policytext import pipeline

    times = iter(range(100))
    monkeypatch.setattr("policytext.run.profiling.perf_counter", lambda: next(times))
    monkeypatch.setattr(pipeline, "clean_document", lambda raw: raw)
    plain = pipeline.clean_document
    stages = Stages(lambda item: {"texts": [pipeline.clean_document(item)]}, wanted=True)
    assert stages("甲") == {"texts": ["甲"]}
    assert stages.seconds() == {"clean": 1, "other": 2}
    assert pipeline.clean_document is plain
