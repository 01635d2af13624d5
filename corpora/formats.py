"""Write one structured report as .txt, .html, .docx and .pdf: for the sample corpus and for tests.

A report is written in a small markup (see ``parse_report``). Numbers of headings and items are not in it: each writer
adds them the way its format does, a .docx by automatic numbering. All output is the same on every machine: archives
are stored without compression and with a fixed date.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

from form import form_table

CHINESE = "一二三四五六七八九十"
LEFT, ABOVE = "<", "^"
"""In a table's row: this cell goes on to the right of, or below, the one that has the text."""


@dataclass
class Part:
    """A piece of a report: heading (level 1 or 2), item, paragraph, signature or table; ``number`` is its mark."""

    kind: str
    text: str = ""
    number: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The text with its number."""
        return self.number + self.text


@dataclass
class Report:
    """A report: its title, facts about its publication, and its parts in order."""

    title: str
    facts: dict[str, str]
    parts: list[Part]

    @property
    def place(self) -> str:
        """The place's name: what stands in the title before the year or the organ."""
        return self.title.split("20")[0].removesuffix("人民政府")


def parse_report(source: str) -> Report:
    """Read the markup: ``# title``, ``> fact: value``, ``##`` and ``###`` headings, ``- items``, ``@ signature``,
    ``| rows | of | a table |``, ``!table2 ...`` (the prescribed tables, see ``form.py``); other lines are paragraphs.
    """
    report = Report("", {}, [])
    counts = [0, 0, 0]
    figures: list[str] = []
    for line in [*source.splitlines(), ""]:
        if figures and not line.startswith("!"):
            report.parts.append(Part("table", rows=form_table(figures)))
            figures = []
        if line.startswith("!"):
            figures.append(line)
        elif line.startswith("# "):
            report.title = line[2:]
        elif line.startswith("> "):
            name, _, value = line[2:].partition(": ")
            report.facts[name] = value
        elif line.startswith("|"):
            row = [cell.strip() for cell in line.strip("|").split("|")]
            if not report.parts or report.parts[-1].kind != "table":
                report.parts.append(Part("table"))
            report.parts[-1].rows.append(row)
        elif line:
            report.parts.append(_part(line, counts))
    return report


def _part(line: str, counts: list[int]) -> Part:
    """A heading, item, signature or paragraph, numbered."""
    for depth, (mark, kind) in enumerate((("## ", "heading1"), ("### ", "heading2"), ("- ", "item"))):
        if line.startswith(mark):
            counts[depth] += 1
            counts[depth + 1 :] = [0] * (2 - depth)
            number = counts[depth]
            marks = (f"{CHINESE[number - 1]}、", f"（{CHINESE[number - 1]}）", f"{number}.")
            return Part(kind, line[len(mark) :], marks[depth])
    return Part("signature", line[2:]) if line.startswith("@ ") else Part("paragraph", line)


def write_all(report: Report, folder: Path, stem: str = "report") -> dict[str, Path]:
    """Write a report in every format; the paths by format: txt, gb18030, html, docx, pdf."""
    folder.mkdir(parents=True, exist_ok=True)
    contents = {
        "txt": (f"{stem}.txt", as_text(report).encode("utf-8")),
        "gb18030": (f"{stem}-gb18030.txt", as_text(report).encode("gb18030")),
        "html": (f"{stem}.html", as_html(report).encode("utf-8")),
        "docx": (f"{stem}.docx", as_docx(report)),
        "pdf": (f"{stem}.pdf", as_pdf(report)),
    }
    paths = {}
    for kind, (name, data) in contents.items():
        paths[kind] = folder / name
        paths[kind].write_bytes(data)
    return paths


# ---------------------------------------------------------------- text


def as_text(report: Report) -> str:
    """One line per paragraph, two ideographic spaces in front; cells parted by a tab."""
    lines = [report.title, *(f"发布日期：{day}" for day in _published(report))]
    for part in report.parts:
        if part.kind == "table":
            lines += ["\t".join(_shown(row)) for row in part.rows]
        else:
            lines.append(("" if part.kind == "signature" else "\u3000\u3000") + part.line)
    return "\n".join(lines) + "\n"


def _published(report: Report) -> list[str]:
    return [report.facts["published"]] if "published" in report.facts else []


def _shown(row: list[str]) -> list[str]:
    return ["" if cell in {LEFT, ABOVE} else cell for cell in row]


