"""``policytext check-data``: the data files say what they should."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.options import FOLDER
from policytext.cli.streams import say


@click.command(short_help="Check the packaged data files.")
@click.argument("folder", type=FOLDER, required=False)
def command(folder: Path | None) -> int:
    """Check every packaged data file, and the coded corpora (gold/*.jsonl beside reports/) in FOLDER.

    Each finding has the place, a code, what is wrong and what to do.
    """
    from policytext.lint import check_data

    issues = check_data(folder)
    for issue in issues:
        click.echo(f"{issue.file}:{issue.line}: {issue.code} {issue.message}; {issue.hint}")
    say(f"{len(issues)} findings" if issues else "all data files are in order")
    return 1 if issues else 0
