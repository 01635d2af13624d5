"""Every fact of truth.toml about promises, problems and copies, one by one; those that are missed are listed and must stay missed.

``missed.toml`` says of each missed fact what the tables say instead. A fact that comes out after all makes its strict
xfail fail: take it off the list.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TRUTH = tomllib.loads((HERE.parents[1] / "corpora/demo/truth.toml").read_text(encoding="utf-8"))["county"]
MISSED = tomllib.loads((HERE / "missed.toml").read_text(encoding="utf-8"))


def facts(kind: str) -> Iterator[object]:
    """The facts of a kind as parameters, missed ones marked."""
    for county in TRUTH.values():
        found = county.get(kind, [])
        for fact in found if isinstance(found, list) else [found]:
            name = f"{county['place']}-{fact.get('year') or fact.get('from')}-{_key(_text_of(fact))[:12]}"
            reason = MISSED.get(kind, {}).get(name)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(county["place"], fact, marks=marks, id=name)


def _text_of(fact: dict) -> str:
    return fact.get("promise") or fact.get("text") or fact.get("topic") or str(fact.get("years", ""))


def _key(text: str) -> str:
    return re.sub(r"\W", "", text)


def _same(one: str, other: str) -> bool:
    one, other = _key(one), _key(other)
    return one[:14] in other or (len(other) > 8 and other in one)


@pytest.fixture(scope="module")
def rows(demo):
    return {name: demo[name].to_pylist() for name in ("followthrough", "recurring")}


def find(rows, place: str, year: int, text: str):
    found = [row for row in rows if row["unit"] == place and row["year"] == year and _same(text, row["text"])]
    assert found, "the statement is no commitment or problem in the tables"
    return found[0]


@pytest.mark.parametrize(("place", "fact"), [*facts("follow_through")])
def test_what_became_of_a_promise(rows, place, fact) -> None:
    row = find(rows["followthrough"], place, fact["year"], fact["promise"])
    assert row["grade"] == fact["outcome"]
    if fact.get("evidence"):
        assert _same(fact["evidence"], row["evidence"])


@pytest.mark.parametrize(("place", "fact"), [*facts("rolled_over")])
def test_a_promise_that_was_rolled_over(rows, place, fact) -> None:
    row = find(rows["followthrough"], place, int(fact["from"]), fact["from_text"])
    assert row["rolled_over"]
    assert _same(fact["text"], row["repeated_text"])


@pytest.mark.parametrize(("place", "fact"), [*facts("new_promise")])
def test_a_promise_that_is_new(rows, place, fact) -> None:
    again = [row["repeated_text"] for row in rows["followthrough"] if row["unit"] == place and row["rolled_over"]]
    year = [row for row in rows["followthrough"] if row["unit"] == place and row["year"] == fact["year"] - 1]
    assert not any(_same(fact["text"], row["repeated_text"] or "") for row in year)
    assert again or year


@pytest.mark.parametrize(("place", "fact"), [*facts("recurring_problem")])
def test_a_problem_that_returns(rows, place, fact) -> None:
    years = sorted(int(year) for year in fact["texts"])
    for year, following in pairwise(years):
        row = find(rows["recurring"], place, year, fact["texts"][str(year)])
        assert _same(fact["texts"][str(following)], row["next_text"])
