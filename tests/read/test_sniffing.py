"""What format a file has, and what is said of those that are not read."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import pytest

from policytext.read import READERS
from policytext.read.sniffing import ADVICE, OLE_STREAMS, SIGNATURES, ZIP_MEMBERS, mismatch, sniff_format

CASES = tomllib.loads((Path(__file__).parent / "sniffing.toml").read_text(encoding="utf-8"))["case"]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_format_by_content(case) -> None:
    data = bytes.fromhex(case["hex"]) if "hex" in case else case["text"].encode()
    assert sniff_format(data, case["name"]) == case["format"]


@pytest.mark.parametrize(("member", "kind"), ZIP_MEMBERS)
def test_format_of_zip_by_members(member: str, kind: str) -> None:
    assert sniff_format(_zip(member + "x" if member.endswith("/") else member), "a.bin") == kind
    assert sniff_format(_zip("年报.pdf"), "a.docx") == "zip"


@pytest.mark.parametrize(("stream", "kind"), [pair for pair in OLE_STREAMS if pair[1] != "encrypted"])
def test_format_of_ole_by_streams(stream: str, kind: str) -> None:
    assert sniff_format(OLE + stream.encode("utf-16-le"), "a.bin") == kind


def test_ole_without_streams_goes_by_its_name() -> None:
    assert sniff_format(OLE, "a.doc") == sniff_format(OLE, "a.wps") == "doc"
    assert sniff_format(OLE, "a.msg") == "other"


def test_every_known_format_has_a_reader_or_advice() -> None:
    known = {kind for _, kind in (*SIGNATURES, *ZIP_MEMBERS, *OLE_STREAMS)} | {case["format"] for case in CASES}
    assert known - {"ole", "encrypted", "bitmap"} <= set(READERS) | set(ADVICE)
    assert not set(READERS) & set(ADVICE)


@pytest.mark.parametrize("kind", sorted(ADVICE))
def test_advice_is_two_clauses(kind: str) -> None:
    fault, advice = ADVICE[kind]
    assert fault.split()[0] in {"is", "has"}
    assert advice.split()[0] in {"run", "open", "give", "print", "save", "unpack"}


@pytest.mark.parametrize(
    ("data", "name", "advice"),
    [
        (b"Rar!\x1a\x07\x01\x00", "年报.rar", "unpack it"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "年报.7z", "unpack it"),
        (b"\xff\xd8\xff\xe0..JFIF", "年报.jpg", "OCR"),
        (b"II*\x00........", "年报.tif", "OCR"),
        (b"Founder CEB", "年报.ceb", "print it to a PDF"),
        (OLE + "MatOST".encode("utf-16-le"), "年报.wps", "Works"),
    ],
)
def test_what_is_not_read_is_told_what_to_do(data: bytes, name: str, advice: str, refused) -> None:
    error = refused(data, name)
    assert error.reason == "unsupported_format"
    assert advice in error.message


def test_unsupported_format_is_refused_with_advice(refused) -> None:
    error = refused(b"\x89PNG\r\n\x1a\n....", "扫描件.pdf")
    assert error.reason == "unsupported_format"
    assert "OCR" in error.message


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        ("\ufeff\n".encode(), "a.txt", "empty"),
        (bytes(range(256)) * 8, "a.txt", "binary"),
        (b"\x7fELF" + bytes(100), "a.txt", "binary"),
        (b"PK\x03\x04" + b"x" * 50, "a.docx", "damaged"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
    ],
    ids=["empty", "blank", "only a mark", "binary", "program", "cut zip", "password"],
)
def test_files_that_cannot_be_read(data: bytes, name: str, reason: str, refused) -> None:
    assert refused(data, name).reason == reason


def test_wrong_extension_is_a_warning(sample: Path) -> None:
    assert mismatch("pdf", "A.TXT") == ("named .txt but holds pdf; read as pdf",)
    assert mismatch("pdf", "a.PDF") == ()
    assert mismatch("txt", "a.md") == ()
    assert mismatch("doc", "a.wps") == mismatch("docx", "a.WPS") == ()
    assert mismatch("html", "a.wps") == ("named .wps but holds html; read as html",)
    assert mismatch("rtf", "a.doc") == ("named .doc but holds rtf; read as rtf",)


def _zip(member: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(member, "x")
    return buffer.getvalue()
