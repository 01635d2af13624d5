"""The parts of a document in order, each cut into pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policytext.records import Document, Part, Span
from policytext.segment.headings import AFTER_MARK, ANSWERING, match_numbering, title_kind
from policytext.segment.lines import CELLS_IN_A_ROW, Piece, is_cell, line_why, read_line

#: A cell of a task table is prose when it ends a sentence and is longer than any label of the prescribed forms.
PROSE_CELL = re.compile(r"[^\t\n]{9,}。(?=[\t\n]|$)")


class _Line(NamedTuple):
    text: str
    start: int
    kind: str
    why: str


def cut_document(document: Document) -> list[Piece]:
    """Every piece of the document in order."""
    lines = [line for part in document.parts for line in _lines(document.text, part)]
    cells = _cell_runs(lines)
    pieces: list[Piece] = []
    in_head, answering, item_depth = True, False, 0
    for index, line in enumerate(lines):
        if line.kind == "aside" or index in cells:
            why = line.why or "table"
            pieces.append(Piece("aside", Span(line.start, line.start + len(line.text)), why=why, line_start=True))
            continue
        following = _following(lines, index)
        new = read_line(line.text, line.start, following, in_head=in_head, answering=answering, item_depth=item_depth)
        item_depth = _item_depth(new, item_depth)
        for piece in new:
            if piece.role == "heading" and (piece.marker or piece.depth or not in_head):
                kind = title_kind(piece.title)
                answering = kind in ANSWERING if kind or piece.depth == 1 else answering
        in_head = in_head and not any(p.role == "heading" and p.marker for p in new) and not _long_prose(new)
        pieces += new
    return pieces


def _item_depth(line: list[Piece], before: int) -> int:
    """The depth of the numbered items that are being listed, after this line; a heading ends a list."""
    numbering = match_numbering(line[0].marker + AFTER_MARK) if line else None
    if line and line[0].role == "heading":
        return 0
    return numbering.depth if numbering and len(line) == 1 else before


def _following(lines: list[_Line], index: int) -> str:
    """The next line of prose; a table or what closes the document comes to nothing."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    return after.text if after and after.kind == "prose" and not line_why(after.text) else ""


def _long_prose(pieces: list[Piece]) -> bool:
    return sum(piece.span.end - piece.span.start for piece in pieces if piece.role == "statement") > 60


def _lines(text: str, part: Part) -> Iterator[_Line]:
    """The lines of a part without the space around them; a table gives its prose cells and, between them, asides."""
    if part.kind == "table":
        yield from _table_lines(text, part.span)
        return
    kind = "aside" if part.kind == "aside" else "prose"
    yield from _plain_lines(text, part.span, kind, part.why)


def _plain_lines(text: str, span: Span, kind: str, why: str) -> Iterator[_Line]:
    start = span.start
    for raw in span.of(text).split("\n"):
        stripped = raw.strip()
        if stripped:
            yield _Line(stripped, start + raw.index(stripped), kind, why)
        start += len(raw) + 1


def _table_lines(text: str, span: Span) -> Iterator[_Line]:
    done = span.start
    for found in PROSE_CELL.finditer(text, span.start, span.end):
        yield from _whole(text, Span(done, found.start()))
        yield from _plain_lines(text, Span(found.start(), found.end()), "prose", "")
        done = found.end()
    yield from _whole(text, Span(done, span.end))


def _whole(text: str, span: Span) -> Iterator[_Line]:
    raw = span.of(text)
    stripped = raw.strip()
    if stripped:
        yield _Line(stripped, span.start + raw.index(stripped), "aside", "table")


def _cell_runs(lines: list[_Line]) -> set[int]:
    """Indices of lines that are cells of a table flattened to one cell a line."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, _Line("。", 0, "end", "")]):
        short = line.kind == "prose" and is_cell(line.text) and not match_numbering(line.text)
        if short:
            run.append(index)
            continue
        if len(run) >= CELLS_IN_A_ROW and any(re.search(r"\d", lines[i].text) for i in run):
            found.update(run)
        run = []
    return found
