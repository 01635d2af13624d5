"""``policytext export``: a dataset in other formats."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.options import FOLDER


@click.command(short_help="Write an output as xlsx, csv, dta, jsonl.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("--to", "formats", required=True, metavar="FORMATS", help="xlsx, csv, dta, jsonl joined by commas.")
def command(out: Path, formats: str) -> None:
    """Write OUT, made by `policytext score`, in other formats too.

    xlsx is for people (OUT/scores.xlsx), csv is UTF-8 as Excel opens it, dta is for Stata 14 and later with Chinese
    labels, jsonl holds one row a line. The last three are folders with a file for each table.
    """
    from policytext.store import export_tables, parse_formats

    for path in export_tables(out, parse_formats(formats)):
        click.echo(str(path))
