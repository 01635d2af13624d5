"""Review sheets as people fill them in: .xlsx or CSV -> decisions, and decisions -> the CSV that OUT keeps."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from policytext.corpus import LABELS
from policytext.errors import DataError
from policytext.records import Decision
from policytext.resources import read_toml
from policytext.review.decisions import Decisions
from policytext.spreadsheets import Cells, read_sheets

#: The columns of a review sheet that a decision is read from; the others are for the eye.
COLUMNS = (
    *("unit", "year", "text", "occurrence", "machine_label", "machine_level"),
    *("human_label", "human_level", "reviewer", "reviewed_on", "reason", "appeal_outcome"),
)

OUTCOMES = ("upheld", "partly", "dismissed")
"""What can become of an appeal."""

MEASURED = ("improvement", "problem", "achievement")
"""Labels with which a level goes; of achievements those that answer a problem have one."""

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ].*)?")
_HEADER_ROWS = 3


def read_decisions(paths: Sequence[Path]) -> Decisions:
    """The decisions of some filled review sheets. Rows that nobody filled in do not count.

    Args:
        paths: what ``policytext review`` wrote and people filled in, as .xlsx or saved as CSV; or ``decisions.csv`` of
            an OUT. Who gives a name and neither label nor level agrees with the program.

    Raises:
        DataError: a file cannot be read or is no review sheet, or a cell says what cannot be: the message names file,
            row and column.
    """
    return Decisions(tuple(one for path in paths for one in _read(Path(path))))


def write_decisions(path: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions as CSV that ``read_decisions`` reads."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in sorted(set(decisions), key=repr):
            level, machine = ("" if value is None else value for value in (one.level, one.machine_level))
            seen = (one.unit, one.year or "", one.text, one.occurrence, one.machine_label, machine)
            writer.writerow((*seen, one.label, level, one.reviewer, one.reviewed_on, one.reason, one.appeal_outcome))


def _read(path: Path) -> Iterator[Decision]:
    for rows in read_sheets(path, "review sheet"):
        headers = [
            (number, columns) for number, cells in enumerate(rows[:_HEADER_ROWS]) if (columns := _columns(cells))
        ]
        if headers:
            last, columns = headers[-1]  # the row of English names is below that of Chinese ones
            return _decisions(path, rows, last + 1, columns)
    raise DataError(f"{path} is no review sheet: no row of headers has {', '.join(COLUMNS)}")


def _decisions(path: Path, rows: Sequence[Cells], first: int, columns: Mapping[str, int]) -> Iterator[Decision]:
    for number, cells in enumerate(rows[first:], start=first + 1):
        given = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if any(given[name] for name in ("human_label", "human_level", "reviewer")):
            yield _decision(_Row(path, number, given))


class _Row:
    """A filled row; it knows where it stands when something is wrong."""

    def __init__(self, path: Path, number: int, given: dict[str, str]) -> None:
        self._where, self.given = f"{path} row {number}", given

    def code(self, name: str, group: str, known: Sequence[str]) -> str:
        """A code, by itself or by its Chinese name; empty where the cell is."""
        value = self.given[name]
        codes = {code: code for code in known} | {str(names()[group][code]): code for code in known}
        if value and value not in codes:
            raise self.wrong(name, f"is {value!r}; choose one of {'、'.join(names()[group][code] for code in known)}")
        return codes.get(value, "")

    def whole(self, name: str, least: int, most: int) -> int | None:
        """A whole number; ``None`` where the cell is empty."""
        value = re.sub(r"(\.0+|级)$", "", self.given[name])
        if not value:
            return None
        if not value.isdecimal() or not least <= int(value) <= most:
            raise self.wrong(name, f"is {value!r}; write a whole number from {least} to {most}")
        return int(value)

    def day(self, name: str) -> str:
        """A date as YYYY-MM-DD."""
        match = _DATE.fullmatch(self.given[name])
        try:
            return date(*map(int, match.groups())).isoformat() if match else self._no_day(name)
        except ValueError:
            return self._no_day(name)

    def _no_day(self, name: str) -> str:
        raise self.wrong(name, f"is {self.given[name]!r}; write the day of the review as 2024-05-31")

    def wrong(self, name: str, what: str) -> DataError:
        """What a mistake is told with."""
        return DataError(f"{self._where}, column {name} ({names()['review'][name]}) {what}")


def _decision(row: _Row) -> Decision:
    machine = row.code("machine_label", "labels", LABELS)
    machine_level = row.whole("machine_level", 0, 3)
    label = row.code("human_label", "labels", LABELS)
    level = row.whole("human_level", 0, 3)
    if not row.given["reviewer"]:
        raise row.wrong("reviewer", "is empty; a decision needs a name")
    if not row.given["text"]:
        raise row.wrong("text", "is empty; leave the columns about the statement as they were")
    if level is not None and (label or machine) not in MEASURED:
        raise row.wrong("human_level", f"is {level}, but {names()['labels'][label or machine]} has no level")
    agrees = not label and level is None
    return Decision(
        unit=row.given["unit"],
        year=row.whole("year", 1900, 2999),
        text=row.given["text"],
        occurrence=row.whole("occurrence", 1, 9999) or 1,
        label=label or machine,
        level=machine_level if agrees else level,
        reviewer=row.given["reviewer"],
        reviewed_on=row.day("reviewed_on"),
        reason=row.given["reason"],
        appeal_outcome=row.code("appeal_outcome", "outcomes", OUTCOMES),
        machine_label=machine,
        machine_level=machine_level,
    )


@cache
def names() -> dict[str, Any]:
    """The Chinese names of columns and codes."""
    table: dict[str, Any] = read_toml("wording.toml")
    return table


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Where the columns stand, if this is a row of headers: all of them, in English or Chinese."""
    places = {cell.strip(): at for at, cell in enumerate(cells)}
    found = {name: places.get(name, places.get(names()["review"][name])) for name in COLUMNS}
    return {name: at for name, at in found.items() if at is not None} if None not in found.values() else {}
