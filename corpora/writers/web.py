"""A page like those of government sites: navigation, breadcrumb, article, footer."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from writers.report import ABOVE, LEFT, Part, Report, cell_extent

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
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">政府信息公开</a> &gt;
<a href="/nb/">年度报告</a></div>
<div class="main">
<h1>{title}</h1>
<div class="info">发布日期：{published}&nbsp;&nbsp;来源：{place}人民政府办公室&nbsp;&nbsp;
浏览次数：<span id="hits">168</span></div>
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
    facts = {
        "place": escape(report.place),
        "title": escape(report.title),
        "published": report.facts.get("published", ""),
    }
    return _PAGE.format(**facts, body=body)


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
        wide, high = cell_extent(rows, index, column)
        spans = (f' colspan="{wide}"' if wide > 1 else "") + (f' rowspan="{high}"' if high > 1 else "")
        yield f"<td{spans}>{escape(text)}</td>"
