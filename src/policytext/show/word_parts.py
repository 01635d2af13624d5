"""Parts of a Word document that its library leaves to the caller: fonts of both scripts, fields, fixed bytes."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

TITLE, BODY, HEADING, QUOTE = "方正小标宋简体", "仿宋", "黑体", "楷体"
LATIN = "Times New Roman"

# Names that stand in where a font is missing: first the older name of Windows, then what WPS and macOS have.
STAND_INS = {
    TITLE: "华文中宋,宋体,SimSun,STZhongsong,Songti SC,Noto Serif CJK SC",
    BODY: "仿宋_GB2312,FangSong,STFangsong,Noto Serif CJK SC",
    HEADING: "SimHei,STHeiti,Heiti SC,Noto Sans CJK SC",
    QUOTE: "楷体_GB2312,KaiTi,STKaiti,Kaiti SC,Noto Serif CJK SC",
}

SHADE = "EEF2F6"

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)

# Characters that XML 1.0 cannot hold; a damaged file may bring them.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without characters that a document cannot hold."""
    return _NOT_XML.sub("\ufffd", text)


def set_fonts(properties: Any, font: str) -> None:
    """Name the fonts of both scripts; a style of the template has fonts of its theme, which would win."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, name in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), name)


def mark_row(table: Table, name: str) -> None:
    """Mark the last row of a table, such as ``w:cantSplit``."""
    from docx.oxml import OxmlElement

    properties: Any = table.rows[-1]._tr
    properties.get_or_add_trPr().append(OxmlElement(name))


def shade(cell: _Cell) -> None:
    """Give a cell a pale ground."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading: Any = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def add_field(paragraph: Paragraph, code: str) -> None:
    """A field that Word fills in, such as the number of the page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(8)
        part: Any = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._element.append(part)


def _with_fonts(table: bytes) -> bytes:
    """The part that lists fonts, with the names that may stand in for those used here."""
    entries = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in STAND_INS.items()
    )
    return table.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


def repack(document: BytesIO) -> bytes:
    """A saved document without the time of saving, its fonts listed with their stand-ins."""
    packed = BytesIO()
    with ZipFile(document) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, _ZIP_DAY)
            info.compress_type = ZIP_DEFLATED
            content = source.read(name)
            target.writestr(info, _with_fonts(content) if name == "word/fontTable.xml" else content)
    return packed.getvalue()
