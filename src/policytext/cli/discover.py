"""``policytext discover``: names that look like measures and are not in the gazetteer."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.frames import CSV, show_frame
from policytext.cli.options import FILE, FOLDER
from policytext.cli.streams import say

_COLUMNS = ("name", "category", "kind", "count", "units", "years", "example")


@click.command(short_help="Find measures that the gazetteer lacks.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("--least", default=3, show_default=True, help="Leave out names that stand fewer times.")
@click.option("--gazetteer", type=FILE, multiple=True, help="Names in it are known too; repeatable.")
@CSV
def command(out: Path, least: int, gazetteer: tuple[Path, ...], path: Path | None) -> None:
    """List names in OUT that look like measures and that neither the gazetteer nor its stop list has.

    With -o the rows have the columns of the gazetteer, and the evidence beside them: delete those that name nothing,
    fill in the category, and give the file to `policytext score --gazetteer FILE.csv`.
    """
    from policytext.compare import EXAMPLE_MARK, discover
    from policytext.find import load_gazetteer
    from policytext.store import read_tables

    frame = discover(read_tables(out), least, load_gazetteer(gazetteer))
    if not path:
        frame["example"] = [examples.split(EXAMPLE_MARK)[0] for examples in frame["examples"]]
    show_frame(frame, _COLUMNS, path)
    if path and len(frame):
        say("next: delete rows that name nothing, fill in category, then policytext score --gazetteer " + str(path))
