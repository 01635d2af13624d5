"""Ruled tables on PDF pages: the cells from the lines, the text in them from the page's characters."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from policytext.read.grid import is_layout, join_lines
from policytext.read.limits import MAX_CROSSINGS, MAX_PAGE_CHARS, MAX_RULED_PAGES
from policytext.read.printed import Box, Glyph, Line, Page, Table, lines_of

if TYPE_CHECKING:
    from pypdfium2 import PdfObject, PdfPage

# Points. What is drawn shorter than this is no rule of a table.
_RULE_LENGTH = 15.0

# By how much the parts of one table on two pages may differ in width, and their rules in place (as a share of the
# width): Word draws the frame of a part anew, 5 of 450 points wider.
_WIDTH_SLACK = 0.05
_RULE_SLACK = 0.015

# The mark in front of a row's label: （一） 1. 二、
_ROW_MARK = re.compile(r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]")


def may_hold_table(page: PdfPage) -> bool:
    """Whether a page has lines drawn both ways, or frames: cheap to ask, so that most pages need no table search.

    A page with more crossings than a table can have is a drawing.
    """
    import pypdfium2.raw as pdfium

    across = down = 0
    columns: set[int] = set()
    rows: set[int] = set()
    for shape in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
        x0, y0, x1, y1 = shape.get_bounds()
        wide, tall = x1 - x0 > _RULE_LENGTH, y1 - y0 > _RULE_LENGTH
        if wide or tall:
            corners = _corners(shape)
            across, down = across + wide + (len(corners) > 8), down + tall + (len(corners) > 8)
            columns |= {x for x, _ in corners}
            rows |= {y for _, y in corners}
        if len(columns) * len(rows) > MAX_CROSSINGS:
            return False
    return across >= 2 and down >= 2


def _corners(shape: PdfObject) -> set[tuple[int, int]]:
    """The points that a drawn path goes through, in whole points."""
    import ctypes

    import pypdfium2.raw as pdfium

    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = shape.get_matrix()
    corners = set()
    for index in range(min(pdfium.FPDFPath_CountSegments(shape), MAX_CROSSINGS)):
        pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFPath_GetPathSegment(shape, index), x, y)
        seen = matrix.on_point(x.value, y.value)
        corners.add((round(seen[0]), round(seen[1])))
    return corners


def read_closely(data: bytes, pages: Sequence[Page]) -> list[str]:
    """Read the pages again that have gaps or rules: put tables in place of the lines in them; returns warnings."""
    wanted = [page for page in pages if page.gaps or page.ruled]
    warnings = []
    if wanted[MAX_RULED_PAGES:]:
        first = wanted[MAX_RULED_PAGES].number
        warnings.append(f"tables were not looked for from page {first} on: too many pages have rules")
        wanted = wanted[:MAX_RULED_PAGES]
    if not wanted:
        return warnings
    import pdfplumber

    number = wanted[0].number
    # The library is a second reader of a file that pdfium could read: whatever it trips over, the text is there.
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[page.number for page in wanted]) as document:
            for page, source in zip(wanted, document.pages, strict=True):
                number = page.number
                _read_page(page, source)
                source.close()
    except Exception as error:
        warnings.append(f"tables could not be told from lines ({type(error).__name__}) from page {number} on")
    return warnings


def _read_page(page: Page, source: Any) -> None:
    """Read one page again. It is changed as a whole or not at all."""
    origin = source.cropbox[0], source.cropbox[1]
    if page.gaps:
        page.glyphs = list(_glyphs(source.chars, origin))
        page.items = list(lines_of(page.glyphs))
    if page.ruled:
        tables = [[row.cells for row in table.rows] for table in source.find_tables()]
        place_tables(page, [[[box and _shifted(box, origin) for box in row] for row in rows] for rows in tables])


def _glyphs(chars: Sequence[dict[str, Any]], origin: tuple[float, float]) -> Iterator[Glyph]:
    """The other library's characters, each as a line of its own: ``lines_of`` puts them together by place."""
    for char in chars[: MAX_PAGE_CHARS + 1]:
        box = _shifted((char["x0"], char["top"], char["x1"], char["bottom"]), origin)
        yield Glyph(char["text"], *box)
        yield Glyph("\n", *box)


def join_tables(pages: Sequence[Page]) -> None:
    """Make one of tables that go on over a page break: columns agree, and no text stands between."""
    unfinished: Table | None = None
    for page in pages:
        content = [item for item in page.items if not (isinstance(item, Line) and item.kind != "paragraph")]
        first = content[0] if content else None
        if unfinished is not None and isinstance(first, Table) and _continues(unfinished, first):
            _append(unfinished, first)
            page.items.remove(first)
            if not content[1:]:
                continue
        unfinished = content[-1] if content and isinstance(content[-1], Table) else None


