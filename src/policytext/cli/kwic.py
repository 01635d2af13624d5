"""``policytext kwic``: every place where statements have a pattern, in context."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.frames import CSV, show_frame
from policytext.cli.options import FOLDER

_COLUMNS = ("left", "keyword", "right", "unit", "year", "label", "section")


@click.command(short_help="Find a word in the statements, in context.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.argument("pattern")
@click.option("--width", default=20, show_default=True, help="Characters of context on each side.")
@click.option("--label", metavar="LABELS", help="Only statements of these labels, joined by commas.")
@click.option("--regex", is_flag=True, help="PATTERN is a regular expression.")
@CSV
def command(out: Path, pattern: str, width: int, label: str | None, regex: bool, path: Path | None) -> None:
    """Show every place where a statement in OUT has PATTERN, with what stands around it."""
    from policytext.compare import kwic
    from policytext.store import read_tables

    frame = kwic(read_tables(out), pattern, width, label.split(",") if label else None, regex)
    show_frame(frame, _COLUMNS, path)
