"""The tables and columns that the issue names, in its order, and the document made from them."""

from pathlib import Path

import pytest

from policytext.store.comparisons import ALL_TABLES
from policytext.store.describe import describe_tables

ROOT = Path(__file__).parents[2]
PROMISED = Path(__file__).with_name("columns.txt")


def promised() -> dict[str, list[str]]:
    lines = [line for line in PROMISED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {name: columns.split() for name, columns in (line.split(":") for line in lines)}


def test_tables_and_columns_are_those_promised() -> None:
    assert {name: list(table.names) for name, table in ALL_TABLES.items()} == promised()


@pytest.mark.parametrize("table", ALL_TABLES.values(), ids=ALL_TABLES)
def test_every_column_is_described_and_every_key_exists(table) -> None:
    assert all(column.label and column.meaning for column in table.columns)
    assert len(set(table.names)) == len(table.names)
    assert set(table.key) <= set(table.names)
    assert len({column.label for column in table.columns}) == len(table.columns)


@pytest.mark.parametrize("table", ALL_TABLES.values(), ids=ALL_TABLES)
def test_pyarrow_knows_every_type(table) -> None:
    assert table.arrow().names == list(table.names)


def test_labels_fit_stata() -> None:
    assert all(len(c.label) <= 80 and len(c.name) <= 32 for t in ALL_TABLES.values() for c in t.columns)


def test_document_is_not_stale() -> None:
    written = (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")
    assert written == describe_tables(), "run `python -m policytext.store.describe > docs/tables.md`"
