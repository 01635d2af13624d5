"""Tables -> what a person should look at first, each statement with its reason and its neighbours."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.review import key_of, occurrences, report_unit

if TYPE_CHECKING:
    from policytext.store import Tables

Row = dict[str, Any]

REASONS = ("unsure", "check", "damaged", "boundary", "sample")
"""Why a statement is on the sheet, in the order in which they are looked at."""

NEAR = {2: 1, 3: 2}
"""A level rests on so many kinds of particular at least; with no more than that, one of them decides it."""

STRONG = frozenset(["instrument", "target", "deadline", "actor", "scope", "check"])


def choose(tables: Tables, most: int = 200, sample: int = 50, seed: int = 0) -> list[Row]:
    """The statements that a person should look at first.

    Args:
        tables: a dataset.
        most: so many at most.
        sample: so many of them at least are drawn at random, from as many reports as possible, for an honest error
            rate; the more, the fewer have a reason.
        seed: of the draw.

    Returns:
        Rows in the order of the reasons, within one the least probable label first: ``why_look`` and the columns of a
        review sheet. A statement stands once, for its first reason.
    """
    reports = {row["report_id"]: row for row in tables["reports"].to_pylist()}
    statements = _once(_statements(tables), reports)
    reasons = _reasons(tables, statements)
    room = max(most - sample, 0)
    chosen = sorted(reasons, key=lambda key: (REASONS.index(reasons[key]), statements[key]["probability"], key))[:room]
    taken = [(key, reasons[key]) for key in chosen]
    taken += [(key, "sample") for key in _draw(statements, set(chosen), most - len(chosen), seed)]
    return [_row(statements[key], reports[key[0]], why) for key, why in taken]


def _statements(tables: Tables) -> dict[tuple[str, int], Row]:
    """Labelled statements that nobody has decided on, each with its neighbours and which of equal ones it is."""
    found: dict[tuple[str, int], Row] = {}
    by_report: defaultdict[str, list[Row]] = defaultdict(list)
    for block in tables.batches("statements"):
        for row in block.to_pylist():
            if row["role"] == "statement":
                by_report[row["report_id"]].append(row)
    for report_id, rows in by_report.items():
        rows.sort(key=lambda row: int(row["statement_id"]))
        which = occurrences([row["text"] for row in rows])
        for at, row in enumerate(rows):
            beside = {"before": rows[at - 1]["text"] if at else "", "occurrence": which[at]}
            beside["after"] = rows[at + 1]["text"] if at + 1 < len(rows) else ""
            if not row["decision"]:
                found[report_id, row["statement_id"]] = row | beside
    return found


def _once(statements: dict[tuple[str, int], Row], reports: dict[str, Row]) -> dict[tuple[str, int], Row]:
    """Of a statement that stands in several versions of a report the first: one decision is about all of them."""
    found: dict[str, tuple[str, int]] = {}
    for key, row in statements.items():
        report = reports[key[0]]
        found.setdefault(key_of(report_unit(report), report["year"], row["text"], row["occurrence"]), key)
    return {key: statements[key] for key in found.values()}


def _reasons(tables: Tables, statements: dict[tuple[str, int], Row]) -> dict[tuple[str, int], str]:
    """The first reason of each statement that has one."""
    kinds: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for row in tables["particulars"].to_pylist():
        if row["kind"] in STRONG:
            kinds[row["report_id"], row["statement_id"]].add(row["kind"])
    faults = _faults(tables)
    found = {}
    for key, row in statements.items():
        tests = {
            "unsure": row["unsure"],
            "check": any(row["start"] <= at < row["end"] for at in faults[key[0]]),
            "damaged": row["truncated"] or "\ufffd" in row["text"],
            "boundary": row["label"] == "improvement" and len(kinds[key]) == NEAR.get(row["level"], -1),
        }
        why = next((reason for reason in REASONS if tests.get(reason)), None)
        if why:
            found[key] = why
    return found


def _faults(tables: Tables) -> defaultdict[str, list[int]]:
    """Where failed and doubtful checks point, by report."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row in tables["checks"].to_pylist():
        if row["verdict"] in ("fail", "uncertain"):
            found[row["report_id"]] += [row[name] for name in ("start", "other_start") if row[name] is not None]
    return found


def _draw(
    statements: dict[tuple[str, int], Row], taken: set[tuple[str, int]], count: int, seed: int
) -> list[tuple[str, int]]:
    """Statements at random, one a report as long as there are reports, then a second of each."""
    rng = random.Random(seed)
    by_report: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for key in sorted(set(statements) - taken):
        by_report[key[0]].append(key)
    for keys in by_report.values():
        rng.shuffle(keys)
    order: list[tuple[str, int]] = []
    while by_report and len(order) < count:
        reports = sorted(by_report)
        rng.shuffle(reports)
        for report in reports:
            order.append(by_report[report].pop())
            if not by_report[report]:
                del by_report[report]
    return order[:count]


def _row(statement: Row, report: Row, why: str) -> Row:
    return {
        "why_look": why,
        "place": report["place"] or report["organ"] or "",
        "year": report["year"],
        "source": report["source"],
        "section": statement["section"],
        **{name: statement[name] for name in ("before", "text", "after", "why", "occurrence")},
        "machine_label": statement["label"],
        "machine_level": statement["level"],
        "unit": report_unit(report),
    }


def reasons_in(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    """How many rows each reason has, in order."""
    for reason in REASONS:
        count = sum(row["why_look"] == reason for row in rows)
        if count:
            yield reason, count
