"""Elements of a web page -> blocks: paragraphs, line breaks, numbered lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from policytext.read.article import SKIPPED_TAGS, is_hidden
from policytext.read.grid import Cell, is_layout, spread_cells, table_block
from policytext.read.numerals import render_number
from policytext.records import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Elements that stand in a line of text; all others begin and end a paragraph.
_IN_LINE = (
    "a abbr acronym b bdi bdo big cite code data del em font i img ins kbd label mark nobr q rb ruby s samp small "
    "span strike strong sub sup time tt u var wbr o:p st1:chsdate st1:personname"
)
_INLINE = frozenset(_IN_LINE.split())

# The type attribute and list-style-type of <ol>, as number formats of ``numerals``.
_LIST_FORMATS = {
    "1": ("decimal", "{}."),
    "a": ("lowerLetter", "{}."),
    "A": ("upperLetter", "{}."),
    "i": ("lowerRoman", "{}."),
    "I": ("upperRoman", "{}."),
    "cjk-ideographic": ("chineseCounting", "{}、"),
    "simp-chinese-informal": ("chineseCounting", "{}、"),
    "trad-chinese-informal": ("chineseCounting", "{}、"),
}

# Spaces of the source text; no-break and ideographic spaces are the author's.
_SOURCE_SPACE = re.compile(r"[ \t\n\r\f]+")

# A paragraph with at least this share of its letters in links is navigation: 首页 > 政务公开 > 年度报告.
_LINK_SHARE = 0.8

# Tables in tables deeper than this are read as running text.
_MAX_DEPTH = 8


def read_blocks(root: LexborNode | None, depth: int = 0) -> list[Block]:
    """The blocks under an element, in reading order."""
    flow = _Flow(depth)
    if root is not None:
        for node, entering in _walk(root, into_tables=depth >= _MAX_DEPTH):
            flow.enter(node) if entering else flow.leave(node)
    flow.end_paragraph()
    return flow.blocks


class _Flow:
    """Collects text into paragraphs while the page is walked."""

    def __init__(self, depth: int) -> None:
        self.blocks: list[Block] = []
        self.depth = depth
        self.pieces: list[str] = []
        self.links = 0
        self.linked = 0
        self.marker = ""
        self.verbatim = 0
        self.lists: list[Iterator[str]] = []

    def enter(self, node: LexborNode) -> None:
        """Take up one node on the way down."""
        tag = node.tag
        if tag == "-text":
            self.add_text(node.text_content or "")
        elif tag == "br":
            self.end_paragraph()
        elif tag == "a":
            self.links += 1
        elif tag == "table" and self.depth < _MAX_DEPTH:
            self.end_paragraph()
            self.blocks += _table_blocks(node, self.depth)
        elif tag not in _INLINE:
            self.end_paragraph()
            self.begin_block(node)

    def begin_block(self, node: LexborNode) -> None:
        """Note what an element means for the text in it."""
        if node.tag == "ol":
            self.lists.append(_markers(node))
        elif node.tag == "ul":
            self.lists.append(iter(lambda: "", None))
        elif node.tag == "li" and self.lists:
            self.marker = next(self.lists[-1])
        elif node.tag == "pre":
            self.verbatim += 1

    def leave(self, node: LexborNode) -> None:
        """Close one element on the way up."""
        if node.tag in _INLINE:
            self.links -= node.tag == "a"
            return
        self.end_paragraph()
        if node.tag in {"ol", "ul"}:
            self.lists.pop()
            self.marker = ""
        elif node.tag == "pre":
            self.verbatim -= 1

    def add_text(self, text: str) -> None:
        """Add a text node: spaces of the source fold to one, but for <pre>, where its lines are lines."""
        if not self.verbatim:
            self.pieces.append(_SOURCE_SPACE.sub(" ", text))
            self.linked += _letters(text) if self.links else 0
            return
        first, *rest = text.splitlines() or [""]
        self.pieces.append(first)
        for line in rest:
            self.end_paragraph()
            self.pieces.append(line)

    def end_paragraph(self) -> None:
        """Make a block of what has come together, with the number of the list item in front."""
        text = "".join(self.pieces)
        text = (text if self.verbatim else re.sub(" {2,}", " ", text)).strip(" \t\n\r\f")
        if text.strip():
            kind = "aside" if self.linked and self.linked >= _letters(text) * _LINK_SHARE else "paragraph"
            self.blocks.append(Block(self.marker + text, kind))
            self.marker = ""
        self.pieces, self.linked = [], 0


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _walk(root: LexborNode, *, into_tables: bool) -> Iterator[tuple[LexborNode, bool]]:
    """Each node on the way down (True) and, elements only, on the way up (False); no recursion."""
    stack = [(root, True)]
    while stack:
        node, entering = stack.pop()
        if entering and (node.tag in SKIPPED_TAGS or (node.tag != "-text" and is_hidden(node))):
            continue
        yield node, entering
        if entering and node.tag not in {"-text", "br"} and (into_tables or node.tag != "table"):
            stack.append((node, False))
            stack.extend((child, True) for child in reversed(list(node.iter(include_text=True))))


def _table_blocks(table: LexborNode, depth: int) -> list[Block]:
    """A table as one block, or the blocks of its cells where it only arranges text."""
    rows = _rows(table)
    contents = [[read_blocks(cell, depth + 1) for cell in row] for row in rows]
    grid = spread_cells(map(_cell, row, content) for row, content in zip(rows, contents, strict=True))
    flat = [block for row in contents for blocks in row for block in blocks]
    if any(block.kind == "table" for block in flat) or is_layout(grid):
        return _captions(table) + flat
    return [*_captions(table), table_block(grid)]


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    """The cells of a table's own rows, not of tables in it."""
    groups = [node for node in table.iter() if node.tag in {"tbody", "thead", "tfoot"}]
    rows = [row for group in groups for row in group.iter() if row.tag == "tr"]
    return [[cell for cell in row.iter() if cell.tag in {"td", "th"} and not is_hidden(cell)] for row in rows]


def _captions(table: LexborNode) -> list[Block]:
    return [block for node in table.iter() if node.tag == "caption" for block in read_blocks(node)]


def _cell(cell: LexborNode, blocks: list[Block]) -> Cell:
    return Cell([block.text for block in blocks], _span(cell, "colspan"), _span(cell, "rowspan"))


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "").strip()
    return int(value) if value.isdecimal() and len(value) < 6 else 1


def _markers(ordered: LexborNode) -> Iterator[str]:
    """The numbers of a list's items, as the browser would show them."""
    attributes = ordered.attributes
    style = re.search(r"list-style(?:-type)?\s{0,3}:\s{0,3}([\w-]{1,30})", attributes.get("style") or "")
    kind = style[1] if style and style[1] in {*_LIST_FORMATS, "none"} else attributes.get("type") or "1"
    number = int(start) if (start := attributes.get("start") or "1").isdecimal() and len(start) < 6 else 1
    if kind == "none":
        yield from iter(lambda: "", None)
    form, pattern = _LIST_FORMATS.get(kind, _LIST_FORMATS["1"])
    while True:
        yield pattern.format(render_number(number, form))
        number += 1
