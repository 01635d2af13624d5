"""``policytext status``: what OUT holds, and how far a run in it is."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from policytext.cli.options import FOLDER
from policytext.cli.streams import print_json


@click.command(short_help="Say how far a run is, and what it failed on.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(out: Path, as_json: bool) -> int:
    """Say what OUT, written by `policytext score`, holds: a whole run, one that goes on, or one that was interrupted.

    The exit code is 0 for a whole run, 1 for one that is not finished, 3 where there is none.
    """
    from policytext.run import find_status

    status = find_status(out)
    if as_json:
        print_json(asdict(status), indent=2)
    else:
        for line in status.lines():
            click.echo(line)
    return {"whole": 0, "none": 3}.get(status.state, 1)
