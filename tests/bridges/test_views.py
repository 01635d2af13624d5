"""displaCy views: what is marked, what it is called, and that nothing of the text is lost or taken for HTML."""

import re
import sys
from dataclasses import replace
from html import unescape
from types import ModuleType

import pytest
import spacy

from policytext.bridges.spacy import GROUPS, report_to_doc, show_report, views
from policytext.errors import UsageError

NOTE = "不评价工作实绩"


@pytest.fixture
def doc(make_report):
    return report_to_doc(make_report())


def marks(html):
    """(text, label) of every mark."""
    return re.findall(r"<mark[^>]*>(.*?)&#8288;<span[^>]*>(.*?)</span></mark>", html, re.S)


def plain(html):
    body = re.sub(r"&#8288;<span.*?</span>", "", html.split("</figcaption>")[1])
    return unescape(re.sub(r"<[^>]+>", "", body.replace("<br>", "\n"))).strip()


@pytest.mark.parametrize("group", GROUPS)
def test_every_view_shows_the_whole_text_and_the_note(doc, group):
    html = show_report(doc, group)
    assert plain(html) == doc.text
    assert NOTE in html
    assert "青禾县 2016" in html


def test_names_are_chinese_and_levels_are_said(doc):
    assert marks(show_report(doc)) == [
        ("部分乡镇信息更新不够及时。", "问题"),
        ("6月底前由县司法局编制《政策解读工作规程》。", "承诺 · 3 具体可核"),
        ("加强业务培训。", "承诺 · 1+ 原则性"),
        ("推行首问责任制。", "成效"),
    ]
    assert marks(show_report(doc, "particulars")) == [
        ("6月底前", "时限"),
        ("县司法局", "责任主体"),
        ("《政策解读工作规程》", "载体"),
    ]
    assert marks(show_report(doc, "measures")) == [("首问责任制", "首问负责制 · 已采用")]
    assert marks(show_report(doc, "sections")) == [("青禾县2016年政府信息公开工作年度报告", "问题及改进")]


def test_a_part_is_shown_alone(doc):
    promise = next(span for span in doc.spans["statements"] if span.label_ == "improvement")
    html = show_report(promise, "particulars")
    assert plain(html) == promise.text
    assert len(marks(html)) == 3


def test_overlapping_marks_lose_no_text(make_report):
    report = make_report()
    first = report.commitments[3]
    instrument = first.particulars[0]
    inner = replace(
        instrument,
        kind="audience",
        surface="政策",
        span=type(instrument.span)(instrument.span.start + 1, instrument.span.start + 3),
    )
    outer = replace(
        instrument,
        kind="content",
        surface="编制" + instrument.surface,
        span=type(instrument.span)(instrument.span.start - 2, instrument.span.end),
    )
    crowded = replace(first, particulars=(*first.particulars, inner, outer))
    doc = report_to_doc(replace(report, commitments={3: crowded}))
    html = show_report(doc, "particulars")
    assert plain(html) == doc.text
    assert [label for _, label in marks(html)] == ["时限", "责任主体", "载体"]


def test_nothing_is_taken_for_html(make_report):
    report = make_report()
    mention = replace(report.mentions[0], name="<script>alert(1)</script>")
    origin = replace(report.origin, place="<script>县")
    html = show_report(report_to_doc(replace(report, mentions=(mention,), origin=origin)), "measures")
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 2


def test_colours_are_told_apart_without_red_and_green():
    for colours in (views.STATEMENTS, views.PARTICULARS, views.STANCES):
        for colour in colours.values():
            red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
            assert not (red > 1.25 * green and red > 1.25 * blue), f"{colour} is red"
            assert not (green > 1.1 * red and green > 1.1 * blue), f"{colour} is green"
    assert len(set(views.PARTICULARS.values())) == len(views.PARTICULARS)


def test_what_cannot_be_shown_says_why(doc):
    with pytest.raises(UsageError, match="use one of sections"):
        show_report(doc, "nothing")
    with pytest.raises(UsageError, match="report_to_doc"):
        show_report(spacy.blank("zh")("推行首问责任制。"))


def test_a_notebook_shows_it(doc, monkeypatch):
    shown = []
    notebook = ModuleType("IPython.display")
    notebook.HTML, notebook.display = str, shown.append
    monkeypatch.setitem(sys.modules, "IPython.display", notebook)
    assert show_report(doc, jupyter=True) is None
    assert "具体可核" in shown[0]
