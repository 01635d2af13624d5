"""The binary Word file (.doc, Word 97 to 2003) after [MS-DOC]: text by character position, properties of paragraphs.

Only what a report needs is read: the text, which paragraphs are table cells and row ends, where cells begin, what is
deleted or hidden, and list numbers.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

# File information block: offsets of the fields that are used.
_IDENT, _VERSION, _FLAGS, _COUNTS, _TABLE_OF_PLACES = 0x00, 0x02, 0x0A, 0x4C, 0x9A
_WORD, _OLDER_WORDS = 0xA5EC, (0xA5DB, 0xA5DC)
_WORD97 = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_CHPX, _PAPX, _CLX = 12, 13, 33
LISTS, LIST_USES = 73, 74

# Properties ("sprm") of paragraphs and characters.
IN_TABLE, ROW_END = 0x2416, 0x2417
LIST_LEVEL, LIST_ID, ROW_SHAPE = 0x260A, 0x460B, 0xD608
_ELSEWHERE = (0x6645, 0x6646, 0x646B)  # more properties stand in the stream "Data", at this offset
DELETED, HIDDEN = 0x0800, 0x083C
_OPERAND_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_PAGE = 512


class Word97Error(Exception):
    """The file is no sound Word 97 file. ``encrypted`` and ``older`` say why, where that is known."""

    def __init__(self, message: str, *, encrypted: bool = False, older: bool = False) -> None:
        super().__init__(message)
        self.encrypted, self.older = encrypted, older


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text: its first character position, its length, and where its bytes stand in the main stream."""

    start: int
    length: int
    offset: int
    width: int  # bytes per character


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of a run of characters or a paragraph: property -> operand."""

    values: dict[int, bytes] = field(default_factory=dict)

    def number(self, code: int) -> int:
        """A property as a whole number; 0 where the run does not have it."""
        return int.from_bytes(self.values.get(code, b""), "little")


class Word97File:
    """The streams of a .doc file, and the tables that lead through them."""

    def __init__(self, main: bytes, streams: dict[str, bytes]) -> None:
        self.main = main
        if len(main) < 0x200 or _u16(main, _IDENT) not in {_WORD, *_OLDER_WORDS}:
            raise Word97Error("no Word document")
        flags = _u16(main, _FLAGS)
        if flags & _ENCRYPTED:
            raise Word97Error("encrypted", encrypted=True)
        if _u16(main, _VERSION) < _WORD97 or _u16(main, _IDENT) != _WORD:
            raise Word97Error("older than Word 97", older=True)
        self._table = streams["1Table" if flags & _SECOND_TABLE else "0Table"]
        self.text_length, *self.other_lengths = struct.unpack_from("<8i", main, _COUNTS)
        self.pieces = list(_read_pieces(self.part(_CLX)))
        if not 0 <= self.text_length <= len(main):
            raise Word97Error("the text is longer than the file")
        self._paragraphs = _Runs(main, self.part(_PAPX), _paragraph_run)
        self._characters = _Runs(main, self.part(_CHPX), _character_run)
        self._data = streams.get("Data", b"")

    def part(self, index: int) -> bytes:
        """One of the parts of the table stream that the file information block lists."""
        start, length = struct.unpack_from("<II", self.main, _TABLE_OF_PLACES + 8 * index)
        return self._table[start : start + length]

    def after(self, index: int) -> bytes:
        """What stands in the table stream after a part."""
        start, length = struct.unpack_from("<II", self.main, _TABLE_OF_PLACES + 8 * index)
        return self._table[start + length :]

    def characters(self, start: int, end: int) -> Iterator[tuple[str, int]]:
        """The characters from one position to another, each with the offset of its bytes; deleted ones left out."""
        for piece in self.pieces:
            stored = (len(self.main) - piece.offset) // piece.width
            first, last = max(start, piece.start), min(end, piece.start + min(piece.length, stored))
            for position in range(first, last):
                offset = piece.offset + (position - piece.start) * piece.width
                properties = self._characters.at(offset)
                if properties.number(DELETED) != 1 and properties.number(HIDDEN) != 1:
                    yield _unit(self.main[offset : offset + piece.width]), offset

    def paragraph(self, offset: int) -> Properties:
        """The properties of the paragraph whose end mark stands at an offset."""
        properties = self._paragraphs.at(offset)
        for code in _ELSEWHERE:
            if code in properties.values:
                at = properties.number(code)
                length = int.from_bytes(self._data[at : at + 2], "little")
                more = _read_properties(self._data[at + 2 : at + 2 + length])
                properties = Properties({**properties.values, **more})
        return properties


class _Runs:
    """Finds the properties of the run that covers an offset: a list of 512-byte pages, each a list of runs."""

    def __init__(self, main: bytes, index: bytes, read_run: Callable[[bytes, int, int], bytes]) -> None:
        count = max(0, (len(index) - 4) // 8)
        self._starts = struct.unpack_from(f"<{count}I", index) if count else ()
        self._pages = struct.unpack_from(f"<{count}I", index, 4 * (count + 1)) if count else ()
        self._main = main
        self._read_run = read_run
        self._load = cache(self._load_page)

    def at(self, offset: int) -> Properties:
        """The properties at an offset of the main stream; none where no run covers it."""
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return Properties()
        bounds, runs = self._load(self._pages[place] & 0x3FFFFF)
        run = bisect_right(bounds, offset) - 1
        return runs[run] if 0 <= run < len(runs) else Properties()

    def _load_page(self, number: int) -> tuple[tuple[int, ...], list[Properties]]:
        page = self._main[number * _PAGE : (number + 1) * _PAGE]
        count = page[-1] if len(page) == _PAGE else 0
        if 4 * (count + 1) > _PAGE:
            return (), []
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        return bounds, [Properties(_read_properties(self._read_run(page, count, run))) for run in range(count)]


def _paragraph_run(page: bytes, count: int, run: int) -> bytes:
    """The properties of one paragraph on a page of paragraphs, after the number of its style."""
    at = 2 * page[4 * (count + 1) + 13 * run] if 4 * (count + 1) + 13 * run < _PAGE else 0
    if at == 0:
        return b""
    if page[at]:
        return page[at + 3 : at + 2 * page[at]]
    return page[at + 4 : at + 2 + 2 * page[at + 1]] if at + 1 < _PAGE else b""


def _character_run(page: bytes, count: int, run: int) -> bytes:
    """The properties of one run on a page of characters."""
    at = 2 * page[4 * (count + 1) + run] if 4 * (count + 1) + run < _PAGE else 0
    return page[at + 1 : at + 1 + page[at]] if at else b""


def _read_properties(raw: bytes) -> dict[int, bytes]:
    """Take a list of properties apart: a code of two bytes, which also tells the operand's size, and the operand."""
    values: dict[int, bytes] = {}
    at = 0
    while at + 2 < len(raw):
        code = struct.unpack_from("<H", raw, at)[0]
        at += 2
        size = _OPERAND_SIZES.get(code >> 13)
        if size is None:
            wide = code == ROW_SHAPE
            size = int.from_bytes(raw[at : at + 1 + wide], "little") - wide
            at += 1 + wide
        values[code] = raw[at : at + max(size, 0)]
        at += max(size, 0)
    return values


