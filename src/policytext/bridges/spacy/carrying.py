"""What a Doc carries of a report: rows of its tables as span groups and plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from policytext.records import Report, Span
from policytext.store import report_rows

Row = Mapping[str, Any]

#: Key in ``doc.user_data``.
KEY = "policytext"

#: The groups, each a table of the schema, and what a row of it is labelled.
GROUPS: dict[str, Callable[[Row], str]] = {
    "sections": lambda row: str(row["kind"]),
    "statements": lambda row: str(row["label"] or row["role"]),
    "measures": lambda row: str(row["category"]),
    "particulars": lambda row: str(row["kind"]),
}

_OF_REPORT = ("specificity", "checkable")
_OF_ROW = ("level", "probability", "measure_id", "stance", "value")


def carry_report(doc: Doc, report: Report, place: Callable[[Sequence[Span]], Sequence[Span]]) -> Doc:
    """Lay a report's sections, statements, measures and particulars over a Doc.

    Args:
        doc: gets the span groups of ``GROUPS`` and ``doc.user_data["policytext"]``.
        report: what was found.
        place: spans of the report's cleaned text -> the same of ``doc.text``.

    Returns:
        The Doc that was given.
    """
    tables = report_rows(report)
    rows: dict[str, Row] = {}
    for group, label_of in GROUPS.items():
        places = place([Span(row["start"], row["end"]) for row in tables[group]])
        spans = []
        for number, (row, at) in enumerate(zip(tables[group], places, strict=True)):
            name = f"{group}/{number}"
            rows[name] = _plain({**row, "start": at.start, "end": at.end})
            spans.append(_span(doc, at, label_of(row), name, row.get("measure_id", "")))
        doc.spans[group] = spans
    doc.user_data[KEY] = {"report": _plain(tables["reports"][0]), "rows": rows}
    return doc


def register_extensions() -> None:
    """Make the extensions that the front door documents known to spaCy; they only look up what the Doc carries."""
    Doc.set_extension("report", getter=report_of, force=True)
    for name in _OF_REPORT:
        Doc.set_extension(name, getter=_looked_up(report_of, name), force=True)
    DocSpan.set_extension("row", getter=row_of, force=True)
    for name in _OF_ROW:
        DocSpan.set_extension(name, getter=_looked_up(row_of, name), force=True)
    DocSpan.set_extension("exact_start", getter=_looked_up(row_of, "start"), force=True)
    DocSpan.set_extension("exact_end", getter=_looked_up(row_of, "end"), force=True)
    DocSpan.set_extension("exact", getter=exact_of, force=True)


def report_of(doc: Doc) -> Row | None:
    """The row of the table ``reports``."""
    found: Row | None = doc.user_data.get(KEY, {}).get("report")
    return found


def row_of(span: DocSpan) -> Row | None:
    """The row that a span stands for; found by its id, for two spans may cover the same characters."""
    found: Row | None = span.doc.user_data.get(KEY, {}).get("rows", {}).get(span.id_)
    return found


def exact_of(span: DocSpan) -> str | None:
    """The characters that were found, without what else its first and last token hold."""
    row = row_of(span)
    return None if row is None else span.doc.text[row["start"] : row["end"]]


def _looked_up(find: Callable[[Any], Row | None], name: str) -> Callable[[Any], Any]:
    def get(thing: Any) -> Any:
        row = find(thing)
        return None if row is None else row.get(name)

    return get


def _span(doc: Doc, at: Span, label: str, name: str, measure_id: str) -> DocSpan:
    """The tokens that a span touches; an empty one at either end of the text touches none."""
    found = doc.char_span(at.start, at.end, label, measure_id, alignment_mode="expand", span_id=name)
    if found is None:
        end = len(doc) if at.start else 0
        return DocSpan(doc, end, end, label=label, kb_id=measure_id, span_id=name)
    return found


def _plain(row: Row) -> Row:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
