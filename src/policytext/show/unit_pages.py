"""Tables -> what the page says of each unit: its years, and every promise and problem of the latest report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from policytext.show.quotes import marked_quote
from policytext.store import headline

if TYPE_CHECKING:
    from policytext.show.page_words import PageWords
    from policytext.store import Tables

Row = dict[str, Any]

OVERLAP = 0.15
"""Least share of text in common with another place that is worth a line."""


class UnitPages:
    """Everything about the units, read once; ``sections`` gives one after the other.

    Args:
        tables: a dataset with its comparisons.
        words: of the language asked for.
    """

    def __init__(self, tables: Tables, words: PageWords) -> None:
        self._words = words
        self._reports = {row["report_id"]: row for row in tables["reports"].to_pylist()}
        ranks = sorted(tables["ranks"].to_pylist(), key=lambda row: (row["adcode"] or "~", row["unit"], row["year"]))
        self._years = _grouped(ranks, "unit")
        self._changes = {row["report_id"]: row for row in tables["changes"].to_pylist()}
        self._reuse = {row["report_id"]: row for row in tables["reuse"].to_pylist()}
        self._overlap = _grouped(tables["overlap"].to_pylist(), "report_id")
        self._follow = _grouped(tables["followthrough"].to_pylist(), "next_report_id")
        self._recurring = _grouped(tables["recurring"].to_pylist(), "next_report_id")
        shown = {rows[-1]["report_id"] for rows in self._years.values()}
        self._statements = _of_reports(tables, "statements", shown)
        self._particulars = _of_reports(tables, "particulars", shown)
        self._answers = _of_reports(tables, "answers", shown)

    def units(self) -> list[str]:
        """The units in the order of their codes and names."""
        return list(self._years)

    def section(self, unit: str) -> Row:
        """What the page says of a unit."""
        years = self._years[unit]
        report_id = years[-1]["report_id"]
        report = self._reports[report_id]
        particulars = _grouped(self._particulars[report_id], "statement_id")
        lines = {row["statement_id"]: row for row in self._statements[report_id] if row["role"] == "statement"}
        return {
            "unit": unit,
            "year": years[-1]["year"],
            "source": report["source"],
            "headline": self._headline(report),
            "remark": self._words.say("unit_few") if report["few"] and report["specificity"] is not None else "",
            "years": [row | {"change": self._changes.get(row["report_id"])} for row in years],
            "commitments": [self._commitment(row, particulars) for row in lines.values() if _is(row, "improvement")],
            "problems": [self._problem(row, lines, report_id) for row in lines.values() if _is(row, "problem")],
            "follow": self._follow[report_id],
            "recurring": self._recurring[report_id],
            "reuse": self._reuse.get(report_id),
            "overlap": [row for row in self._overlap[report_id] if row["share"] >= OVERLAP],
        }

    def _headline(self, report: Row) -> str:
        if report["specificity"] is None:
            return self._words.say("unit_none")
        return headline(report) if self._words.lang == "zh" else f"{report['checkable']}/{report['improvement']}"

    def _commitment(self, row: Row, particulars: dict[int, list[Row]]) -> Row:
        found = particulars[row["statement_id"]]
        names = {span["kind"]: self._kind(span["kind"]) for span in found}
        return row | {"quote": marked_quote(row["text"], row["start"], found, names)}

    def _kind(self, kind: str) -> str:
        named = self._words.code("kinds", kind)
        return named if named != kind else self._words.code("weak", kind)

    def _problem(self, row: Row, lines: dict[int, Row], report_id: str) -> Row:
        answers = [a for a in self._answers[report_id] if a["problem_id"] == row["statement_id"]]
        shown = [{"kind": a["kind"], "text": lines[a["answer_id"]]["text"]} for a in answers if a["answer_id"] in lines]
        return row | {"answers": shown}


def _is(row: Row, label: str) -> bool:
    return row["label"] == label and not row["truncated"]


def _grouped(rows: Iterable[Row], name: str) -> defaultdict[Any, list[Row]]:
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def _of_reports(tables: Tables, name: str, report_ids: Iterable[str]) -> defaultdict[Any, list[Row]]:
    """The rows of some reports, by report."""
    import pyarrow as pa
    import pyarrow.compute as pc

    table = tables[name]
    wanted = pc.is_in(table["report_id"], pa.array(sorted(report_ids)))
    return _grouped(table.filter(wanted).to_pylist(), "report_id")
