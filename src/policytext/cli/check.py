"""``policytext check``: do the figures and the form of reports agree with themselves, and with the year before?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from policytext.cli.frames import CSV
from policytext.cli.streams import open_console, print_json, say

if TYPE_CHECKING:
    from policytext.store import Tables

Row = dict[str, Any]

SOURCE_FAULT = 1
"""Exit code with --strict when a contradiction, or a fault of form, of the source is found; a notice is neither."""

_MARKS = {"fail": "✗", "form": "✗", "uncertain": "?", "notice": "!", "not_assessable": "-", "pass": "✓"}
_ALL, _SHOWN = ("fail", "uncertain", "not_assessable", "pass"), ("fail", "uncertain")
_COLUMNS = (
    *("place", "organ", "year", "source", "check", "check_name", "subject", "verdict", "verdict_name", "severity"),
    *("found", "expected", "message", "blame", "reason", "text", "start", "end", "other_start", "other_end"),
    *("previous_year", "previous_report_id", "report_id"),
)


@click.command(short_help="Check figures, tables and form.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|OUT")
@click.option(
    "--strict",
    is_flag=True,
    help="Exit code 1 when a contradiction or a fault of form is found that looks like the source's.",
)
@click.option("--all", "everything", is_flag=True, help="Show what agrees, and what could not be asked, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the answers as JSON lines.")
@CSV
def command(paths: tuple[str, ...], strict: bool, everything: bool, as_json: bool, path: Path | None) -> int:
    """Check reports (files, folders, globs), or OUT that `policytext score` wrote.

    Rows and columns of the prescribed tables, figures in the text against the tables, what the text claims, the form,
    and, where the year before is there too, what was carried over. A failed check changes no value: it says where two
    places differ, not which is right.
    """
    from policytext.store import write_csv

    tables = _read(paths)
    reports = {report["report_id"]: report for report in tables["reports"].to_pylist()}
    rows = list(answers_of(tables, everything=everything))
    if path:
        write_csv(path, _COLUMNS, ({name: row.get(name) for name in _COLUMNS} for row in rows))
        say(f"written: {path} ({len(rows)} rows)")
    elif as_json:
        for row in rows:
            print_json({name: row.get(name) for name in _COLUMNS})
    else:
        _print(rows, reports, counts_of(tables))
    for failure in tables["failures"].to_pylist():
        say(f"not checked: {failure['source']}: {failure['message']}")
    if not reports:
        return 3
    faults = [row for row in rows if row["told"] in ("fail", "form") and row["blame"] == "source"]
    return SOURCE_FAULT if strict and faults else 0


def answers_of(tables: Tables, *, everything: bool = False) -> Iterator[Row]:
    """The answers of all checks in the order of places and years, with words for people and the statement checked.

    Args:
        tables: a dataset.
        everything: what agrees, and what could not be asked, too.

    Yields:
        Rows of ``checks`` and ``year_checks`` with the columns of the report and the Chinese names of the codes.
    """
    from policytext.compare import check_years
    from policytext.store import check_rows

    shown = _ALL if everything else _SHOWN
    reports = {report["report_id"]: report for report in tables["reports"].to_pylist()}
    rows = (reports[row["report_id"]] | row for row in check_rows(tables, check_years(tables), shown))
    return iter(sorted(rows, key=_by_place))


def counts_of(tables: Tables) -> dict[str, Counter[str]]:
    """How many answers each report has by how they are told, those about the year before not counted."""
    from policytext.store import told_verdict

    counts: dict[str, Counter[str]] = {}
    for row in tables["checks"].select(["report_id", "verdict", "severity"]).to_pylist():
        counts.setdefault(row["report_id"], Counter())[told_verdict(row["verdict"], row["severity"])] += 1
    return counts


def _read(paths: Sequence[str]) -> Tables:
    """A finished output where one folder is given that is one; else the files are scored in memory."""
    from policytext.run import score_many
    from policytext.store import is_dataset, read_tables

    if len(paths) == 1 and is_dataset(Path(paths[0])):
        tables: Tables = read_tables(paths[0])
        return tables
    return score_many(list(paths), any_document=True)


def _by_place(row: Row) -> tuple[str, str, int, str, int]:
    order = list(_MARKS).index(row["told"])
    return row["adcode"] or "~", row["place"] or row["organ"] or "", row["year"] or 0, row["report_id"], order


def _print(rows: Iterable[Row], reports: Mapping[str, Row], counts: Mapping[str, Counter[str]]) -> None:
    from rich.text import Text

    console = open_console()
    found = {id_: list(group) for id_, group in groupby(rows, key=lambda row: row["report_id"])}
    for report in sorted(reports.values(), key=lambda report: _by_place(report | {"told": "fail"})):
        who = " ".join(str(part) for part in (report["place"] or report["organ"], report["year"]) if part)
        own, shown = counts.get(report["report_id"], Counter()), found.get(report["report_id"], [])
        console.print(Text(f"{who or report['source']}  {_counted(own, shown)}  {report['source']}", style="bold"))
        for row in shown:
            for line in _lines(row):
                console.print(Text(line), soft_wrap=True)


def _counted(own: Counter[str], shown: Sequence[Row]) -> str:
    """The numbers of answers; those about the year before, which the report's own table does not have, are added."""
    from policytext.store import name_of

    across = Counter(row["told"] for row in shown if row.get("previous_year"))
    return " · ".join(f"{name_of('verdicts', code)} {(own + across)[code]}" for code in _MARKS)


def _lines(row: Row) -> Iterator[str]:
    label = f"{_MARKS[row['told']]} {row['check_name']}（{row['check']}·{row['subject']}）"
    yield f"  {label} {row['message'] or ''}".rstrip()
    if row["text"]:
        yield f"      “{row['text']}”"
    if row["verdict"] in _SHOWN:
        named = f"{row['severity_name']} · 可能来源：{row['blame_name']}"
        yield f"      {'；'.join(filter(None, (named, row['reason'])))}"
