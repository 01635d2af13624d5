"""What a person sees after ``policytext score``: a line for each report, what was not scored, where things lie."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from policytext.cli.streams import open_console, say
from policytext.store import headline, name_of, read_tables, remark, words
from policytext.store.schema import LIST_MARK

if TYPE_CHECKING:
    from policytext.run import Summary
    from policytext.store import Tables

# Lines that fit on a screen; the workbook has them all.
_ROWS = 20

_COLUMNS: dict[str, Literal["left", "right"]] = {
    "地区": "left",
    "年度": "left",
    "结论": "left",
    "平均等级": "right",
    "问题": "right",
    "已改/拟改/未回应": "right",
    "举措": "right",
    "提示": "right",
    "": "left",
}


def print_summary(summary: Summary, written: Sequence[Path], *, all_failures: bool = False) -> None:
    """Print the reports on stdout, and failures and files on stderr."""
    tables = read_tables(summary.out)
    if summary.reports:
        _print_reports(_first_rows(tables), summary.reports)
    for name in summary.unmatched:
        say(f"the manifest names {name}, which is not among the files")
    failures = tables["failures"]
    shown = failures.num_rows if all_failures else _ROWS
    _print_failures(failures.slice(0, shown).to_pylist(), failures.num_rows)
    _print_stages(summary.stages)
    say(_account(summary))
    if summary.decisions:
        say("decisions: " + ", ".join(f"{status} {count}" for status, count in sorted(summary.decisions.items())))
    say(f"written: {', '.join(str(path) for path in (*written, summary.out / 'tables'))}")


def _first_rows(tables: Tables) -> list[dict[str, Any]]:
    """The reports that are shown, found without making rows of all."""
    batches = tables.batches("reports", ["adcode", "place", "year", "report_id"])
    keys = (row for batch in batches for row in batch.to_pylist())
    first = {row["report_id"] for row in nsmallest(_ROWS, keys, key=_by_place)}
    rows = [
        batch.slice(index, 1).to_pylist()[0]
        for batch in tables.batches("reports")
        for index, report_id in enumerate(batch["report_id"].to_pylist())
        if report_id in first
    ]
    return sorted(rows, key=_by_place)


def _by_place(row: dict[str, Any]) -> tuple[str, str, int, str]:
    return row["adcode"] or "~", row["place"] or "~", row["year"] or 0, row["report_id"]


def _print_reports(reports: list[dict[str, Any]], total: int) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, caption=words()["note"], caption_justify="left")
    for header, justify in _COLUMNS.items():
        table.add_column(header, justify=justify, overflow="fold")
    for row in reports:
        table.add_row(*(Text(cell) for cell in _cells(row)))
    open_console().print(table)
    if total > len(reports):
        say(f"... and {total - len(reports)} more reports")


def _cells(row: dict[str, Any]) -> list[str]:
    answers = "/".join(_number(row[name]) for name in ("answered_done", "answered_planned", "unanswered"))
    level = "" if row["level_mean"] is None else f"{row['level_mean']:.2f}"
    warnings = len(row["warnings"].split(LIST_MARK)) if row["warnings"] else 0
    place = row["place"] or row["organ"] or row["source"]
    figures = [_number(row["problem"]), answers, _number(row["measures"]), str(warnings or "")]
    return [place, _number(row["year"]), headline(row), level, *figures, remark(row)]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _print_failures(failures: list[dict[str, Any]], total: int) -> None:
    for row in failures:
        say(f"not scored: {row['source']}: {name_of('reasons', row['reason'])} ({row['reason']}: {row['message']})")
    if total > len(failures):
        say(f"... and {total - len(failures)} more in failures.csv")


def _account(summary: Summary) -> str:
    total = summary.reports + summary.failures + summary.duplicates
    parts = [f"{summary.reports} of {total} files scored"]
    parts += [f"{summary.failures} not scored"] if summary.failures else []
    parts += [f"{summary.duplicates} with the content of another"] if summary.duplicates else []
    parts += [f"{summary.reused} of them taken over from before"] if summary.reused else []
    return f"{', '.join(parts)}; {summary.seconds:.1f} s; digest {summary.digest[:16]}"


def _print_stages(stages: dict[str, float]) -> None:
    total = sum(stages.values())
    for stage, seconds in sorted(stages.items(), key=lambda item: -item[1]):
        say(f"{stage:10}{seconds:9.2f} s {seconds / total:5.0%}")
