"""Tables as people save them, a CSV file or the first sheet of a workbook that fits -> rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from policytext.errors import DataError

# Excel in China saves CSV as GBK, editors save UTF-8 with or without a mark.
_ENCODINGS = ("utf-8-sig", "gb18030")
_WORKBOOKS = (".xlsx", ".xlsm")

Cells = list[str]


def read_sheets(path: Path, kind: str) -> Iterator[list[Cells]]:
    """The rows of each sheet of a workbook, or of a CSV file, which is one sheet.

    Args:
        path: ``.xlsx``, or CSV in UTF-8 or GB18030.
        kind: what the file is, for the message when it is not: a roster, a review sheet.

    Yields:
        Rows from the first on, empty ones included, so that a row's place is its number less one. A day is written as
        2024-05-31, an empty cell as "".

    Raises:
        DataError: the file cannot be opened, or is neither.
    """
    if path.suffix.lower() in _WORKBOOKS:
        yield from _read_workbook(path)
    else:
        yield list(csv.reader(io.StringIO(read_text(path, kind), newline="")))


def read_text(path: Path, kind: str) -> str:
    """The text of a CSV file.

    Raises:
        DataError: the file cannot be opened, or is in neither encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be opened ({error.strerror}); check the path of the {kind}") from error
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DataError(f"{path} is neither UTF-8 nor GB18030; save the {kind} as CSV in UTF-8")


def _read_workbook(path: Path) -> Iterator[list[Cells]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise DataError(f"{path} cannot be opened as a workbook ({error}); save it again as .xlsx or CSV") from error
    try:
        for page in book.worksheets:
            yield [[_written(cell) for cell in cells] for cells in page.iter_rows(values_only=True)]
    finally:
        book.close()


def _written(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)
