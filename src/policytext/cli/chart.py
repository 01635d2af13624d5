"""``policytext chart``: pictures of a dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import FOLDER, parse_years
from policytext.cli.streams import say
from policytext.errors import DataError, UsageError

if TYPE_CHECKING:
    from policytext.show import Options
    from policytext.store import Tables

# Options of the command and the choices of ``Options`` that they are.
_MANY = {"year": "years", "place": "places", "measure": "measures"}


@click.command(short_help="Draw an output: ranking, heatmap, trend and more.")
@click.argument("words", nargs=-1, required=True, metavar="[KIND] OUT")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="FILE.png, .svg or .pdf; with --all a folder.",
)
@click.option("--all", "every", is_flag=True, help="Draw every kind into the folder given with -o, as SVG.")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of the words.")
@click.option("--year", "--years", metavar="YEARS", help="2023, or 2019-2023, or 2019,2023.")
@click.option(
    "--place", "--places", multiple=True, metavar="NAME", help="Only this unit, by name or adcode; repeatable."
)
@click.option("--peers", default="", metavar="GROUP", help="Only groups whose name begins so, such as panel/county.")
@click.option("--measure", multiple=True, metavar="NAME", help="A measure of diffusion or measures; repeatable.")
@click.option(
    "--value", type=click.Choice(["checkable", "specificity"]), default="checkable", help="What heatmap shows."
)
@click.option("--ranks", is_flag=True, help="Give rank numbers in ranking, with their intervals.")
@click.option("--compare", "comparisons", type=FOLDER, help="Where `policytext compare -o` wrote its tables.")
def command(words: tuple[str, ...], output: Path, every: bool, comparisons: Path | None, **choices: Any) -> None:
    """Draw OUT, made by `policytext score`, as a chart of this KIND.

    \b
    ranking        dots with intervals in three groups
    heatmap        place by year, numbers in cells
    slope          two years side by side
    trend          a small panel for each unit
    levels         commitments by level
    labels         statements by label
    particulars    which kinds of particular are missing
    followthrough  what the next report shows of the commitments
    recurring      problems that return
    reuse          text shared between units, and with the last report
    diffusion      how measures spread
    measures       which unit names which measure
    requests       requests received, granted and refused by year
    outcomes       what became of the requests
    checks         unit by check, how many answers do not agree

    Beside each picture stands FILE.csv, the table of what is drawn. Further pages get -2, -3 and so on.
    """  # noqa: D301 -- click keeps the lines after a real \b
    from policytext.show import CHARTS

    kinds, out = _parse(words, every, tuple(CHARTS))
    tables = _tables(out, comparisons, kinds)
    options = _options(choices)
    drawn = [_draw(kind, tables, options, output / f"{kind}.svg" if every else output) for kind in kinds]
    if not any(drawn):
        raise DataError(f"{out} holds nothing to draw for {', '.join(kinds)}")


def _parse(words: tuple[str, ...], every: bool, kinds: tuple[str, ...]) -> tuple[tuple[str, ...], Path]:
    if every and len(words) == 1:
        chosen = kinds
    elif not every and len(words) == 2:
        chosen = words[:1]
    else:
        raise UsageError("call it as `policytext chart KIND OUT -o FILE` or `policytext chart --all OUT -o DIR`")
    if chosen[0] not in kinds:
        raise UsageError(f"no chart {chosen[0]!r}; there are {', '.join(kinds)}")
    if not Path(words[-1]).is_dir():
        raise UsageError(f"there is no folder {words[-1]}; OUT is what `policytext score -o` made")
    return chosen, Path(words[-1])


def _tables(out: Path, comparisons: Path | None, kinds: tuple[str, ...]) -> Tables:
    """The tables; comparisons that are missing are made first, in memory."""
    from policytext.show import CHARTS
    from policytext.store import read_tables

    tables = read_tables(out, comparisons)
    lacking = {name for kind in kinds for name in CHARTS[kind].needs if name not in tables}
    if not lacking:
        return tables
    from policytext.compare import compare

    say(f"comparing first: no {', '.join(sorted(lacking))} yet; `policytext compare {out}` keeps them")
    compared: Tables = compare(tables)
    return compared


def _options(choices: dict[str, Any]) -> Options:
    from policytext.show import Options

    choices["year"] = parse_years(choices["year"])
    return Options(**{_MANY.get(name, name): value for name, value in choices.items()})


def _draw(kind: str, tables: Tables, options: Options, path: Path) -> bool:
    """Write the pages of a kind and name them; whether there were any."""
    from policytext.show import draw_chart, save_drawing

    try:
        drawings = draw_chart(kind, tables, options)
    except UsageError as error:
        if not options.years and not options.places:
            raise
        drawings = []
        say(f"{kind}: {error}")
    path.parent.mkdir(parents=True, exist_ok=True)
    for page, drawing in enumerate(drawings, 1):
        target = path if page == 1 else path.with_stem(f"{path.stem}-{page}")
        for written in save_drawing(drawing, target):
            click.echo(str(written))
    if not drawings:
        say(f"{kind}: nothing to draw")
    return bool(drawings)
