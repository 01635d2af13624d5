"""A web scrape with every kind of damage at once, from the file to the scores. The place is invented."""

from datetime import date
from pathlib import Path

import pytest

from policytext.pipeline import load_tools, score_file

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def report():
    return score_file(HERE / "scraped.txt", load_tools())


def named(report, stance=None):
    return [m.name for m in report.mentions if stance in (None, m.stance)]


def test_who_reports_on_what(report):
    origin = report.origin
    assert (origin.place, origin.adcode, origin.organ_level) == ("云汀县", None, "county")
    assert (origin.year, origin.era) == (2014, "free")
    assert (origin.period_start, origin.period_end) == (date(2014, 1, 1), date(2014, 12, 31))
    assert (origin.published, origin.signed) == (date(2015, 3, 6), date(2015, 3, 13))


def test_sections(report):
    outermost = [section for section in report.sections if len(section.path) == 1]
    assert [section.kind for section in outermost] == [
        "overview",
        "proactive",
        "on_request",
        "review_litigation",
        "fees",
        "problems_improvements",
        "next_steps",
    ]
    assert {"problems", "improvements"} <= {section.kind for section in report.sections}


def test_what_was_lost_is_repaired_or_marked(report):
    text = report.document.text
    assert "自2014年1月1日起至2014年12月31日止" in text
    assert "（二）公开形式" in text
    assert "1、网上公开。" in text
    assert "2、2014年全县服务情况" in text
    marks = {edit.step for edit in report.document.edits if edit.before == edit.after}
    assert {"unpaired_quote", "lost_character"} <= marks
    assert "全信息公开查询点" in text, "a lost character is marked, not guessed"


def test_labels(report):
    counts = {name: report.score.figures[name] for name in ("problem", "improvement", "other", "statistic")}
    assert counts == {"problem": 3, "improvement": 5, "other": 2, "statistic": 7}


def test_names_whose_quotes_were_lost_are_told_apart(report):
    assert named(report).count("首问负责制") == 2
    assert {"一次性告知制", "绿色通道", "预约服务", "延时服务", "上门服务", "政府信息公开查阅点"} <= set(named(report))
    assert "保密审查制度" in named(report, "adopted")
    assert "保密审查制度" in named(report, "planned")


def test_levels(report):
    levels = [report.commitments[i].level for i, label in report.labels.items() if label.name == "improvement"]
    assert levels == [1, 1, 1, 3, 1]


def test_nothing_around_the_report_is_a_statement(report):
    said = "".join(s.text for s in report.statements if s.role == "statement")
    assert not any(word in said for word in ("登录", "点击数", "2015年3月13日", "2015313"))