# ---------------------------------------------------------------- html

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="SiteName" content="{place}人民政府门户网站">
<meta name="ArticleTitle" content="{title}">
<meta name="PubDate" content="{published}">
<title>{title}_{place}人民政府门户网站</title>
<style>.nav li {{ float: left }}</style>
<script>var columnId = 10086; document.write("<p>脚本写出的文字不属于年报。</p>");</script>
</head>
<body>
<div class="header"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/xxgk/">政府信息公开</a></li>
<li><a href="/zwfw/">政务服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">政府信息公开</a> &gt; <a href="/nb/">年度报告</a></div>
<div class="main">
<h1>{title}</h1>
<div class="info">发布日期：{published}&nbsp;&nbsp;来源：{place}人民政府办公室&nbsp;&nbsp;浏览次数：<span id="hits">168</span></div>
<div class="TRS_Editor">
{body}
</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">打印</a> <a href="#">关闭</a></div>
</div>
<footer><p>主办：{place}人民政府办公室</p><p>网站标识码：0000000000</p><p><a href="/map">网站地图</a></p></footer>
</body>
</html>
"""


def as_html(report: Report) -> str:
    """A page like those of government sites: navigation, breadcrumb, article, footer."""
    body = "\n".join(_element(part) for part in report.parts)
    published = "".join(_published(report))
    return _PAGE.format(place=escape(report.place), title=escape(report.title), published=published, body=body)


def _element(part: Part) -> str:
    if part.kind == "table":
        rows = "\n".join(f"<tr>{''.join(_cells(part.rows, index))}</tr>" for index in range(len(part.rows)))
        return f'<table border="1">\n{rows}\n</table>'
    if part.kind == "signature":
        return f'<p style="text-align: right">{escape(part.line)}</p>'
    text = escape(part.line)
    return f"<p>\u3000\u3000{f'<strong>{text}</strong>' if part.kind.startswith('heading') else text}</p>"


def _cells(rows: list[list[str]], index: int) -> Iterator[str]:
    for column, text in enumerate(rows[index]):
        if text in {LEFT, ABOVE}:
            continue
        wide, high = _extent(rows, index, column)
        spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
        yield f"<td{spans}>{escape(text)}</td>"


def _extent(rows: list[list[str]], index: int, column: int) -> tuple[int, int]:
    """Over how many columns and rows the cell at a place goes."""
    wide = high = 1
    while column + wide < len(rows[index]) and rows[index][column + wide] == LEFT:
        wide += 1
    while index + high < len(rows) and rows[index + high][column] == ABOVE:
        high += 1
    return wide, high


# ---------------------------------------------------------------- docx

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LEVELS = {
    "heading1": (0, "chineseCountingThousand", "%1、"),
    "heading2": (1, "chineseCountingThousand", "（%2）"),
    "item": (2, "decimal", "%3."),
}


def as_docx(report: Report) -> bytes:
    """A Word file whose headings and items are numbered by Word, not in the text."""
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:suff w:val="nothing"/><w:lvlText w:val="{}"/></w:lvl>'
    levels = "".join(level.format(*values) for values in _LEVELS.values())
    numbering = f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = _word_paragraph(Part("title", report.title), "center") + "".join(map(_word_part, report.parts))
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), ("numbering", "numbering"))
    )
    xml = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return pack(
        {
            "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{xml}{types}</Types>',
            "_rels/.rels": _relations("officeDocument", "word/document.xml"),
            "word/_rels/document.xml.rels": _relations("numbering", "numbering.xml"),
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        }
    )


def pack(parts: dict[str, str]) -> bytes:
    """Parts of XML as an archive that is the same on every machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _HEAD + text)
    return buffer.getvalue()


def _relations(kind: str, target: str) -> str:
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>'


def _word_part(part: Part) -> str:
    if part.kind == "table":
        width = len(part.rows[0])
        grid = f"<w:tblGrid>{''.join(f'<w:gridCol w:w={chr(34)}{9000 // width}{chr(34)}/>' for _ in range(width))}</w:tblGrid>"
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
        look = f'<w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{look}{grid}{''.join(_word_row(part.rows, index) for index in range(len(part.rows)))}</w:tbl>"
    return _word_paragraph(part, "right" if part.kind == "signature" else "both")


