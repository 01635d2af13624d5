"""Rows of tables whose values are missing."""

from __future__ import annotations

from policytext.tabulate.rows import place_fields


def test_a_row_without_any_field_is_blank():
    assert place_fields([], 3, columns=(1, 2, 3)) == ([], "aligned")
