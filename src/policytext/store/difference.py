"""Two datasets -> what changed between them: which scores, and by which statement, label and span."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from policytext.store.reading import Tables
from policytext.store.rows import Row
from policytext.store.schema import REPORTS

Change = tuple[Any, Any]

# Columns of ``reports`` that a score is made of; those before say what the document is.
_FIGURES = REPORTS.names[REPORTS.names.index("words") : -1]
_STATEMENT_FIELDS = ("label", "level", "action", "object", "rectified", "truncated")


@dataclass(frozen=True, slots=True)
class StatementChange:
    """A statement that is labelled or scored differently. A side without the statement has ``None`` for every field.

    ``fields`` maps a column to its two values; ``lost`` and ``gained`` are particulars and measures as (kind, surface).
    """

    text: str
    fields: Mapping[str, Change]
    lost: tuple[tuple[str, str], ...]
    gained: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report whose figures or statements differ."""

    source: str
    place: str | None
    year: int | None
    figures: Mapping[str, Change]
    statements: tuple[StatementChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed from one dataset to the other.

    ``settings`` maps a dotted name of the manifest to its two values; ``lost`` and ``gained`` are sources of reports
    that only the first or only the second holds.
    """

    settings: Mapping[str, Change]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    reports: tuple[ReportChange, ...]


def compare_datasets(one: Tables, two: Tables) -> Difference:
    """Compare two datasets report by report.

    Reports are paired by content, then by source, then by place, organ and year; statements by their text.
    """
    pairs, lost, gained = _pair_reports(one, two)
    parts_one, parts_two = _statements_by_report(one), _statements_by_report(two)
    changes = (
        _compare(before, after, parts_one[before["report_id"]], parts_two[after["report_id"]])
        for before, after in pairs
    )
    return Difference(
        _changes(_flat(one.manifest), _flat(two.manifest)),
        tuple(sorted(row["source"] for row in lost)),
        tuple(sorted(row["source"] for row in gained)),
        tuple(change for change in changes if change.figures or change.statements),
    )


def _pair_reports(one: Tables, two: Tables) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    left, right = one["reports"].to_pylist(), two["reports"].to_pylist()
    pairs = []
    for names in (("report_id",), ("source",), ("adcode", "place", "organ", "year")):
        before, after = _unique(left, names), _unique(right, names)
        found = [(before[key], after[key]) for key in before if key in after]
        pairs += found
        done = {id(row) for pair in found for row in pair}
        left, right = ([row for row in rows if id(row) not in done] for rows in (left, right))
    return sorted(pairs, key=lambda pair: pair[1]["source"]), left, right


def _unique(rows: list[Row], names: tuple[str, ...]) -> dict[tuple[Any, ...], Row]:
    """Rows by the values of some columns, where these are known and name one row."""
    keys = Counter(tuple(row[name] for name in names) for row in rows)
    found = {tuple(row[name] for name in names): row for row in rows}
    return {key: row for key, row in found.items() if keys[key] == 1 and key[-1] is not None and any(key[:2])}


def _compare(before: Row, after: Row, old: dict[tuple[str, int], Row], new: dict[tuple[str, int], Row]) -> ReportChange:
    figures = _changes({name: before[name] for name in _FIGURES}, {name: after[name] for name in _FIGURES})
    statements = (_compare_statement(key[0], old.get(key, {}), new.get(key, {})) for key in {**old, **new})
    return ReportChange(
        after["source"], after["place"], after["year"], figures, tuple(change for change in statements if change)
    )


def _compare_statement(text: str, old: Row, new: Row) -> StatementChange | None:
    fields = _changes({n: old.get(n) for n in _STATEMENT_FIELDS}, {n: new.get(n) for n in _STATEMENT_FIELDS})
    before: Counter[tuple[str, str]] = Counter(old.get("parts", ()))
    after: Counter[tuple[str, str]] = Counter(new.get("parts", ()))
    lost, gained = tuple((before - after).elements()), tuple((after - before).elements())
    return StatementChange(text, fields, lost, gained) if fields or lost or gained else None


def _statements_by_report(tables: Tables) -> defaultdict[str, dict[tuple[str, int], Row]]:
    """Statements with their particulars and measures, by report, text and how often the text stood before."""
    parts = defaultdict(list)
    for row in tables["particulars"].to_pylist():
        parts[row["report_id"], row["statement_id"]].append((row["kind"], row["surface"]))
    for row in tables["measures"].to_pylist():
        parts[row["report_id"], row["statement_id"]].append((f"measure {row['stance']}", row["surface"]))
    found: defaultdict[str, dict[tuple[str, int], Row]] = defaultdict(dict)
    seen: Counter[tuple[str, str]] = Counter()
    for row in _rows(tables, "statements"):
        if row["role"] == "statement":
            report_id, text = row["report_id"], row["text"]
            found[report_id][text, seen[report_id, text]] = row | {"parts": parts[report_id, row["statement_id"]]}
            seen[report_id, text] += 1
    return found


def _rows(tables: Tables, name: str) -> Iterator[Row]:
    return (row for batch in tables[name].to_batches() for row in batch.to_pylist())


def _changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Change]:
    """Names whose values differ.

    >>> _changes({"a": 1, "b": 2}, {"a": 1, "b": 3, "c": 4})
    {'b': (2, 3), 'c': (None, 4)}
    """
    return {name: (old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)}


def _flat(value: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, item in value.items():
        flat |= _flat(item, f"{prefix}{name}.") if isinstance(item, dict) else {prefix + name: item}
    return flat
