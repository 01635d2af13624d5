"""PDF files: printed lines by page, tables where lines are ruled, running heads and page numbers marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.read.draft import Draft, refuse
from policytext.read.furniture import mark_furniture
from policytext.read.grid import table_block
from policytext.read.indents import mark_indents
from policytext.read.limits import MAX_PAGE_CHARS, MAX_PAGES
from policytext.read.printed import Line, Page, Table, read_page
from policytext.read.ruled import join_tables, may_hold_table, read_closely
from policytext.records import Block

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# A file of the format ends with this mark; viewers look for it in the last kilobyte, some servers add a few lines.
_END_MARK = b"%%EOF"
_END_WITHIN = 4096

# Fewer characters a page than this are page numbers and stamps on scanned pages; a printed page has 300 to 700.
_MIN_CHARS_PER_PAGE = 15

# Share of characters that the fonts do not map to Unicode, beyond which the text is not usable.
_MAX_UNMAPPED = 0.3

# Pdfium's code for "wrong password" (FPDF_ERR_PASSWORD).
_PASSWORD_ERROR = 4


def read_pdf(data: bytes, name: str) -> Draft:
    """Read a PDF file: one block per printed line, with its page.

    A line that is clearly indented gets two ideographic spaces in front: it begins a paragraph. A table that goes on
    over a page break is one block.
    """
    if _END_MARK not in data[-_END_WITHIN:]:
        raise refuse("damaged", name, "ends before its end mark, so a part is missing", "download it again")
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            pages, warnings = _read_pages(document, data)
            title = document.get_metadata_dict().get("Title", "").strip("\x00 ")
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD_ERROR:
            raise refuse("encrypted", name, "is protected by a password", "print it to a PDF without one") from error
        raise refuse("damaged", name, "is a damaged PDF", "download it again or save it anew") from error
    warnings += _check_text(pages, name)
    mark_furniture(pages)
    join_tables(pages)
    mark_indents(pages)
    blocks = tuple(block for page in pages for item in page.items for block in _blocks(item, page.number))
    return Draft(blocks, title=title or None, warnings=tuple(warnings))


def _read_pages(document: PdfDocument, data: bytes) -> tuple[list[Page], list[str]]:
    """Every page's lines and tables; what could not be read goes into the warnings."""
    pages: list[Page] = []
    for index in range(min(len(document), MAX_PAGES)):
        page = document[index]
        pages.append(read_page(page, index + 1))
        pages[-1].ruled = may_hold_table(page)
        page.close()
    warnings = read_closely(data, pages)
    if len(document) > MAX_PAGES:
        warnings.append(f"only the first {MAX_PAGES} of {len(document)} pages were read; split the file")
    return pages, warnings


def _blocks(item: Line | Table, page: int) -> list[Block]:
    if isinstance(item, Line):
        return [Block(item.text, item.kind, page)]
    return [table_block(item.grid, page), *(Block(head, "running_head", page) for head in item.repeated)]


def _check_text(pages: list[Page], name: str) -> list[str]:
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
