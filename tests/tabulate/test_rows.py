"""Rows of tables whose values are missing."""

from __future__ import annotations

from policytext.records import Span
from policytext.tabulate.fields import read_fields
from policytext.tabulate.rows import place_fields


def test_a_row_without_any_field_is_blank():
    assert place_fields([], 3, columns=(1, 2, 3)) == ([], "aligned")


def test_a_cell_a_line_with_blanks_is_a_row():
    text = "3\n||\n-\n||"
    fields, how = place_fields(read_fields(text, Span(0, len(text))), 4)
    assert [field.state for field in fields] == ["number", "blank", "na", "blank"]
    assert how == "aligned"
