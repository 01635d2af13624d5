"""Findings of the linter, and tables with line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.lint.codes import CODES


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding: its code, the file and line (from 1) where it is, what is wrong and what to do."""

    code: str
    file: str
    line: int
    message: str
    hint: str


def issue(code: str, file: str, line: int, detail: str = "") -> Issue:
    """A finding with the meaning of its code and what is special here.

    >>> issue("E402", "units.txt", 1).message
    'a list is empty'
    """
    meaning, hint = CODES[code]
    return Issue(code, file, line, f"{meaning}: {detail}" if detail else meaning, hint)


def read_table(text: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    r"""The header of a CSV text, and its rows with their line numbers.

    A missing cell is an empty string; cells too many stand under the key ``""``.

    >>> read_table("id,name\na,甲\n")
    (['id', 'name'], [(2, {'id': 'a', 'name': '甲'})])
    """
    reader = csv.reader(io.StringIO(text))
    header = next(reader, [])
    return header, [(reader.line_num, _row(header, cells)) for cells in reader if cells]


def _row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(header) - len(cells))]
    row = dict(zip(header, padded, strict=False))
    return {**row, "": "，".join(cells[len(header) :])} if len(cells) > len(header) else row


def check_columns(
    code: str, needed: Sequence[str], header: Sequence[str], rows: Sequence[tuple[int, dict[str, str]]], file: str
) -> Iterator[Issue]:
    """Columns that the header lacks, and rows that are longer than it."""
    missing = [column for column in needed if column not in header]
    if missing:
        yield issue(code, file, 1, "、".join(missing))
    for line, row in rows:
        if row.get(""):
            yield issue(code, file, line, row[""])
