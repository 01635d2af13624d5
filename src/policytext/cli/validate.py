"""``policytext validate``: the program against coded reports."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.options import CLASSIFIER, FILE, FOLDER
from policytext.errors import UsageError


@click.command(short_help="Compare the program with coded reports.")
@click.argument("gold", type=click.Path(exists=True, path_type=Path), metavar="GOLD")
@click.option(
    "--reports", required=True, type=FOLDER, metavar="DIR", help="Holds the file DOC.* of each coded document."
)
@click.option("--by", metavar="NAMES", help="Break the labels down by era, organ_level, section; joined by commas.")
@click.option("--errors", is_flag=True, help="Print every disagreement too.")
@click.option("--rubric", type=FILE, help="Replaces the packaged rubric.")
@click.option("--gazetteer", type=FILE, multiple=True, help="Adds measures; repeatable, later ids win.")
@CLASSIFIER
def command(
    gold: Path,
    reports: Path,
    by: str | None,
    errors: bool,
    rubric: Path | None,
    gazetteer: tuple[Path, ...],
    classifier: str | None,
) -> None:
    """Run the whole line on coded reports and print the agreement, with intervals over documents.

    GOLD is a JSON lines file of coded units, or a folder of such files.
    """
    from policytext.coding.breakdown import GROUPINGS
    from policytext.coding.validate import validate
    from policytext.run import load_tools_once

    names = by.split(",") if by else []
    unknown = [name for name in names if name not in GROUPINGS]
    if unknown:
        raise UsageError(f"--by {unknown[0]}: use {', '.join(GROUPINGS)}, joined by commas")
    click.echo(validate(gold, reports, load_tools_once(rubric, gazetteer, classifier), names).text(errors=errors))
