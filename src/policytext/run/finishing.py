"""Parts -> OUT: one file for each table, checks across years, the account of all files, the memory of the run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from policytext.run.ledger import EARLIER, write_documents
from policytext.run.task import PARTS
from policytext.run.worklist import WorkList
from policytext.store import (
    TABLES,
    DatasetDigest,
    Place,
    Row,
    failure_row,
    merge_tables,
    read_folder,
    staged,
    write_csv,
    write_json,
)
from policytext.store.folder import ACCOUNTS, DOCUMENTS, FAILURES_CSV, MANIFEST, OWNED, RUN, TABLES_FOLDER, read_json
from policytext.store.writing import write_table

# Reports of one row group. Each row group costs memory until the file is closed, and so does each report in it.
_BLOCK_REPORTS = 500

COMPARED_REPORTS = 2000
"""Up to so many reports, about as many as a workbook is made for unasked, checks across years are made with the scores.
They hold all reports in memory, which scoring must not: beyond, ``policytext compare`` makes them."""


def digest_run(worklist: WorkList) -> str:
    """The digest of what the list holds."""
    digest = DatasetDigest()
    for report_id, hashed, _ in worklist.scored():
        digest.add_report(report_id, hashed)
    for row in _failures(worklist):
        digest.add_failure(row)
    return digest.hexdigest()


def write_all(out: Path, work: Path, worklist: WorkList, manifest: Mapping[str, Any], run: Mapping[str, Any]) -> None:
    """Write OUT anew from the parts and what the earlier OUT has of the same reports.

    Args:
        out: the folder OUT.
        work: the folder of the run in it.
        worklist: all documents with their results.
        manifest: of this run, without the rows.
        run: when, how long, how many.
    """
    with staged(out, OWNED) as folder:
        tables = folder / TABLES_FOLDER
        tables.mkdir()
        names = worklist.places()
        places = [Place(name, out / EARLIER if name == EARLIER else work / PARTS / name) for name in names]
        starts = [
            first for number, (first, *_) in enumerate(worklist.scored()) if number and not number % _BLOCK_REPORTS
        ]
        rows = merge_tables(tables, places, starts, worklist.scored_in)
        rows["failures"] = write_table(tables, "failures", _failures(worklist))
        if rows["reports"] <= COMPARED_REPORTS:
            write_table(tables, "year_checks", _check_years(tables) if rows["reports"] > 1 else [])
        write_csv(folder / FAILURES_CSV, TABLES["failures"].names, _failures(worklist))
        _write_accounts(folder, worklist, {**manifest, "rows": {name: rows[name] for name in TABLES}}, run)


def _check_years(tables: Path) -> list[Row]:
    """Rows of ``year_checks``; one report alone has no year before, and is scored without loading what compares."""
    from policytext.compare import check_years

    return check_years(read_folder(tables))


def write_accounts(out: Path, worklist: WorkList, manifest: Mapping[str, Any], run: Mapping[str, Any]) -> None:
    """Write that nothing has changed: tables, comparisons and exports stay as they are."""
    rows = read_json(out / MANIFEST).get("rows")
    with staged(out, ACCOUNTS) as folder:
        _write_accounts(folder, worklist, {**manifest, "rows": rows}, run)


def _write_accounts(folder: Path, worklist: WorkList, manifest: Mapping[str, Any], run: Mapping[str, Any]) -> None:
    write_documents(folder / DOCUMENTS, worklist.documents())
    write_json(folder / RUN, run)
    write_json(folder / MANIFEST, manifest)


def _failures(worklist: WorkList) -> Iterator[Row]:
    return map(failure_row, worklist.failures())
