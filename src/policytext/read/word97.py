"""Binary Word files (.doc): paragraphs with their list numbers and tables, the same on every machine."""

from __future__ import annotations

import shutil
import struct
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policytext.read.draft import Draft, refuse
from policytext.read.edges import Row, table_blocks
from policytext.read.limits import MAX_BYTES
from policytext.read.numbering import ListCounter
from policytext.read.word97_file import (
    IN_TABLE,
    LIST_ID,
    LIST_LEVEL,
    ROW_END,
    ROW_SHAPE,
    Properties,
    Word97Error,
    Word97File,
)
from policytext.read.word97_lists import read_lists
from policytext.records import Block

# Programs that read files older than Word 97, with their arguments for UTF-8 text without line breaks of their own.
OLDER_READERS: tuple[tuple[str, ...], ...] = (
    ("antiword", "-m", "UTF-8.txt", "-w", "0", "-"),
    ("catdoc", "-d", "utf-8", "-w"),
)
_TIMEOUT = 10  # seconds; a report takes a tenth of one
_ADVICE = "open it in Word or WPS and save it as .docx"

# What ends a paragraph: its mark, a cell or row mark, a page or section break. What stands for fields and objects.
_ENDS = {"\r", "\x07", "\x0c"}
_FIELD_BEGIN, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = str.maketrans({"\x0b": "\n", "\x1e": "-", **dict.fromkeys("\x00\x01\x02\x03\x04\x05\x06\x08\x0e\x1f")})


@dataclass(slots=True)
class _Paragraph:
    text: str
    end: str
    properties: Properties


def read_doc(data: bytes, name: str) -> Draft:
    """Read a binary Word file. Footnotes and text boxes follow the text as asides; headers are left out."""
    try:
        file = _open(data)
        numbers = read_lists(file)
        blocks = list(_read_blocks(file, numbers, 0, file.text_length))
        blocks += [Block(block.text, "aside") for block in _read_others(file, numbers)]
    except Word97Error as error:
        if error.encrypted:
            raise refuse("encrypted", name, "is protected by a password", "save it again without one") from error
        if error.older:
            return _read_elsewhere(data, name)
        raise refuse("damaged", name, f"is damaged ({error})", _ADVICE) from error
    except struct.error as error:
        raise refuse("damaged", name, "is damaged or cut off", _ADVICE) from error
    return Draft(tuple(blocks))


def _open(data: bytes) -> Word97File:
    from legacy_doc import ExtractionOptions, LegacyDocError
    from legacy_doc.ole import OleReader

    # Some programs leave the last sector of the container short.
    padded = data + bytes(-len(data) % 512)
    try:
        container = OleReader(padded, options=ExtractionOptions(max_file_bytes=MAX_BYTES))
        streams = {name: container.try_read_stream(name) or b"" for name in ("0Table", "1Table", "Data")}
        return Word97File(container.read_stream("WordDocument"), streams)
    except LegacyDocError as error:
        raise Word97Error(str(error)) from error


def _read_others(file: Word97File, numbers: ListCounter) -> Iterator[Block]:
    """Footnotes, endnotes and text boxes: they follow the main text in this order, headers and comments between."""
    notes, headers, macros, comments, endnotes, boxes, _ = file.other_lengths
    start = file.text_length
    yield from _read_blocks(file, numbers, start, start + notes)
    start += notes + headers + macros + comments
    yield from _read_blocks(file, numbers, start, start + endnotes + boxes)


def _read_blocks(file: Word97File, numbers: ListCounter, start: int, end: int) -> Iterator[Block]:
    """The blocks of a stretch of text; paragraphs in cells are gathered to tables."""
    rows: list[Row] = []
    lines: list[str] = []
    row = Row()
    for paragraph in _paragraphs(file, start, end):
        properties = paragraph.properties
        text = _mark(properties, numbers) + paragraph.text
        if not properties.number(IN_TABLE):
            yield from table_blocks(rows)
            rows = []
            yield from (Block(line) for line in text.split("\n") if line.strip())
        elif properties.number(ROW_END):
            row.edges = _row_edges(properties)
            rows.append(row)
            row = Row()
        else:
            lines += text.split("\n")
            if paragraph.end == "\x07":
                row.cells.append(lines)
                lines = []
    yield from table_blocks(rows)


def _paragraphs(file: Word97File, start: int, end: int) -> Iterator[_Paragraph]:
    """Text between the marks that end paragraphs, without the codes of fields (their results stay)."""
    pieces: list[str] = []
    fields: list[bool] = []  # for each open field: whether its result has begun
    for char, offset in file.characters(start, end):
        if char == _FIELD_BEGIN:
            fields.append(False)
        elif char == _FIELD_RESULT and fields:
            fields[-1] = True
        elif char == _FIELD_END and fields:
            fields.pop()
        elif char in _ENDS:
            yield _Paragraph(_text(pieces), char, file.paragraph(offset))
            pieces = []
        elif all(fields):
            pieces.append(char)
    if pieces:
        yield _Paragraph(_text(pieces), "\r", Properties())


def _text(units: Sequence[str]) -> str:
    """Characters from UTF-16 units: pairs become one, halves of pairs a sign of damage."""
    joined = "".join(units).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.translate(_SIGNS)


def _mark(properties: Properties, numbers: ListCounter) -> str:
    place = properties.number(LIST_ID)
    return numbers.next_mark(str(place), min(properties.number(LIST_LEVEL), 8)) if place else ""


def _row_edges(properties: Properties) -> tuple[int, ...]:
    """Where the cells of a row begin and the last one ends, from the left."""
    shape = properties.values.get(ROW_SHAPE, b"")
    count = shape[0] + 1 if shape else 0
    return struct.unpack_from(f"<{count}h", shape, 1) if len(shape) > 2 * count else ()


def _read_elsewhere(data: bytes, name: str) -> Draft:
    """Files older than Word 97, by a program that may be on the machine."""
    for command in OLDER_READERS:
        if shutil.which(command[0]) is None:
            continue
        try:
            done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=True)
        except (subprocess.SubprocessError, OSError):
            continue
        text = done.stdout.decode("utf-8", "replace")
        if text.strip():
            blocks = tuple(Block(line.strip()) for line in text.splitlines() if line.strip())
            warning = f"read with {command[0]}: tables stand in lines; save it as .docx to keep them"
            return Draft(blocks, warnings=(warning,))
    raise refuse("unsupported_format", name, "is older than Word 97", _ADVICE)
