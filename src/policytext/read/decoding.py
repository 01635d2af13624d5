"""Bytes -> text: BOM or declared charset, then strict UTF-8, then GB18030; what was used is recorded."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from itertools import islice
from typing import NoReturn

from policytext.read.draft import refuse
from policytext.read.limits import MAX_CHARS, MAX_TEXT_BYTES

# UTF-32 before UTF-16: their marks begin alike.
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Pages that declare one of these often hold characters beyond it; all are subsets of GB18030.
_GB = {"gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "hz-gb-2312"}

# Share of damaged characters up to which a text is still UTF-8 (or GB18030) with holes. Text of the other
# encoding is beyond .3 at every length tried.
_MAX_DAMAGE = 0.02

# Share of the characters beyond ASCII that are common (GB2312 level 1 or punctuation). Measured on text of 16 to
# 3,800 such characters: Simplified .75-.96, Traditional .44-.68, Big5 or UTF-8 read as GB18030 .13-.29.
_MIN_COMMON = 0.35
_HAN = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z][^\x00-\x7f]|[^\x00-\x7f][A-Za-z]")  # an accented letter inside a word
_SAMPLE = 20_000  # characters that are looked at


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, and warnings."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode_text(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode a text file or web page.

    Args:
        data: The bytes.
        name: For messages.
        declared: The charset that the file itself names, if any.

    Raises:
        DocumentError: too_large, or wrong_encoding where no encoding gives Chinese text.

    >>> decode_text("公开".encode("gb18030"), "a.txt").encoding
    'gb18030'
    """
    if len(data) > MAX_TEXT_BYTES:
        fault = f"has {len(data):,} bytes of text, more than {MAX_CHARS:,} characters can have"
        raise refuse("too_large", name, fault, "give each report alone")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _mended(data[len(mark) :], encoding) or _refused(name)
    return _by_trial(data, _known(declared)) or _refused(name)


def _by_trial(data: bytes, declared: str) -> Decoded | None:
    """Try strictly, the declared charset first, then allow for holes, then ask whether the result is Chinese."""
    unicode = _strict(data, "utf-8")
    if unicode is not None and not data.isascii() and not _HAN.search(unicode) and not _LATIN.search(unicode):
        text = _strict(data, "gb18030")  # 强 in GB18030 is ǿ in UTF-8: of two readings the Chinese one is meant
        if text is not None and _HAN.search(text) and _is_chinese(text):
            return Decoded(text, "gb18030")
    if unicode is not None and declared != "utf-8" and declared and not data.isascii():
        return Decoded(unicode, "utf-8", (f"declared as {declared}, but the text is utf-8",))
    if unicode is not None:
        return Decoded(unicode, "utf-8")
    if declared and declared not in {"utf-8", "gb18030"}:
        text = _strict(data, declared)
        if text is not None:
            return Decoded(text, declared)
    mended = _mended(data, "utf-8") or _mended(data, "gb18030")
    return mended if mended and (mended.encoding == "utf-8" or _is_chinese(mended.text)) else None


def _mended(data: bytes, encoding: str) -> Decoded | None:
    """The text with a few holes at most: a last character cut off is dropped, others show as U+FFFD."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(data, final=False)
    whole = data.decode(encoding, "replace")
    cut_off = len(text) < len(whole)
    holes = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    if holes > foreign * _MAX_DAMAGE or (cut_off and not foreign):
        return None
    warnings = ["the file ends inside a character; its last character was left out"] if cut_off else []
    warnings += [f"{holes} characters are damaged in the file and shown as \ufffd"] if holes else []
    return Decoded(text, encoding, tuple(warnings))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _known(declared: str | None) -> str:
    """Python's name of a declared charset; "" where it is not a text encoding that Python knows."""
    if not declared:
        return ""
    if declared.lower() in _GB:
        return "gb18030"
    try:
        found = codecs.lookup(declared).name
        "".encode(found)
    except (LookupError, ValueError, UnicodeError):
        return ""
    return "" if found.startswith(("utf-16", "utf-32", "iso8859", "ascii", "cp1252")) else found


def _is_chinese(text: str) -> bool:
    foreign = list(islice((char for char in text if not char.isascii()), _SAMPLE))
    common = sum(0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA3 for lead in map(_lead_byte, foreign))
    return common >= len(foreign) * _MIN_COMMON


def _lead_byte(char: str) -> int:
    try:
        return char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return 0


def _refused(name: str) -> NoReturn:
    advice = "find out its encoding and save it as UTF-8"
    raise refuse("wrong_encoding", name, "is not Chinese text in UTF-8 or GB18030", advice)
