"""``policytext keyness``: words or measures that tell two groups of reports apart."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.frames import CSV, print_frame, write_frame
from policytext.cli.options import FOLDER
from policytext.cli.streams import say

_COLUMNS = (
    "term",
    "one",
    "other",
    "per_10000_one",
    "per_10000_other",
    "log_likelihood",
    "z",
    "documents_one",
    "documents_other",
)
# Rows of each group on the terminal.
_SHOWN = 20


@click.command(short_help="Words or measures that tell two groups of reports apart.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("--one", required=True, metavar="GROUP", help="First group, as column=value,value; column=value.")
@click.option("--other", required=True, metavar="GROUP", help="Second group, in the same way.")
@click.option("--of", type=click.Choice(["words", "measures"]), default="words", show_default=True)
@click.option("--label", metavar="LABELS", help="Only statements of these labels, joined by commas.")
@click.option("--least", default=3, show_default=True, help="Leave out terms that both together have fewer times.")
@CSV
def command(out: Path, one: str, other: str, of: str, label: str | None, least: int, path: Path | None) -> None:
    """Show which words or measures one group of reports in OUT has more often than another.

    GROUP is columns of the table reports and their values: "year=2016-2018; place=甲县,乙县". log_likelihood is
    Dunning's, negative where the second group has the term more often; z is of the log-odds ratio (Monroe et al. 2008).
    """
    from policytext.compare import keyness, parse_group
    from policytext.store import read_tables

    labels = label.split(",") if label else None
    frame = keyness(read_tables(out), parse_group(one), parse_group(other), of, labels, least)
    for name, group, reports, words in zip(
        ("one", "other"), (one, other), frame.attrs["reports"], frame.attrs["words"], strict=True
    ):
        say(f"{name}: {group} ({reports} reports, {words} words)")
    if path:
        write_frame(frame, path)
        say(f"written: {path} ({len(frame)} rows)")
        return
    ends = (("one", frame[frame.log_likelihood > 0]), ("other", frame[frame.log_likelihood < 0][::-1]))
    for name, part in ends:
        click.echo(f"\nMore often in {name}: {len(part)}, the first {min(_SHOWN, len(part))}")
        print_frame(part.head(_SHOWN), _COLUMNS)
