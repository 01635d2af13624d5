"""Quotations with what was found in them marked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

JOINED = " · "
"""Between the kinds of a mark that has several."""


def marked_quote(text: str, start: int, spans: Iterable[dict[str, Any]], names: dict[str, str]) -> Markup:
    """A statement with its particulars in ``<mark>``, each named; everything else escaped.

    Args:
        text: the statement.
        start: its offset in the document, which the spans count from too.
        spans: rows of ``particulars``; those that overlap share a mark, which names them all.
        names: what the kinds are called.

    >>> str(marked_quote("6月底前<印发>", 100, [{"start": 100, "end": 104, "kind": "deadline"}], {"deadline": "时限"}))
    '<mark title="时限">6月底前<small>时限</small></mark>&lt;印发&gt;'
    """
    marked = Markup('<mark title="{0}">{1}<small>{0}</small></mark>')
    return Markup("").join(
        marked.format(name, piece) if name else Markup("{}").format(piece)
        for piece, name in quote_pieces(text, start, spans, names)
    )


def quote_pieces(
    text: str, start: int, spans: Iterable[dict[str, Any]], names: dict[str, str]
) -> list[tuple[str, str]]:
    """A statement in pieces, each with the names of the particulars in it; "" where there is none.

    Args:
        text: the statement.
        start: its offset in the document, which the spans count from too.
        spans: rows of ``particulars``; those that overlap share a piece.
        names: what the kinds are called.

    >>> quote_pieces("6月底前印发", 100, [{"start": 100, "end": 104, "kind": "deadline"}], {"deadline": "时限"})
    [('6月底前', '时限'), ('印发', '')]
    """
    pieces: list[tuple[str, str]] = []
    at = 0
    for begin, end, kinds in _merged(spans, start, len(text)):
        pieces += [(text[at:begin], ""), (text[begin:end], JOINED.join(names.get(kind, kind) for kind in kinds))]
        at = end
    return [piece for piece in (*pieces, (text[at:], "")) if piece[0]]


def _merged(spans: Iterable[dict[str, Any]], start: int, length: int) -> list[tuple[int, int, list[str]]]:
    """Begin, end and kinds of the marks; what does not lie in the statement is left out."""
    marks: list[tuple[int, int, list[str]]] = []
    for span in sorted(spans, key=lambda span: (span["start"], -span["end"], span["kind"])):
        begin, end, kind = span["start"] - start, span["end"] - start, span["kind"]
        if begin < 0 or end > length:
            continue
        if marks and begin < marks[-1][1]:
            first, last, kinds = marks.pop()
            marks.append((first, max(last, end), kinds if kind in kinds else [*kinds, kind]))
        else:
            marks.append((begin, end, [kind]))
    return marks
