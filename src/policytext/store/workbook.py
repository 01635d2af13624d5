"""Sheets -> one Excel file for people: two header rows, frozen, filtered, printable, no formulas.

The first sheet, 说明, says what the others hold and how many rows they have, and leads to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from policytext.store.rows import Row
from policytext.store.wording import words

# Limits of the format: rows of a sheet and characters of a cell.
MAX_ROWS, MAX_CHARS = 1_048_576, 32_767

_HEADER_ROWS = 2

# Heights in points. Excel fits rows by itself, but LibreOffice, WPS and printing need them given.
_HEADER_HEIGHT, _LINE_HEIGHT, _MAX_HEIGHT = 32, 15, 409
# Characters of a column's width that hold no text: the margins of a cell, and the half Han character that does not fit.
_MARGIN = 1
_CUT = "……（已截断）"
_CELL = {"valign": "top", "bottom": 4, "bottom_color": "#CBD2D9"}
_FORMATS = {
    "header": {"bold": True, "bg_color": "#D9E2EC", "border": 1, "text_wrap": True, "valign": "vcenter"},
    "name": {"font_color": "#616E7C", "font_size": 8, "bg_color": "#F0F4F8", "border": 1},
    "text": _CELL | {"text_wrap": True, "num_format": "@"},
    "number": _CELL | {"align": "center", "num_format": "General"},
    "figure": _CELL | {"align": "center", "num_format": "0.00"},
    "share": _CELL | {"align": "center", "num_format": "0%"},
    "index": _CELL | {"align": "center", "num_format": "0"},
    "date": _CELL | {"align": "center", "num_format": "yyyy-mm-dd"},
    "note": {"bold": True, "font_size": 12, "text_wrap": True, "valign": "top"},
    "line": {"text_wrap": True, "valign": "top"},
    "open": _CELL | {"text_wrap": True, "bg_color": "#FFF8E1"},
    "link": _CELL | {"font_color": "#1F4E79", "underline": 1},
}
ABOUT = "说明"
_ABOUT_WIDTHS = (16, 10, 84)
_BROAD_SCALE = 75  # per cent: a dozen columns of figures on a page
_ALL_CELLS = "A1:XFD1048576"


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its name in the tables, Chinese header, width in characters.

    One that is ``open`` is to be filled in by a person, from a list where there are ``choices``. Numbers that are no
    whole numbers are shown as ``look`` says: ``figure`` (1.33), ``share`` (33%) or ``index`` (33).
    """

    name: str
    header: str
    width: int = 10
    open: bool = False
    choices: Sequence[str | int] = ()
    look: str = "figure"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet. The first ``frozen`` columns stay in view, the first ``printed`` ones go on paper (0: all).

    ``empty`` is what its first cell says where there is no row. A ``broad`` sheet goes on to further pages at its side,
    each with the frozen columns: fitted to one, it could not be read.
    """

    title: str
    fields: Sequence[Field]
    rows: Iterable[Row]
    frozen: int = 2
    printed: int = 0
    empty: str = ""
    broad: bool = False


class _Book:
    """An open workbook with its formats."""

    def __init__(self, path: Path, created: datetime | None) -> None:
        import xlsxwriter

        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(str(path), options)
        self.formats = {name: self.book.add_format(look) for name, look in _FORMATS.items()}
        self.book.set_properties({"comments": words()["note"], **({"created": created} if created else {})})

    def add_page(self, sheet: Sheet, title: str) -> Any:
        """A worksheet with headers, widths and print set-up."""
        page = self.add_printable(title)
        page.freeze_panes(_HEADER_ROWS, sheet.frozen)
        page.repeat_rows(0, _HEADER_ROWS - 1)
        if sheet.broad:
            page.set_print_scale(_BROAD_SCALE)
            page.repeat_columns(0, sheet.frozen - 1)
        for index, field in enumerate(sheet.fields):
            page.set_column(index, index, field.width)
        page.set_row(0, max(_HEADER_HEIGHT, _LINE_HEIGHT * max(_lines(f.header, f.width) for f in sheet.fields)))
        for index, field in enumerate(sheet.fields):
            page.write_string(0, index, field.header, self.formats["header"])
        for index, field in enumerate(sheet.fields):
            page.write_string(1, index, field.name, self.formats["name"])
        return page

    def add_printable(self, title: str) -> Any:
        """A worksheet that prints on A4 as wide as the paper, with its name, the note and page numbers."""
        page = self.book.add_worksheet(title)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        page.fit_to_pages(1, 0)
        page.set_header("&L&A")
        page.set_footer(f"&L{words()['note']}&R第 &P 页，共 &N 页")
        page.ignore_errors({"number_stored_as_text": _ALL_CELLS})  # codes of divisions are meant as text
        return page

    def write(self, page: Any, row: int, column: int, value: Any, look: str = "figure") -> None:
        """Write one value by its type, a float by its ``look``; ``None`` stays an empty cell."""
        match value:
            case None | "":
                return
            case bool():
                page.write_string(row, column, "是" if value else "否", self.formats["text"])
            case int():
                page.write_number(row, column, value, self.formats["number"])
            case float():
                page.write_number(row, column, value, self.formats[look])
            case date():
                page.write_datetime(row, column, value, self.formats["date"])
            case _:
                page.write_string(row, column, fit_cell(str(value)), self.formats["text"])


def write_book(
    path: Path,
    sheets: Iterable[Sheet],
    created: datetime | None = None,
    made_from: str = "",
    max_rows: int = MAX_ROWS,
) -> None:
    """Write sheets to an Excel file; one that outgrows ``max_rows`` goes on in a further sheet of its name.

    Args:
        path: the file to write.
        sheets: in the order of the tabs, which come after 说明.
        created: the date in the file's properties; the current time where it is not given.
        made_from: the last line of 说明.
        max_rows: rows of a sheet, headers included.
    """
    book = _Book(path, created)
    about = book.add_printable(ABOUT)  # the first tab; its lines are written last, when all rows are counted
    counts = {sheet.title: _write_sheet(book, sheet, max_rows) for sheet in sheets}
    _write_about(book, about, counts, made_from)
    book.book.close()


def write_sheet(path: Path, sheet: Sheet) -> None:
    """Write one sheet to an Excel file of its own."""
    book = _Book(path, None)
    _write_sheet(book, sheet, MAX_ROWS)
    book.book.close()


def fit_cell(text: str) -> str:
    """Text cut to what a cell can hold, and saying so."""
    return text if len(text) <= MAX_CHARS else text[: MAX_CHARS - len(_CUT)] + _CUT


def _write_sheet(book: _Book, sheet: Sheet, max_rows: int) -> int:
    """Write a sheet and those that it goes on in; returns how many rows of data there were."""
    page, row, number, count = book.add_page(sheet, sheet.title), _HEADER_ROWS, 1, 0
    for item in sheet.rows:
        count += 1
        if row == max_rows:
            _close_page(page, sheet, row)
            number += 1
            page, row = book.add_page(sheet, f"{sheet.title} ({number})"), _HEADER_ROWS
        page.set_row(row, _height(item, sheet.fields[: sheet.printed or None]))
        for column, field in enumerate(sheet.fields):
            if field.open:
                page.write_blank(row, column, None, book.formats["open"])
            else:
                book.write(page, row, column, item.get(field.name), field.look)
        row += 1
    if not count and sheet.empty:
        page.write_string(row, 0, sheet.empty, book.formats["text"])
        row += 1
    _close_page(page, sheet, row)
    return count


def _close_page(page: Any, sheet: Sheet, rows: int) -> None:
    """Filter from the row of column names on, so that no header is sorted among the data."""
    last = max(rows - 1, _HEADER_ROWS - 1)
    page.autofilter(_HEADER_ROWS - 1, 0, last, len(sheet.fields) - 1)
    for column, field in enumerate(sheet.fields):
        if field.choices:
            chosen = {"validate": "list", "source": list(field.choices)}
            page.data_validation(_HEADER_ROWS, column, max(last, _HEADER_ROWS), column, chosen)
    page.print_area(0, 0, last, (sheet.printed or len(sheet.fields)) - 1)


def _height(row: Row, fields: Sequence[Field]) -> int:
    """The height that shows these cells of a row whole."""
    lines = max((_lines(str(row.get(field.name) or ""), field.width) for field in fields), default=1)
    return min(lines * _LINE_HEIGHT, _MAX_HEIGHT)


@lru_cache(maxsize=4096)
def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; a Han character is as wide as two letters."""
    rows = (sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in text.split("\n"))
    return sum(max(1, -(-cells // (width - _MARGIN))) for cells in rows)


def _write_about(book: _Book, page: Any, counts: Mapping[str, int], made_from: str) -> None:
    """What the sheets hold, then how their words are meant."""
    for column, width in enumerate(_ABOUT_WIDTHS):
        page.set_column(column, column, width)
    _write_line(book, page, 0, words()["note"], "note")
    for column, header in enumerate(words()["about_headers"]):
        page.write_string(2, column, header, book.formats["header"])
    for row, (title, count) in enumerate(counts.items(), 3):
        page.write_url(row, 0, f"internal:'{title}'!A1", book.formats["link"], title)
        page.write_number(row, 1, count, book.formats["number"])
        page.write_string(row, 2, words()["sheets"].get(title, ""), book.formats["text"])
    for row, line in enumerate([*words()["about"], *filter(None, [made_from])], len(counts) + 4):
        _write_line(book, page, row, line, "line")


def _write_line(book: _Book, page: Any, row: int, text: str, look: str) -> None:
    """Text over all columns of 说明, as high as it needs to be."""
    page.set_row(row, max(_LINE_HEIGHT, _lines(text, sum(_ABOUT_WIDTHS)) * _LINE_HEIGHT))
    page.merge_range(row, 0, row, len(_ABOUT_WIDTHS) - 1, text, book.formats[look])
