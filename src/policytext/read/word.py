"""Word files (.docx): paragraphs with their automatic numbers, tables and text boxes in their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.read.draft import Draft, refuse
from policytext.read.grid import Cell, is_layout, spread_cells, table_block
from policytext.read.numbering import paragraph_mark, read_numbering, read_styles
from policytext.read.package import Package, W
from policytext.records import Block

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"

# Around paragraphs, rows or runs without a meaning of their own here: content controls, insertions, tags.
_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")}

# Not part of the text: properties, tracked deletions, field codes, the readings above ruby text.
_NOT_TEXT = "pPr rPr sdtPr tblPr trPr tcPr del moveFrom delText instrText fldData rt"
_SKIPPED = {f"{W}{tag}" for tag in _NOT_TEXT.split()}
_OFF = {"0", "false", "off"}


def read_docx(data: bytes, name: str) -> Draft:
    """Read a Word file. Headers and footers are left out; footnotes follow the text as asides."""
    package = Package(data, name)
    root = package.part(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise refuse("damaged", name, "holds no Word document", "open it in Word or WPS and save it again")
    reader = _Reader(package)
    blocks = list(reader.read_blocks(body))
    blocks += _footnotes(package, reader)
    return Draft(tuple(blocks), title=_title(package), warnings=_warnings(body))


class _Reader:
    """Reads paragraphs and tables in order: list counters run through the whole document."""

    def __init__(self, package: Package) -> None:
        self.styles = read_styles(package)
        self.counter = read_numbering(package)
        self.carried = ""

    def read_blocks(self, parent: _Element) -> Iterator[Block]:
        """The blocks of a body, cell or text box."""
        for child in _children(parent):
            if child.tag == f"{W}p":
                yield from self.read_paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self.read_table(child)

    def read_paragraph(self, paragraph: _Element) -> Iterator[Block]:
        """A paragraph as one block per line (soft breaks part lines), then the text boxes that hang on it."""
        boxes: list[_Element] = []
        mark = paragraph_mark(paragraph, self.styles, self.counter)
        text = self.carried + "".join(_pieces(paragraph, boxes))
        # The end of a paragraph can be deleted, too: its text then goes on in the next one.
        deleted_end = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None
        self.carried = text if deleted_end else ""
        if text.strip() and not deleted_end:
            gap = " " if mark[-1:].isascii() and mark[-1:].isalnum() else ""
            kind = "aside" if self.style_name(paragraph).startswith("toc ") else "paragraph"
            yield from (Block(line, kind) for line in (mark + gap + text).split("\n") if line.strip())
        for box in boxes:
            yield from self.read_blocks(box)

    def read_table(self, table: _Element) -> Iterator[Block]:
        """A table as one block, or the blocks of its cells where it only arranges text."""
        rows = [row for row in _children(table) if row.tag == f"{W}tr" and row.find(f"{W}trPr/{W}del") is None]
        contents = [[(cell, list(self.read_blocks(cell))) for cell in _cells(row)] for row in rows]
        grid = spread_cells(
            [*_gap_before(row), *(_cell(cell, blocks) for cell, blocks in content)]
            for row, content in zip(rows, contents, strict=True)
        )
        flat = [block for content in contents for cell, blocks in content if not _is_covered(cell) for block in blocks]
        if any(block.kind == "table" for block in flat) or is_layout(grid):
            yield from flat
        else:
            yield table_block(grid)

    def style_name(self, paragraph: _Element) -> str:
        """The name of the paragraph's style in lower case ("heading 1", "toc 2")."""
        node = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self.styles.get(_val(node)) if node is not None else None
        return style.name if style else ""


def _children(parent: _Element) -> Iterator[_Element]:
    """An element's children, those in wrappers included."""
    for child in parent:
        if child.tag in _WRAPPERS:
            yield from _children(child)
        else:
            yield child


def _cells(row: _Element) -> Iterator[_Element]:
    return (child for child in _children(row) if child.tag == f"{W}tc")


def _pieces(node: _Element, boxes: list[_Element]) -> Iterator[str]:
    """The text under an element in order; text boxes are put into ``boxes`` instead."""
    for child in node:
        tag = child.tag
        if tag in _SKIPPED or _is_hidden(child):
            continue
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in _SIGNS:
            yield "" if child.get(f"{W}type") in {"page", "column"} else _SIGNS[tag]
        elif tag == f"{W}sym":
            yield _symbol(child)
        elif tag == f"{W}txbxContent":
            boxes.append(child)
        elif tag == f"{_MC}AlternateContent":
            # The same content twice, for new and for old programs: the first alternative is enough.
            yield from _pieces(child[0], boxes) if len(child) else ()
        else:
            yield from _pieces(child, boxes)


_SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-"}


def _symbol(node: _Element) -> str:
    """A character of a symbol font; those in the private area have no meaning outside that font."""
    try:
        code = int(node.get(f"{W}char", ""), 16)
    except ValueError:
        return ""
    return "" if 0xE000 <= code <= 0xF8FF or code > 0x10FFFF or 0xD800 <= code < 0xE000 else chr(code)


def _is_hidden(node: _Element) -> bool:
    vanish = node.find(f"{W}rPr/{W}vanish") if node.tag == f"{W}r" else None
    return vanish is not None and _val(vanish) not in _OFF


def _cell(cell: _Element, blocks: list[Block]) -> Cell:
    span = _val(cell.find(f"{W}tcPr/{W}gridSpan"))
    columns = int(span) if span.isdecimal() and len(span) < 6 else 1
    return Cell([] if _is_covered(cell) else [block.text for block in blocks], columns)


def _is_covered(cell: _Element) -> bool:
    """Whether the cell only continues the one above or before it (Word hides what is in it)."""
    merges = (cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}hMerge"))
    return any(merge is not None and _val(merge) in {"", "continue"} for merge in merges)


def _gap_before(row: _Element) -> list[Cell]:
    """An empty cell for the columns that a row leaves out at its start."""
    gap = _val(row.find(f"{W}trPr/{W}gridBefore"))
    return [Cell([], int(gap))] if gap.isdecimal() and int(gap[:5]) > 0 else []


def _footnotes(package: Package, reader: _Reader) -> list[Block]:
    path = package.related(package.main, "footnotes")
    root = package.part(path) if path else None
    notes = [note for note in root.iter(f"{W}footnote") if not note.get(f"{W}type")] if root is not None else []
    return [Block(block.text, "aside") for note in notes for block in reader.read_blocks(note)]


def _title(package: Package) -> str | None:
    path = package.related("", "core-properties")
    root = package.part(path) if path else None
    return (root.findtext(_DC_TITLE) or "").strip() or None if root is not None else None


def _warnings(body: _Element) -> tuple[str, ...]:
    warnings = []
    if next(body.iter(f"{W}del", f"{W}moveFrom"), None) is not None:
        warnings.append("the file holds tracked deletions; they were left out, insertions were kept")
    if next(body.iter(f"{W}altChunk"), None) is not None:
        warnings.append("the file embeds another document (altChunk) whose text is not read; save it again in Word")
    return tuple(warnings)


def _val(node: _Element | None) -> str:
    return str(node.get(f"{W}val", "")) if node is not None else ""
