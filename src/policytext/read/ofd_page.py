"""What is drawn on a page of an OFD file: characters and rules with their places."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from policytext.read.limits import MAX_PAGE_CHARS, MAX_RULES
from policytext.read.printed import Glyph
from policytext.read.rules import Rule

if TYPE_CHECKING:
    from lxml.etree import _Element

# Places are given in millimetres; everything after this module counts in points.
POINTS_PER_MM = 72 / 25.4

# A page is no larger than this in millimetres; what says otherwise is damage.
_FARTHEST = 100_000.0

# Share of a character's size that stands above the line that it is written on.
_ASCENT = 0.86

# In sizes: a gap between two characters of one run that is wider parts two pieces.
_WIDEST_GAP = 1.0

# What stands for a character that the font does not name.
_NO_CHARACTER = {"\u00a4", "\ufffd", "\x00"}

# How many numbers follow each letter of a path; the last two are where it goes.
_OPERANDS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}

_Matrix = tuple[float, float, float, float, float, float]


class Drawing:
    """The characters (each run ended by a line break) and the rules of a page, in points from its upper left."""

    def __init__(self) -> None:
        self.glyphs: list[Glyph] = []
        self.rules: list[Rule] = []
        self.unmapped = 0
        self._seen: set[tuple[str, int, int]] = set()

    def add(self, content: _Element | None) -> None:
        """Add what a page or its template draws. Text under a picture (a scan that was recognised) is text."""
        for node in content.iter() if content is not None else ():
            if tag(node) == "TextObject":
                self._add_text(node)
            elif tag(node) == "PathObject" and len(self.rules) <= MAX_RULES:
                self.rules += _rules(node)

    def _add_text(self, node: _Element) -> None:
        matrix = _matrix(node)
        size = _number(node.get("Size"), 0.0)
        stretch = _number(node.get("HScale"), 1.0)
        x = y = 0.0
        for code in node:
            if tag(code) != "TextCode" or len(self.glyphs) > 2 * MAX_PAGE_CHARS:
                continue
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            # Line ends around the text are the writer's, not characters of the page.
            text = (code.text or "").strip("\r\n\t")[: 2 * MAX_PAGE_CHARS]
            where = _moved(matrix, x, y)
            key = text, round(where[0] * 2), round(where[1] * 2)
            if text.strip() and key not in self._seen:  # drawn twice at one place: that is how some make bold
                self._seen.add(key)
                steps = _steps(code.get("DeltaX"), len(text)), _steps(code.get("DeltaY"), len(text))
                self._add_run(text, matrix, (x, y), steps, (size * stretch, size))

    def _add_run(
        self,
        text: str,
        matrix: _Matrix,
        start: tuple[float, float],
        steps: tuple[Sequence[float], Sequence[float]],
        size: tuple[float, float],
    ) -> None:
        x, y = start
        across, down = steps
        for index, char in enumerate(text):
            width = size[0] if ord(char) >= 0x2E80 else size[0] / 2
            mapped = char not in _NO_CHARACTER and not "\ue000" <= char <= "\uf8ff"
            self.unmapped += not mapped
            box = _boxed(matrix, (x, y - _ASCENT * size[1], x + width, y + (1 - _ASCENT) * size[1]))
            self.glyphs.append(Glyph(char if mapped else "", *box))
            step = across[index] if index < len(across) else 0.0 if index < len(down) else width
            if step > width + _WIDEST_GAP * size[0] or index == len(text) - 1:
                self.glyphs.append(Glyph("\n", *box))
            x += step
            y += down[index] if index < len(down) else 0.0


def tag(node: _Element) -> str:
    """The name of an element without its namespace: writers use several, or none."""
    return str(node.tag).rpartition("}")[2].rpartition(":")[2]


def numbers(text: str | None) -> tuple[float, ...]:
    """The numbers in an attribute; none where one of them is no number.

    >>> numbers("0 0 210 297"), numbers("0 nan")
    ((0.0, 0.0, 210.0, 297.0), ())
    """
    try:
        found = tuple(float(part) for part in (text or "").split())
    except ValueError:
        return ()
    return found if all(abs(number) <= _FARTHEST for number in found) else ()


def _number(text: str | None, default: float) -> float:
    found = numbers(text)
    return found[0] if found else default


def _steps(text: str | None, most: int) -> list[float]:
    """How far each character stands from the one before it; ``g 3 5`` is 5 three times.

    >>> _steps("g 3 5 2.5", 9), _steps("g 90000 5", 2)
    ([5.0, 5.0, 5.0, 2.5], [5.0, 5.0])
    """
    parts = iter((text or "").split())
    steps: list[float] = []
    for part in parts:
        count = int(_number(next(parts, None), 0)) if part == "g" else 1
        step = _number(next(parts, None) if part == "g" else part, 0.0)
        steps += [step] * min(max(count, 0), most - len(steps))
        if len(steps) >= most:
            break
    return steps


def _matrix(node: _Element) -> _Matrix:
    """How an object's own places become those of the page."""
    box = numbers(node.get("Boundary"))
    own = numbers(node.get("CTM"))
    a, b, c, d, e, f = own if len(own) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    left, top = box[:2] if len(box) == 4 else (0.0, 0.0)
    return a, b, c, d, e + left, f + top


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e) * POINTS_PER_MM, (b * x + d * y + f) * POINTS_PER_MM


def _boxed(matrix: _Matrix, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """A box on the page: upright, around what may be turned."""
    x0, y0, x1, y1 = box
    xs, ys = zip(
        _moved(matrix, x0, y0), _moved(matrix, x1, y1), _moved(matrix, x0, y1), _moved(matrix, x1, y0), strict=True
    )
    return min(xs), min(ys), max(xs), max(ys)


def _rules(node: _Element) -> Iterator[Rule]:
    """The straight strokes of a path that run along or down the page."""
    data = next((child.text or "" for child in node if tag(child) == "AbbreviatedData"), "")
    matrix = _matrix(node)
    for start, end in _strokes(data.split()):
        (x0, y0), (x1, y1) = _moved(matrix, *start), _moved(matrix, *end)
        if math.isclose(x0, x1, abs_tol=0.5) or math.isclose(y0, y1, abs_tol=0.5):
            yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _strokes(parts: Sequence[str]) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """From where to where a path's straight strokes go; curves only move its pen."""
    here = begin = (0.0, 0.0)
    at = 0
    while at < len(parts):
        letter = parts[at]
        count = _OPERANDS.get(letter)
        operands = numbers(" ".join(parts[at + 1 : at + 1 + (count or 0)]))
        at += 1
        if count is None or len(operands) != count:
            continue
        at += count
        there = (operands[-2], operands[-1]) if count else begin
        if letter in {"L", "C"}:
            yield here, there
        begin = there if letter in {"S", "M"} else begin
        here = there
