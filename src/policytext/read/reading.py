"""One file -> RawDocument: find out the format, hand the bytes to its reader, check what comes back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from policytext.errors import DocumentError
from policytext.read.draft import Draft, refuse
from policytext.read.hypertext import read_html
from policytext.read.limits import MAX_BYTES, MAX_CHARS
from policytext.read.ofd import read_ofd
from policytext.read.pdf import read_pdf
from policytext.read.plaintext import read_txt
from policytext.read.rtf import read_rtf
from policytext.read.sniffing import ADVICE, mismatch, sniff_format
from policytext.read.word import read_docx
from policytext.read.word97 import read_doc
from policytext.records import RawDocument

# "untitled", "Microsoft Word - 1.doc": what has no Han character is not the title of a report.
_HAN = re.compile("[\u4e00-\u9fff]")

READERS: dict[str, Callable[[bytes, str], Draft]] = {
    "txt": read_txt,
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
    "doc": read_doc,
    "rtf": read_rtf,
    "ofd": read_ofd,
}


def read_file(path: Path, source: str | None = None) -> RawDocument:
    """Read one report file.

    Args:
        path: The file.
        source: The name to record; the path itself if not given.

    Returns:
        The file's blocks in reading order, with its format, encoding and SHA-256.

    Raises:
        DocumentError: The file cannot be read; ``reason`` is one of unreadable, empty, too_large, binary,
            unsupported_format, wrong_encoding, encrypted, damaged, no_text_layer.
    """
    name = source if source is not None else str(path)
    try:
        if not path.is_file():
            raise refuse("unreadable", name, "is not a file that can be opened", "check the path and its links")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise _too_large(name, size, MAX_BYTES, "bytes")
        data = path.read_bytes()
    except OSError as error:
        why = error.strerror or "the system refused it"
        raise refuse("unreadable", name, f"cannot be opened ({why})", "check its permissions and links") from error
    return read_bytes(data, name, path.name)


def read_bytes(data: bytes, source: str, name: str) -> RawDocument:
    r"""Read a report that is already in memory.

    Args:
        data: The bytes of the file.
        source: The name to record.
        name: The file's name; its extension counts only where the bytes leave the format open.

    Raises:
        DocumentError: As for ``read_file``.

    >>> document = read_bytes("一、概述\n已公开信息12条。".encode(), "a.txt", "a.txt")
    >>> document.format, document.encoding, [block.text for block in document.blocks]
    ('txt', 'utf-8', ['一、概述', '已公开信息12条。'])
    """
    if len(data) > MAX_BYTES:
        raise _too_large(source, len(data), MAX_BYTES, "bytes")
    if not data.strip():
        raise refuse("empty", source, "is empty", "download it again or leave it out")
    kind = sniff_format(data, name)
    reader = READERS.get(kind)
    if reader is None:
        raise refuse("unsupported_format", source, *ADVICE.get(kind, ADVICE["other"]))
    draft = reader(data, source)
    _check_text(draft, source)
    return RawDocument(
        source=source,
        sha256=hashlib.sha256(data).hexdigest(),
        format=kind,
        blocks=draft.blocks,
        encoding=draft.encoding,
        title=draft.title if draft.title and _HAN.search(draft.title) else None,
        published=draft.published,
        warnings=(*mismatch(kind, name), *draft.warnings),
    )


def _check_text(draft: Draft, source: str) -> None:
    chars = sum(len(block.text) + 1 for block in draft.blocks)
    if chars > MAX_CHARS:
        raise _too_large(source, chars, MAX_CHARS, "characters")
    if not any(block.text.strip() for block in draft.blocks):
        raise refuse("empty", source, "holds no text", "look whether its text is a picture, and save it as text")


def _too_large(source: str, size: int, limit: int, unit: str) -> DocumentError:
    return refuse("too_large", source, f"has {size:,} {unit}, the limit is {limit:,}", "give each report alone")
