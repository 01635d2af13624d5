"""Cells are read from tables and from what is left of them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from layouts import FLAT, as_document
from tables.values import true_values

from policytext.clean import clean_document
from policytext.records import Block, RawDocument
from policytext.tabulate import read_cells

LAYOUTS = ("table", *FLAT)


def read(values, era, layout="table"):
    return {(cell.table, cell.row, cell.column): cell for cell in read_cells(as_document(values, era, layout))}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("era", ["standard", "trial"])
@settings(deadline=None)  # a machine under load is slow at times
@given(seed=st.integers(0, 10_000))
def test_every_cell_of_every_layout(layout, era, seed):
    values = true_values(Random(seed), era)
    found = read(values, era, layout)
    assert {key: cell.value for key, cell in found.items()} == {key: float(value) for key, value in values.items()}
    assert {cell.state for cell in found.values()} <= {"number", "zero"}


@pytest.mark.parametrize("layout", ["table", "bars"])
def test_blank_stroke_and_zero_are_told_apart(layout):
    values = true_values(Random(3), "standard")
    states = {("t3", "granted", "person"): "", ("t3", "granted", "business"): "/", ("t3", "granted", "all"): "0"}
    states |= {("t4", "review", "pending"): "—", ("t4", "suit_direct", "upheld"): ""}
    found = read(values | states, "standard", layout)
    names = {"": "blank", "/": "na", "—": "na", "0": "zero"}
    assert {key: found[key].state for key in states} == {key: names[written] for key, written in states.items()}
    assert found["t3", "granted", "legal"].value == values["t3", "granted", "legal"]


def test_a_form_left_empty_is_blank_everywhere():
    values = dict.fromkeys(true_values(Random(1), "standard"), "")
    assert {cell.state for cell in read(values, "standard").values()} == {"blank"}


def test_a_number_of_two_cells_is_joined_where_the_sum_proves_it():
    values = true_values(Random(5), "standard", "city")
    row = {key: value for key, value in values.items() if key[:2] == ("t3", "received")}
    assert row["t3", "received", "person"] >= 100
    first, rest = str(row["t3", "received", "person"])[:1], str(row["t3", "received", "person"])[1:]
    broken = values | {("t3", "received", "person"): f"{first}\t{rest}"}
    cell = read(broken, "standard")["t3", "received", "person"]
    assert (cell.value, cell.read) == (row["t3", "received", "person"], "rejoined")


def test_a_row_that_nothing_proves_is_unread():
    values = true_values(Random(5), "standard", "city")
    broken = values | {("t3", "received", "person"): "12\t34", ("t3", "received", "all"): "7"}
    cell = read(broken, "standard")["t3", "received", "person"]
    assert (cell.value, cell.state) == (None, "unread")


def test_spans_and_pages_lead_to_the_characters():
    values = true_values(Random(8), "standard")
    document = as_document(values, "standard")
    for cell in read_cells(document):
        assert cell.span.of(document.text) == cell.surface


def test_prose_that_names_the_rows_is_no_table():
    text = "三、依申请公开情况\n本年新收政府信息公开申请12件，上年结转2件，予以公开3件，结转下年度继续办理1件。"
    raw = RawDocument("a.txt", "0" * 64, "txt", (Block(text),))
    assert read_cells(clean_document(raw)) == []


def test_a_document_without_text_has_no_cells():
    assert read_cells(clean_document(RawDocument("a.txt", "0" * 64, "txt", (Block(""),)))) == []
