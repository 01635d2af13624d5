"""Whether a document is an annual report on information disclosure at all."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from policytext.identify.lines import Reading, read_lines_of
from policytext.identify.titles import BRACKETED, find_title, is_title, subject_of
from policytext.identify.years import title_year
from policytext.records import Document
from policytext.resources import read_toml

# Points: a right title is enough by itself, a damaged one needs an opening and a topic or many topics. A law text
# treats all topics and a plan has a near title: what is clearly another kind loses more than topics can give.
TITLE, MENU, OPENING, TOPIC, OTHER_KIND, LAW = 3, 1, 2, 1, -4, -6
ENOUGH = 3
MANY = 5  # of the six topics
SHORTEST = 60  # characters of prose below which there is nothing to read
ARTICLES = 8  # 第一条 … at the head of so many lines: a law text
OPENERS = re.compile(
    r"(?:本(?:年度)?报告|本年报|年度报告|现将|现就|特向社会)[^。]{0,120}?(?:编制|公布|公开|报告如下|汇报如下|总结如下|情况|发布|组成)"
)
BASIS = re.compile(r"信息公开条例|《条例》|信息公开")
ARTICLE = re.compile(r"^第[一二三四五六七八九十百\d]{1,5}条", re.MULTILINE)
PREFACE = 800  # characters in which a report says what it is


def is_report(document: Document) -> bool:
    """Whether a document is an annual report on information disclosure.

    A work plan, a notice, a law text, news, a budget or another kind of annual report is none, whatever it says about
    disclosure.

    Args:
        document: the cleaned document.
    """
    reading = read_lines_of(document)
    if len(reading.text) < SHORTEST:
        return False
    title = find_title(reading, document.title) or ""
    topics = sum(any(word in reading.text for word in words) for words in _words()["topics"])
    return topics > 0 and _title_points(title) + _text_points(reading, topics) >= ENOUGH


def _title_points(title: str) -> int:
    bare = BRACKETED.sub("", title)
    if bare.endswith(_words()["other_ends"]) or any(word in bare for word in _words()["other_words"]):
        return OTHER_KIND
    if not is_title(title):
        return 0
    return TITLE if title_year(title) or subject_of(title) else MENU


def _text_points(reading: Reading, topics: int) -> int:
    preface = reading.text[:PREFACE]
    opening = OPENING * bool(OPENERS.search(preface) and BASIS.search(preface))
    maybe_law = sum(line.startswith("第") for line in reading.prose) >= ARTICLES
    law = LAW * (maybe_law and len(ARTICLE.findall(reading.text)) >= ARTICLES)
    # Without the opening, topics must be nearly all there: news and plans name some of them.
    return opening + law + (TOPIC * min(topics, 3) if opening or topics >= MANY else 0)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_toml("identify.toml")["report"]
    return words | {"other_ends": tuple(words["other_ends"])}
