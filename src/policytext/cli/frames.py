"""Data frames for people: a table on the terminal, CSV as Excel opens it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.streams import open_console, say

if TYPE_CHECKING:
    import pandas as pd

CSV = click.option(
    "-o",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.csv",
    help="Write all rows and columns as CSV (UTF-8 as Excel opens it).",
)
#: Rows that a terminal shows; the rest is for -o.
SHOWN = 40


def show_frame(frame: pd.DataFrame, columns: Sequence[str], path: Path | None, shown: int = SHOWN) -> None:
    """Write a frame to ``path``, or print these columns of its first rows."""
    if path:
        write_frame(frame, path)
        say(f"written: {path} ({len(frame)} rows)")
        return
    if frame.empty:
        say("nothing found")
        return
    print_frame(frame.head(shown), columns)
    if len(frame) > shown:
        say(f"... and {len(frame) - shown} more rows; -o FILE.csv writes them all")


def print_frame(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Print columns of a frame; what is too wide goes on in the next line."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        is_number = frame[name].dtype.kind in "iuf" or str(frame[name].dtype) == "Int32"
        table.add_column(name, justify="right" if is_number or name == "left" else "left", overflow="fold")
    for row in _rows(frame[list(columns)]):
        table.add_row(*(escape(_cell(value)) for value in row.values()))
    open_console().print(table)


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as CSV.

    Raises:
        UsageError: the file cannot be written.
    """
    from policytext.errors import UsageError
    from policytext.store import write_csv

    try:
        write_csv(path, frame.columns, _rows(frame))
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); is it open in another program?") from error


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as Python values, nothing as ``None``."""
    values = frame.astype(object).where(frame.notna(), None).to_numpy().tolist()
    return [dict(zip(frame.columns, row, strict=True)) for row in values]


def _cell(value: Any) -> str:
    """A value in a table: two decimals, a dash for nothing.

    >>> _cell(1.005), _cell(None), _cell("甲")
    ('1.00', '-', '甲')
    """
    if value is None:
        return "-"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
