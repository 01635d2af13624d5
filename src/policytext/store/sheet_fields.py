"""The columns of the sheets of ``scores.xlsx``: headers from the schema, widths, and how their numbers look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from policytext.store.comparisons import ALL_TABLES
from policytext.store.workbook import Field

if TYPE_CHECKING:
    from policytext.store.reading import Tables

# Headers of columns that the sheets derive; all others take their header from the schema.
_DERIVED = {
    "headline": "结论",
    "remark": "备注",
    "level_name": "等级",
    "weak": "弱要素",
    "answer": "回应",
    "answer_text": "回应原文",
    "statement": "所在语句",
    "reason_text": "原因",
    "check": "核对项代码",
    "check_name": "核对项",
    "verdict_name": "结果",
    "blame_name": "可能来源",
    "severity_name": "程度",
}
_WIDTHS = (
    dict.fromkeys(("text", "answer_text", "statement", "message", "evidence", "next_text", "repeated_text"), 60)
    | dict.fromkeys(("why", "warnings", "reason_text", "candidates", "note"), 40)
    | dict.fromkeys(("source", "expansion", "name", "surface", "measure_id"), 26)
    | dict.fromkeys(("organ", "headline", "remark", "object", "report_id", "category", "group", "peers", "unit"), 20)
    | dict.fromkeys(("place", "section", "level_name"), 14)
    | dict.fromkeys(("instrument", "target", "deadline", "actor", "scope", "check", "weak"), 14)
    | {"year": 7}
)
_LOOKS = {"0-1": "share", "0-100": "index"}


def own_fields(tables: Tables, name: str) -> list[Field]:
    """All columns of a table as it is; one that the schema does not list is headed by its name."""
    labels = {column.name: column.label for column in ALL_TABLES[name].columns} if name in ALL_TABLES else {}
    return [Field(c, labels.get(c, c), _WIDTHS.get(c, 14)) for c in tables[name].column_names]


def fields_of(table: str, names: Iterable[str], headers: Mapping[str, str] | None = None) -> list[Field]:
    """Columns of a table, of ``reports`` or ``statements``, or derived ones; ``headers`` win over the schema's."""
    columns = {c.name: c for name in ("reports", "statements", table) for c in ALL_TABLES[name].columns}
    labels = {name: column.label for name, column in columns.items()} | _DERIVED | dict(headers or {})
    looks = {name: _LOOKS.get(column.unit, "figure") for name, column in columns.items()}
    return [Field(name, labels[name], _WIDTHS.get(name, 10), look=looks.get(name, "figure")) for name in names]
