"""``policytext review``: OUT -> a sheet of what a person should look at first."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.options import FOLDER
from policytext.cli.streams import say


@click.command(short_help="Write a sheet of what a person should look at first.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("-o", "--to", "path", required=True, type=click.Path(path_type=Path), metavar="FILE.xlsx")
@click.option("--most", type=click.IntRange(min=1), default=200, show_default=True, help="Statements at most.")
@click.option(
    "--sample", type=click.IntRange(min=0), default=50, show_default=True, help="Of them at random, at least."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw.")
def command(out: Path, path: Path, most: int, sample: int, seed: int) -> int:
    """Write a review sheet for OUT, which ``policytext score`` wrote.

    First statements with unsure labels, then those that failed checks point at, damaged ones, levels that one
    particular decides, then a random sample. Fill in label, level or only your name (then you agree), and the date;
    `policytext score ... --decisions FILE.xlsx` puts the decisions in the place of what the program found. What was
    decided before is not asked again.
    """
    from policytext.coding.review_sheet import write_review
    from policytext.coding.reviewing import choose, reasons_in
    from policytext.errors import UsageError
    from policytext.store import name_of, read_tables

    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"{path} is no .xlsx; a review sheet is a workbook, for its lists to choose from")
    rows = choose(read_tables(out), most, sample, seed)
    write_review(rows, path)
    counts = "，".join(f"{name_of('look', reason)} {count}" for reason, count in reasons_in(rows))
    say(f"written: {path} ({len(rows)} statements: {counts})")
    return 0 if rows else 3
