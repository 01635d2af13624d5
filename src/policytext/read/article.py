"""Where on a web page the article stands: known containers of government sites by CSS, else the whole body."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

# Containers that content systems of government sites put around the article's text and nothing else.
TEXT_CONTAINERS = (
    ".TRS_Editor, .trs_editor_view, .TRS_UEDITOR, #zoom, #Zoom, .zoom, #UCAP-CONTENT, .UCAPCONTENT, .ucapcontent, "
    ".pages_content, .xxgk_content, .wz_content, .article-content, .article_content, .articleContent, .article-body, "
    ".news_content, .newsContent, .bt_content, .Custom_UnionStyle, #js_content, .ewb-article-info, #ivs_content, "
    "#BodyLabel, .xl_content, .txt_con, .nr_con, .zwnr, #vsb_content, .v_news_content, #fontzoom, .fontzoom"
)

# Names that sites give to the article or to the whole page, whichever they like.
PAGE_CONTAINERS = (
    "article, main, .article, #article, .content, #content, .detail, #detail, .con, .main-content, .main_content, "
    ".contentbox, .content-box, .xl_con, .wzy, .zw, .text, .xxgk_detail, .gk_content"
)

# Never part of an article. Hidden elements are where mirror sites keep words for search engines.
_SKIPPED = (
    "script style nav footer noscript iframe button select textarea template svg head title object rt rp aside "
    "link meta input -comment"
)
SKIPPED_TAGS = frozenset(_SKIPPED.split())

_NOT_ARTICLE = "a, script, style, noscript, textarea, select, nav, footer"
_HAN = re.compile("[\u4e00-\u9fff]+")

# Counting is linear in the container's size; containers nested without end would make it quadratic.
_MAX_CONTAINERS = 60

# A container with fewer Han characters is a teaser or a caption: the shortest real report has some 500.
_MIN_HAN = 100

# Share of a wider container's text (links apart) that a narrower one must hold to be taken for the whole article.
_MIN_SHARE = 0.5


def find_article(page: LexborHTMLParser) -> tuple[LexborNode | None, bool]:
    """The element that holds the article, and whether it is a known container (else it is the body)."""
    body = page.body or page.root
    best, best_count = body, han_count(body)
    sure = False
    for selector in (PAGE_CONTAINERS, TEXT_CONTAINERS):
        node, count = _richest(page, selector)
        if node is not None and count >= max(_MIN_HAN, best_count * _MIN_SHARE):
            best, best_count, sure = node, count, True
    return best, sure


def han_count(node: LexborNode | None) -> int:
    """Han characters under a node that can be an article's: not in links, scripts, navigation."""
    if node is None:
        return 0
    apart = sum(_han(part.text()) for part in node.css(_NOT_ARTICLE))
    return max(0, _han(node.text()) - apart)


def is_hidden(node: LexborNode) -> bool:
    """Whether the page itself hides an element."""
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "hidden" in attributes


def _richest(page: LexborHTMLParser, selector: str) -> tuple[LexborNode | None, int]:
    counted = [(node, han_count(node)) for node in page.css(selector)[:_MAX_CONTAINERS]]
    return max(counted, key=lambda pair: pair[1], default=(None, 0))


def _han(text: str) -> int:
    return len(text) - len(_HAN.sub("", text))
