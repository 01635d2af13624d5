"""Tables -> what the page says of each unit: its years, and every promise and problem of its report of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from policytext.show.quotes import marked_quote, quote_pieces
from policytext.show.source import rows_of
from policytext.store import check_rows, headline, order_of_unit

if TYPE_CHECKING:
    from policytext.show.page_words import PageWords
    from policytext.store import Tables

Row = dict[str, Any]

OVERLAP = 0.15
"""Least share of text in common with another place that is worth a line."""

OVERLAPS = 5
"""Other reports named for it: those that share most. Where all follow one model text there may be hundreds."""

PAIRS = 5
"""Statements quoted for a share of text in common: the longest, which say most."""

LEVELS = (3, 2, 1, 0)


class UnitPages:
    """Everything about the units, read once; ``section`` gives one after the other.

    Args:
        tables: a dataset with its comparisons.
        words: of the language asked for.
        year: the year reported on; a unit without a report for it is shown by its last one.
    """

    def __init__(self, tables: Tables, words: PageWords, year: int) -> None:
        self._words = words
        self._reports = {row["report_id"]: row for row in tables["reports"].to_pylist()}
        self._years = _grouped(sorted(tables["ranks"].to_pylist(), key=order_of_unit), "unit")
        self._changes = {row["report_id"]: row for row in tables["changes"].to_pylist()}
        self._reuse = {row["report_id"]: row for row in tables["reuse"].to_pylist()}
        self._shown = {
            unit: ([row for row in rows if row["year"] <= year] or rows)[-1] for unit, rows in self._years.items()
        }
        shown = {row["report_id"] for row in self._shown.values()}
        read = {name: rows_of(tables, name, shown) for name in ("statements", "particulars", "answers", "overlap")}
        self._statements, self._particulars, self._answers, self._overlap = (
            _grouped(rows, "report_id") for rows in read.values()
        )
        self._pairs = _grouped(rows_of(tables, "pairs", shown), "report_id", "other_report_id")
        self._follow = _grouped(tables["followthrough"].to_pylist(), "next_report_id")
        self._recurring = _grouped(tables["recurring"].to_pylist(), "next_report_id")
        across = rows_of(tables, "year_checks", shown) if "year_checks" in tables else ()
        self._checks = _grouped((row for row in check_rows(tables, across) if row["report_id"] in shown), "report_id")

    def units(self) -> list[str]:
        """The units in the order of their codes and names."""
        return list(self._years)

    def section(self, unit: str) -> Row:
        """What the page says of a unit."""
        shown = self._shown[unit]
        report = self._reports[shown["report_id"]]
        report_id = report["report_id"]
        lines = {row["statement_id"]: row for row in self._statements[report_id] if row["role"] == "statement"}
        return {
            "unit": unit,
            "year": shown["year"],
            "source": report["source"],
            "headline": self._headline(report),
            "group": shown["group"] or shown["reason"],
            "remark": self._words.say("unit_few") if report["few"] and report["specificity"] is not None else "",
            "years": [row | {"change": self._changes.get(row["report_id"])} for row in self._years[unit]],
            "commitments": self._commitments(report_id, lines.values()),
            "problems": [self._problem(row, lines, report_id) for row in lines.values() if _is(row, "problem")],
            "follow": self._follow[report_id],
            "recurring": self._recurring[report_id],
            "checks": [row | {"name": self._words.check(row["check"])} for row in self._checks[report_id]],
            "shared_more": max(0, sum(row["share"] >= OVERLAP for row in self._overlap[report_id]) - OVERLAPS),
            "shared": [*self._repeated(report_id), *self._overlapping(report_id)],
            "levels": [(level, report[f"level_{level}"] or 0) for level in LEVELS],
        }

    def _headline(self, report: Row) -> str:
        if report["specificity"] is None:
            return self._words.say("unit_none")
        commitments = sum(report[f"level_{level}"] or 0 for level in LEVELS)
        known = {"checkable": report["checkable"], "commitments": commitments}
        return headline(report) if self._words.lang == "zh" else self._words.say("unit_headline", **known)

    def _commitments(self, report_id: str, lines: Iterable[Row]) -> list[Row]:
        particulars = _grouped(self._particulars[report_id], "statement_id")
        return [self._commitment(row, particulars[row["statement_id"]]) for row in lines if _is(row, "improvement")]

    def _commitment(self, row: Row, found: list[Row]) -> Row:
        names = {span["kind"]: self._kind(span["kind"]) for span in found}
        spans = row["text"], row["start"] or 0, found, names
        listed = [span | {"name": names[span["kind"]]} for span in _in_order(found)]
        pieces = {"quote": marked_quote(*spans), "pieces": quote_pieces(*spans), "listed": listed}
        return row | pieces | {"kinds": len(names)}

    def _kind(self, kind: str) -> str:
        named = self._words.code("kinds", kind)
        return named if named != kind else self._words.code("weak", kind)

    def _problem(self, row: Row, lines: dict[int, Row], report_id: str) -> Row:
        answers = [a for a in self._answers[report_id] if a["problem_id"] == row["statement_id"]]
        shown = [{"kind": a["kind"], "text": lines[a["answer_id"]]["text"]} for a in answers if a["answer_id"] in lines]
        return row | {"answers": shown}

    def _repeated(self, report_id: str) -> list[Row]:
        """The share of text repeated from the unit's last report, with the longest statements."""
        row = self._reuse.get(report_id)
        if not row or not row["share"]:
            return []
        quotes = self._quotes(report_id, row["previous_report_id"], "own_last_year")
        return [{"name": "reuse", "unit": row["unit"], "year": row["previous_year"], "share": row["share"]} | quotes]

    def _overlapping(self, report_id: str) -> list[Row]:
        """The reports of others that share most, each with the longest statements."""
        rows = [row for row in self._overlap[report_id] if row["share"] >= OVERLAP]
        most = sorted(rows, key=lambda row: (-row["share"], row["other_unit"], row["other_year"]))[:OVERLAPS]
        return [
            {"name": "overlap", "unit": row["other_unit"], "year": row["other_year"], "share": row["share"]}
            | self._quotes(report_id, row["other_report_id"], "other_place")
            for row in most
        ]

    def _quotes(self, report_id: str, other: str, kind: str) -> Row:
        rows = [row for row in self._pairs[report_id, other] if row["kind"] == kind]
        longest = sorted(rows, key=lambda row: (-len(row["text"]), row["statement_id"]))[:PAIRS]
        return {"pairs": [{"text": row["text"], "evidence": row["other_text"]} for row in longest], "n": len(rows)}


def _is(row: Row, label: str) -> bool:
    return row["label"] == label and not row["truncated"]


def _in_order(spans: Iterable[Row]) -> list[Row]:
    return sorted(spans, key=lambda span: (span["start"], span["end"], span["kind"]))


def _grouped(rows: Iterable[Row], *names: str) -> defaultdict[Any, list[Row]]:
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row[name] for name in names) if len(names) > 1 else row[names[0]]].append(row)
    return found
