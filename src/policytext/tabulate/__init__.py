"""Figures of a report: the cells of its prescribed tables, the facts of its prose, and whether they agree."""

from __future__ import annotations

from policytext.tabulate.cells import read_cells
from policytext.tabulate.form import cell_label, load_form

__all__ = ["cell_label", "load_form", "read_cells"]
