"""What stands in a row of a table: numbers, zeros, blanks and strokes, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from policytext.records import Span

_DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_VALUE = re.compile(
    rf"(?P<sign>[+＋\-－−])?(?P<digits>{_DIGITS})(?P<myriad>万(?=元|[件宗个条项]|$|\s))?(?P<unit>元)?"
    r"(?![\d.]*[.、．)）][ ]?[\u4e00-\u9fff])"  # the mark of an item, 1.属于国家秘密, is no value
)
_STROKE = re.compile(r"[/／\-－—–─―]{1,4}")
#: The heads of table 3 take two or three lines above its first row.
_HEAD_CHARS = 200
_MARKS = re.compile(r"[\t|]")
_MARKS_AND_COMMAS = re.compile(r"[\t|,，]")
_PIECE = re.compile(r"\S+")
_HAN = re.compile(r"[\u4e00-\u9fff]")
#: What ends a table in the text of a document: a sentence, or the heading of the next section.
_PROSE = re.compile(r"[。；！？]|^\s*[一二三四五六七八九十]{1,2}、|[五六七八九十]、(?:存在|其他|需要)")


@dataclass(frozen=True, slots=True)
class Field:
    """A place for a value: its state, its number, where it stands, in which line, and in which field of the line."""

    state: str
    value: float | None
    surface: str
    span: Span
    line: int
    column: int | None


def read_fields(text: str, span: Span, *, commas: bool = False) -> list[Field]:
    r"""The fields of a stretch of text, in order. Words are passed over: they are the rest of a label.

    Lines with tabs or bars have fields, and an empty one is a blank; in others only values and strokes can be seen.
    Commas part thousands, or with ``commas`` cells.

    >>> [(f.state, f.value, f.column) for f in read_fields("信访\t3,119\t\t/\t0", Span(2, 13))]
    [('number', 3119.0, 1), ('blank', None, 2), ('na', None, 3), ('zero', 0.0, 4)]
    """
    found: list[Field] = []
    for line, (start, end) in enumerate(_lines(text, span)):
        begin = text.rfind("\n", 0, start) + 1
        marks = [match.start() for match in (_MARKS_AND_COMMAS if commas else _MARKS).finditer(text, begin, end)]
        if not marks:
            found += _values(text, Span(start, end), line, None)
            continue
        cells = list(_cells(text, begin, end, marks))
        # A cell that is alone in its line has no place in it.
        columns = [None] if len(cells) == 1 else range(len(cells))
        for column, (left, right) in zip(columns, cells, strict=True):
            inside = Span(max(left + 1, start), right)
            if left + 1 >= start and not inside.of(text).strip():
                found.append(Field("blank", None, "", Span(inside.start, inside.start), line, column))
            elif inside.start < inside.end:
                found += _values(text, inside, line, column)
    return found


def _cells(text: str, begin: int, end: int, marks: list[int]) -> Iterator[tuple[int, int]]:
    """Where each cell of a line stands, as the places of the marks around it; bars around a whole line part nothing."""
    framed = text[begin] == "|"
    closed = framed and text[begin:end].rstrip().endswith("|")
    edges = [*([] if framed else [begin - 1]), *marks, *([] if closed else [end])]
    return pairwise(edges)


def head_columns(text: str, end: int, names: Sequence[str]) -> tuple[int, ...]:
    r"""In which fields of a line a table's values stand, by the heads above its first row: the first and last name.

    >>> head_columns("\t自然人\t法人\t总计\n\t\t企业\n新收", 14, ("自然人", "企业", "总计"))
    (1, 2, 3)
    """
    for line in reversed(text[max(end - _HEAD_CHARS, 0) : end].split("\n")):
        cells = [re.sub(r"\s", "", cell) for cell in re.split(r"[\t|]", line.strip("|") if line[:1] == "|" else line)]
        if names[0] in cells and names[-1] in cells:
            first, last = cells.index(names[0]), len(cells) - 1 - cells[::-1].index(names[-1])
            return tuple(range(first, last + 1)) if last - first == len(names) - 1 else ()
    return ()


def until_prose(text: str, span: Span) -> Span:
    r"""The span up to the first line that belongs to no table.

    >>> until_prose("3\n0\n五、存在的主要问题", Span(0, 13))
    Span(start=0, end=4)
    """
    match = re.compile(_PROSE.pattern, re.MULTILINE).search(text, span.start, span.end)
    if not match:
        return span
    return Span(span.start, max(text.rfind("\n", span.start, match.start()) + 1, span.start) or match.start())


def _lines(text: str, span: Span) -> Iterator[tuple[int, int]]:
    at = span.start
    while at <= span.end:
        end = text.find("\n", at, span.end)
        end = span.end if end < 0 else end
        yield at, end
        at = end + 1


def _values(text: str, span: Span, line: int, column: int | None) -> Iterator[Field]:
    for piece in _PIECE.finditer(text, span.start, span.end):
        where = Span(*piece.span())
        if _STROKE.fullmatch(piece[0]):
            yield Field("na", None, piece[0], where, line, column)
            continue
        for match in _VALUE.finditer(text, where.start, where.end):
            yield _number(match, line, column)


def _number(match: re.Match[str], line: int, column: int | None) -> Field:
    digits, sign = match["digits"], match["sign"]
    value = float(digits if digits.isascii() and "," not in digits else re.sub("[,，]", "", digits))
    if sign in ("-", "－", "−"):
        value = -value
    if match["myriad"] and not match["unit"]:
        value *= 10_000
    elif match["unit"] and not match["myriad"]:
        value /= 10_000
    return Field("number" if value else "zero", value or 0.0, match[0], Span(*match.span()), line, column)
