"""RawDocument -> Document: blocks cleaned by their kind, debris deleted, parts laid over the result."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from typing import NamedTuple

from policytext.clean.asides import aside_of
from policytext.clean.characters import lines_of
from policytext.clean.edits import Change, Draft, Step, join_drafts
from policytext.clean.lines import broken_lines, line_ends
from policytext.clean.pages import close_gaps, page_debris
from policytext.clean.steps import IN_CELLS, REPAIRS, Mark, mark, repair
from policytext.clean.tables import find_tables
from policytext.clean.traditional import is_traditional, simplify
from policytext.clean.wrapping import Page, measure_page, printed_lines
from policytext.records import Block, Document, Edit, Part, RawDocument, Span, spans_to_source

_DEBRIS = frozenset({"running_head", "page_number"})
_EXAMPLES = 3

WARNINGS = {
    "garbled": "characters were destroyed by a wrong encoding",
    "ambiguous_date": "a date lost 年 or 月 and cannot be read in one way only",
    "unnumbered": "a heading lost its number",
    "unpaired_quote": "a quotation mark or title mark has no partner",
    "lost_character": "a character seems to be missing",
}
"""What a mark means, for the person who runs the program."""


class _Region(NamedTuple):
    """Consecutive blocks that are cleaned alike: ``prose``, ``table`` or ``aside``."""

    kind: str
    blocks: list[Block]


def clean_document(raw: RawDocument) -> Document:
    r"""Clean a document: final text, its parts, the edits that lead back, and what is damaged beyond repair.

    Prose gets all steps, tables only the folding of characters. Running heads and page numbers that the reader found
    are deleted, so that sentences go on across pages. Nothing else is lost: what is not part of the report
    (breadcrumbs, metadata, navigation, rows of lost tables) stays in the text as a part of kind ``aside`` that says
    why.

    >>> raw = RawDocument("x.txt", "0" * 64, "txt", (Block("首页 > 年报"), Block("一、概述"), Block("共公开5件.")))
    >>> [(part.kind, part.why, part.span.of(clean_document(raw).text)) for part in clean_document(raw).parts]
    [('aside', 'breadcrumb', '首页 > 年报'), ('prose', '', '一、概述\n共公开5件。')]
    """
    regions = list(_regions(raw.blocks))
    steps, page = _steps_for(raw.text), measure_page(printed_lines(_prose_of(raw.blocks)))
    cleaned = [_clean_region(region, steps[region.kind], page) for region in regions]
    draft = _assembled([draft for draft, _ in cleaned])
    edits = draft.edits
    pages = _Pages(raw.blocks, edits)
    return Document(
        source=raw.source,
        sha256=raw.sha256,
        format=raw.format,
        text=draft.text,
        parts=tuple(_parts(draft.text, regions, [draft.text for draft, _ in cleaned], pages)),
        edits=edits,
        encoding=raw.encoding,
        title=raw.title,
        published=raw.published,
        warnings=(*raw.warnings, *_warnings([mark for _, marks in cleaned for mark in marks])),
    )


def _regions(blocks: Sequence[Block]) -> Iterator[_Region]:
    """Blocks in groups; each table is a group of its own, page debris belongs to the prose around it."""
    for kind, group in groupby(blocks, key=lambda block: block.kind if block.kind in ("table", "aside") else "prose"):
        if kind == "table":
            yield from (_Region(kind, [block]) for block in group)
        else:
            yield _Region(kind, list(group))


def _steps_for(text: str) -> dict[str, dict[str, Step]]:
    """The repairs for each kind of region. Whether the text is Traditional is decided for the document as a whole."""
    convert: dict[str, Step] = {"traditional": simplify} if is_traditional(text) else {}
    prose = {name: convert.get(name, step) for name, step in REPAIRS.items() if name != "traditional" or convert}
    return {"prose": prose, "aside": prose, "table": {name: prose[name] for name in IN_CELLS if name in prose}}


def _prose_of(blocks: Sequence[Block]) -> str:
    return "\n".join(block.text for block in blocks if block.kind == "paragraph")


def _clean_region(region: _Region, steps: dict[str, Step], page: Page | None) -> tuple[Draft, list[Mark]]:
    draft = Draft("\n".join(block.text for block in region.blocks))
    if region.kind != "prose":
        return repair(draft, steps), []
    draft = draft.apply("page_debris", close_gaps(draft.text, _debris(region.blocks), page))
    if page:  # a region alone may be too short to show how the document is wrapped
        draft = draft.apply("line_ends", line_ends(draft.text))
        draft = draft.apply("page_debris", page_debris(draft.text, page))
        draft = draft.apply("broken_lines", broken_lines(draft.text, page))
    return mark(repair(draft, steps))


def _debris(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Where the reader saw page numbers and running heads."""
    at = 0
    for block in blocks:
        if block.kind in _DEBRIS:
            yield at, at + len(block.text)
        at += len(block.text) + 1


