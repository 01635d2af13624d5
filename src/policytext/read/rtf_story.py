"""A text of an RTF file on its way to blocks: paragraphs, cells and rows as they end."""

from __future__ import annotations

from dataclasses import dataclass, field

from policytext.read.edges import Row, table_blocks
from policytext.records import Block


@dataclass(slots=True)
class RowShape:
    """The edges of a row's cells, and which cells another one covers (``covers``: the one whose edge comes next)."""

    edges: list[int] = field(default_factory=lambda: [0])
    covered: list[int] = field(default_factory=list)
    covers: bool = False

    def begin(self) -> None:
        """Forget the row before."""
        self.edges, self.covered, self.covers = [0], [], False

    def add(self, edge: int) -> None:
        """Add a cell by its right edge."""
        if self.covers:
            self.covered.append(len(self.edges) - 1)
        self.edges.append(edge)
        self.covers = False


@dataclass(slots=True)
class Story:
    """A text that is being read: that of the file, of a footnote, of a text box, of a list mark."""

    kind: str
    blocks: list[Block] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    row: Row = field(default_factory=Row)
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    mark: str = ""

    def take_text(self) -> str:
        """The text since the last paragraph or cell; pairs of UTF-16 units become one character."""
        text = "".join(self.pieces)
        if text.strip() and self.mark:
            text = self.mark + (" " if self.mark[-1].isascii() and self.mark[-1].isalnum() else "") + text
        self.mark, self.pieces = "", []
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

    def end_paragraph(self, *, in_table: bool) -> None:
        """A paragraph is a block for each of its lines, in a cell a line of the cell."""
        text = self.take_text()
        if in_table:
            self.lines += text.split("\n")
            return
        self.end_table()
        self.blocks += [Block(line) for line in (*self.lines, *text.split("\n")) if line.strip()]
        self.blocks += self.boxes
        self.lines, self.boxes = [], []

    def end_cell(self) -> None:
        """What stands since the last cell is one."""
        self.row.cells.append([*self.lines, *self.take_text().split("\n")])
        self.lines = []

    def end_row(self, shape: RowShape) -> None:
        """The cells since the last row are one; what a merged cell covers is not shown."""
        for index in shape.covered:
            if index < len(self.row.cells):
                self.row.cells[index] = []
        self.row.edges = tuple(shape.edges)
        self.rows.append(self.row)
        self.row = Row()

    def end_table(self) -> None:
        """The rows so far are a table."""
        if self.row.cells:
            self.end_row(RowShape())
        self.blocks += table_blocks(self.rows)
        self.rows = []

    def finish(self) -> list[Block]:
        """The blocks, once the text has ended."""
        self.end_paragraph(in_table=False)
        return self.blocks
