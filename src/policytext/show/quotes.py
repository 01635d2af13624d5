"""Quotations with what was found in them marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup


def marked_quote(text: str, start: int, spans: Iterable[dict[str, Any]], names: dict[str, str]) -> Markup:
    """A statement with its particulars in ``<mark>``, each named; everything else escaped.

    Args:
        text: the statement.
        start: its offset in the document, which the spans count from too.
        spans: rows of ``particulars``; of two that overlap the first is marked.
        names: what the kinds are called.

    >>> str(marked_quote("6月底前<印发>", 100, [{"start": 100, "end": 104, "kind": "deadline"}], {"deadline": "时限"}))
    '<mark title="时限">6月底前<small>时限</small></mark>&lt;印发&gt;'
    """
    parts: list[Markup] = []
    at = 0
    for span in sorted(spans, key=lambda span: (span["start"], -span["end"])):
        begin, end = span["start"] - start, span["end"] - start
        if begin < at or end > len(text):
            continue
        name = names.get(span["kind"], span["kind"])
        inside = Markup('<mark title="{0}">{1}<small>{0}</small></mark>').format(name, text[begin:end])
        parts += [Markup("{}").format(text[at:begin]), inside]
        at = end
    return Markup("").join([*parts, Markup("{}").format(text[at:])])
