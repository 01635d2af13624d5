"""One planted fault is found in exactly the sums that it breaks, and true tables raise nothing."""

from __future__ import annotations

from random import Random

import pytest
from layouts import FLAT, as_document
from tables.values import plant_fault, true_values

from policytext.records import Origin
from policytext.tabulate import Evidence, read_cells, run_checks

SETS = 200
LAYOUTS = ("table", *FLAT)
SUMS = ("outcomes_total", "intake_balance", "applicants_total", "disputes_total", "counts_whole")


def answers(values, era, layout):
    document = as_document(values, era, layout)
    return run_checks(Evidence(document, Origin(era=era), cells=read_cells(document)))


@pytest.mark.parametrize("seed", range(SETS))
def test_a_planted_fault_is_found_and_nothing_else(seed):
    rng = Random(seed)
    era, layout = ("standard", "trial")[seed % 2], LAYOUTS[seed % len(LAYOUTS)]
    values = true_values(rng, era)
    sums = [check for check in answers(values, era, layout) if check.check in SUMS]
    assert {check.verdict for check in sums} == {"pass"}
    changed, _, broken = plant_fault(values, rng)
    failed = {(check.check, check.subject) for check in answers(changed, era, layout) if check.verdict == "fail"}
    assert {fault for fault in failed if fault[0] in SUMS} == broken


def test_row_and_column_that_cross_name_the_cell():
    values = true_values(Random(2), "standard", "county")
    wrong = values | {("t3", "granted", "legal"): values["t3", "granted", "legal"] + 4}
    failed = [check for check in answers(wrong, "standard", "table") if check.verdict == "fail" and check.check in SUMS]
    assert {check.check for check in failed} == {"outcomes_total", "applicants_total"}
    assert all("予以公开·法律服务机构" in check.reason for check in failed)
    assert {check.blame for check in failed} == {"source"}


def test_a_failed_check_changes_no_value():
    values = true_values(Random(4), "standard")
    wrong = values | {("t4", "review", "all"): 999}
    document = as_document(wrong, "standard")
    before = read_cells(document)
    run_checks(Evidence(document, Origin(era="standard"), cells=before))
    assert read_cells(document) == before
    assert {c.id: c.value for c in before}["t4.review.all"] == 999
