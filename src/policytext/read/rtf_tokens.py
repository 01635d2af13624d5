"""The words, groups and characters that an RTF file is written in; bytes become text by the font they stand in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

# A control word with its number, an escaped byte, a control sign, a brace, or plain text; line ends mean nothing.
_TOKEN = re.compile(
    r"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|[\r\n\x00]+|([^\\{}\r\n\x00]+)", re.S
)

# What \fcharset says a font's bytes are; "" is a font of signs that mean nothing outside it. Fonts of the other
# charsets (0 and 1: of the West, or of the machine) are read by the code page of the file.
_CHARSETS = {
    2: "",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
_WEST = "cp1252"


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is ``{``, ``}``, ``word``, ``sign``, ``byte`` or ``text``; ``number`` stands after a word, if any."""

    kind: str
    text: str = ""
    number: int | None = None


def read_tokens(source: str) -> Iterator[Token]:
    r"""Take a file apart; ``source`` has one character per byte. Binary data (``\bin``) are passed over.

    >>> [(token.kind, token.text, token.number) for token in read_tokens(r"{\b0 a\'d5\*}")]
    [('{', '', None), ('word', 'b', 0), ('text', 'a', None), ('byte', 'Õ', None), ('sign', '*', None), ('}', '', None)]
    """
    at = 0
    while match := _TOKEN.match(source, at):
        at = match.end()
        word, number, byte, sign, brace, text = match.groups()
        if text:
            yield Token("text", text)
        elif brace:
            yield Token(brace)
        elif byte:
            yield Token("byte", chr(int(byte, 16)))
        elif sign:
            yield Token("sign", sign)
        elif word == "bin":
            at += max(int(number or 0), 0)
        elif word:
            yield Token("word", word, int(number) if number else None)


class Fonts:
    """The encoding of each font of the file, and of the file itself."""

    def __init__(self) -> None:
        self.page = ""
        self.default: int | None = None
        self._encodings: dict[int | None, str] = {}

    def set_page(self, number: int | None) -> None:
        r"""Take note of ``\ansicpg``."""
        self.page = _known(f"cp{number}")

    def set_charset(self, font: int | None, charset: int | None) -> None:
        r"""Take note of ``\fcharset``."""
        if charset in _CHARSETS:
            self._encodings[font] = _CHARSETS[charset]

    def decode(self, raw: bytes, font: int | None) -> str:
        """Bytes set in a font as text; what is damaged shows as U+FFFD.

        A font of no charset is read by the file's code page, and where that is not named, as Chinese if it can be:
        Chinese programs leave both out.
        """
        if raw.isascii():
            return raw.decode("ascii") if self._encodings.get(font) != "" else ""
        encoding = self._encodings.get(font)
        if encoding is not None:
            return raw.decode(encoding, "replace") if encoding else ""
        for guess in (self.page or "gb18030", _WEST):
            try:
                return raw.decode(guess)
            except UnicodeDecodeError:
                continue
        return raw.decode(self.page or _WEST, "replace")


def _known(name: str) -> str:
    """Python's name of a code page; that of GB2312 is read by its superset."""
    if name in {"cp936", "cp54936", "cp20936"}:
        return "gb18030"
    try:
        return "utf-8" if name == "cp65001" else codecs.lookup(name).name
    except LookupError:
        return ""
