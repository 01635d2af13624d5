"""Web pages: the article and its tables, not the navigation around them."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from policytext.read.article import find_article, han_count
from policytext.read.decoding import decode_text
from policytext.read.draft import Draft, refuse
from policytext.read.limits import MAX_NESTING
from policytext.read.markup import read_blocks
from policytext.records import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_CHARSET = re.compile(rb"(?:charset|<\?xml[^>]{0,60}encoding)\s{0,5}=\s{0,5}[\"']?([\w.:-]{2,30})", re.I)
_DATE = re.compile(r"((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")

# Elements but for those that a page need not close.
_UNCLOSED = "p|li|dd|dt|td|tr|th|tbody|thead|tfoot|col|option"
_EMPTY = "br|hr|img|input|meta|link|wbr|param|source|area|base|embed"
_PAIRED = re.compile(rf"<(/?)(?!(?:{_UNCLOSED}|{_EMPTY})\b)[a-z]", re.I)

# What content systems of government sites call the title and the date, the most telling first (compared in lower case).
_TITLE_NAMES = ("articletitle", "og:title", "title", "dc.title")
_DATE_NAMES = ("pubdate", "publishdate", "publish-date", "article:published_time", "pubtime", "dc.date", "date")

# Characters that may stand in one paragraph with the title: （2023年度）, a number.
_TITLE_EXTRA = 12

# Share of the page's text (links apart) that trafilatura must keep: a paragraph lost is worse than a footer kept.
_MIN_KEPT = 0.8

# <title> holds the site's name after the article's.
_SITE_SEPARATOR = re.compile(r"\s*(?:_|\||--|——|-(?=\D))\s*")


def read_html(data: bytes, name: str) -> Draft:
    r"""Read a web page.

    The title is put in front where the article's container does not hold it.

    >>> page = "<h1>甲县年报</h1><div id=zoom><p>一、概述</p><table><tr><td>项目<td>数量<tr><td>信函<td>3</table></div>"
    >>> [(block.kind, block.text) for block in read_html(page.encode(), "a.html").blocks]
    [('paragraph', '甲县年报'), ('paragraph', '一、概述'), ('table', '项目\t数量\n信函\t3')]
    """
    from selectolax.lexbor import LexborHTMLParser

    decoded = decode_text(data, name, _declared(data))
    if _nesting(decoded.text) > MAX_NESTING:
        raise refuse("damaged", name, "nests its elements without end", "save the page again from the browser")
    page = LexborHTMLParser(decoded.text)
    if page.css_first("frameset") is not None and not han_count(page.body):
        raise refuse("empty", name, "is a frame around other pages", "save the page with the text itself")
    metadata = _metadata(page)
    title = _title(page, metadata)
    blocks = _article_blocks(page, decoded.text)
    if title and not any(_is_title(block.text, title) for block in blocks[:5]):
        blocks = [Block(title), *blocks]
    published = next((day for key in _DATE_NAMES if (day := _iso_date(metadata.get(key, "")))), None)
    return Draft(tuple(blocks), decoded.encoding, title, published, decoded.warnings)


def _nesting(text: str) -> int:
    """The most elements that are open at once, of those that a page must close."""
    depth = deepest = 0
    for match in _PAIRED.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _article_blocks(page: LexborHTMLParser, text: str) -> list[Block]:
    """The article's blocks; a page of an unknown site goes to trafilatura, and if that finds too little, whole."""
    container, sure = find_article(page)
    blocks = read_blocks(container)
    if sure:
        return blocks
    extracted = _extract_elsewhere(text)
    return extracted if _han_of(extracted) >= _MIN_KEPT * _han_of(blocks) else blocks


def _extract_elsewhere(text: str) -> list[Block]:
    import trafilatura
    from selectolax.lexbor import LexborHTMLParser

    found = trafilatura.extract(text, output_format="html", include_comments=False, favor_recall=True)
    return read_blocks(LexborHTMLParser(found).body) if found else []


def _han_of(blocks: list[Block]) -> int:
    return sum("\u4e00" <= char <= "\u9fff" for block in blocks if block.kind != "aside" for char in block.text)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    return match[1].decode("ascii", "ignore") if match else None


def _metadata(page: LexborHTMLParser) -> dict[str, str]:
    """The page's meta elements by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or "").lower()
        found.setdefault(key, (attributes.get("content") or "").strip())
    return found


def _title(page: LexborHTMLParser, metadata: dict[str, str]) -> str | None:
    named = metadata.get("articletitle") or _text(page.css_first("h1"))
    if named:
        return named
    named = next((metadata[key] for key in _TITLE_NAMES if metadata.get(key)), "")
    whole = named or _text(page.css_first("title"))
    return _SITE_SEPARATOR.split(whole)[0] or None


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text().split()) if node is not None else ""


def _is_title(text: str, title: str) -> bool:
    """Whether a block is the title, alone or with a few words around it; a sentence that quotes it is not."""
    text, title = "".join(text.split()), "".join(title.split())
    return title in text and len(text) <= len(title) + _TITLE_EXTRA


def _iso_date(text: str) -> str | None:
    match = _DATE.search(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat() if match else None
    except ValueError:
        return None
