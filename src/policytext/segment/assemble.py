"""Pieces -> sections and statements: each gets the section in force, its run-in heading and its lead-in."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from policytext.records import Document, Section, Span, Statement
from policytext.segment.headings import (
    AFTER_MARK,
    ANSWERING,
    ITEM_DEPTH,
    is_known_title,
    match_numbering,
    read_ordinal,
    title_kind,
)
from policytext.segment.lines import Piece

#: Kinds that a subheading may claim inside a section about the year reported; overview keeps its facets to itself.
OWN_KINDS = ("fees", "review_litigation", "on_request", "proactive")
LEADS = re.compile(r"：$|以下|如下|几个?方面|几点|主要(?:表现|体现|存在|做法|是)")
ENDED = re.compile(r"[。！？；：”）》]$")
#: A last line shorter than this is a signature or a date that lost its shape, not a sentence cut off.
TRUNCATED_CHARS = 12


@dataclass(frozen=True, slots=True)
class _Level:
    depth: int
    title: str
    kind: str


def assemble(document: Document, pieces: list[Piece]) -> tuple[tuple[Section, ...], tuple[Statement, ...]]:
    """Number the pieces and give each its section."""
    preface = Section(1, "other", "", (), Span(0, 0))
    sections = [] if pieces and _opens_section(pieces[0]) else [preface]
    statements: list[Statement] = []
    open_levels: list[_Level] = []
    item_depth = list_above = 0
    for piece in pieces:
        depth = _item_depth(piece)
        if _opens_section(piece):
            open_levels = _descend(open_levels, piece)
            sections.append(_section(sections, open_levels, piece.span.start))
            item_depth = list_above = item_depth if piece.depth == ITEM_DEPTH else 0
        elif 0 < depth <= list_above and read_ordinal(piece.marker) == 1:
            list_above = 0  # a first item begins a list of the heading's own
        elif 0 < depth <= list_above and open_levels[-1].depth == ITEM_DEPTH:
            open_levels, list_above = open_levels[:-1], 0
            sections.append(_section(sections, open_levels, piece.span.start))
        item_depth = depth or item_depth
        statements.append(_statement(document.text, piece, len(statements) + 1, sections[-1]))
    return _close(sections, len(document.text)), tuple(_mark_truncated(_tie(statements, pieces)))


def _item_depth(piece: Piece) -> int:
    """The depth of a numbered item that begins a line; 0 for anything else."""
    if piece.role not in ("runin", "statement") or not piece.line_start:
        return 0
    numbering = match_numbering(piece.marker + AFTER_MARK)
    return numbering.depth if numbering and numbering.depth < ITEM_DEPTH else 0


def _opens_section(piece: Piece) -> bool:
    return piece.role == "heading" and (bool(piece.marker or piece.depth) or is_known_title(piece.title))


def _descend(levels: list[_Level], piece: Piece) -> list[_Level]:
    """The open headings after this one: those as deep or deeper are closed."""
    depth = piece.depth or (2 if any(level.depth == 1 for level in levels) else 1)
    kept = [level for level in levels if level.depth < depth]
    return [*kept, _Level(depth, piece.title, _kind(piece.title, kept))]


def _kind(title: str, above: list[_Level]) -> str:
    own = title_kind(title)
    parent = above[-1].kind if above else None
    if own in ANSWERING or parent is None:
        return own or parent or "other"
    if own in OWN_KINDS and parent not in (*ANSWERING, "overview"):
        return own or parent
    return parent


def _section(sections: list[Section], levels: list[_Level], start: int) -> Section:
    """The innermost open section; an item that follows 改进措施： of the item before goes on with the one above."""
    path = tuple(level.title for level in levels)
    kind, title = (levels[-1].kind, levels[-1].title) if levels else ("other", "")
    return Section(len(sections) + 1, kind, title, path, Span(start, start))


def _close(sections: list[Section], end: int) -> tuple[Section, ...]:
    """Let every section reach to the next one, the first from the beginning."""
    starts = [0, *(section.span.start for section in sections[1:])]
    ends = [*starts[1:], end]
    return tuple(replace(s, span=Span(a, b)) for s, a, b in zip(sections, starts, ends, strict=True))


def _statement(text: str, piece: Piece, number: int, section: Section) -> Statement:
    annex = section.kind == "annex" and piece.role == "statement"
    return Statement(
        id=number,
        section_id=section.id,
        section=section.kind,
        role="aside" if annex else piece.role,
        span=piece.span,
        text=piece.span.of(text),
        marker=piece.marker,
        turn=piece.turn,
        why="annex" if annex else piece.why,
    )


def _tie(statements: list[Statement], pieces: list[Piece]) -> list[Statement]:
    """Give each statement the run-in heading that names its item and the lead-in that governs it."""
    tied: list[Statement] = []
    runin = lead = None
    in_items = False
    for index, (statement, piece) in enumerate(zip(statements, pieces, strict=True)):
        if statement.role == "heading":
            runin = lead = None
            in_items = False
        if statement.marker:
            runin, in_items = None, True
        elif piece.line_start and in_items:
            runin = lead = None
            in_items = False
        tied.append(replace(statement, runin=runin, lead=lead) if statement.role == "statement" else statement)
        if statement.role == "runin":
            runin = statement.id
        elif statement.role == "statement" and _leads(statement, statements[index + 1 : index + 2]):
            lead, in_items = statement.id, False
    return tied


def _leads(statement: Statement, after: list[Statement]) -> bool:
    if not after or not LEADS.search(statement.text):
        return False
    numbering = match_numbering(after[0].text)
    first = numbering is not None and read_ordinal(numbering.mark) in (0, 1)
    own = match_numbering(statement.text)
    deeper = own is None or (numbering is not None and (numbering.depth > own.depth or numbering.depth == ITEM_DEPTH))
    return statement.text.endswith("：") or (first and deeper)


def _mark_truncated(statements: list[Statement]) -> list[Statement]:
    """Mark the last statement when it does not end and nothing signs the document after it."""
    if not statements or statements[-1].role != "statement":
        return statements
    last = statements[-1]
    stops = sum(bool(ENDED.search(s.text)) for s in statements if s.role == "statement")
    cut_off = not ENDED.search(last.text) and len(last.text) > TRUNCATED_CHARS and stops > 1
    return [*statements[:-1], replace(last, truncated=cut_off)]
