"""Pieces -> sections and statements: each gets the section in force, its run-in heading and its lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from policytext.segment.lines import BARE_TITLE_CHARS, Piece

#: Kinds that a subheading may claim inside a section about the year reported; overview keeps its facets to itself.
OWN_KINDS = ("fees", "review_litigation", "on_request", "proactive")
LEADS = re.compile(r"：$|以下|如下|几个?方面|几点|主要(?:表现|体现|存在|做法|是)")
ENDS = tuple("。！？；：”）》")
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
    within: list[Section] = []
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
        within.append(sections[-1])
    return _close(sections, len(document.text)), tuple(_statements(document.text, pieces, within))


def _item_depth(piece: Piece) -> int:
    """The depth of a numbered item that begins a line; 0 for anything else."""
    if not (piece.line_start and piece.marker) or piece.role not in ("runin", "statement"):
        return 0
    numbering = match_numbering(piece.marker + AFTER_MARK)
    return numbering.depth if numbering and numbering.depth < ITEM_DEPTH else 0


def _opens_section(piece: Piece) -> bool:
    """Whether a heading begins a section: it is numbered, known, or announces problems or promises."""
    if piece.role != "heading":
        return False
    bare = len(piece.title) <= BARE_TITLE_CHARS and title_kind(piece.title) in ANSWERING
    return bool(piece.marker or piece.depth) or is_known_title(piece.title) or bare


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


def _statements(text: str, pieces: list[Piece], within: list[Section]) -> Iterator[Statement]:
    """The pieces as statements, each made once with all that is known of it."""
    texts = [text[piece.span.start : piece.span.end] for piece in pieces]
    annexes = [p.role == "statement" and s.kind == "annex" for p, s in zip(pieces, within, strict=True)]
    roles = ["aside" if annex else piece.role for piece, annex in zip(pieces, annexes, strict=True)]
    cut_off = _is_cut_off(roles, texts)
    for index, (runin, lead) in enumerate(_ties(pieces, roles, texts)):
        piece, section = pieces[index], within[index]
        truncated = cut_off and index == len(pieces) - 1
        why = "annex" if annexes[index] else piece.why
        yield Statement(
            index + 1,
            section.id,
            section.kind,
            roles[index],
            piece.span,
            texts[index],
            piece.marker,
            runin,
            lead,
            piece.turn,
            truncated,
            why,
        )


def _ties(pieces: list[Piece], roles: list[str], texts: list[str]) -> Iterator[tuple[int | None, int | None]]:
    """For each statement the run-in heading that names its item and the lead-in that governs it."""
    runin = lead = None
    in_items = False
    for index, (piece, role) in enumerate(zip(pieces, roles, strict=True)):
        if role == "heading":
            runin = lead = None
            in_items = False
        if piece.marker:
            runin, in_items = None, True
        elif piece.line_start and in_items:
            runin = lead = None
            in_items = False
        yield (runin, lead) if role == "statement" else (None, None)
        if role == "runin":
            runin = index + 1
        elif role == "statement" and index + 1 < len(texts) and _leads(texts[index], texts[index + 1]):
            lead, in_items = index + 1, False


def _leads(text: str, after: str) -> bool:
    if not LEADS.search(text):
        return False
    numbering = match_numbering(after)
    first = numbering is not None and numbering.ordinal in (0, 1)
    own = match_numbering(text)
    deeper = own is None or (numbering is not None and (numbering.depth > own.depth or numbering.depth == ITEM_DEPTH))
    return text.endswith("：") or (first and deeper)


def _is_cut_off(roles: list[str], texts: list[str]) -> bool:
    """Whether the last statement does not end and nothing signs the document after it."""
    if not roles or roles[-1] != "statement" or texts[-1].endswith(ENDS) or len(texts[-1]) <= TRUNCATED_CHARS:
        return False
    return sum(role == "statement" and text.endswith(ENDS) for role, text in zip(roles, texts, strict=True)) > 1
