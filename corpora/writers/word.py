"""Word files whose headings and items are numbered by Word, not in the text."""

from __future__ import annotations

import io
import zipfile
from html import escape

from writers.report import ABOVE, LEFT, Part, Report, cell_extent

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PACKAGE = "application/vnd.openxmlformats-package"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Level, number format and pattern of the kinds that Word numbers.
_LEVELS = {
    "heading1": (0, "chineseCountingThousand", "%1、"),
    "heading2": (1, "chineseCountingThousand", "（%2）"),
    "clause": (1, "chineseCountingThousand", "（%2）"),
    "item": (2, "decimal", "%3."),
}


def as_docx(report: Report) -> bytes:
    """A report as a Word file. Each list of items restarts at 1 by a list of its own; headings share list 1."""
    body, list_id = [_paragraph(Part("title", report.title), "center", 1)], 1
    for part in report.parts:
        list_id += part.kind == "item" and part.number == "1."
        body.append(_table(part.rows) if part.kind == "table" else _paragraph(part, _align(part), list_id))
    return pack(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": _relations("numbering", "numbering.xml"),
            "word/document.xml": f"<w:document {_W}><w:body>{''.join(body)}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {_W}>{_numbering(list_id)}</w:numbering>",
        }
    )


def pack(parts: dict[str, str]) -> bytes:
    """Parts of XML as an archive that is the same on every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + text)
    return buffer.getvalue()


def _content_types() -> str:
    parts = (("document", "document.main"), ("numbering", "numbering"))
    types = [f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>']
    types += [f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts]
    return f'<Types xmlns="{_TYPES}">{"".join(types)}</Types>'


def _relations(kind: str, target: str) -> str:
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'


def _numbering(lists: int) -> str:
    level = '<w:start w:val="1"/><w:numFmt w:val="{}"/><w:suff w:val="nothing"/><w:lvlText w:val="{}"/>'
    forms = sorted(set(_LEVELS.values()))
    levels = [f'<w:lvl w:ilvl="{depth}">{level.format(form, text)}</w:lvl>' for depth, form, text in forms]
    multilevel = '<w:multiLevelType w:val="multilevel"/>'
    definition = f'<w:abstractNum w:abstractNumId="0">{multilevel}{"".join(levels)}</w:abstractNum>'
    anew = '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>'
    uses = [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="0"/>{anew if number > 1 else ""}</w:num>'
        for number in range(1, lists + 1)
    ]
    return definition + "".join(uses)


def _align(part: Part) -> str:
    return "right" if part.kind == "signature" else "both"


def _paragraph(part: Part, align: str, list_id: int) -> str:
    numbered = ""
    if part.kind in _LEVELS:
        list_id = list_id if part.kind == "item" else 1
        level = _LEVELS[part.kind][0]
        numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    indent = '<w:ind w:firstLine="640"/>' if align == "both" else ""
    properties = f'<w:pPr>{numbered}{indent}<w:jc w:val="{align}"/></w:pPr>'
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(part.text)}</w:t></w:r></w:p>'


def _table(rows: list[list[str]]) -> str:
    width = len(rows[0])
    column = f'<w:gridCol w:w="{9000 // width}"/>'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    look = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
    cells = "".join(_row(rows, index) for index in range(len(rows)))
    return f"<w:tbl>{look}<w:tblGrid>{column * width}</w:tblGrid>{cells}</w:tbl>"


def _row(rows: list[list[str]], index: int) -> str:
    cells = []
    for column, text in enumerate(rows[index]):
        top = next(upper for upper in range(index, -1, -1) if rows[upper][column] != ABOVE)
        if rows[top][column] == LEFT:
            continue
        wide, high = cell_extent(rows, top, column)
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        merge = "<w:vMerge/>" if text == ABOVE else '<w:vMerge w:val="restart"/>' if high > 1 else ""
        run = "" if text == ABOVE else f"<w:r><w:t>{escape(text)}</w:t></w:r>"
        size = f'<w:tcW w:w="{wide * 9000 // len(rows[0])}" w:type="dxa"/>'
        cells.append(f"<w:tc><w:tcPr>{size}{span}{merge}</w:tcPr><w:p>{run}</w:p></w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"