def place_tables(page: Page, found: Iterable[Sequence[Sequence[Box | None]]]) -> None:
    """Take the tables' text out of a page's lines; what stands in no cell stays a line.

    ``found`` has for each table its rows, for each row the boxes of its cells, None where another cell goes on.
    """
    tables: list[Table] = []
    left = page.glyphs
    for rows in found:
        table, outside = _read_table(rows, left)
        if table is not None:
            tables.append(table)
            left = outside
    if tables:
        page.items = sorted([*lines_of(left), *tables], key=lambda item: (item.top + item.bottom) / 2)


def _read_table(rows: Sequence[Sequence[Box | None]], glyphs: Sequence[Glyph]) -> tuple[Table | None, list[Glyph]]:
    """The table with these cells, and the characters outside; no table if it only frames text."""
    boxes = [box for row in rows for box in row if box is not None]
    inside: dict[Box, list[Glyph]] = {box: [] for box in boxes}
    outside: list[Glyph] = []
    left, top, right, bottom = zip(*boxes, strict=True)
    frame = min(left), min(top), max(right), max(bottom)
    last = boxes[0]
    for glyph in glyphs:
        home = last if _holds(last, glyph) else None
        if home is None and _holds(frame, glyph):
            home = next((box for box in boxes if _holds(box, glyph)), None)
        if home is None:
            outside.append(glyph)
        else:
            last = home
            inside[home].append(glyph)
    grid = [[_cell_text(inside[box]) if box is not None else "" for box in row] for row in rows]
    if is_layout(grid):
        return None, []
    return Table(sorted({box[0] for box in boxes}), frame[2], frame[1], frame[3], grid), outside


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cell_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell. A number broken over two lines of a narrow cell is one number."""
    text = ""
    for line in lines_of(glyphs):
        broken_number = text[-1:].isdigit() and line.text[:1] in set("0123456789.")
        text = text + line.text if broken_number else join_lines([text, line.text])
    return text


def _shifted(box: Box, origin: tuple[float, float]) -> Box:
    return (box[0] - origin[0], box[1] - origin[1], box[2] - origin[0], box[3] - origin[1])


def _continues(table: Table, rest: Table) -> bool:
    """Whether one table goes on in another: each rule of the one with fewer columns is a rule of the other."""
    same_width = abs(table.width - rest.width) <= _WIDTH_SLACK * table.width
    fewer, more = sorted((_rules(table), _rules(rest)), key=len)
    return same_width and all(min(abs(rule - other) for other in more) <= _RULE_SLACK for rule in fewer)


def _rules(table: Table) -> list[float]:
    """Where the left rules of the columns stand, as shares of the table's width."""
    return [(edge - table.edges[0]) / table.width for edge in table.edges]


def _append(table: Table, rest: Table) -> None:
    """Put the rows of the rest under a table, in the columns of the one that has more."""
    more = max((table, rest), key=lambda part: len(part.edges))
    columns = _rules(more)
    above, below = _in_columns(table, columns), _in_columns(rest, columns)
    heads = 0
    while heads < min(len(above), len(below)) and above[heads] == below[heads] and any(above[heads]):
        heads += 1
    table.repeated += [" ".join(filter(None, row)) for row in below[:heads]]
    table.edges, table.x1 = more.edges, more.x1
    table.grid = _mended(above, below[heads:])


def _in_columns(table: Table, columns: Sequence[float]) -> list[list[str]]:
    """A table's rows with its cells moved to the given columns."""
    places = [min(range(len(columns)), key=lambda i: abs(columns[i] - rule)) for rule in _rules(table)]
    rows = []
    for row in table.grid:
        moved = [""] * len(columns)
        for place, text in zip(places, row, strict=True):
            moved[place] = join_lines([moved[place], text])
        rows.append(moved)
    return rows


def _mended(above: list[list[str]], below: list[list[str]]) -> list[list[str]]:
    """Both parts, with what the page break cut put together.

    A label such as （三）不 | 予公开 can be cut in two. The lower half is known by this: the labels above it in its
    column begin with a mark, and it does not.
    """
    if not above or not below:
        return above + below
    first = below[0]
    for column, text in enumerate(first):
        labels = [row for row in above if row[column]]
        marked = [bool(_ROW_MARK.match(row[column])) for row in labels]
        if text and not _ROW_MARK.match(text) and sum(marked) >= 2 and marked[-1]:
            labels[-1][column] = join_lines([labels[-1][column], text])
            first[column] = ""
    return above + (below if any(first) else below[1:])
