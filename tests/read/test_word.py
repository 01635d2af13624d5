"""Word files (.docx), case by case, and files that mean harm."""

from __future__ import annotations

import io
import tomllib
import zipfile
from pathlib import Path

import pytest

from policytext.read import read_bytes
from policytext.read.limits import MAX_PART_BYTES
from policytext.read.numerals import FORMATS, render_number

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "docx.toml").read_text(encoding="utf-8"))["case"]
LISTS = tomllib.loads((HERE / "numbering.toml").read_text(encoding="utf-8"))["case"]
TEXT = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_document_gives_blocks(case, make_docx, texts) -> None:
    parts = {name: case[name] for name in ("styles", "footnotes") if name in case}
    document = read_bytes(make_docx(case["body"], **parts), "a.docx", "a.docx")
    assert texts(document) == case["blocks"]


@pytest.mark.parametrize("case", LISTS, ids=[case["why"] for case in LISTS])
def test_automatic_numbers_are_rendered(case, make_docx, texts) -> None:
    body = "".join(map(_paragraph, case["paragraphs"]))
    numbering = f'<w:abstractNum w:abstractNumId="7">{"".join(map(_level, case["levels"]))}</w:abstractNum>'
    for number in "123":
        override = case.get("overrides", {}).get(number, "")
        numbering += f'<w:num w:numId="{number}"><w:abstractNumId w:val="7"/>{_override(override)}</w:num>'
    document = read_bytes(make_docx(body, numbering=numbering, styles=STYLES), "a.docx", "a.docx")
    assert texts(document) == case["lines"]


STYLES = """
<w:style w:styleId="N" w:type="paragraph" w:default="1"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="Head" w:type="paragraph"><w:name w:val="heading 1"/><w:basedOn w:val="N"/><w:pPr><w:numPr>
<w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Child" w:type="paragraph"><w:name w:val="own heading"/><w:basedOn w:val="Head"/></w:style>
<w:style w:styleId="Sub" w:type="paragraph"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Ring" w:type="paragraph"><w:name w:val="ring"/><w:basedOn w:val="Ring"/></w:style>
"""


def _paragraph(line: str) -> str:
    place, level, text = line.split(" ", 2)
    style = f'<w:pStyle w:val="{place[2:]}"/>' if place.startswith("s:") else ""
    number, level = level.split(":") if ":" in level else (place, level)
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>' if level != "-" else ""
    return f"<w:p><w:pPr>{style}{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _level(line: str) -> str:
    depth, form, pattern, *rest = line.split(" ")
    extra = {"legal": "<w:isLgl/>", "keep": '<w:lvlRestart w:val="0"/>'}
    more = "".join(extra.get(word, f'<w:pStyle w:val="{word.removeprefix("style:")}"/>') for word in rest)
    return f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/>{more}</w:lvl>'


def _override(line: str) -> str:
    """``level start``, or a whole level as in the definition."""
    if not line:
        return ""
    level, start, *whole = line.split()
    anew = _level(line) if whole else f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{level}">{anew}</w:lvlOverride>'


def test_a_list_style_leads_to_its_definition(make_docx, texts) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Outline"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Outline"/>'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    document = read_bytes(make_docx(_paragraph("1 0 甲"), numbering=numbering), "a.docx", "a.docx")
    assert texts(document) == ["一、甲"]


@pytest.mark.parametrize(
    ("form", "numbers", "expected"),
    [
        ("chineseCounting", (1, 10, 11, 20, 101, 110, 2024), "一 十 十一 二十 一百零一 一百一十 二千零二十四"),
        ("chineseLegalSimplified", (3, 12), "叁 壹拾贰"),
        ("ideographDigital", (12, 205), "一二 二〇五"),
        ("ideographTraditional", (1, 11), "甲 甲"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalZero", (3, 12), "03 12"),
        ("decimalFullWidth", (12,), "１２"),
        ("upperRoman", (4, 1999), "IV MCMXCIX"),
        ("lowerLetter", (1, 26, 27), "a z aa"),
        ("unheard", (7,), "7"),
        ("decimal", (0,), "0"),
    ],
)
def test_numbers_in_words_formats(form: str, numbers: tuple[int, ...], expected: str) -> None:
    assert " ".join(render_number(number, form) for number in numbers) == expected


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"none", "bullet", "ideographTraditional", "ideographZodiac"}))
def test_no_two_numbers_look_alike(form: str) -> None:
    assert len({render_number(number, form) for number in range(1, 200)}) == 199


def test_strict_files_are_read_too(make_docx, texts) -> None:
    data = make_docx(TEXT)
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    rewritten = _rewrite(
        data, lambda xml: xml.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict)
    )
    assert texts(read_bytes(rewritten, "a.docx", "a.docx")) == ["正文"]


def test_title_is_the_files_own() -> None:
    from docx import Document

    buffer = io.BytesIO()
    made = Document()
    made.core_properties.title = "禾洲县年报"
    made.add_paragraph("正文")
    made.save(buffer)
    document = read_bytes(buffer.getvalue(), "a.docx", "a.docx")
    assert (document.title, [block.text for block in document.blocks]) == ("禾洲县年报", ["正文"])


def test_deletions_and_embedded_documents_are_told(make_docx) -> None:
    body = f"{TEXT}<w:altChunk/><w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    document = read_bytes(make_docx(body), "a.docx", "a.docx")
    assert len(document.warnings) == 2
    assert read_bytes(make_docx(TEXT), "a.docx", "a.docx").warnings == ()


def test_bomb_is_refused_before_it_unfolds(make_docx, refused) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:document>" + b" " * (MAX_PART_BYTES + 1))
    assert len(buffer.getvalue()) < 50_000
    assert refused(buffer.getvalue(), "a.docx").reason == "too_large"


def test_entities_are_never_expanded(make_docx, refused) -> None:
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    data = _rewrite(make_docx(TEXT), lambda xml: xml.replace(b"\n", laughs, 1).replace("正文".encode(), b"&b;"))
    assert refused(data, "a.docx").reason == "damaged"


def test_external_entities_are_not_fetched(make_docx, refused, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    data = _rewrite(make_docx(TEXT), lambda xml: xml.replace(b"\n", doctype, 1).replace("正文".encode(), b"&x;"))
    assert "机密" not in refused(data, "a.docx").message


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda xml: xml[: len(xml) // 2], "damaged"),
        (lambda xml: xml.replace(b"w:body", b"w:other"), "damaged"),
        (lambda xml: xml.replace(b"<w:p>", b"<w:p>" * 300), "damaged"),
    ],
    ids=["cut off", "no body", "nested without end"],
)
def test_unsound_xml_is_damaged(change, reason: str, make_docx, refused) -> None:
    assert refused(_rewrite(make_docx(TEXT), change), "a.docx").reason == reason


def test_missing_document_is_damaged(refused) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/other.xml", "<w/>")
    assert refused(buffer.getvalue(), "a.docx").reason == "damaged"


def test_password_of_the_archive_is_told(make_docx, refused) -> None:
    data = bytearray(make_docx(TEXT))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + place] |= 1
    assert refused(bytes(data), "a.docx").reason == "encrypted"


def test_broken_member_is_damaged(make_docx, refused) -> None:
    data = make_docx(TEXT).replace("正文".encode(), "文正".encode())
    assert refused(data, "a.docx").reason == "damaged"


def _rewrite(data: bytes, change) -> bytes:
    """The archive with its main part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == "word/document.xml" else content)
    return buffer.getvalue()
