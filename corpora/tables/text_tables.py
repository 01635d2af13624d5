"""Plain text in which the tables were flattened."""

from __future__ import annotations

from collections.abc import Callable, Collection

from tables.grid import Grid, texts
from tables.prose import Piece

Flatten = Callable[[Grid], list[str]]


def as_flat_text(pieces: list[Piece], place: str, options: Collection[str]) -> bytes:
    """A text file in UTF-8, or GB18030 with the option ``gb18030``.

    Options: the name of one of ``FLATTENED``; ``trad`` Traditional characters; ``glued`` a table begins on the line of
    its heading; ``one_line`` the whole report but its title in one line.
    """
    flatten = next(FLATTENED[name] for name in options if name in FLATTENED)
    lines: list[str] = []
    for piece in pieces:
        if piece.kind == "table":
            rows = [row for grid in piece.grids for row in flatten(grid)]
            if "glued" in options:
                lines[-1] += rows.pop(0)
            lines += rows
        else:
            lines.append(("\u3000\u3000" if piece.kind in ("paragraph", "heading") else "") + piece.text)
    if "one_line" in options:
        lines = [lines[0], " ".join(line.strip() for line in lines[1:])]
    text = "\n".join(lines) + "\n"
    return _in_traditional(text).encode("utf-8") if "trad" in options else text.encode(_charset(options))


def _charset(options: Collection[str]) -> str:
    return "gb18030" if "gb18030" in options else "utf-8"


def _in_traditional(text: str) -> str:
    from opencc import OpenCC

    converted: str = OpenCC("s2t").convert(text)
    return converted


def _own(grid: Grid) -> list[list[str]]:
    """The texts of each row's own cells, without what reaches into it."""
    return [[cell.text.replace("\n", "") for cell in row] for row in grid]


def _joined(mark: str) -> Flatten:
    return lambda grid: [mark.join(row) for row in _own(grid)]


def _placed(mark: str, edge: str = "") -> Flatten:
    """All places of a row, empty where a cell goes on."""
    return lambda grid: [edge + mark.join(text.replace("\n", "") for text in row) + edge for row in texts(grid)]


def _filled(mark: str) -> Flatten:
    """What is not blank, so that blanks are lost."""
    return lambda grid: [mark.join(text for text in row if text) for row in _own(grid)]


def _wall(grid: Grid) -> list[str]:
    return ["|||".join(text for row in _own(grid) for text in row)]


def _cells(grid: Grid) -> list[str]:
    return [text for row in _own(grid) for text in row if text]


def _broken_cells(grid: Grid) -> list[str]:
    """One cell a line, long labels broken in two."""
    lines: list[str] = []
    for text in _cells(grid):
        half = len(text) // 2 if len(text) > 12 else 0
        lines += [text[:half], text[half:]] if half else [text]
    return lines


def _label_then_numbers(grid: Grid) -> list[str]:
    """Labels on a line, the numbers of the row on the next with a blank between."""
    lines: list[str] = []
    for row in grid:
        labels = "".join(cell.text for cell in row if not cell.key).replace("\n", "")
        numbers = " ".join(cell.text for cell in row if cell.key)
        lines += [line for line in (labels, numbers) if line]
    return lines


def _labels_glued(grid: Grid) -> list[str]:
    """Labels and the first number glued, numbers with a blank between."""
    lines = []
    for row in grid:
        labels = "".join(cell.text for cell in row if not cell.key).replace("\n", "")
        lines.append(labels + " ".join(cell.text for cell in row if cell.key))
    return lines


def _digits_glued(grid: Grid) -> list[str]:
    """All cells of a row glued; only for tables 3 and 4 of places whose numbers have one digit each."""
    if any(cell.key and cell.key[0] == "t2" for row in grid for cell in row):
        return _filled(" ")(grid)
    return _filled("")(grid)


def _aligned(grid: Grid) -> list[str]:
    """Columns made with blanks, a Chinese character as wide as two."""
    rows = [[text.replace("\n", "") for text in row] for row in texts(grid)]
    wide = [max(min(_wide(row[j]), 44) for row in rows) for j in range(len(rows[0]))]
    return ["  ".join(text + " " * (room - _wide(text)) for text, room in zip(row, wide, strict=True)) for row in rows]


def _wide(text: str) -> int:
    return sum(2 if character > "\u2e80" else 1 for character in text)


def _boxed(grid: Grid) -> list[str]:
    rows = [f"│{line.replace('  ', '│')}" for line in _joined("  ")(grid)]
    rule = "─" * 30
    return [f"┌{rule}┐", *[line for row in rows for line in (row + "│", f"├{rule}┤")][:-1], f"└{rule}┘"]


def _markdown(grid: Grid) -> list[str]:
    rows = _placed(" | ")(grid)
    rule = "|" + " --- |" * len(texts(grid)[0])
    return [f"| {rows[0]} |", rule, *[f"| {row} |" for row in rows[1:]]]


#: How a table is flattened, by name.
FLATTENED: dict[str, Flatten] = {
    "bars": _joined("|||"),
    "placed_bars": _placed("|", "|"),
    "wall": _wall,
    "cells": _cells,
    "broken_cells": _broken_cells,
    "tabs": _joined("\t"),
    "placed_tabs": _placed("\t"),
    "filled_tabs": _filled("\t"),
    "wide_spaces": _filled("\u3000\u3000"),
    "spaces": _filled(" "),
    "label_line": _label_then_numbers,
    "glued_label": _labels_glued,
    "digits_glued": _digits_glued,
    "aligned": _aligned,
    "boxed": _boxed,
    "markdown": _markdown,
    "one_row": lambda grid: [" ".join(_cells(grid))],
    "commas": _joined(","),
}
