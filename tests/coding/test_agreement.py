"""Two coders of the same units: what counts as agreement on a span."""

from __future__ import annotations

import pytest

from policytext.coding.agreement import compare_codings, differences
from policytext.corpus import CodedUnit


def promise(i: int, *particulars: tuple[str, str], level: int = 2, **more) -> CodedUnit:
    return CodedUnit("d", i, "明年六月底前由县司法局修订指南。", "statement", label="improvement", level=level,
                     particulars=particulars, **more)  # fmt: skip


def test_of_two_spans_one_must_stand_in_the_other() -> None:
    first = [promise(1, ("deadline", "六月底前"), ("actor", "县司法局"), ("instrument", "指南"))]
    second = [promise(1, ("deadline", "明年六月底前"), ("actor", "由县"), ("instrument", "修订指南"))]
    spans = compare_codings([first], [second]).figures()["spans"]
    assert {kind: (s["both"], s["second"], s["first"]) for kind, s in spans.items() if s["first"]} == {
        "deadline": (1, 1, 1),
        "actor": (0, 1, 1),
        "instrument": (1, 1, 1),
    }
    assert spans["deadline"]["value"] == 1


def test_a_span_agrees_with_one_other_only() -> None:
    first = [promise(1, ("target", "3场"), ("target", "3场"))]
    second = [promise(1, ("target", "培训3场"))]
    spans = compare_codings([first], [second]).figures()["spans"]["target"]
    assert (spans["both"], spans["second"], spans["first"]) == (1, 1, 2)
    assert spans["value"] == pytest.approx(2 / 3, abs=0.001)


def test_particulars_count_where_both_saw_a_promise() -> None:
    other = CodedUnit("d", 2, "共3场。", "statement", label="statistic")
    marked = [promise(1, ("target", "3场")), promise(2, ("target", "3场"))]
    spans = compare_codings([marked], [[marked[0], other]]).figures()["spans"]["target"]
    assert (spans["both"], spans["second"], spans["first"]) == (1, 1, 1)


def test_documents_without_spans_or_measures_of_the_second_are_left_out() -> None:
    first = [promise(1, ("target", "3场"), measures=(("首问负责制", "首问负责制"),))]
    figures = compare_codings([first, first], [[promise(1)], [promise(1, ("target", "3场"))]]).figures()
    assert (figures["documents"], figures["span_documents"]) == (2, 1)
    assert figures["spans"]["measures"] == {"first": 0, "second": 0, "both": 0}


def test_differences_tell_label_before_level() -> None:
    other = CodedUnit("d", 2, "县司法局修订了指南。", "statement", label="achievement")
    found = list(differences([promise(1), promise(2)], [promise(1, level=3), other]))
    assert [(d.i, d.what, d.first, d.second) for d in found] == [
        (1, "level", "2", "3"),
        (2, "label", "improvement", "achievement"),
    ]
