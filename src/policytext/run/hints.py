"""``--manifest FILE.csv`` -> what is known about files from elsewhere: place, year and the like."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

from policytext.errors import DataError
from policytext.run.items import Item
from policytext.spreadsheets import read_text
from policytext.store import TABLES

Hints = dict[str, dict[str, str]]

_PATH_NAMES = ("path", "source", "路径", "文件", "文件名", "来源文件")


def read_hints(manifest: Path) -> Hints:
    """Rows of a manifest by path.

    Args:
        manifest: CSV in UTF-8 or GB18030 with a column ``path`` (or 路径) and any of the columns of the table
            ``reports``, by their English or Chinese names. Empty cells and other columns do not count.

    Raises:
        DataError: the file cannot be read, has no column ``path``, or names one path twice.
    """
    reader = csv.DictReader(io.StringIO(read_text(manifest, "manifest"), newline=""))
    names = {header: _column(header) for header in reader.fieldnames or []}
    if "path" not in names.values():
        raise DataError(f"{manifest} line 1 has no column path; name the column that holds the files' paths so")
    if not set(TABLES["reports"].names) & set(names.values()):
        columns = ", ".join(map(str, reader.fieldnames or []))
        raise DataError(f"{manifest} line 1 has no column that says anything of a report ({columns}); try place, year")
    hints: Hints = {}
    for row in reader:
        cells = {names[key]: (value or "").strip() for key, value in row.items() if key in names}
        path = _plain(cells.pop("path", ""))
        if not path:
            continue  # Excel leaves rows of empty cells behind
        if path in hints:
            raise DataError(f"{manifest} line {reader.line_num} names {path} again; keep one row for each file")
        if cells.get("year") and not re.fullmatch(r"[12]\d{3}", cells["year"], re.ASCII):
            fault = f"has the year {cells['year']!r}"
            raise DataError(f"{manifest} line {reader.line_num} {fault}; write it as four digits, or leave it empty")
        hints[path] = {key: value for key, value in cells.items() if value and key in TABLES["reports"].names}
    return hints


def names_of(item: Item, folder: Path) -> list[str]:
    """The paths by which a manifest may name a document.

    Args:
        item: the document.
        folder: the manifest's folder; its paths may be relative to it, to a PATH, or absolute.
    """
    path = os.path.abspath(item.path)  # noqa: PTH100 (links stay as they were named)
    try:
        relative = os.path.relpath(path, folder)
    except ValueError:  # another drive
        relative = path
    names = [item.source] if item.member else [item.source, relative, path, str(item.path)]
    return [_plain(name) for name in names]


def _plain(path: str) -> str:
    return path.strip().replace("\\", "/").removeprefix("./")


def _column(header: str) -> str:
    header = header.strip()
    if header.lower() in _PATH_NAMES:
        return "path"
    return next((c.name for c in TABLES["reports"].columns if header in {c.name, c.label}), header)
