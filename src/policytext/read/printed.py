"""What is printed on a PDF page: characters with their places, put together to lines from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from policytext.read.limits import MAX_PAGE_CHARS

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

Box = tuple[float, float, float, float]

# Share of a line's height: two pieces that overlap by more stand on one line.
_SAME_LINE = 0.5

# Pieces of one line: characters set one by one make a hundred.
_MAX_PIECES = 400

# Points. Pdfium passes over text that is narrower, and takes two equal lines without height for one printed twice.
_NO_EXTENT = 0.01


@dataclass(slots=True)
class Glyph:
    """A character and its box on the page as seen: points from the left and from the top."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Line:
    """A printed line. ``em`` is the width of a Han character in it, ``kind`` the kind of the block it becomes."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    em: float
    kind: str = "paragraph"

    @property
    def middle(self) -> float:
        """The height of the line's middle, from the top of the page."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class Table:
    """A ruled table: the left edges of its columns, its right edge, its cells; ``repeated`` heads were taken out."""

    edges: list[float]
    x1: float
    top: float
    bottom: float
    grid: list[list[str]]
    repeated: list[str] = field(default_factory=list)

    @property
    def width(self) -> float:
        """From the left rule to the right one, in points."""
        return self.x1 - self.edges[0]


@dataclass(slots=True)
class Page:
    """A page with what is on it from top to bottom.

    ``glyphs`` are kept while tables are looked for; ``unmapped`` counts those that have no Unicode value. ``gaps``
    says that pdfium may have left out characters, ``ruled`` that lines are drawn that may make a table.
    """

    number: int
    width: float
    height: float
    items: list[Line | Table]
    glyphs: list[Glyph] = field(default_factory=list)
    unmapped: int = 0
    gaps: bool = False
    ruled: bool = False

    @property
    def lines(self) -> list[Line]:
        """The lines outside tables."""
        return [item for item in self.items if isinstance(item, Line)]


def read_page(page: PdfPage, number: int) -> Page:
    """The lines of a page, in reading order."""
    width, height = page.get_size()
    glyphs, unmapped = _glyphs(page, width, height)
    return Page(number, width, height, list(lines_of(glyphs)), glyphs, unmapped, _has_gaps(page))


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """Put characters together to lines, from top to bottom, pieces of one line from left to right."""
    pieces = [line for run in _runs(glyphs) if (line := _line(run)) is not None]
    pieces.sort(key=lambda line: line.middle)
    rows: list[list[Line]] = []
    for piece in pieces:
        if rows and len(rows[-1]) < _MAX_PIECES and _on_one_line(rows[-1], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_merged(sorted(row, key=lambda line: line.x0)) for row in rows]


def _glyphs(page: PdfPage, width: float, height: float) -> tuple[list[Glyph], int]:
    """The page's characters in the order of the file, and how many have no Unicode value.

    Pdfium adds spaces and line ends of its own; their boxes mean nothing, so they take the place of the
    character before them.
    """
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    turn = page.get_rotation()
    left, bottom, right, top = page.get_cropbox()
    glyphs: list[Glyph] = []
    unmapped = 0
    for index in range(min(text_page.count_chars(), MAX_PAGE_CHARS + 1)):
        char = _char(pdfium.FPDFText_GetUnicode(text_page, index))
        if pdfium.FPDFText_IsGenerated(text_page, index):
            place = glyphs[-1] if glyphs else Glyph("", 0, 0, 0, 0)
            glyphs.append(Glyph(char, place.x1, place.top, place.x1, place.bottom))
            continue
        unmapped += not char
        x0, y0, x1, y1 = text_page.get_charbox(index, loose=True)
        seen = _as_seen((x0 - left, y0 - bottom, x1 - left, y1 - bottom), turn, right - left, top - bottom)
        glyphs.append(Glyph(char, *seen))
    text_page.close()
    return glyphs, unmapped


def _has_gaps(page: PdfPage) -> bool:
    """Whether the page shows text without extent in a font that neither the file nor the machine holds."""
    import pypdfium2.raw as pdfium

    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=4):
        x0, y0, x1, y1 = shape.get_bounds()
        if min(x1 - x0, y1 - y0) < _NO_EXTENT and not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(shape)):
            return True
    return False


def _char(code: int) -> str:
    """A character by its code; a hyphen that pdfium marks at a line's end is a hyphen, no code is nothing."""
    if code in {0x02, 0xFFFE}:
        return "-"
    return "" if code in {0, 0xFFFD} or 0xD800 <= code < 0xE000 else chr(code)


def _as_seen(box: Box, turn: int, width: float, height: float) -> Box:
    """A box in the page's own space (from the lower left) as seen (from the upper left), after the page's turn."""
    x0, y0, x1, y1 = box
    if turn == 90:
        return y0, x0, y1, x1
    if turn == 180:
        return width - x1, y0, width - x0, y1
    if turn == 270:
        return height - y1, width - x1, height - y0, width - x0
    return x0, height - y1, x1, height - y0


def _runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters between the line ends that the file or pdfium gives."""
    runs: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.char in {"\r", "\n"}:
            runs.append([])
        else:
            runs[-1].append(glyph)
    return runs


def _line(run: Sequence[Glyph]) -> Line | None:
    text = "".join(glyph.char for glyph in run).strip(" \t")
    inked = [glyph for glyph in run if glyph.char.strip()]
    if not inked:
        return None
    wide = [glyph.x1 - glyph.x0 for glyph in inked if ord(glyph.char) >= 0x2E80]
    tall = median(glyph.bottom - glyph.top for glyph in inked)
    return Line(
        text,
        min(glyph.x0 for glyph in inked),
        median(glyph.top for glyph in inked),
        max(glyph.x1 for glyph in inked),
        median(glyph.bottom for glyph in inked),
        median(wide) if wide else tall,
    )


def _on_one_line(row: Sequence[Line], piece: Line) -> bool:
    """Whether a piece stands beside those of a row: much of its height is theirs, none of its width."""
    last = row[0]
    shared = min(last.bottom, piece.bottom) - max(last.top, piece.top)
    smaller = min(last.bottom - last.top, piece.bottom - piece.top)
    beside = all(piece.x0 >= other.x1 - 1 or piece.x1 <= other.x0 + 1 for other in row)
    return beside and shared > _SAME_LINE * smaller


def _merged(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    text = row[0].text
    for left, right in pairwise(row):
        text += (" " if right.x0 - left.x1 > 0.2 * left.em else "") + right.text
    first = max(row, key=lambda line: line.x1 - line.x0)
    return Line(text, row[0].x0, first.top, max(line.x1 for line in row), first.bottom, first.em)
