"""Web pages, case by case, and what is read from their head."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from policytext.read import read_bytes
from policytext.read.hypertext import read_html
from policytext.read.limits import MAX_NESTING

CASES = tomllib.loads((Path(__file__).parent / "html.toml").read_text(encoding="utf-8"))["case"]

# Enough Chinese text to be an article.
HAN = "本县把依申请公开的登记、补正、答复各环节写入规程，逐件留痕，按月核对。" * 4


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_page_gives_blocks(case, texts) -> None:
    nested = "<table><tr><td>" * 30
    page = case["page"].replace("{han}", HAN).replace("{nested}", nested)
    document = read_bytes(page.encode(), "a.html", "a.html")
    assert texts(document) == [block.replace("{han}", HAN) for block in case["blocks"]]


@pytest.mark.parametrize(
    ("head", "title", "published"),
    [
        (
            '<meta name="ArticleTitle" content="甲县年报"><meta name="PubDate" content="2021-01-28 10:00">',
            "甲县年报",
            "2021-01-28",
        ),
        ("<title>甲县年报_甲县人民政府</title><meta name=pubdate content=2021年1月8日>", "甲县年报", "2021-01-08"),
        ('<meta property="og:title" content="甲县年报"><title>门户</title>', "甲县年报", None),
        (
            '<title>甲县2020-2021年年报 - 门户</title><meta name="PubDate" content="2021-02-31">',
            "甲县2020-2021年年报",
            None,
        ),
        ("", None, None),
    ],
)
def test_head_gives_title_and_date(head: str, title: str | None, published: str | None) -> None:
    draft = read_html(f"<html><head>{head}</head><body><p>{HAN}</p></body></html>".encode(), "a.html")
    assert (draft.title, draft.published) == (title, published)


def test_title_goes_in_front_only_where_the_article_lacks_it() -> None:
    inside = f"<h1>甲县年报</h1><div id=zoom><p>甲县年报（2020年度）</p><p>{HAN}</p></div>"
    quoted = (
        f"<h1>甲县年报</h1><div id=zoom><p>现公布甲县年报，请社会各界人士予以监督并提出意见。</p><p>{HAN}</p></div>"
    )
    assert read_html(inside.encode(), "a").blocks[0].text == "甲县年报（2020年度）"
    assert read_html(quoted.encode(), "a").blocks[0].text == "甲县年报"


@pytest.mark.parametrize("declaration", ["<meta charset=gb2312>", '<meta content="text/html; charset=GBK">', ""])
def test_declared_or_not_gb_pages_are_read(declaration: str) -> None:
    draft = read_html(f"<html>{declaration}<p>{HAN}囧</p></html>".encode("gb18030"), "a.html")
    assert draft.encoding == "gb18030"
    assert draft.blocks[0].text == HAN + "囧"


def test_wrong_declaration_is_overruled_with_a_warning() -> None:
    draft = read_html(f"<html><meta charset=gb2312><p>{HAN}</p></html>".encode(), "a.html")
    assert draft.encoding == "utf-8"
    assert draft.warnings == ("declared as gb18030, but the text is utf-8",)


def test_xml_declaration_and_other_charsets_count() -> None:
    page = f'<?xml version="1.0" encoding="big5"?><html><p>{"政府公開" * 50}</p></html>'
    assert read_html(page.encode("big5"), "a.html").encoding == "big5"


def test_frames_and_endless_nesting_are_refused(refused) -> None:
    frames = refused(b"<html><frameset><frame src=a.html></frameset></html>", "a.html")
    assert frames.reason == "empty"
    nested = refused(b"<div>" * (MAX_NESTING + 1) + HAN.encode(), "a.html")
    assert nested.reason == "damaged"


def test_page_without_text_is_empty(refused) -> None:
    assert refused(b"<html><body><img src=a.png></body></html>", "a.html").reason == "empty"


def test_what_trafilatura_loses_is_kept() -> None:
    """Short loose lines are boilerplate to an extractor; where it keeps less than half, the body is read whole."""
    page = "<html><body>" + "".join(f"<div><span>第{n}项公开。</span></div>" for n in range(40)) + "</body></html>"
    assert len(read_html(page.encode(), "a.html").blocks) == 40
