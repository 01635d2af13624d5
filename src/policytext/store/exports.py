"""A dataset -> files for other programs. ``EXPORTS`` is the list to extend."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import UsageError
from policytext.store.comparisons import ALL_TABLES
from policytext.store.folder import replacing
from policytext.store.reading import Tables, frame_of, read_tables
from policytext.store.rows import Row
from policytext.store.sheets import write_scores

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

# Excel opens UTF-8 as such only with a byte order mark.
CSV_ENCODING = "utf-8-sig"

# The longest string in bytes that .dta holds outside its table of long strings.
_STATA_SHORT = 2045

# Rows of one .dta file, which is made in memory: about a gigabyte of statements.
STATA_ROWS = 500_000

# Reports of a workbook: beyond, Excel takes minutes to open it, and nobody looks through it.
WORKBOOK_REPORTS = 20_000

# Names that Stata keeps for itself.
_STATA_NAMES = {"end": "_end"}


@dataclass(frozen=True, slots=True)
class Export:
    """A format: the name in OUT and the function that writes a dataset there."""

    target: str
    write: Callable[[Tables, Path], None]


def export_tables(out: Path, formats: Sequence[str]) -> list[Path]:
    """Write a dataset in other formats, each whole or not at all.

    Args:
        out: the folder OUT.
        formats: keys of ``EXPORTS``.

    Returns:
        The files and folders that were written.

    Raises:
        UsageError: a format is not known, or its target cannot be written.
        DataError: OUT is not a finished output.
    """
    tables = read_tables(out)
    targets = []
    for name in formats:
        export = EXPORTS[name]
        with replacing(out / export.target) as path:
            export.write(tables, path)
        targets.append(out / export.target)
    return targets


def parse_formats(text: str) -> tuple[str, ...]:
    """The formats named in ``--to``.

    >>> parse_formats("xlsx,csv"), parse_formats("none")
    (('xlsx', 'csv'), ())

    Raises:
        UsageError: a name is not known.
    """
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in EXPORTS and name != "none"]
    if unknown or not names:
        raise UsageError(f"--to {text!r} is not known; choose from {', '.join(EXPORTS)} (joined by commas) or none")
    return tuple(dict.fromkeys(name for name in names if name != "none"))


def write_csv(path: Path, names: Iterable[str], rows: Iterable[Row]) -> None:
    """Write rows as CSV in ``utf-8-sig``: ISO dates, ``true`` and ``false``, empty where there is no value."""
    with path.open("w", encoding=CSV_ENCODING, newline="") as file:
        writer = csv.DictWriter(file, list(names))
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)


def _cell(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else value


def _rows(tables: Tables, name: str) -> Iterator[Row]:
    return (row for batch in tables.batches(name) for row in batch.to_pylist())


def _write_csvs(tables: Tables, folder: Path) -> None:
    folder.mkdir()
    for name in tables:
        write_csv(folder / f"{name}.csv", ALL_TABLES[name].names, _rows(tables, name))


def _write_jsonl(tables: Tables, folder: Path) -> None:
    folder.mkdir()
    for name in tables:
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in _rows(tables, name))


def _write_stata(tables: Tables, folder: Path) -> None:
    folder.mkdir()
    for name in tables:
        for number, rows in enumerate(_stata_blocks(tables, name), 1):
            _write_stata_file(name, frame_of(rows), folder / f"{name}{f'-{number}' if number > 1 else ''}.dta")


def _stata_blocks(tables: Tables, name: str) -> Iterator[pa.Table]:
    """A table in pieces that memory holds; further files continue the first: ``append`` puts them together."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    for batch in tables.batches(name):
        if waiting and sum(one.num_rows for one in waiting) + batch.num_rows > STATA_ROWS:
            yield pa.Table.from_batches(waiting)
            waiting = []
        waiting.append(batch)
    yield pa.Table.from_batches(waiting, schema=ALL_TABLES[name].arrow())


def _write_stata_file(name: str, frame: pd.DataFrame, path: Path) -> None:
    frame = _stata_frame(frame)
    text = [c for c in frame.columns if frame[c].dtype == object]
    frame.to_stata(
        path,
        write_index=False,
        version=118,  # the first that holds Unicode and long strings
        variable_labels={_STATA_NAMES.get(c.name, c.name): c.label for c in ALL_TABLES[name].columns},
        data_label=ALL_TABLES[name].label,
        convert_dates={c: "td" for c in frame.columns if frame[c].dtype.kind == "M"},
        convert_strl=[c for c in text if max((len(v.encode()) for v in frame[c]), default=0) > _STATA_SHORT],
    )


def _write_workbook(tables: Tables, path: Path) -> None:
    reports = sum(batch.num_rows for batch in tables.batches("reports"))
    if reports > WORKBOOK_REPORTS:
        fault = f"{reports:,} reports are more than a workbook can show (at most {WORKBOOK_REPORTS:,})"
        raise UsageError(f"{fault}; choose csv, dta or jsonl, or score fewer files into a folder of their own")
    write_scores(tables, path)


def _stata_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with what Stata has: own names, text without missing values, flags as 0 and 1."""
    frame = frame.rename(columns=_STATA_NAMES)
    for column in frame.columns:
        if str(frame[column].dtype) in {"object", "str", "string"}:
            frame[column] = frame[column].astype(object).where(frame[column].notna(), "")
        elif str(frame[column].dtype) == "boolean":
            frame[column] = frame[column].astype("Int8")
    return frame


EXPORTS: dict[str, Export] = {
    "xlsx": Export("scores.xlsx", _write_workbook),
    "csv": Export("csv", _write_csvs),
    "dta": Export("dta", _write_stata),
    "jsonl": Export("jsonl", _write_jsonl),
}
