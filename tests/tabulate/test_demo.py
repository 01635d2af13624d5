"""The demonstration panel: the contradictions that its authors planted are found, and no others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.compare import check_years

TRUTH = Path(__file__).parents[2] / "corpora/demo/truth.toml"
CODES = {
    "T3-a": "outcomes_total",
    "T3-c": "applicants_total",
    "T4": "disputes_total",
    "text = table": "text_figure",
    "across: carried": "carried",
    "across: in force": "in_force",
}
CLAIMS = {
    "parts that do not sum to a stated total": "parts_sum",
    "share over 100 %": "share_bound",
    "均已办结 with a carry-over": "claim_done",
    "a claim of none with a non-zero cell": "claim_none",
}


@pytest.fixture(scope="module")
def failures(demo):
    """Failures of figures by place, year and check."""

    reports = {row["report_id"]: row for row in demo["reports"].to_pylist()}
    rows = [*demo["checks"].to_pylist(), *check_years(demo)]
    failed = [row for row in rows if row["verdict"] == "fail" and row["severity"] == "major"]
    return {(reports[row["report_id"]]["place"], reports[row["report_id"]]["year"], row["check"]) for row in failed}


def planted():
    county = tomllib.loads(TRUTH.read_text(encoding="utf-8"))["county"]["liaozhou"]
    for fault in county["arithmetic"]:
        check = CODES.get(fault["check"]) or CLAIMS[fault["kind"]]
        yield county["place"], fault["year"], check
        for other in fault.get("also", []):
            yield county["place"], fault["year"], CODES[other]


def test_what_was_planted_is_found_and_nothing_else(failures):
    assert failures == set(planted())
