"""`policytext explain`: why a promise has its level, and what a dispute changes."""

import pytest


def test_every_commitment_is_shown_with_level_particulars_and_why(call, report) -> None:
    result = call("explain", report)
    assert result.code == 0
    assert "可核承诺 1/3 条" in result.out
    assert "3 具体可核" in result.out
    assert "时限 6月底前 = 2017-06-30" in result.out
    assert "责任主体 县司法局" in result.out
    assert result.out.count("#") == 3
    assert "\x1b[" not in result.out


def test_a_terminal_gets_colours_unless_they_are_not_wanted(call, report, monkeypatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[" in call("explain", report).out
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR")
    assert "\x1b[3" not in call("explain", report).out


def test_without_a_particular_the_level_follows_the_rule(call, report) -> None:
    result = call("explain", report, "--without", "6月底前")
    assert "可核承诺 1/3 条" in result.out.split("--without")[1]


def test_a_span_names_all_particulars_inside_it(call, report) -> None:
    all_of_it = call("explain", report, "--without", "0:100000").out.split("--without")[1]
    assert "3 具体可核 -> 1 原则性" in all_of_it
    assert "可核承诺 1/3 条" in all_of_it
    assert "-> 可核承诺 0/3 条" in all_of_it


@pytest.mark.parametrize("span", ["7月底前", "1:2", "abc:def"])
def test_a_span_that_is_no_particular_is_refused_with_those_that_are(call, report, span) -> None:
    result = call("explain", report, "--without", span)
    assert result.code == 2
    assert "县司法局 (" in result.err


def test_what_is_no_report_is_refused_unless_any(call, note) -> None:
    result = call("explain", note)
    assert (result.code, result.out) == (3, "")
    assert "--any" in result.err
    assert "未见承诺，不评分" in call("explain", note, "--any").out
