"""``policytext score``: files -> OUT."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.coverage import hold_against
from policytext.cli.options import FILE, method_options
from policytext.cli.streams import print_json, say, show_progress
from policytext.errors import UsageError

if TYPE_CHECKING:
    from policytext.run import Settings, Summary

# Up to so many reports a workbook is written unless --to says otherwise: about what a person can look through.
WORKBOOK_REPORTS = 2000


@click.command(short_help="Score reports: files, folders, archives.")
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The folder to write.")
@click.option("--manifest", type=FILE, help="CSV with path, place, year ...: it overrides what the text says.")
@click.option("--roster", type=FILE, help="CSV or xlsx of the units that have to report: who is missing?")
@click.option("--decisions", type=FILE, multiple=True, help="Review sheets that people filled in; repeatable.")
@method_options
@click.option("--column", metavar="NAME", help="The column of texts, where a PATH is JSON lines or Parquet.")
@click.option("--base-year", type=click.IntRange(2002), metavar="YEAR", help="Whose codes adcode_base has; the latest.")
@click.option("--to", "formats", metavar="FORMATS", help="xlsx, csv, dta, jsonl joined by commas, or none.")
@click.option("--workers", type=click.IntRange(min=0), help="Processes; 0 works in this one. Default: one per core.")
@click.option("--engine", type=click.Choice(["serial", "local", "dask"]), help="Where to work; local by default.")
@click.option("--scheduler", metavar="ADDRESS", help="Of a Dask cluster (tcp://...); it means --engine dask.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds allowed for one document.")
@click.option("--memory", type=click.IntRange(min=64), help="Megabytes allowed for one document (Linux).")
@click.option("--fresh", is_flag=True, help="Take nothing over from an earlier run in OUT.")
@click.option("--verify", is_flag=True, help="Hash every file again, even where size and time are unchanged.")
@click.option("--retry", is_flag=True, help="Try again what took too long, crashed or was an error of the program.")
@click.option("--profile", is_flag=True, help="Note the time of each stage in run.json.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every file that was not scored.")
def command(
    paths: tuple[str, ...],
    out: Path,
    roster: Path | None,
    formats: str | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
    **how: Any,
) -> int:
    """Score reports: files, folders (with all folders in them), globs, and zip and tar archives.

    A PATH may also be a Parquet or JSON lines file with a column of texts. Without PATH, the files that the manifest
    names are scored.

    OUT holds tables/NAME.parquet, failures.csv, manifest.json, run.json and, for up to 2,000 reports, scores.xlsx.
    What an earlier run in OUT scored with the same versions, rubric and gazetteer is taken over, be it finished or
    interrupted; what comes out is the same as if all were scored anew.
    """
    from policytext.run import find_inputs, score_batch
    from policytext.store import export_tables, parse_formats

    _check(paths, how["manifest"], roster)
    chosen = None if formats is None else parse_formats(formats)
    settings = _settings(**how)
    inputs = find_inputs(paths, settings, out)
    if not inputs:
        say("policytext: no files found; check the PATHs")
        return 3
    with show_progress(len(inputs.worklist), quiet=quiet) as observe:
        summary = score_batch(inputs, out, settings, observe)
    missing = hold_against(out, roster, quiet=quiet or as_json) if roster else 0
    written = export_tables(out, _formats_for(summary) if chosen is None else chosen)
    if as_json:
        exports = {"exports": [path.name for path in written]}
        print_json(asdict(summary) | exports | ({"unreceived": missing} if roster else {}), indent=2)
    elif not quiet:
        _report(summary, written, verbose=verbose)
    return exit_code(summary) or int(missing > 0)


def _check(paths: tuple[str, ...], manifest: Path | None, roster: Path | None) -> None:
    """Tell mistakes before the work, not after it."""
    from policytext.roster import read_roster

    if not paths and not manifest:
        raise UsageError("there is nothing to score; give files or folders, or a --manifest that names files")
    if roster:
        read_roster(roster)


def _formats_for(summary: Summary) -> tuple[str, ...]:
    """What is exported where nobody says."""
    return ("xlsx",) if summary.reports <= WORKBOOK_REPORTS else ()


def _settings(*, timeout: float | None, memory: int | None, any_document: bool, **how: Any) -> Settings:
    from policytext.run import Settings

    if how["scheduler"] and not how["engine"]:
        how["engine"] = "dask"
    bounds: dict[str, Any] = {"seconds": timeout, "memory": memory}
    return Settings(any_document=any_document, **how, **{name: value for name, value in bounds.items() if value})


def exit_code(summary: Summary) -> int:
    """0 all scored, 1 some failed, 3 nothing usable; duplicates alone do not count."""
    if not summary.reports:
        return 3
    return 1 if summary.failures else 0


def _report(summary: Summary, written: list[Path], *, verbose: bool) -> None:
    from policytext.cli.summary import print_summary

    print_summary(summary, written, all_failures=verbose)
