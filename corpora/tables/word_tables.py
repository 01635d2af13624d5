"""Word files with the tables as offices fill, copy and mend them."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from writers.word import pack

from tables.grid import Cell, Grid, matrix, width
from tables.prose import Piece

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_WIDE = 9000  # of a table, in twentieths of a point
_PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_SECTION = (
    '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    "</w:sectPr></w:pPr></w:p>"
)


def as_word_file(pieces: list[Piece], place: str, options: Collection[str]) -> bytes:
    """A .docx file, the same bytes on every machine.

    Options: ``section`` a section break between the parts of a table, else a page break; ``nested`` each table in a
    cell of another; ``paragraphs`` the lines of a cell are paragraphs and numbers have an empty one below; ``tabs`` no
    table, but paragraphs with tabs; ``sdt`` tables and cells in content controls; ``runs`` texts in several runs;
    ``inserted`` numbers as tracked insertions, beside deleted ones; ``textless`` blank cells have no run.
    """
    body = "".join(_table_piece(piece, options) if piece.kind == "table" else _paragraph(piece) for piece in pieces)
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{_RELS}"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_TYPES}"/></Types>'
    )
    relation = f'<Relationship Id="rId1" Type="{_DOCUMENT}" Target="word/document.xml"/>'
    parts = {
        "[Content_Types].xml": types,
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relation}</Relationships>',
        "word/document.xml": f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    return pack(parts)


def _paragraph(piece: Piece) -> str:
    align = {"title": "center", "signature": "right"}.get(piece.kind, "both")
    bold = "<w:rPr><w:b/></w:rPr>" if piece.kind in ("title", "heading") else ""
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{_run(piece.text, bold)}</w:p>'


def _run(text: str, look: str = "") -> str:
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _table_piece(piece: Piece, options: Collection[str]) -> str:
    if "tabs" in options:
        rows = [row for grid in piece.grids for row in _tabbed(grid)]
        return "".join(f"<w:p>{row}</w:p>" for row in rows)
    tables = [_table(grid, options) for grid in piece.grids]
    return (_SECTION if "section" in options else _PAGE_BREAK).join(tables) + "<w:p/>"


def _tabbed(grid: Grid) -> list[str]:
    tab = "<w:r><w:tab/></w:r>"
    return [tab.join(_run(cell.text.replace("\n", "")) for cell in row) for row in grid]


def _table(grid: Grid, options: Collection[str]) -> str:
    columns = width(grid)
    table = _frame("".join(_row(row, columns, options) for row in _placed(grid)), columns)
    if "nested" in options:
        table = _frame(f"<w:tr><w:tc><w:tcPr/>{table}<w:p/></w:tc></w:tr>", 1)
    return f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>" if "sdt" in options else table


def _frame(rows: str, columns: int) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = f'<w:gridCol w:w="{_WIDE // columns}"/>' * columns
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _placed(grid: Grid) -> list[list[tuple[Cell, bool]]]:
    """Each row's cells, and those that reach down into it, once each; the flag says whether a cell begins there."""
    found = []
    for i, row in enumerate(full := matrix(grid)):
        cells: list[tuple[Cell, bool]] = []
        for j, (cell, begins) in enumerate(row):
            if begins or j == 0 or row[j - 1][0] is not cell:
                cells.append((cell, not (i and full[i - 1][j][0] is cell)))
        found.append(cells)
    return found


def _row(cells: list[tuple[Cell, bool]], columns: int, options: Collection[str]) -> str:
    return f"<w:tr>{''.join(_cell(cell, begins, columns, options) for cell, begins in cells)}</w:tr>"


def _cell(cell: Cell, begins: bool, columns: int, options: Collection[str]) -> str:
    span = f'<w:gridSpan w:val="{cell.wide}"/>' if cell.wide > 1 else ""
    merge = "" if cell.high == 1 else '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    look = f'<w:tcPr><w:tcW w:w="{cell.wide * _WIDE // columns}" w:type="dxa"/>{span}{merge}</w:tcPr>'
    return f"<w:tc>{look}{_content(cell, options) if begins else '<w:p/>'}</w:tc>"


def _content(cell: Cell, options: Collection[str]) -> str:
    if not cell.text and "textless" in options:
        return "<w:p/>"
    if "paragraphs" in options:
        lines = "".join(f"<w:p>{_run(line)}</w:p>" for line in cell.text.split("\n"))
        return lines + ("<w:p/>" if cell.key else "")
    if "inserted" in options and cell.key:
        gone = f'<w:del w:id="1" w:author="办公室"><w:r><w:delText>{len(cell.text) + 6}</w:delText></w:r></w:del>'
        return f'<w:p>{gone}<w:ins w:id="2" w:author="办公室">{_run(cell.text)}</w:ins></w:p>'
    if "runs" in options and len(cell.text) > 1:
        return f"<w:p>{_run(cell.text[:1])}<w:proofErr/>{_run(cell.text[1:])}</w:p>"
    if "sdt" in options and cell.key:
        return f"<w:p><w:sdt><w:sdtContent>{_run(cell.text)}</w:sdtContent></w:sdt></w:p>"
    return f"<w:p>{_run(cell.text)}</w:p>"
