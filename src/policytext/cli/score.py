"""``policytext score``: files -> OUT."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policytext.cli.options import FILE, method_options
from policytext.cli.streams import print_json, say, show_progress

if TYPE_CHECKING:
    from policytext.run import Summary

# Up to so many reports a workbook is written unless --to says otherwise: about what a person can look through.
WORKBOOK_REPORTS = 2000


@click.command(short_help="Score reports: files, folders, globs.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="OUT", help="The folder to write.")
@click.option("--manifest", type=FILE, help="CSV with path, place, year ...: it overrides what the text says.")
@method_options
@click.option("--to", "formats", metavar="FORMATS", help="xlsx, csv, dta, jsonl joined by commas, or none.")
@click.option("--workers", type=click.IntRange(min=0), help="Processes; 0 works in this one. Default: one per core.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), help="Seconds allowed for one document.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Print nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every file that was not scored.")
def command(
    paths: tuple[str, ...],
    out: Path,
    manifest: Path | None,
    rubric: Path | None,
    gazetteer: tuple[Path, ...],
    any_document: bool,
    classifier: str | None,
    formats: str | None,
    workers: int | None,
    timeout: float | None,
    as_json: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Score reports: files, folders (with all folders in them) and globs.

    OUT holds tables/NAME.parquet, failures.csv, manifest.json, run.json and, for up to 2,000 reports, scores.xlsx.
    An earlier output in OUT is replaced.
    """
    from policytext.run import TIMEOUT_SECONDS, Settings, find_inputs, score_batch
    from policytext.store import export_tables, parse_formats

    chosen = None if formats is None else parse_formats(formats)
    settings = Settings(rubric, gazetteer, manifest, any_document, workers, timeout or TIMEOUT_SECONDS, classifier)
    inputs = find_inputs(paths, settings, out)
    if not inputs:
        say("policytext: no files found; check the PATHs")
        return 3
    with show_progress(len(inputs.worklist), quiet=quiet) as observe:
        summary = score_batch(inputs, out, settings, observe)
    if chosen is None:
        chosen = ("xlsx",) if summary.reports <= WORKBOOK_REPORTS else ()
    written = export_tables(out, chosen)
    if as_json:
        print_json(asdict(summary) | {"exports": [path.name for path in written]}, indent=2)
    elif not quiet:
        _report(summary, written, verbose=verbose)
    return exit_code(summary)


def exit_code(summary: Summary) -> int:
    """0 all scored, 1 some failed, 3 nothing usable; duplicates alone do not count."""
    if not summary.reports:
        return 3
    return 1 if summary.failures else 0


def _report(summary: Summary, written: list[Path], *, verbose: bool) -> None:
    from policytext.cli.summary import print_summary

    print_summary(summary, written, all_failures=verbose)
