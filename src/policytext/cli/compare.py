"""``policytext compare``: OUT -> tables across years and places."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import FILE, FOLDER, parse_years
from policytext.cli.streams import print_json, say

if TYPE_CHECKING:
    from policytext.store import Tables


@click.command(short_help="Compare reports over years and between places.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("-o", "--to", "target", type=click.Path(path_type=Path), metavar="CMP", help="A folder of its own.")
@click.option("--by", type=click.Choice(["year", "place", "both"]), default="both", help="Along years, between places.")
@click.option("--places", metavar="NAMES", default="", help="Only these places, organs or codes, joined by commas.")
@click.option("--years", metavar="YEARS", default="", help="Only these years: 2019,2021 or 2016-2020.")
@click.option("--rubric", type=FILE, help="The rubric that OUT was scored with, if not the packaged one.")
@click.option("--seed", type=int, default=2016, show_default=True, help="Of the random draws.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
def command(
    out: Path,
    target: Path | None,
    by: str,
    places: str,
    years: str,
    rubric: Path | None,
    seed: int,
    as_json: bool,
    quiet: bool,
) -> int:
    """Compare the reports in OUT, which ``policytext score`` wrote.

    The tables go into OUT/tables, or into CMP/tables with -o: changes, followthrough, recurring, reuse, boilerplate,
    ranks, diffusion and others; docs/tables.md lists them. Reports are ranked only among peers: province or panel,
    organ level and form.
    """
    from policytext.compare import compare
    from policytext.store import WORKBOOK, read_tables, write_comparisons

    wanted = tuple(name.strip() for name in places.replace("，", ",").split(",") if name.strip())
    chosen: dict[str, Any] = {"by": by, "places": wanted, "years": parse_years(years), "seed": seed}
    folder = target or out
    tables = compare(read_tables(out), **chosen, rubric=rubric)
    digest = write_comparisons(tables, folder, chosen | {"rubric": rubric and rubric.name})
    if as_json:
        print_json(summary_of(tables) | {"digest": digest, "written": str(folder)}, indent=2)
    elif not quiet:
        _print(summary_of(tables))
        say(f"written: {folder}; digest {digest[:16]}")
        if not target and (out / WORKBOOK).exists():
            say(f"to have them in {WORKBOOK} too: policytext export {out} --to xlsx")
    return 0


def summary_of(tables: Tables) -> dict[str, int]:
    """How many rows each table of comparison has, and the grades of the promises that were followed."""
    from policytext.store import COMPARISONS

    grades = Counter(
        grade for block in tables.batches("followthrough", ["grade"]) for grade in block["grade"].to_pylist()
    )
    rows = {name: sum(map(len, tables.batches(name, COMPARISONS[name].key[:1]))) for name in COMPARISONS}
    return rows | {f"followthrough: {grade}": count for grade, count in grades.most_common()}


def _print(summary: dict[str, int]) -> None:
    from rich.table import Table

    from policytext.cli.streams import open_console

    table = Table("table", "rows", box=None)
    for name, count in summary.items():
        table.add_row(name, f"{count:,}")
    open_console().print(table)
