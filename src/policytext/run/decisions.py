"""Decisions of people beside a dataset: kept in OUT for the next run, and what became of each as a table."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from policytext.records import Decision
from policytext.review import Decisions, read_decisions, report_unit, write_decisions
from policytext.store import Row, Tables, read_tables, replacing, write_beside

KEPT = "decisions.csv"
"""In OUT: all decisions that were ever given to it. It stays when the tables are written anew."""


def with_kept(out: Path, given: Sequence[Path]) -> tuple[Path, ...]:
    """The sheets given, and the decisions that OUT keeps of earlier ones."""
    kept = out / KEPT
    return (*([kept] if kept.is_file() else []), *given)


def account_for(out: Path, paths: Sequence[Path]) -> dict[str, int]:
    """Keep the decisions in OUT, write the table ``decisions``; returns how many have each status.

    Without sheets nothing is written.

    Raises:
        DataError: a sheet does not say what it should.
        UsageError: OUT cannot be written.
    """
    if not paths:
        return {}
    decisions = read_decisions(paths)
    with replacing(out / KEPT) as path:
        write_decisions(path, decisions.all)
    rows = decision_rows(read_tables(out), decisions)
    write_beside(out, "decisions", rows)
    return dict(Counter(row["status"] for row in rows))


def decision_rows(tables: Tables, decisions: Decisions) -> list[Row]:
    """What became of each decision: rows of ``decisions``.

    None is dropped and none is applied by likeness: one whose statement is not there any more is ``orphaned``, and the
    statement of the report that is most like it is shown.
    """
    applied = _applied(tables)
    texts = _Texts(tables)
    rows = []
    for key, one, status in decisions.sorted():
        found = applied.get(key)
        row = _row(key, one) | {"status": status}
        if status == "applicable":
            row["status"] = "applied" if found else "orphaned"
            row |= dict(zip(("report_id", "statement_id"), found, strict=True)) if found else {}
            row["nearest"] = None if found else texts.nearest(one)
        rows.append(row)
    rows.sort(key=lambda row: (row["unit"], row["year"] or 0, row["text"], row["occurrence"], row["reviewed_on"]))
    return [row | {"row": number} for number, row in enumerate(rows, start=1)]


def _applied(tables: Tables) -> dict[str, tuple[str, int]]:
    """The statement that bears each key."""
    blocks = tables.batches("statements", ["report_id", "statement_id", "decision"])
    rows = (row for block in blocks for row in block.to_pylist() if row["decision"])
    return {row["decision"]: (row["report_id"], row["statement_id"]) for row in rows}


def _row(key: str, one: Decision) -> dict[str, Any]:
    names = ("unit", "year", "text", "occurrence", "machine_label", "machine_level", "reviewer", "reviewed_on")
    more = {"human_label": one.label, "human_level": one.level, "decision": key, "nearest": None}
    empty = {"report_id": None, "statement_id": None, "reason": one.reason or None}
    outcome = {"appeal_outcome": one.appeal_outcome or None}
    return {name: getattr(one, name) for name in names} | more | empty | outcome


class _Texts:
    """The statements of units and years, read when an orphan asks for them."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._found: dict[tuple[str, int | None], list[str]] | None = None

    def nearest(self, one: Decision) -> str | None:
        """The statement of the same unit and year that is most like that of a decision."""
        from rapidfuzz.process import extractOne

        if self._found is None:
            self._found = self._read()
        best = extractOne(one.text, self._found.get((one.unit, one.year), []))
        return best[0] if best else None

    def _read(self) -> dict[tuple[str, int | None], list[str]]:
        who = {row["report_id"]: (report_unit(row), row["year"]) for row in self._tables["reports"].to_pylist()}
        found: defaultdict[tuple[str, int | None], list[str]] = defaultdict(list)
        for row in _statements(self._tables):
            found[who[row["report_id"]]].append(row["text"])
        return dict(found)


def _statements(tables: Tables) -> Iterable[Row]:
    for block in tables.batches("statements", ["report_id", "role", "text"]):
        yield from (row for row in block.to_pylist() if row["role"] == "statement")
