"""Rows <-> JSON lines: what a worker keeps after every document, what is hashed, and what columns are made of.

pyarrow reads lines without pandas. Given values of Python it loads pandas first: .2 s and 40 MB in every process.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import orjson

from policytext.store.rows import Row, Rows
from policytext.store.schema import FAILURES, TABLES

if TYPE_CHECKING:
    import pyarrow as pa

OF_REPORTS = tuple(name for name in TABLES if name != FAILURES.name)
"""Tables that a report has rows in."""


def encode_rows(rows: Rows) -> bytes:
    r"""The rows of one report as bytes: a JSON object a line, an empty line between two tables, in the schema's order.

    >>> split_rows(encode_rows({"texts": [{"report_id": "a", "text": "甲"}]}))["texts"].decode()
    '{"report_id":"a","text":"甲"}'
    """
    return b"\n\n".join(to_lines(rows.get(name, ())) for name in OF_REPORTS)


def split_rows(encoded: bytes) -> dict[str, bytes]:
    """The lines of each table that ``encode_rows`` joined; none are ``b""``."""
    return dict(zip(OF_REPORTS, encoded.split(b"\n\n"), strict=True))


def to_lines(rows: Iterable[Row]) -> bytes:
    r"""Rows as JSON lines.

    >>> to_lines([{"a": 1}, {"a": None}])
    b'{"a":1}\n{"a":null}'
    """
    return b"\n".join([orjson.dumps(row, default=str, option=orjson.OPT_SERIALIZE_NUMPY) for row in rows])


def read_lines(lines: bytes, schema: pa.Schema) -> pa.Table:
    """JSON lines as a pyarrow table of the schema; what a line leaves out is null.

    Raises:
        pyarrow.ArrowInvalid: a value is not of its type, or a line has another column.

    >>> import pyarrow as pa
    >>> read_lines(b'{"day":"2020-05-04"}', pa.schema({"day": "date32", "note": "string"})).to_pylist()
    [{'day': datetime.date(2020, 5, 4), 'note': None}]
    """
    import pyarrow as pa
    from pyarrow.json import ParseOptions, ReadOptions, read_json

    if not lines:
        return schema.empty_table()
    # Days are read as times: as days pyarrow takes numbers only.
    read_as = pa.schema([f.with_type(pa.timestamp("s")) if pa.types.is_date32(f.type) else f for f in schema])
    parse = ParseOptions(explicit_schema=read_as, unexpected_field_behavior="error")
    at_once = ReadOptions(use_threads=False, block_size=len(lines) + 1)
    return read_json(pa.BufferReader(lines), at_once, parse).cast(schema)