def _read_pieces(clx: bytes) -> Iterator[Piece]:
    """The pieces of the text; the properties that fast saving put in front of them are passed over."""
    at = 0
    while at + 5 <= len(clx) and clx[at] == 1:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at + 5 > len(clx) or clx[at] != 2:
        raise Word97Error("no table of pieces")
    length = struct.unpack_from("<I", clx, at + 1)[0]
    pieces = clx[at + 5 : at + 5 + length]
    count = (len(pieces) - 4) // 12
    starts = struct.unpack_from(f"<{count + 1}I", pieces)
    if any(left > right for left, right in pairwise(starts)):
        raise Word97Error("the pieces of the text are out of order")
    for index in range(count):
        place = struct.unpack_from("<I", pieces, 4 * (count + 1) + 8 * index + 2)[0]
        narrow = bool(place & 0x40000000)
        offset = (place & 0x3FFFFFFF) // (2 if narrow else 1)
        yield Piece(starts[index], starts[index + 1] - starts[index], offset, 1 if narrow else 2)


def _unit(raw: bytes) -> str:
    """One UTF-16 unit (a half of a pair, too), or one character of the Western code page."""
    return chr(int.from_bytes(raw, "little")) if len(raw) == 2 else raw.decode("cp1252", "replace")


def _u16(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])
