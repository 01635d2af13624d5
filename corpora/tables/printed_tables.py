"""PDF files with tables ruled, half ruled or not at all."""

from __future__ import annotations

import io
from collections.abc import Collection
from html import escape
from typing import Any

from tables.grid import Grid, origins, width
from tables.prose import Piece

_FONT = "STSong-Light"
_WIDE = 460  # of a table, in points
_NUMBER = 27  # width of a column of numbers in table 3
_LABELS = {1: [1.0], 2: [0.4, 0.6], 3: [0.18, 0.27, 0.55]}


def as_pdf_file(pieces: list[Piece], place: str, options: Collection[str]) -> bytes:
    """A PDF file, the same bytes on every machine.

    Options: ``unruled`` no lines; ``hlines`` horizontal lines only; ``outer`` a frame and lines below the headings;
    ``repeat`` the heading of table 3 over each page; ``flow`` tables begin where the text ends and break where the page
    does; ``small`` letters of 6 points; ``narrow`` narrow labels, which wrap; ``top`` numbers at the top of their
    cells; ``right`` numbers at the right; ``landscape`` broad pages; ``no_page_numbers``.
    """
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    size = landscape(A4) if "landscape" in options else A4

    def number(canvas: Any, document: Any) -> None:
        if "no_page_numbers" not in options:
            canvas.setFont(_FONT, 9)
            canvas.drawCentredString(size[0] / 2, 36, f"— {document.page} —")

    styles = _styles(options)
    story = [flowable for piece in pieces for flowable in _flowables(piece, styles, options)]
    buffer = io.BytesIO()
    margins = {"leftMargin": 65, "rightMargin": 65, "topMargin": 70, "bottomMargin": 60}
    document = SimpleDocTemplate(buffer, pagesize=size, invariant=1, title=pieces[0].text, **margins)
    document.build(story, onFirstPage=number, onLaterPages=number)
    return buffer.getvalue()


def _styles(options: Collection[str]) -> dict[str, Any]:
    from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("plain", fontName=_FONT, fontSize=13, leading=21, wordWrap="CJK", firstLineIndent=26)
    letter = 6 if "small" in options else 8
    cell = ParagraphStyle("cell", plain, fontSize=letter, leading=letter + 2, firstLineIndent=0, alignment=TA_CENTER)
    return {
        "title": ParagraphStyle("title", plain, fontSize=17, leading=30, alignment=TA_CENTER, firstLineIndent=0),
        "heading": plain,
        "paragraph": plain,
        "signature": ParagraphStyle("signature", plain, alignment=TA_RIGHT),
        "label": ParagraphStyle("label", cell, alignment=TA_LEFT),
        "number": ParagraphStyle("number", cell, alignment=TA_RIGHT if "right" in options else TA_CENTER),
    }


def _flowables(piece: Piece, styles: dict[str, Any], options: Collection[str]) -> list[Any]:
    from reportlab.platypus import PageBreak, Paragraph, Spacer

    if piece.kind != "table":
        return [Paragraph(escape(piece.text), styles[piece.kind])]
    found: list[Any] = []
    for index, grid in enumerate(piece.grids):
        if index and "flow" not in options:
            found.append(PageBreak())
        found += [Spacer(1, 8), _table(grid, styles, options), Spacer(1, 8)]
    return found


def _table(grid: Grid, styles: dict[str, Any], options: Collection[str]) -> Any:
    from reportlab.platypus import Paragraph, Table

    columns = width(grid)
    rows: list[list[Any]] = [["" for _ in range(columns)] for _ in grid]
    commands = _lines(options, len(grid))
    for i, j, cell in origins(grid):
        if (cell.wide, cell.high) != (1, 1):
            commands.append(("SPAN", (j, i), (j + cell.wide - 1, i + cell.high - 1)))
        style = styles["number" if cell.key else "label"]
        text = escape(cell.text).replace("\n", "<br/>")
        rows[i][j] = Paragraph(text, style) if text else ""
    commands += [("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 2)]
    commands.append(("VALIGN", (0, 0), (-1, -1), "TOP" if "top" in options else "MIDDLE"))
    repeat = 3 if "repeat" in options and columns == 10 else 0
    return Table(rows, colWidths=_widths(grid, options), style=commands, repeatRows=repeat)


def _lines(options: Collection[str], rows: int) -> list[Any]:
    from reportlab.lib.colors import black

    whole = ((0, 0), (-1, -1), 0.5, black)
    if "unruled" in options:
        return []
    if "hlines" in options:
        return [("LINEBELOW", *whole), ("LINEABOVE", (0, 0), (-1, 0), 0.5, black)]
    if "outer" in options:
        return [("BOX", *whole), ("LINEBELOW", (0, min(2, rows - 1)), (-1, min(2, rows - 1)), 0.5, black)]
    return [("GRID", *whole)]


def _widths(grid: Grid, options: Collection[str]) -> list[float]:
    """Columns of numbers are narrow, those of labels take what is left."""
    columns = width(grid)
    labels = {8: 1, 9: 2, 10: 3}.get(columns)
    whole = _WIDE + 230 * ("landscape" in options)
    if not labels:
        return [whole / columns] * columns
    number = _NUMBER + 10 * ("landscape" in options)
    left = 150 if "narrow" in options else whole - 7 * number
    return [*[left * share for share in _LABELS[labels]], *[number + 8 * ("narrow" in options)] * 7]
