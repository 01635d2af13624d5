"""Figures of a report: the cells of its prescribed tables, the facts of its prose, and whether they agree."""

from __future__ import annotations

from policytext.tabulate.annex import read_annex
from policytext.tabulate.asking import (
    FAIL,
    PASS,
    UNCERTAIN,
    UNSURE,
    Amount,
    Evidence,
    answer,
    compare_amounts,
    load_checks,
)
from policytext.tabulate.bridge import Bridge, load_bridge
from policytext.tabulate.cells import read_cells
from policytext.tabulate.checking import run_checks
from policytext.tabulate.figures import Indicator, find_facts, load_indicators
from policytext.tabulate.form import cell_label, load_form

__all__ = [
    "FAIL",
    "PASS",
    "UNCERTAIN",
    "UNSURE",
    "Amount",
    "Bridge",
    "Evidence",
    "Indicator",
    "answer",
    "cell_label",
    "compare_amounts",
    "find_facts",
    "load_bridge",
    "load_checks",
    "load_form",
    "load_indicators",
    "read_annex",
    "read_cells",
    "run_checks",
]