def _assembled(drafts: Sequence[Draft]) -> Draft:
    """The regions' drafts as one, without the line breaks of regions that became empty."""
    changes, at, begun = [], 0, False
    for number, draft in enumerate(drafts):
        if number and not (draft.text and begun):
            changes.append(Change(at - 1, at, ""))
        begun = begun or bool(draft.text)
        at += len(draft.text) + 1
    return join_drafts(drafts).apply("line_ends", changes)


def _parts(text: str, regions: Sequence[_Region], texts: Sequence[str], pages: _Pages) -> Iterator[Part]:
    """Parts of the final text: tables as they came, other lines by what they are, and by page."""
    at = 0
    for region, piece in zip(regions, texts, strict=True):
        if not piece:
            continue
        if region.kind == "table":
            yield Part("table", Span(at, at + len(piece)), region.blocks[0].page)
        else:
            yield from _line_parts(at, piece, region.kind, pages)
        at += len(piece) + 1


def _line_parts(at: int, piece: str, region_kind: str, pages: _Pages) -> Iterator[Part]:
    lines = list(lines_of(piece))
    whys = _whys([line for _, line in lines], region_kind)
    where = pages.of(at, lines)
    for (why, page), group in groupby(range(len(lines)), key=lambda number: (whys[number], where[number])):
        numbers = list(group)
        start, (last, line) = lines[numbers[0]][0], lines[numbers[-1]]
        yield Part("aside" if why else "prose", Span(at + start, at + last + len(line)), page, why)


def _whys(lines: Sequence[str], region_kind: str) -> list[str]:
    """Why each line is set aside, or ""."""
    if region_kind == "aside":
        return [aside_of(line) or "navigation" for line in lines]
    tables = find_tables(lines)
    return [_why(aside_of(line), number in tables) for number, line in enumerate(lines)]


def _why(aside: str, in_table: bool) -> str:
    """Bars part words of navigation too: among a table's rows they are the table's."""
    return "table" if in_table and aside in ("", "navigation") else aside


class _Pages:
    """Tells the page on which a piece of the cleaned text begins."""

    def __init__(self, blocks: Sequence[Block], edits: Sequence[Edit]) -> None:
        self._pages = [block.page for block in blocks]
        self._any = any(self._pages)
        self._starts = [0, *accumulate(len(block.text) + 1 for block in blocks)]
        self._edits = edits

    def of(self, at: int, lines: Sequence[tuple[int, str]]) -> list[int | None]:
        """The page of each line of a piece that begins at ``at``, None where the format has no pages."""
        if not self._any:
            return [None] * len(lines)
        spans = [Span(at + start, at + start + len(line)) for start, line in lines]
        return [self._pages[self._block(span.start)] for span in spans_to_source(spans, self._edits)]

    def _block(self, offset: int) -> int:
        return min(bisect_right(self._starts, offset), len(self._pages)) - 1


def _warnings(marks: Sequence[Mark]) -> Iterator[str]:
    for step, meaning in WARNINGS.items():
        found = [mark.context for mark in marks if mark.step == step]
        if found:
            examples = "; ".join(f"“{context}”" for context in found[:_EXAMPLES])
            yield f"{len(found)} × {meaning}, not repaired: {examples}"
