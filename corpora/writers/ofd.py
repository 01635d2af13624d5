"""OFD files (GB/T 33190): A4 pages on which every character has its place, with a running head and ruled tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from writers.report import ABOVE, LEFT, Report, cell_extent
from writers.word import pack

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'

# Millimetres: A4, the margins of the text, the size of its characters, the distance of its lines.
_PAPER = (210.0, 297.0)
_LEFT, _TOP, _BOTTOM = 28.0, 32.0, 262.0
_SIZE, _LINE = 5.0, 9.0
_COLUMNS = 30  # characters of a full line
_CELL, _CELL_LINE = 2.8, 3.6


def as_ofd(report: Report) -> bytes:
    """A report as an OFD file."""
    sheet = _Sheet(f"{report.place}政府信息公开年度报告汇编")
    width = len(report.title) * 6
    sheet.text(report.title, (_PAPER[0] - width) / 2, 6.0, 12.0)
    for part in report.parts:
        if part.kind == "table":
            sheet.table(part.rows)
        elif part.kind == "signature":
            sheet.text(part.line, _LEFT + _COLUMNS * _SIZE - text_width(part.line, _SIZE), _SIZE, _LINE)
        else:
            sheet.paragraph(part.line)
    return pack(ofd_parts([page.objects for page in sheet.pages], report.title))


def ofd_parts(pages: list[list[str]], title: str = "") -> dict[str, str]:
    """The parts of a file with these objects on its pages."""
    entries = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    info = f"<ofd:DocInfo><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
    area = f"<ofd:PhysicalBox>0 0 {_PAPER[0]} {_PAPER[1]}</ofd:PhysicalBox>"
    common = f"<ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea></ofd:CommonData>"
    parts = {
        "OFD.xml": _element("OFD", f"<ofd:DocBody>{info}<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"),
        "Doc_0/Document.xml": _element("Document", f"{common}<ofd:Pages>{entries}</ofd:Pages>"),
    }
    for number, objects in enumerate(pages):
        layer = f'<ofd:Content><ofd:Layer ID="9">{"".join(objects)}</ofd:Layer></ofd:Content>'
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = _element("Page", layer)
    return parts


def text_object(text: str, x: float, y: float, size: float = _SIZE) -> str:
    """A line of text, its upper left corner at a place."""
    steps = " ".join(f"{char_width(char, size):g}" for char in text[:-1])
    box = f"{x:g} {y:g} {text_width(text, size):g} {size * 1.2:g}"
    code = f'<ofd:TextCode X="0" Y="{size * 0.86:g}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{box}" Font="1" Size="{size:g}">{code}</ofd:TextObject>'


def frame_object(x: float, y: float, width: float, height: float) -> str:
    """The frame of a cell."""
    path = f"M 0 0 L {width:g} 0 L {width:g} {height:g} L 0 {height:g} C"
    data = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{x:g} {y:g} {width:g} {height:g}" LineWidth="0.25">{data}</ofd:PathObject>'


def char_width(char: str, size: float) -> float:
    """How wide a character is."""
    return size if ord(char) >= 0x2E80 or char in "“”‘’—…" else size / 2


def text_width(text: str, size: float) -> float:
    """How wide a line is."""
    return sum(char_width(char, size) for char in text)


@dataclass
class _Page:
    y: float = _TOP
    objects: list[str] = field(default_factory=list)


class _Sheet:
    """Pages that are filled from top to bottom."""

    def __init__(self, head: str) -> None:
        self.head = head
        self.pages: list[_Page] = []
        self.turn()

    def turn(self) -> None:
        """Begin a new page."""
        foot = f"- {len(self.pages) + 1} -"
        objects = [text_object(self.head, _LEFT, 12, 3), text_object(foot, (_PAPER[0] - len(foot) * 1.5) / 2, 280, 3)]
        self.pages.append(_Page(objects=objects))

    def text(self, text: str, x: float, size: float, line: float) -> None:
        """A line at the next free height."""
        if self.pages[-1].y + line > _BOTTOM:
            self.turn()
        page = self.pages[-1]
        page.objects.append(text_object(text, x, page.y, size))
        page.y += line

    def paragraph(self, text: str) -> None:
        """A paragraph, its first line indented by two characters."""
        indent = 2 * _SIZE
        for line in _lines(text, _COLUMNS * _SIZE, _SIZE, indent):
            self.text(line, _LEFT + indent, _SIZE, _LINE)
            indent = 0

    def table(self, rows: list[list[str]]) -> None:
        """A ruled table; it goes on over the page break, its high cells cut in two."""
        columns = _column_edges(len(rows[0]))
        heights = [_row_height(rows, index, columns) for index in range(len(rows))]
        first = 0
        while first < len(rows):
            last, y = first, self.pages[-1].y
            while last < len(rows) and y + heights[last] <= _BOTTOM:
                y += heights[last]
                last += 1
            if last > first:
                part = [list(row) for row in rows[first:last]]
                part[0] = ["" if cell == ABOVE else cell for cell in part[0]]
                self._part(part, heights[first:last], columns)
            first = last
            if first < len(rows):
                self.turn()
        self.pages[-1].y += _LINE

    def _part(self, rows: list[list[str]], heights: list[float], columns: list[float]) -> None:
        page = self.pages[-1]
        tops = [page.y + sum(heights[:index]) for index in range(len(rows) + 1)]
        for index, row in enumerate(rows):
            for column, text in enumerate(row):
                if text in {LEFT, ABOVE}:
                    continue
                wide, high = cell_extent(rows, index, column)
                x, width = columns[column], columns[column + wide] - columns[column]
                page.objects.append(frame_object(x, tops[index], width, tops[index + high] - tops[index]))
                for number, line in enumerate(_lines(text, width - 1.5, _CELL)):
                    page.objects.append(text_object(line, x + 0.7, tops[index] + 0.7 + number * _CELL_LINE, _CELL))
        page.y = tops[-1]


def _column_edges(count: int) -> list[float]:
    widths = [21.0, 25.0, 41.0, *([9.0] * 7)] if count == 10 else [150.0 / count] * count
    return [_LEFT + sum(widths[:index]) for index in range(count + 1)]


def _row_height(rows: list[list[str]], index: int, columns: list[float]) -> float:
    """High enough for the cells that are in this row alone; one over several rows has a share in each."""
    height = _CELL_LINE
    for column, text in enumerate(rows[index]):
        if text not in {LEFT, ABOVE}:
            wide, high = cell_extent(rows, index, column)
            lines = len(_lines(text, columns[column + wide] - columns[column] - 1.5, _CELL))
            height = max(height, lines * _CELL_LINE / high)
    return height + 1.4


def _lines(text: str, width: float, size: float, indent: float = 0.0) -> list[str]:
    """A text cut into lines of a width."""
    lines, line, used = [], "", indent
    for char in text:
        if used + char_width(char, size) > width + 0.01:
            lines.append(line)
            line, used = "", 0.0
        line += char
        used += char_width(char, size)
    return [*lines, line] if line else lines


def _element(name: str, content: str) -> str:
    return f"<ofd:{name} {_NAMESPACE}>{content}</ofd:{name}>"
