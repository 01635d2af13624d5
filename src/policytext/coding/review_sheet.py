"""Rows to look at -> 复核表.xlsx, with lists to choose from and room for the person who reviews."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policytext.corpus import LABELS
from policytext.review import OUTCOMES
from policytext.store import name_of, replacing, words

Row = dict[str, Any]

WIDTHS = {
    "why_look": 12,
    "place": 14,
    "year": 7,
    "source": 18,
    "section": 12,
    "before": 28,
    "text": 46,
    "after": 28,
    "machine_label": 9,
    "machine_level": 9,
    "why": 30,
    "human_label": 10,
    "human_level": 10,
    "reviewer": 10,
    "reviewed_on": 12,
    "reason": 26,
    "appeal_outcome": 12,
    "occurrence": 7,
    "unit": 16,
}
"""The columns in order, with their widths in characters."""

FILLED_IN = ("human_label", "human_level", "reviewer", "reviewed_on", "reason", "appeal_outcome")
_NAMES = {"why_look": "look", "machine_label": "labels", "section": "sections"}
_HEADER_ROWS = 2
_LINE_HEIGHT, _MOST_LINES = 15, 12


def write_sheet(rows: Sequence[Row], path: Path) -> None:
    """Write the sheet: Chinese headers, English names below, filters, frozen panes, drop-down lists, fit for print.

    Args:
        rows: from ``choose``.
        path: the .xlsx to write, whole or not at all.
    """
    import xlsxwriter

    with replacing(path) as staged:
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(str(staged), options) as book:
            _fill(book, rows)


def _fill(book: Any, rows: Sequence[Row]) -> None:
    page = book.add_worksheet(words()["review_title"])
    page.set_landscape()
    page.set_paper(8)  # A3: on A4 nineteen columns cannot be read
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, _HEADER_ROWS - 1)
    page.freeze_panes(_HEADER_ROWS, 1)
    page.set_footer(f"&L{words()['note']}&R第 &P 页，共 &N 页")
    look = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    plain, open_ = book.add_format(look), book.add_format(look | {"bg_color": "#FFF8E1"})
    head = book.add_format(look | {"bold": True, "bg_color": "#E8EEF4"})
    name = book.add_format(look | {"font_size": 8, "font_color": "#595959"})
    for at, (column, width) in enumerate(WIDTHS.items()):
        page.set_column(at, at, width)
        page.write_string(0, at, words()["review"][column], head)
    for at, column in enumerate(WIDTHS):
        page.write_string(1, at, column, name)
    for number, row in enumerate(rows, start=_HEADER_ROWS):
        page.set_row(number, _LINE_HEIGHT * _lines(row))
        for at, column in enumerate(WIDTHS):
            _write(page, number, at, _shown(column, row.get(column)), open_ if column in FILLED_IN else plain)
    last = _HEADER_ROWS + max(len(rows), 1) - 1
    page.autofilter(1, 0, last, len(WIDTHS) - 1)
    for column, choice in lists().items():
        at = list(WIDTHS).index(column)
        page.data_validation(_HEADER_ROWS, at, last, at, {"validate": "list", "source": choice})


def _lines(row: Row) -> int:
    """How many lines the longest cell takes; a Chinese character is two wide."""
    taken = (-(-2 * len(str(row.get(column) or "")) // width) for column, width in WIDTHS.items())
    return min(max(taken), _MOST_LINES)


def lists() -> dict[str, list[Any]]:
    """What can be chosen in a column."""
    return {
        "human_label": [name_of("labels", label) for label in LABELS],
        "human_level": [0, 1, 2, 3],
        "appeal_outcome": [name_of("outcomes", outcome) for outcome in OUTCOMES],
    }


def _shown(column: str, value: Any) -> Any:
    group = _NAMES.get(column)
    return name_of(group, value) if group and isinstance(value, str) and group in words() else value


def _write(page: Any, row: int, at: int, value: Any, look: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, at, None, look)
    elif isinstance(value, int):
        page.write_number(row, at, value, look)
    else:
        page.write_string(row, at, str(value), look)
