"""``policytext diff``: what changed between two outputs, and by which span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.options import FOLDER
from policytext.cli.streams import print_json

if TYPE_CHECKING:
    from policytext.store import Difference, ReportChange, StatementChange

# Entries of the manifest that follow from the others.
_RESULTS = ("digest", "rows.")


@click.command(short_help="Say what changed between two outputs.")
@click.argument("one", type=FOLDER, metavar="OUT1")
@click.argument("two", type=FOLDER, metavar="OUT2")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def command(one: Path, two: Path, as_json: bool) -> None:
    """Say which scores differ between two outputs of `policytext score`, by which statement, label and span."""
    from policytext.store import compare_datasets, read_tables

    difference = compare_datasets(read_tables(one), read_tables(two))
    if as_json:
        print_json(asdict(difference), indent=2)
    else:
        click.echo("\n".join(_lines(difference)))


def _lines(difference: Difference) -> Iterator[str]:
    settings = {name: pair for name, pair in difference.settings.items() if not name.startswith(_RESULTS)}
    yield "The same versions, data and settings." if not settings else "Versions, data and settings:"
    yield from (f"  {name}: {_short(old)} -> {_short(new)}" for name, (old, new) in settings.items())
    yield from (f"Only in the first: {source}" for source in difference.lost)
    yield from (f"Only in the second: {source}" for source in difference.gained)
    yield f"{len(difference.reports)} reports are scored differently."
    for report in difference.reports:
        yield ""
        yield from _report_lines(report)


def _report_lines(report: ReportChange) -> Iterator[str]:
    yield " ".join(str(part) for part in (report.place, report.year, report.source) if part)
    yield from (f"  {name}: {_short(old)} -> {_short(new)}" for name, (old, new) in report.figures.items())
    for statement in report.statements:
        yield f"  {statement.text}"
        yield from _statement_lines(statement)


def _statement_lines(statement: StatementChange) -> Iterator[str]:
    yield from (f"    {name}: {_short(old)} -> {_short(new)}" for name, (old, new) in statement.fields.items())
    yield from _parts("-", statement.lost)
    yield from _parts("+", statement.gained)


def _parts(sign: str, parts: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (f"    {sign} {kind} {surface}" for kind, surface in parts)


def _short(value: Any) -> str:
    """A value in a line: nothing as a dash, a hash by its beginning.

    >>> _short(None), _short("a" * 64)
    ('-', 'aaaaaaaaaaaa')
    """
    text = "-" if value is None else str(value)
    return text[:12] if len(text) == 64 and text.isalnum() else text
