"""``policytext check-data``: the data files say what they should."""

from __future__ import annotations

import click

from policytext.cli.streams import say


@click.command(short_help="Check the packaged data files.")
def command() -> int:
    """Check every packaged data file. Each finding has a code, the place, and what to do."""
    from policytext.lint import check_data

    issues = check_data()
    for issue in issues:
        click.echo(f"{issue.file}:{issue.line}: {issue.code} {issue.message}; {issue.hint}")
    say(f"{len(issues)} findings" if issues else "all data files are in order")
    return 1 if issues else 0
