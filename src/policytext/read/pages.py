"""Pages whose lines and tables are known -> blocks, the same for every format that has pages."""

from __future__ import annotations

from collections.abc import Sequence

from policytext.read.draft import refuse
from policytext.read.furniture import mark_furniture
from policytext.read.grid import table_block
from policytext.read.indents import mark_indents
from policytext.read.limits import MAX_PAGE_CHARS
from policytext.read.printed import Line, Page, Table
from policytext.read.ruled import join_tables
from policytext.records import Block

# Fewer characters a page than this are page numbers and stamps on scanned pages; a printed page has 300 to 700.
_MIN_CHARS_PER_PAGE = 15

# Share of characters that the fonts do not map to Unicode, beyond which the text is not usable.
_MAX_UNMAPPED = 0.3


def blocks_of_pages(pages: Sequence[Page]) -> tuple[Block, ...]:
    """One block per printed line, with its page; a table that goes on over a page break is one block.

    A line that is clearly indented gets two ideographic spaces in front: it begins a paragraph.
    """
    mark_furniture(pages)
    join_tables(pages)
    mark_indents(pages)
    return tuple(block for page in pages for item in page.items for block in _blocks(item, page.number))


def check_text(pages: Sequence[Page], name: str) -> list[str]:
    """Refuse scanned pages; warn of single pages without text."""
    counts = [sum(bool(glyph.char.strip()) for glyph in page.glyphs) for page in pages]
    unmapped = sum(page.unmapped for page in pages)
    if sum(counts) < _MIN_CHARS_PER_PAGE * len(pages):
        raise refuse("no_text_layer", name, "holds pictures of pages, no text", "run text recognition (OCR) on it")
    if unmapped > _MAX_UNMAPPED * (unmapped + sum(counts)):
        fault = "has fonts that do not say which characters they show"
        raise refuse("no_text_layer", name, fault, "run text recognition (OCR) on it")
    bare = [str(page.number) for page, count in zip(pages, counts, strict=True) if not count]
    full = [str(page.number) for page in pages if len(page.glyphs) > MAX_PAGE_CHARS]
    warnings = [f"page {', '.join(bare)} holds no text (a picture?)"] if bare else []
    return warnings + (
        [f"page {', '.join(full)} holds more text than a page can; the rest was left out"] if full else []
    )


def _blocks(item: Line | Table, page: int) -> list[Block]:
    if isinstance(item, Line):
        return [Block(item.text, item.kind, page)]
    return [table_block(item.grid, page), *(Block(head, "running_head", page) for head in item.repeated)]
