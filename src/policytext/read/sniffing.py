"""Which format a file has: by its first bytes, by what a container holds, and only then by its name."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from policytext.read.draft import refuse

# What stands at the very start of a file, and the format's name. Names without a reader are refused with ADVICE.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"BM", "bitmap"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"MM\x00+", "image"),
    (b"\x00\x00\x00\x0cjP  ", "image"),
    (b"\xfd7zXZ\x00", "gzip"),
    (b"Founder CEB", "ceb"),
    (b"MIME-Version:", "mhtml"),
    (b"From: <Saved by", "mhtml"),
)

# Members that tell what a zip container is, the most telling first.
ZIP_MEMBERS: tuple[tuple[str, str], ...] = (
    ("word/", "docx"),
    ("xl/", "xlsx"),
    ("ppt/", "pptx"),
    ("OFD.xml", "ofd"),
    ("content.xml", "odt"),
)

# Names of streams in an OLE container (their directory is UTF-16), the most telling first.
OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
    ("MatOST", "works"),
    ("SPELLING", "works"),
)

# What a format without a reader is, and what to do.
ADVICE: dict[str, tuple[str, str]] = {
    "image": ("is a picture", "run text recognition (OCR) on it and give the text, or the document it was made from"),
    "ceb": ("is a CEB file", "open it in Apabi Reader and print it to a PDF"),
    "works": ("is a Microsoft Works file", "open it in LibreOffice or WPS and save it as .docx"),
    "mhtml": ("is a web archive", "open it in a browser and save it as a plain .html page"),
    "wordxml": ("is a Word XML file", "open it in Word or WPS and save it as .docx"),
    "xml": ("is an XML file that is not a web page", "give the report as .docx, .html or .txt"),
    "xlsx": ("is a spreadsheet", "give the report itself as .docx, .pdf or .txt"),
    "xls": ("is a spreadsheet", "give the report itself as .docx, .pdf or .txt"),
    "pptx": ("is a presentation", "give the report itself as .docx, .pdf or .txt"),
    "ppt": ("is a presentation", "give the report itself as .docx, .pdf or .txt"),
    "odt": ("is an OpenDocument file", "save it as .docx"),
    "zip": ("is an archive", "unpack it and give the files in it"),
    "rar": ("is a RAR archive", "unpack it (WinRAR, 7-Zip, unar) and give the files in it"),
    "7z": ("is a 7z archive", "unpack it (7-Zip) and give the files in it"),
    "gzip": ("is an archive", "unpack it and give the files in it"),
    "other": ("has a format that is not read", "save it as .docx, .pdf, .ofd, .html or .txt"),
}

# What files of these names hold. WPS Writer saves what a .doc or a .docx holds under a name of its own.
_EXTENSIONS: dict[str, tuple[str, ...]] = {
    ".txt": ("txt",),
    ".htm": ("html",),
    ".html": ("html",),
    ".docx": ("docx",),
    ".doc": ("doc",),
    ".wps": ("doc", "docx"),
    ".rtf": ("rtf",),
    ".pdf": ("pdf",),
    ".ofd": ("ofd",),
}
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"\x84\x31\x95\x33")

_TAGS = "html|head|body|div|p|table|td|span|meta|title|center|h[1-6]|br|article"
_PAGE_START = re.compile(rf"<(?:!doctype html|{_TAGS})[\s>/]", re.I)
_ANY_MARKUP = re.compile(rf"<(?:{_TAGS})[\s>/]", re.I)

# Bytes that no text holds, and how many of them (share of the first HEAD bytes) still pass as damage to a text.
_CONTROLS = bytes({*range(32)} - {*b"\t\n\x0b\x0c\r\x1a\x1b"})
_HEAD = 65_536
_MAX_CONTROLS = 1 / 200


def sniff_format(data: bytes, name: str) -> str:
    """The name of the format that the bytes show: a key of ``READERS``, or of ``ADVICE`` where there is no reader.

    Raises:
        DocumentError: binary (no known format and not text), damaged or encrypted container.

    >>> sniff_format(b"%PDF-1.7 ...", "report.txt"), sniff_format(b"<html><p>", "a"), sniff_format(b"a", "a.txt")
    ('pdf', 'html', 'txt')
    """
    kind = _by_signature(data)
    if kind == "zip":
        return _inside_zip(data, name)
    if kind == "ole":
        return _inside_ole(data, name)
    return kind or _kind_of_text(data, name)


def mismatch(kind: str, name: str) -> tuple[str, ...]:
    """A warning where the extension promises another format than the bytes show.

    >>> mismatch("html", "report.doc")
    ('named .doc but holds html; read as html',)
    """
    extension = PurePath(name).suffix.lower()
    if kind in _EXTENSIONS.get(extension, (kind,)):
        return ()
    return (f"named {extension} but holds {kind}; read as {kind}",)


def _by_signature(data: bytes) -> str:
    for magic, kind in SIGNATURES:
        if data.startswith(magic):
            # Two letters prove nothing: a bitmap repeats its own length (little-endian) after them.
            if kind == "bitmap":
                kind = "image" if data[2:6] == len(data).to_bytes(4, "little") else ""
            if kind:
                return kind
    # Some servers put a line or a BOM in front of the PDF; readers of PDF look through the first kilobyte, too.
    return "pdf" if b"%PDF-" in data[:1024] else ""


def _inside_zip(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.namelist()
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        fault = "is a cut off or damaged archive (.docx and .ofd are archives, too)"
        raise refuse("damaged", name, fault, "download it again") from error
    return next((kind for start, kind in ZIP_MEMBERS if any(m.startswith(start) for m in members)), "zip")


def _inside_ole(data: bytes, name: str) -> str:
    # The names stand anywhere in the file, often at its end: a .doc that is cut off may have lost them.
    unknown = "doc" if PurePath(name).suffix.lower() in {".doc", ".wps"} else "other"
    kind = next((kind for stream, kind in OLE_STREAMS if stream.encode("utf-16-le") in data), unknown)
    if kind == "encrypted":
        raise refuse("encrypted", name, "is protected by a password", "save it again without one")
    return kind


def _kind_of_text(data: bytes, name: str) -> str:
    has_bom = data.startswith(_BOMS)
    head = data[:_HEAD]
    if not has_bom and len(head) - len(head.translate(None, _CONTROLS)) > len(head) * _MAX_CONTROLS:
        raise refuse("binary", name, "holds binary data, not text", "find out what made it and save the report as .txt")
    # Markup is ASCII, so the encoding does not matter here once UTF-16 has lost its zero bytes.
    start = head.replace(b"\x00", b"").decode("latin-1").lstrip("ï»¿ÿþ \t\r\n")
    if start.startswith("{\\rtf"):
        return "rtf"
    if start.startswith("<"):
        return _kind_of_markup(start)
    is_page = PurePath(name).suffix.lower() in {".htm", ".html"} and _ANY_MARKUP.search(start)
    return "html" if is_page else "txt"


def _kind_of_markup(start: str) -> str:
    if "schemas.microsoft.com/office/word/2003/wordml" in start or "Word.Document" in start[:2000]:
        return "html" if "<html" in start else "wordxml"
    if _PAGE_START.match(start) or _PAGE_START.search(start[:4096]):
        return "html"
    return "xml" if start.startswith("<?xml") else "txt"
