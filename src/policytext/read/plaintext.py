"""Plain text: one block per line, kept as it is."""

from __future__ import annotations

from policytext.read.decoding import decode_text
from policytext.read.draft import Draft
from policytext.records import Block


def read_txt(data: bytes, name: str) -> Draft:
    r"""Read a text file. Blank lines stay as empty blocks: they may be all that parts two paragraphs.

    >>> [block.text for block in read_txt("甲\r\n\r\n乙".encode(), "a.txt").blocks]
    ['甲', '', '乙']
    """
    decoded = decode_text(data, name)
    blocks = tuple(Block(line) for line in decoded.text.splitlines())
    return Draft(blocks, encoding=decoded.encoding, warnings=decoded.warnings)
