"""Cases of names in text, of stances and of expansions; the cases are in the TOML files beside."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from policytext.find import assign_stances, find_mentions, load_gazetteer
from policytext.records import Label, Mention, Span, Statement

HERE = Path(__file__).parent
GAZETTEER = load_gazetteer()


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((HERE / name).read_text(encoding="utf-8"))["case"]
    marks = [[pytest.mark.xfail(reason=row["xfail"])] if "xfail" in row else [] for row in rows]
    return [pytest.param(row, id=row["why"], marks=mark) for row, mark in zip(rows, marks, strict=True)]


def statement(
    text: str, number: int = 0, start: int = 0, role: str = "statement", runin: int | None = None
) -> Statement:
    return Statement(number, 0, "overview", role, Span(start, start + len(text)), text, runin=runin)


def mentions_in(text: str) -> tuple[Mention, ...]:
    return find_mentions([statement(text, start=7)], GAZETTEER)


@pytest.mark.parametrize("case", cases("mentions.toml"))
def test_names_in_text(case: dict[str, Any]) -> None:
    found = mentions_in(case["text"])
    assert [f"{mention.name} | {mention.surface}" for mention in found] == case["names"]
    document = "甲" * 7 + case["text"]
    assert all(mention.span.of(document) == mention.surface for mention in found)


@pytest.mark.parametrize("case", cases("stances.toml"))
def test_stance(case: dict[str, Any]) -> None:
    one = statement(case["text"])
    mentions = find_mentions([one], GAZETTEER)
    stances = [mention.stance for mention in assign_stances(mentions, [one], {0: Label(case["label"], 1.0, "test")})]
    assert stances == [case["stance"]]


@pytest.mark.parametrize("case", cases("expansions.toml"))
def test_expansion(case: dict[str, Any]) -> None:
    expansions = {mention.name: mention.expansion for mention in mentions_in(case["text"])}
    assert expansions[case["name"]] == case["expansion"]


def report(runin: str, *elaboration: str) -> list[Statement]:
    texts = [runin, *elaboration]
    starts = [sum(map(len, texts[:i])) for i in range(len(texts))]
    heading = statement(runin, 0, 0, role="runin")
    return [heading, *(statement(text, i, starts[i], runin=0) for i, text in enumerate(elaboration, 1))]


def test_runin_heading_does_not_count_what_its_elaboration_names_again() -> None:
    mentions = find_mentions(report("2.公共查阅点。", "全县设政府信息公开查阅点8处。"), GAZETTEER)
    assert [(mention.statement_id, mention.surface) for mention in mentions] == [(1, "政府信息公开查阅点")]


def test_runin_heading_counts_for_what_only_it_names() -> None:
    statements = report("一是推行首问负责制。", "窗口人员一问到底。")
    mentions = find_mentions(statements, GAZETTEER)
    assert [(mention.statement_id, mention.name) for mention in mentions] == [(0, "首问负责制")]
    [mention] = assign_stances(mentions, statements, {1: Label("improvement", 1.0, "test")})
    assert mention.stance == "planned"  # a run-in heading has no label: that of what it names


def test_headings_and_asides_do_not_count() -> None:
    statements = [statement("推行首问负责制", role="heading"), statement("首问负责制|上一篇", 1, 7, role="aside")]
    assert find_mentions(statements, GAZETTEER) == ()
