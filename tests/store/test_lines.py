"""Rows as JSON lines, and back as columns."""

import json
from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policytext.store import TABLES, encode_rows, read_lines, report_rows, tables_of, to_lines
from policytext.store.lines import split_rows

VALUES = {
    "text": st.text(st.characters(exclude_categories=["Cs"])),
    "count": st.integers(-(2**31), 2**31 - 1),
    "figure": st.floats(allow_nan=False, allow_infinity=False),
    "flag": st.booleans(),
    "day": st.dates(),
}
ROW = st.fixed_dictionaries({name: st.none() | values for name, values in VALUES.items()})


def test_encoded_rows_are_compact_json(make_report) -> None:
    """The bytes are hashed: they must be the same on every machine, whoever makes them."""
    rows = report_rows(make_report())
    dumps = partial(json.dumps, ensure_ascii=False, default=str, separators=(",", ":"))
    assert encode_rows(rows).decode() == "\n\n".join("\n".join(map(dumps, rows[name])) for name in rows)


def test_rows_survive_being_encoded(make_report) -> None:
    rows = report_rows(make_report())
    tables = tables_of(rows)
    for name, lines in split_rows(encode_rows(rows)).items():
        assert read_lines(lines, TABLES[name].arrow()).equals(tables[name].combine_chunks()), name


@given(st.lists(ROW))
def test_any_value_comes_back(rows) -> None:
    schema = pa.schema({"text": "string", "count": "int32", "figure": "double", "flag": "bool", "day": "date32"})
    assert read_lines(to_lines(rows), schema).to_pylist() == rows


@pytest.mark.parametrize("row", [{"count": "many"}, {"count": 2**40}, {"charm": 1}])
def test_what_does_not_fit_the_columns_is_refused(row) -> None:
    with pytest.raises(pa.ArrowInvalid):
        read_lines(to_lines([row]), pa.schema({"count": "int32"}))
