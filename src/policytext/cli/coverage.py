"""``policytext coverage``: what came, held against the roster of those who have to report."""

from __future__ import annotations

from pathlib import Path

import click

from policytext.cli.frames import CSV
from policytext.cli.options import FILE, FOLDER
from policytext.cli.streams import say

UNITS_MISSING = 1
"""Exit code when an entry of the roster has no report."""

# Rows that fit on a screen; the table has them all.
_ROWS = 20


@click.command(short_help="Hold what came against a roster of units.")
@click.argument("out", type=FOLDER, metavar="OUT")
@click.option("--roster", type=FILE, required=True, help="CSV or xlsx with unit, and adcode, level, superior, year.")
@CSV
def command(out: Path, roster: Path, path: Path | None) -> int:
    """Hold the files in OUT, which ``policytext score`` wrote, against a roster of the units that have to report.

    The table ``coverage`` in OUT gets a row for each entry of the roster (received, several versions, wrong year,
    unreadable, unsure, missing) and one for each file that answers none. Matching is by code, name, former name and
    the roster's aliases; what is not sure is listed for a person. Exit code 1 when an entry has no report.
    """
    from policytext.store import ALL_TABLES, read_tables, write_csv

    missing = hold_against(out, roster)
    if path:
        rows = read_tables(out)["coverage"].to_pylist()
        write_csv(path, ALL_TABLES["coverage"].names, rows)
        say(f"written: {path} ({len(rows)} rows)")
    return UNITS_MISSING if missing else 0


def hold_against(out: Path, roster: Path, *, quiet: bool = False) -> int:
    """Write the table ``coverage`` into OUT and print its counts; returns how many entries have no report."""
    from policytext.roster import count_statuses, count_unreceived, cover, read_roster
    from policytext.store import name_of, read_tables, write_beside

    rows = cover(read_tables(out), read_roster(roster))
    write_beside(out, "coverage", rows)
    if not quiet:
        click.echo(" · ".join(f"{name} {count}" for name, count in count_statuses(rows).items()))
        open_rows = [row for row in rows if row["status"] != "received"]
        for row in open_rows[:_ROWS]:
            about = " ".join(str(row[name]) for name in ("unit", "year", "sources", "candidates") if row[name])
            say(f"{name_of('arrivals', row['status'])}: {about}: {row['note'] or ''}")
        if len(open_rows) > _ROWS:
            say(f"... and {len(open_rows) - _ROWS} more in the table coverage and the sheet 收件情况")
    return count_unreceived(rows)
