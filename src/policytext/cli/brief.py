"""``policytext brief``: one page of A4 that is read in a minute."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.options import FOLDER
from policytext.cli.report import read_compared
from policytext.cli.streams import say
from policytext.errors import UsageError

ENDINGS = (".docx", ".html", ".pdf")


@click.command(short_help="Write one page of A4: sentences, two charts, what to look at.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="FILE.docx, .html or .pdf (policytext[pdf])."
)
@click.option("--anonymous", is_flag=True, help="Call counties 县A, 县B ... in the order of codes; name no place.")
@click.option("--year", type=int, help="The year reported on; the latest that half of the units report for.")
@click.option("--peers", default="", metavar="GROUP", help="Only groups whose name begins so, such as panel/county.")
@click.option("--issuer", default="", metavar="TEXT", help="Who issues it; stands under the title.")
@click.option("--date", "day", default="", metavar="DAY", help="Its date, as 2024-05-31; that of the run.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the words.")
@click.option("--compare", "comparisons", type=FOLDER, help="Where `policytext compare -o` wrote its tables.")
def command(
    out: Path,
    output: Path,
    anonymous: bool,
    year: int | None,
    peers: str,
    issuer: str,
    day: str,
    lang: str,
    comparisons: Path | None,
) -> None:
    """Write OUT, made by `policytext score`, as exactly one page.

    At most five sentences with their n, two charts, three things to look at with where they stand, method and limits.
    Comparisons that are missing are made first.
    """
    from policytext.show import Options, make_brief, write_brief

    if output.suffix.lower() not in ENDINGS:
        raise UsageError(f"{output.name}: a brief is written as {', '.join(ENDINGS)}")
    options = Options(lang=lang, peers=peers, years=(year,) if year else ())
    tables = read_compared(out, comparisons)
    write_brief(make_brief(tables, options, issuer=issuer, day=day, anonymous=anonymous), output)
    say(f"written: {output}")
