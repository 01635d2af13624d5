"""List numbers of binary Word files: the same counting as in .docx, from other tables."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from policytext.read.numbering import Level, ListCounter
from policytext.read.word97_file import LIST_USES, LISTS, Word97File

# Number formats by their code, as .docx names them; what is missing is written in decimals.
_FORMS = {
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    10: "ideographDigital",
    11: "japaneseCounting",
    14: "decimalFullWidth",
    17: "japaneseDigitalTenThousand",
    18: "decimalEnclosedCircle",
    22: "decimalZero",
    23: "bullet",
    26: "decimalEnclosedFullstop",
    27: "decimalEnclosedParen",
    28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle",
    30: "ideographTraditional",
    31: "ideographZodiac",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    38: "chineseLegalSimplified",
    39: "chineseCountingThousand",
    255: "none",
}
_LIST_SIZE, _LEVEL_SIZE, _USE_SIZE = 28, 28, 16
_SIMPLE_LIST, _LEGAL, _NO_RESTART = 0x01, 0x04, 0x08
_LEVEL, _NEW_START, _NEW_LEVEL = 0x0F, 0x10, 0x20


def read_lists(file: Word97File) -> ListCounter:
    """The lists of a file; a paragraph names its list by its place (from 1) among the list uses.

    A file whose list tables are damaged still has its text: the counter then knows the lists before the damage.
    """
    uses = file.part(LIST_USES)
    levels = dict(_read_levels(file))
    count = struct.unpack_from("<I", uses)[0] if len(uses) >= 4 else 0
    end = min(4 + _USE_SIZE * count, len(uses) - _USE_SIZE + 1)
    entries = [uses[at : at + _USE_SIZE] for at in range(4, end, _USE_SIZE)]
    lists = {str(place): (entry[:4].hex(), levels.get(entry[:4].hex(), {})) for place, entry in enumerate(entries, 1)}
    return ListCounter(lists, dict(_read_overrides(uses[end:], [entry[12] for entry in entries])))


def _read_overrides(raw: bytes, counts: list[int]) -> Iterator[tuple[str, dict[int, int]]]:
    """Where lists begin anew: after the list uses, for each use, so many levels with their first numbers."""
    at = 0
    for place, count in enumerate(counts, 1):
        at += 4
        starts: dict[int, int] = {}
        for _ in range(count):
            if at + 8 > len(raw):
                return
            start, flags = struct.unpack_from("<iI", raw, at)
            at += 8
            if flags & _NEW_LEVEL:
                level, at = _read_level(raw, at)
                start = level.start
            if flags & (_NEW_START | _NEW_LEVEL):
                starts[flags & _LEVEL] = start
        yield str(place), starts


def _read_levels(file: Word97File) -> Iterator[tuple[str, dict[int, Level]]]:
    """Each list's levels: the lists stand in one table, their levels one after another behind it."""
    table, levels = file.part(LISTS), file.after(LISTS)
    count = struct.unpack_from("<H", table)[0] if len(table) >= 2 else 0
    at = 0
    for start in range(2, min(2 + _LIST_SIZE * count, len(table) - _LIST_SIZE + 1), _LIST_SIZE):
        simple = table[start + 26] & _SIMPLE_LIST
        found: dict[int, Level] = {}
        for index in range(1 if simple else 9):
            if at + _LEVEL_SIZE + 2 > len(levels):
                return
            found[index], at = _read_level(levels, at)
        yield table[start : start + 4].hex(), found


def _read_level(raw: bytes, at: int) -> tuple[Level, int]:
    """One level, and where the next one stands. Its text holds the characters 0 to 8 for the levels' numbers."""
    start, form, flags = struct.unpack_from("<iBB", raw, at)
    text_at = at + _LEVEL_SIZE + raw[at + 24] + raw[at + 25]
    length = int.from_bytes(raw[text_at : text_at + 2], "little")
    end = text_at + 2 + 2 * length
    text = raw[text_at + 2 : end].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in text)
    restart = 0 if flags & _NO_RESTART else None
    return Level(_FORMS.get(form, "decimal"), pattern, start, restart, bool(flags & _LEGAL)), end
