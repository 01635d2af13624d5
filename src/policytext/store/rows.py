"""Report -> rows of tables. Pure: nothing is read or written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from operator import attrgetter, itemgetter
from typing import Any

from policytext.records import Failure, Report, Span
from policytext.store.schema import LIST_MARK, TABLES

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# The last bits of a float differ between machines and libraries; the digest must not.
FLOAT_DIGITS = 6


def report_rows(report: Report) -> Rows:
    """The rows that a report gives to each table.

    Args:
        report: one report, read and scored.

    Returns:
        Rows by table name, in the order of the table's key; every row has all columns of ``store.schema``.
    """
    makers = {
        "reports": _report_row,
        "sections": _section_rows,
        "statements": _statement_rows,
        "particulars": _particular_rows,
        "measures": _measure_rows,
        "answers": _answer_rows,
        "cells": _cell_rows,
        "facts": _fact_rows,
        "checks": _check_rows,
        "edits": _edit_rows,
        "texts": _text_row,
    }
    return {name: _finish(name, report.document.report_id, maker(report)) for name, maker in makers.items()}


def failure_row(failure: Failure) -> Row:
    """The row of ``failures`` for a file that could not be scored.

    >>> failure_row(Failure("a.txt", "empty", "read", "the file holds no text"))["reason"]
    'empty'
    """
    return asdict(failure)


def order_of_unit(row: Row) -> tuple[str, str, int]:
    """Units by code, those without one last, then by name; their years in order.

    >>> order_of_unit({"adcode": None, "unit": "甲县", "year": 2016})
    ('~', '甲县', 2016)
    """
    return row["adcode"] or "~", row["unit"], row["year"]


def key_of(name: str, row: Row) -> tuple[Any, ...]:
    """What a row of the table is sorted by."""
    return tuple(row[column] for column in TABLES[name].key)


def join_list(items: Iterable[str]) -> str:
    """A list as one cell.

    >>> join_list(["method", "content"])
    'method；content'
    """
    return LIST_MARK.join(items)


def _finish(name: str, report_id: str, rows: Iterable[Row]) -> list[Row]:
    """Give every row all columns in the schema's order, and put the rows in the order of the key."""
    table = TABLES[name]
    blank = dict.fromkeys(table.names) | {"report_id": report_id}
    full = [{**blank, **row} for row in rows]
    if full and max(map(len, full)) > len(blank):
        unknown = {column for row in full for column in row} - set(blank)
        raise ValueError(f"table {name} has no column {', '.join(sorted(unknown))}; add it to store/schema.py")
    for column in table.figures:
        for row in full:
            value = row[column]
            if isinstance(value, float):
                row[column] = round(value, FLOAT_DIGITS)
    if len(full) > 1:
        full.sort(key=itemgetter(*table.key))
    return full


def _picker(*names: str) -> Callable[[Any], Row]:
    """A function that takes these attributes of a record as a row."""
    values = attrgetter(*names)
    return lambda record: dict(zip(names, values(record), strict=True))


def _ends(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _report_row(report: Report) -> Iterator[Row]:
    document, origin = report.document, report.origin
    yield {
        "source": document.source,
        "sha256": document.sha256,
        **_ORIGIN(origin),
        "format": document.format,
        "encoding": document.encoding,
        "chars": len(document.text),
        "words": report.words,
        "statements": sum(s.role == "statement" for s in report.statements),
        "warnings": join_list(dict.fromkeys((*document.warnings, *origin.warnings, *report.warnings))),
        "confirmed": sum(decided.confirms for decided in report.decided.values()),
        "changed": sum(not decided.confirms for decided in report.decided.values()),
        **report.score.figures,
    }


def _section_rows(report: Report) -> Iterator[Row]:
    for section in report.sections:
        names = {"kind": section.kind, "title": section.title, "path": join_list(section.path)}
        yield {"section_id": section.id, **names, **_ends(section.span)}


def _statement_rows(report: Report) -> Iterator[Row]:
    for statement in report.statements:
        label, commitment = report.labels.get(statement.id), report.commitments.get(statement.id)
        row: Row = {
            "statement_id": statement.id,
            "section_id": statement.section_id,
            "section": statement.section,
            "role": statement.role,
            "start": statement.span.start,
            "end": statement.span.end,
            "text": statement.text,
            "rectified": statement.id in report.rectified,
            "truncated": statement.truncated,
            "why": statement.why,
        }
        if label:
            row["label"], row["probability"] = label.name, float(label.probability)
            row["by"], row["cue"], row["unsure"] = label.by, label.cue, label.unsure
        if decided := report.decided.get(statement.id):
            row["decision"], row["machine_label"] = decided.key, decided.machine_label
            row["machine_level"] = decided.machine_level
        if commitment:
            row["level"], row["plus"], row["why"] = commitment.level, join_list(commitment.plus), commitment.why
            row["detail"], row["action"], row["object"] = commitment.detail, commitment.action, commitment.object
        yield row


def _particular_rows(report: Report) -> Iterator[Row]:
    for commitment in report.commitments.values():
        for p in commitment.particulars:
            row = {"statement_id": p.statement_id, "kind": p.kind, "surface": p.surface, "value": p.value}
            yield row | _ends(p.span)


def _measure_rows(report: Report) -> Iterator[Row]:
    for m in report.mentions:
        yield _MENTION(m) | _ends(m.span)


def _answer_rows(report: Report) -> Iterator[Row]:
    return map(_ANSWER, report.answers)


def _cell_rows(report: Report) -> Iterator[Row]:
    for cell in report.cells:
        yield _CELL(cell) | _ends(cell.span)


def _fact_rows(report: Report) -> Iterator[Row]:
    for fact in report.facts:
        yield _FACT(fact) | {"value": float(fact.value)} | _ends(fact.span)


def _check_rows(report: Report) -> Iterator[Row]:
    counts: Counter[str] = Counter()
    for check in report.checks:
        counts[check.check] += 1
        row = _CHECK(check) | {"number": counts[check.check]}
        row |= _ends(check.span) if check.span else {}
        if check.other_span:
            row |= {"other_start": check.other_span.start, "other_end": check.other_span.end}
        yield row


def _edit_rows(report: Report) -> Iterator[Row]:
    return map(_EDIT, report.document.edits)


def _text_row(report: Report) -> Iterator[Row]:
    text = report.document.text
    yield {"text": text, "text_sha256": sha256(text.encode()).hexdigest()}


_ORIGIN = _picker(
    *(
        "title",
        "place",
        "adcode",
        "place_id",
        "adcode_base",
        "province",
        "city",
        "county",
        "organ",
        "organ_level",
        "year",
    ),
    *("period_start", "period_end", "published", "signed", "era"),
)
_MENTION = _picker("statement_id", "measure_id", "name", "surface", "category", "stance", "expansion")
_ANSWER = _picker("problem_id", "answer_id", "kind", "similarity", "matched")
_CELL = _picker("table", "row", "column", "value", "state", "surface", "page", "read")
_FACT = _picker("statement_id", "indicator", "unit", "surface", "approximate", "bound", "period")
_CHECK = _picker("check", "subject", "verdict", "found", "expected", "blame", "reason", "severity", "message")
_EDIT = _picker("step", "start", "end", "before", "after")
