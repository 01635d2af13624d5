"""PDF files: A4 pages with first-line indents, ruled tables, a running head and page numbers."""

from __future__ import annotations

import io
from html import escape
from typing import Any

from writers.report import ABOVE, LEFT, Report, cell_extent, shown_cells

_FONT = "STSong-Light"
_CUT = 16  # rows of a table before a page break


def as_pdf(report: Report) -> bytes:
    """A4 pages with first-line indents, ruled tables, a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    styles = _pdf_styles()

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont(_FONT, 9)
        canvas.drawString(80, A4[1] - 40, f"{report.place}政府信息公开年度报告汇编")
        canvas.drawCentredString(A4[0] / 2, 40, f"- {document.page} -")

    story: list[Any] = [Paragraph(escape(report.title), styles["title"])]
    for part in report.parts:
        if part.kind == "table":
            story += _pdf_tables(part.rows, styles["cell"])
        else:
            story.append(Paragraph(escape(part.line), styles[part.kind]))
    buffer = io.BytesIO()
    margins = {"leftMargin": 80, "rightMargin": 80, "topMargin": 90, "bottomMargin": 90}
    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, pageCompression=0, title=report.title, **margins)
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def _pdf_styles() -> dict[str, Any]:
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("plain", fontName=_FONT, fontSize=14, leading=24, wordWrap="CJK", firstLineIndent=28)
    centred = ParagraphStyle("title", plain, fontSize=18, leading=36, alignment=TA_CENTER, firstLineIndent=0)
    right = ParagraphStyle("signature", plain, alignment=TA_RIGHT, firstLineIndent=0)
    cell = ParagraphStyle("cell", plain, fontSize=8, leading=10, firstLineIndent=0)
    body = dict.fromkeys(("paragraph", "item", "clause", "heading", "heading1", "heading2"), plain)
    return {**body, "title": centred, "signature": right, "cell": cell}


def _pdf_table(rows: list[list[str]], style: Any) -> Any:
    from reportlab.lib.colors import black
    from reportlab.platypus import Paragraph, Table

    commands: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, black)]
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            wide, high = cell_extent(rows, index, column)
            if text not in {LEFT, ABOVE} and (wide, high) != (1, 1):
                commands.append(("SPAN", (column, index), (column + wide - 1, index + high - 1)))
    cells = [[Paragraph(escape(text), style) if text else "" for text in shown_cells(row)] for row in rows]
    width = len(rows[0])
    widths = [60, 70, 115, *([25] * 7)] if width == 10 else [420 / width] * width
    return Table(cells, colWidths=widths, style=commands)


def _pdf_tables(rows: list[list[str]], style: Any) -> list[Any]:
    """A table as flowables. A long one is cut by a page break, also inside its high cells, as Word does it."""
    from reportlab.platypus import PageBreak

    if len(rows) <= _CUT:
        return [_pdf_table(rows, style)]
    lower = [list(row) for row in rows[_CUT:]]
    lower[0] = ["" if cell == ABOVE else cell for cell in lower[0]]
    return [_pdf_table(rows[:_CUT], style), PageBreak(), _pdf_table(lower, style)]
