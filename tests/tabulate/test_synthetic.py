"""The synthetic set: 84 layouts of the prescribed tables as whole reports, and documents that fail or tempt each check."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest

import policytext as pt
from policytext.clean import clean_document
from policytext.pipeline import load_tools, score_file
from policytext.read import read_file
from policytext.tabulate import load_checks, read_cells

MAKER = Path(__file__).parents[2] / "corpora/make_tables.py"

#: Layouts that are not read whole yet, with what is lost in them.
HARD = {
    "repeated_all": "a row whose numbers are written in more columns than it has",
}
#: The same information may be disclosed through several channels, so parts above their total are a doubt there.
DOUBTED = {"parts_sum-fails-channels.html"}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    subprocess.run([sys.executable, MAKER, folder], check=True, capture_output=True)
    return folder


def truths(path):
    return [json.loads(line) for line in (path / "truth.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def wrong(made):
    """For each layout the numbers of cells, and of cells read wrongly."""
    cells: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for truth in truths(made):
        found = {cell.id: cell for cell in read_cells(clean_document(read_file(made / truth["document"])))}
        cells[truth["layout"]] += len(truth["cells"])
        missed[truth["layout"]] += len(set(found) - set(truth["cells"]))
        for name, (value, state) in truth["cells"].items():
            cell = found.get(name)
            right = cell is not None and cell.state == state and (cell.value is None or cell.value == float(value))
            missed[truth["layout"]] += not right
    return cells, missed


def test_cells_are_read(wrong):
    cells, missed = wrong
    assert len(cells) >= 60
    assert 1 - missed.total() / cells.total() >= 0.999


def test_only_the_hard_layouts_lose_cells(wrong):
    assert {layout for layout, count in wrong[1].items() if count} <= set(HARD)


@pytest.fixture(scope="module")
def answers(made):
    """For each document of the cases its truth, and what failed."""
    tools, folder = load_tools(), made / "faults"
    found = []
    for truth in truths(folder):
        if "check" not in truth:
            continue
        report = score_file(folder / truth["document"], tools, any_document=True)
        checks = list(report.checks)
        if truth["before"]:
            checks += across_years(folder / truth["before"], folder / truth["document"])
        found.append((truth, {(check.check, check.subject) for check in checks if check.verdict == "fail"}))
    return found


def across_years(*files):
    rows = pt.score_many(list(files), any_document=True)["year_checks"].to_pylist()
    assert {"carried", "problems_same"} <= {row["check"] for row in rows}
    return [SimpleNamespace(**row) for row in rows]


def fits(wanted, failed):
    """Whether a failure is the one the truth names; of a cell the truth may name the row or column only."""
    return wanted[0] == failed[0] and wanted[1] in ("*", failed[1], *failed[1].split("."))


def test_what_must_fail_fails_and_nothing_else(answers):
    odd = {
        truth["document"]
        for truth, failed in answers
        if not all(any(fits(wanted, one) for one in failed) for wanted in truth["fails"])
        or not all(any(fits(wanted, one) for wanted in truth["fails"]) for one in failed)
    }
    assert odd == DOUBTED


def test_every_check_has_a_document_that_fails_and_one_that_passes(answers):
    failing = {check for truth, failed in answers if truth["document"] not in DOUBTED for check, _ in failed}
    passing = {truth["check"] for truth, failed in answers if not failed}
    assert failing == passing == set(load_checks())
