"""Pages of government sites with the tables as editors and office programs leave them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from html import escape

from tables.grid import Cell, Grid
from tables.prose import Piece

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head>
<body>
<div class="top"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/hdjl/">互动交流</a></div>
{body}
<div class="foot"><p>主办单位：{place}人民政府办公室</p><p>网站地图</p></div>
</body></html>
"""
_LAYOUT = '<table width="1000" cellspacing="0"><tr><td width="180">栏目导航</td><td>{}</td></tr></table>'


def as_web_page(pieces: list[Piece], place: str, options: Collection[str]) -> bytes:
    """A page in UTF-8.

    Options: ``th`` headings and some labels are th; ``nbsp`` blanks are no-break spaces; ``p_span`` texts in p and
    span; ``word`` markup of an office program; ``nested`` each table in a cell of another; ``layout_table`` the whole
    article in a table; ``sections`` thead and tbody; ``divs`` no table at all but rows and cells of div; ``bare`` cells
    are not closed.
    """
    elements = [element for piece in pieces for element in _elements(piece, options)]
    body = "\n".join(elements)
    article = _LAYOUT.format(body) if "layout_table" in options else f'<div id="zoom" class="article">{body}</div>'
    return _PAGE.format(title=escape(pieces[0].text), body=article, place=place).encode("utf-8")


def _elements(piece: Piece, options: Collection[str]) -> Iterable[str]:
    if piece.kind == "title":
        return [f"<h1>{escape(piece.text)}</h1>"]
    if piece.kind == "table":
        return [_table(grid, options) for grid in piece.grids]
    text = escape(piece.text)
    if piece.kind == "heading":
        return [f'<p style="text-indent: 2em"><strong>{text}</strong></p>']
    style = "text-align: right" if piece.kind == "signature" else "text-indent: 2em"
    return [f'<p style="{style}">{text}</p>']


def _table(grid: Grid, options: Collection[str]) -> str:
    if "divs" in options:
        rows = ["".join(f'<div class="td">{_text(cell.text)}</div>' for cell in row) for row in grid]
        return '<div class="table">' + "\n".join(f'<div class="tr">{row}</div>' for row in rows) + "</div>"
    lines = [f"<tr>{''.join(_cell(cell, i, options) for cell in row)}</tr>" for i, row in enumerate(grid)]
    if "sections" in options:
        lines = ["<thead>", *lines[:3], "</thead>", "<tbody>", *lines[3:], "</tbody>"]
    kind = ' class="MsoTableGrid" style="border-collapse: collapse"' if "word" in options else ' border="1"'
    table = f"<table{kind}>\n" + "\n".join(lines) + "\n</table>"
    return f'<table class="outer"><tr><td>{table}</td></tr></table>' if "nested" in options else table


def _cell(cell: Cell, row: int, options: Collection[str]) -> str:
    name = "th" if "th" in options and cell.label and (row < 3 or len(cell.text) % 2) else "td"
    spans = (f' colspan="{cell.wide}"' if cell.wide > 1 else "") + (f' rowspan="{cell.high}"' if cell.high > 1 else "")
    end = "" if "bare" in options else f"</{name}>"
    return f"<{name}{spans}>{_inner(cell.text, options)}{end}"


def _inner(text: str, options: Collection[str]) -> str:
    shown = _text(text)
    if "nbsp" in options:
        shown = f"&nbsp;{shown}&nbsp;" if shown else "&nbsp;"
    if "p_span" in options:
        shown = f'\n<p align="center">\n<span style="font-size: 12px">{shown}</span>\n</p>\n'
    if "word" in options:
        shown = f'<p class="MsoNormal"><span lang="EN-US">{shown}<o:p></o:p></span></p>'
    return shown


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