def _word_paragraph(part: Part, align: str) -> str:
    level = _LEVELS.get(part.kind)
    numbered = f'<w:numPr><w:ilvl w:val="{level[0]}"/><w:numId w:val="1"/></w:numPr>' if level else ""
    indent = '<w:ind w:firstLine="640"/>' if align == "both" else ""
    properties = f'<w:pPr>{numbered}{indent}<w:jc w:val="{align}"/></w:pPr>'
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(part.text)}</w:t></w:r></w:p>'


def _word_row(rows: list[list[str]], index: int) -> str:
    cells = []
    for column, text in enumerate(rows[index]):
        if text == LEFT:
            continue
        wide, high = _extent(rows, index, column)
        if text == ABOVE:
            wide = next(
                _extent(rows, upper, column)[0] for upper in range(index, -1, -1) if rows[upper][column] != ABOVE
            )
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        merge = "<w:vMerge/>" if text == ABOVE else '<w:vMerge w:val="restart"/>' if high > 1 else ""
        run = "" if text == ABOVE else f"<w:r><w:t>{escape(text)}</w:t></w:r>"
        cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{run}</w:p></w:tc>")
    return f"<w:tr>{''.join(cells)}</w:tr>"


# ---------------------------------------------------------------- pdf

_FONT = "STSong-Light"
_CUT = 16  # rows of a table before a page break


def as_pdf(report: Report) -> bytes:
    """A4 pages with first-line indents, ruled tables, a running head and page numbers."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    styles = _pdf_styles()

    def decorate(canvas: Any, document: Any) -> None:
        canvas.setFont(_FONT, 9)
        canvas.drawString(80, A4[1] - 40, f"{report.place}政府信息公开年度报告汇编")
        canvas.drawCentredString(A4[0] / 2, 40, f"- {document.page} -")

    story: list[Any] = [Paragraph(escape(report.title), styles["title"])]
    for part in report.parts:
        if part.kind == "table":
            story += _pdf_tables(part.rows, styles["cell"])
        else:
            story.append(Paragraph(escape(part.line), styles[part.kind]))
    buffer = io.BytesIO()
    margins = {"leftMargin": 80, "rightMargin": 80, "topMargin": 90, "bottomMargin": 90}
    document = SimpleDocTemplate(buffer, pagesize=A4, invariant=1, pageCompression=0, title=report.title, **margins)
    document.build(story, onFirstPage=decorate, onLaterPages=decorate)
    return buffer.getvalue()


def _pdf_styles() -> dict[str, Any]:
    from reportlab.lib.enums import TA_CENTER, TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("plain", fontName=_FONT, fontSize=14, leading=24, wordWrap="CJK", firstLineIndent=28)
    centred = ParagraphStyle("title", plain, fontSize=18, leading=36, alignment=TA_CENTER, firstLineIndent=0)
    right = ParagraphStyle("signature", plain, alignment=TA_RIGHT, firstLineIndent=0)
    cell = ParagraphStyle("cell", plain, fontSize=8, leading=10, firstLineIndent=0)
    body = dict.fromkeys(("paragraph", "item", "heading1", "heading2"), plain)
    return {**body, "title": centred, "signature": right, "cell": cell}


def _pdf_table(rows: list[list[str]], style: Any) -> Any:
    from reportlab.lib.colors import black
    from reportlab.platypus import Paragraph, Table

    commands: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, black)]
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            wide, high = _extent(rows, index, column)
            if text not in {LEFT, ABOVE} and (wide, high) != (1, 1):
                commands.append(("SPAN", (column, index), (column + wide - 1, index + high - 1)))
    cells = [[Paragraph(escape(text), style) if text else "" for text in _shown(row)] for row in rows]
    width = len(rows[0])
    widths = [60, 70, 115, *([25] * 7)] if width == 10 else [420 / width] * width
    return Table(cells, colWidths=widths, style=commands)


def _pdf_tables(rows: list[list[str]], style: Any) -> list[Any]:
    """A table as flowables. A long one is cut by a page break, also inside its high cells, as Word does it."""
    from reportlab.platypus import PageBreak

    if len(rows) <= _CUT:
        return [_pdf_table(rows, style)]
    lower = [list(row) for row in rows[_CUT:]]
    lower[0] = ["" if cell == ABOVE else cell for cell in lower[0]]
    return [_pdf_table(rows[:_CUT], style), PageBreak(), _pdf_table(lower, style)]
