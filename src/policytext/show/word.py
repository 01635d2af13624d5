"""A Word document in Chinese official layout: A4, fonts for both scripts, headings, tables, page numbers.

Fonts are named, never shipped: Word takes the first of a font's names that the reader's machine has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from policytext.show.word_parts import BODY, HEADING, TITLE, add_field, clean, mark_row, repack, set_fonts, shade

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

QUIET = "5F6670"

# A day that every document bears, so that the same tables give the same bytes.
UNDATED = datetime(2000, 1, 1)

# Word lets a row break over pages where it must: one longer than this many characters would leave a page half empty.
LONG_ROW = 500


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that look alike."""

    text: str
    bold: bool = False
    quiet: bool = False
    marked: bool = False
    font: str = ""


Cell = str | Sequence[Run]


class Word:
    """A document under work.

    Args:
        title: stands in the properties too.
        margins: centimetres at the top, right, bottom and left.
        size: points of the body.
        lang: ``zh`` or ``en``, the language of the words around the quotations.
    """

    def __init__(
        self, title: str, margins: Sequence[float] = (2.5, 2.2, 2.3, 2.4), size: float = 11, lang: str = "zh"
    ) -> None:
        from docx import Document

        self._document: Any = Document()
        self._size = size
        self._page(margins)
        self._properties(title, lang)
        self._style("Normal", BODY, size)
        self._style("Heading 1", HEADING, size + 2)

    @property
    def width(self) -> float:
        """Centimetres between the margins."""
        return self._room

    def _page(self, margins: Sequence[float]) -> None:
        from docx.shared import Cm

        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Cm, margins)
        section.header_distance = section.footer_distance = Cm(1.0)
        self._room = 21 - margins[1] - margins[3]

    def _properties(self, title: str, lang: str) -> None:
        core = self._document.core_properties
        core.title, core.author, core.last_modified_by, core.comments = clean(title), "policytext", "policytext", ""
        core.language = "zh-CN" if lang == "zh" else "en"
        core.created = core.modified = UNDATED

    def _style(self, name: str, font: str, size: float) -> None:
        from docx.shared import Pt, RGBColor

        style: Any = self._document.styles[name]
        style.font.size, style.font.color.rgb, style.font.bold = Pt(size), RGBColor(0, 0, 0), False
        style.paragraph_format.space_before = Pt(size if name != "Normal" else 0)
        style.paragraph_format.space_after = Pt(4)
        set_fonts(style.element.get_or_add_rPr(), font)

    def heading(self, text: str) -> Paragraph:
        """The head of a part; stays with what follows."""
        made: Paragraph = self._document.add_heading(clean(text), level=1)
        return made

    def title(self, text: str, size: float = 20) -> Paragraph:
        """The title, centred."""
        return self.line([Run(text, font=TITLE)], size, centred=True)

    def line(
        self, runs: Cell, size: float = 0, centred: bool = False, after: float = 4, spacing: float = 0
    ) -> Paragraph:
        """A paragraph; ``after`` and ``spacing``, the exact height of a line, in points."""
        paragraph = self._document.add_paragraph()
        self._fill(paragraph, runs, size or self._size)
        return shape(paragraph, centred, after, spacing)

    def lead(self, text: str) -> Paragraph:
        """A quiet line that stays with the table after it."""
        paragraph = self.line([Run(text, quiet=True)], self._size - 2)
        paragraph.paragraph_format.keep_with_next = True
        return paragraph

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[Cell]], widths: Sequence[float], whole: bool = False
    ) -> None:
        """A table with a head that returns on every page.

        Args:
            head: names of the columns; none for a table of names and values, whose first column is shaded.
            rows: the cells.
            widths: shares of the page's width.
            whole: whether the rows stay on one page.
        """
        table: Any = self._document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        if head:
            self._row(table, head, shaded=range(len(head)), bold=True)
            mark_row(table, "w:tblHeader")
        for row in rows:
            self._row(table, row, shaded=() if head else (0,))
        self._widths(table, widths)
        _keep(table, len(table.rows) if whole else 1 if head else 0)
        self.line("", size=4, after=0)

    def grid(self, columns: int) -> Sequence[_Cell]:
        """One row of cells without borders, for figures side by side."""
        table = self._document.add_table(rows=1, cols=columns)
        table.autofit = False
        self._widths(table, [1 / columns] * columns)
        cells: Sequence[_Cell] = table.rows[0].cells
        return cells

    def write_cell(self, cell: _Cell, runs: Cell, size: float, centred: bool = False) -> None:
        """Put a paragraph into a cell's first one."""
        self._fill(cell.paragraphs[0], runs, size)
        shape(cell.paragraphs[0], centred, 2)

    def picture(self, cell: _Cell, png: bytes, width: float, alt: str) -> None:
        """Put a picture into a cell, so many centimetres wide, with its meaning in words."""
        from docx.shared import Cm

        paragraph = shape(cell.add_paragraph(), True, 0)
        shown = paragraph.add_run().add_picture(BytesIO(png), width=Cm(width))
        named: Any = shown._inline.docPr
        named.set("descr", clean(alt))

    def page_numbers(self, note: str, phrase: str) -> None:
        """A footer on every page: a note, and the page's number in a phrase with {page} and {pages}."""
        footer = self._document.sections[0].footer.paragraphs[0]
        self._fill(footer, [Run(note, quiet=True)], 8)
        shape(footer, True, 0)
        numbers = self._document.sections[0].footer.add_paragraph()
        shape(numbers, True, 0)
        for part in re.split(r"(\{pages?\})", phrase):
            if part.startswith("{"):
                add_field(numbers, "PAGE" if part == "{page}" else "NUMPAGES")
            else:
                self._fill(numbers, [Run(part, quiet=True)], 8)

    def data(self) -> bytes:
        """The file; the same bytes for the same content."""
        raw = BytesIO()
        self._document.save(raw)
        return repack(raw)

    def _row(self, table: Any, cells: Sequence[Cell], shaded: Iterable[int], bold: bool = False) -> None:
        row = table.add_row()
        marked = set(shaded)
        for at, (cell, content) in enumerate(zip(row.cells, cells, strict=True)):
            runs = [Run(content, bold=bold)] if isinstance(content, str) else content
            self._fill(cell.paragraphs[0], runs, self._size - 1.5)
            shape(cell.paragraphs[0], False, 1)
            if at in marked:
                shade(cell)
        if sum(len(_plain(content)) for content in cells) <= LONG_ROW:
            mark_row(table, "w:cantSplit")

    def _widths(self, table: Table, shares: Sequence[float]) -> None:
        from docx.shared import Cm

        for at, share in enumerate(shares):
            table.columns[at].width = Cm(self._room * share)
            for cell in table.columns[at].cells:
                cell.width = Cm(self._room * share)

    def _fill(self, paragraph: Paragraph, runs: Cell, size: float) -> None:
        from docx.shared import Pt, RGBColor

        for run in [Run(runs)] if isinstance(runs, str) else runs:
            made = paragraph.add_run(clean(run.text))
            made.font.size, made.bold = Pt(size), run.bold or None
            made.underline = run.marked or None
            if run.quiet:
                made.font.color.rgb = RGBColor.from_string(QUIET)
            if run.font:
                set_fonts(made._element.get_or_add_rPr(), run.font)


def shape(paragraph: Paragraph, centred: bool, after: float, spacing: float = 0) -> Paragraph:
    """Place a paragraph: centred or not, points after it, exact height of its lines."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.paragraph_format.space_after = Pt(after)
    if spacing:
        paragraph.paragraph_format.line_spacing = Pt(spacing)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _plain(content: Cell) -> str:
    return content if isinstance(content, str) else "".join(run.text for run in content)


def _keep(table: Table, rows: int) -> None:
    """Keep the first rows of a table on one page with what follows them."""
    for row in table.rows[:rows]:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
