"""The sheet 报表数据 of ``scores.xlsx``: a row for each report, a column for each total of the prescribed tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from policytext.resources import read_toml
from policytext.store.rows import Row
from policytext.store.wording import name_of

if TYPE_CHECKING:
    from policytext.store.reading import Tables

FORMS = ("standard", "trial")

#: Of tables 3 and 4 the sheet has the last column, the sum over applicants or results; the table ``cells`` has all.
TOTAL = "all"


@cache
def cell_columns() -> dict[str, tuple[str, frozenset[str]]]:
    """The sheet's columns: for each id of a cell its Chinese name and the forms that have it."""
    return {
        f"{table_id}.{row['id']}.{column}": (f"{_short(table)}·{row['label']}·{table['columns'][column]}", eras)
        for table_id, table in read_toml("form.toml").items()
        for row in table["rows"]
        for column, eras in _columns(table_id, table, row).items()
    }


def cell_rows(tables: Tables) -> Iterator[Row]:
    """A row for each report that has the tables, or should have them.

    A number is a number; whatever else stands there is said in words, and so is what the report's form did not ask for.
    """
    cells: dict[str, dict[str, Row]] = {}
    columns = ["report_id", "table", "row", "column", "value", "state"]
    for row in (row for batch in tables["cells"].select(columns).to_batches() for row in batch.to_pylist()):
        cells.setdefault(row["report_id"], {})[f"{row['table']}.{row['row']}.{row['column']}"] = row
    eras = dict(zip(*(tables["reports"][name].to_pylist() for name in ("report_id", "era")), strict=True))
    for report_id, era in eras.items():
        if era in FORMS or report_id in cells:
            found = cells.get(report_id, {})
            yield {"report_id": report_id, "era": name_of("eras", era)} | {
                cell: _shown(found.get(cell), era, forms) for cell, (_, forms) in cell_columns().items()
            }


def _shown(cell: Row | None, era: str | None, forms: frozenset[str]) -> Any:
    if cell is None:
        return name_of("states", "not_stated" if era in forms else "not_collected")
    value = cell["value"]
    if value is None:
        return name_of("states", cell["state"])
    return int(value) if float(value).is_integer() else value  # counts are shown as counts: 72, not 72.00


def _columns(table_id: str, table: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The columns of a row that the sheet shows, each with the forms that have it."""
    own = {era: row.get(era, () if table_id == "t2" else table["columns"]) for era in FORMS}
    own = {era: columns for era, columns in own.items() if row.get("era", era) == era}
    wanted = [name for name in table["columns"] if table_id == "t2" or name == TOTAL]
    found = {name: frozenset(era for era, columns in own.items() if name in columns) for name in wanted}
    return {name: eras for name, eras in found.items() if eras}


def _short(table: Mapping[str, Any]) -> str:
    return str(table["label"]).split()[0]
