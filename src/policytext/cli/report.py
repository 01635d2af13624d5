"""``policytext report``: one self-contained page, or a page or Word document for each unit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import FOLDER
from policytext.cli.streams import say
from policytext.errors import UsageError

if TYPE_CHECKING:
    from policytext.store import Tables


@click.command(short_help="Write a page that supervisors can read.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="FILE.html; a folder with --each.")
@click.option("--compare", "comparisons", type=FOLDER, help="Where `policytext compare -o` wrote its tables.")
@click.option("--each", type=click.Choice(["place"]), help="A page for each unit, into the folder given with -o.")
@click.option("--to", type=click.Choice(["html", "docx"]), default="html", show_default=True, help="docx with --each.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the words.")
@click.option("--year", type=int, help="The year reported on; the latest that half of the units report for.")
@click.option("--ranks", is_flag=True, help="Give rank numbers, with their intervals.")
def command(out: Path, output: Path, comparisons: Path | None, each: str | None, to: str, **choices: Any) -> None:
    """Write OUT, made by `policytext score`, as one HTML file that needs no network.

    What was done, groups among peers, highlights, problems, figures, and for each unit its promises and problems with
    the texts. Comparisons that are missing are made first. With --each place --to docx: a Word document for each unit,
    to send to it, with room to object.
    """
    from policytext.show import Options, write_report, write_unit_sheets, write_units

    _check_output(output, each, to)
    tables = read_compared(out, comparisons)
    year = choices["year"]
    options = Options(lang=choices["lang"], ranks=choices["ranks"], years=(year,) if year else ())
    if to == "docx":
        say(f"written: {output}, {write_unit_sheets(tables, output, options)} Word documents, one for each unit")
    elif each:
        units = write_units(tables, output, options)
        say(f"written: {output / 'index.html'}, which leads to the pages of {units} units")
    else:
        write_report(tables, output, options)
        say(f"written: {output} ({output.stat().st_size / 1e6:.1f} MB)")


def _check_output(output: Path, each: str | None, to: str) -> None:
    """Before anything is read: comparing takes a while.

    Raises:
        UsageError: the name does not fit what is to be written.
    """
    is_file = output.suffix.lower() in (".html", ".htm", ".docx")
    if to == "docx" and not each:
        raise UsageError("a Word document is about one unit: add --each place; `policytext brief` makes one about all")
    if each and (is_file or output.is_file()):
        raise UsageError(f"{output.name}: --each writes a file for each unit; give -o a folder")
    if not each and output.suffix.lower() not in (".html", ".htm"):
        raise UsageError(
            f"{output.name}: a page is written as .html; --each place --to docx makes Word documents, "
            "`policytext brief` one page in Word or PDF"
        )


def read_compared(out: Path, comparisons: Path | None) -> Tables:
    """The tables with those of comparison; where these are missing they are made in memory."""
    from policytext.store import COMPARISONS, read_tables

    tables = read_tables(out, comparisons)
    if all(name in tables for name in COMPARISONS):
        return tables
    from policytext.compare import compare

    say(f"comparing first; `policytext compare {out}` keeps the comparisons")
    compared: Tables = compare(tables)
    return compared
