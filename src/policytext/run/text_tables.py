"""JSON lines and Parquet files with a column of texts -> the documents in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policytext.errors import UsageError
from policytext.records import Failure
from policytext.run.members import Found, Member, Options, Unpacked, unpack
from policytext.store import TABLES

if TYPE_CHECKING:
    import pyarrow.parquet as pq

# Columns that are taken for the text of a document where none is named, and for its name, in this order.
TEXT_COLUMNS = ("text", "content", "body", "正文", "全文", "内容", "文本")
NAME_COLUMNS = ("source", "path", "file", "name", "title", "id", "来源文件", "文件名", "标题", "编号")

# Columns that say about a document what a manifest would, by their English or Chinese names.
HINT_COLUMNS = ("place", "adcode", "province", "city", "county", "organ", "organ_level", "year")

# Rows of a table that are in memory at once.
_BATCH = 500


def list_lines(path: Path, source: str, options: Options) -> Iterator[Found]:
    """The documents of a file with one JSON object a line."""
    offset, wanted = 0, None
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            row = _object(line)
            if isinstance(row, dict):
                wanted = wanted or _text_column(path, row, options.column)
                place = f"line={wanted}:{offset}:{len(line)}"
                yield Member(_name_of(row, number), place, hints=_hints_of(row))
            elif line.strip():
                fault = f"line {number} is no JSON object in UTF-8; mend it"
                yield Failure(f"{source}/{number}", "damaged", "run", fault)
            offset += len(line)


def list_parquet(path: Path, source: str, options: Options) -> Iterator[Found]:
    """The documents of a Parquet table; its texts are put side by side in a file, where each can be reached."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            wanted = _text_column(path, names, options.column)
            told = [name for name in names if name in {*NAME_COLUMNS, *_hint_names()} and name != wanted]
            yield from unpack(path, options, _texts_of(file, wanted, told))
    except (pa.ArrowException, OSError) as error:
        yield Failure(source, "damaged", "run", f"the table cannot be read ({error}); get it again")


def _texts_of(file: pq.ParquetFile, wanted: str, told: list[str]) -> Iterator[Unpacked]:
    number = 0
    for batch in file.iter_batches(_BATCH, columns=[wanted, *told]):
        for row in batch.to_pylist():
            number += 1
            text = str(row.pop(wanted) or "")
            yield _name_of(row, number), text.encode(), _hints_of(row)


def _object(line: bytes) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None


def _text_column(path: Path, names: Iterable[str], column: str | None) -> str:
    chosen, there = [column] if column else TEXT_COLUMNS, list(names)
    found = next((name for name in chosen if name in there), None)
    if found is None:
        fault = f"{path} has no column {' or '.join(chosen)} (it has {', '.join(map(str, there))})"
        raise UsageError(f"{fault}; name the column that holds the texts with --column")
    return found


def _name_of(row: Mapping[str, Any], number: int) -> str:
    """The number of the row and what it is called: two rows of one name stay two."""
    name = next((row[name] for name in NAME_COLUMNS if row.get(name)), None)
    return f"{number}" if name is None else f"{number} {str(name)[:100]}"


def _hints_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What a row says about its document; a year that is none does not count."""
    hints = {_hint_names()[name]: str(row[name]).strip() for name in row if name in _hint_names() and row[name]}
    if not re.fullmatch(r"[12]\d{3}", hints.get("year", ""), re.ASCII):
        hints.pop("year", None)
    return {name: value for name, value in hints.items() if value}


@cache
def _hint_names() -> dict[str, str]:
    columns = {column.name: column.label for column in TABLES["reports"].columns}
    return {name: hint for hint in HINT_COLUMNS for name in (hint, columns[hint])}
