"""PDF files: printed lines by page, tables where lines are ruled, running heads and page numbers marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policytext.read.draft import Draft, refuse
from policytext.read.limits import MAX_PAGES
from policytext.read.pages import blocks_of_pages, check_text
from policytext.read.printed import Page, read_page
from policytext.read.ruled import may_hold_table, read_closely

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

# A file of the format ends with this mark; viewers look for it in the last kilobyte, some servers add a few lines.
_END_MARK = b"%%EOF"
_END_WITHIN = 4096

# Pdfium's code for "wrong password" (FPDF_ERR_PASSWORD).
_PASSWORD_ERROR = 4


def read_pdf(data: bytes, name: str) -> Draft:
    """Read a PDF file: one block per printed line, with its page; ruled tables are one block each."""
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
    warnings += check_text(pages, name)
    return Draft(blocks_of_pages(pages), title=title or None, warnings=tuple(warnings))


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
