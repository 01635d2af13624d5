"""The hand-coded figures stand where they say, name indicators that exist, and have the values that their words have."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from policytext.clean import clean_document
from policytext.quantities import find_numbers
from policytext.read import read_file
from policytext.resources import read_csv

CORPORA = Path(__file__).parents[1] / "corpora"
FIGURES = CORPORA / "figures"
FIELDS = [
    "document",
    "start",
    "end",
    "surface",
    "indicator",
    "value",
    "unit",
    "approximate",
    "period",
    "claim",
    "place",
]
ZERO = re.compile("未|没有|无|不存在|^零$")
HALF = {"近一半": 50}
THIRDS = re.compile("三分之二")


def read_figures(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FIGURES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


FACTS = {name: read_figures(name) for name in ("dev", "test")}
ALL = [fact for facts in FACTS.values() for fact in facts]
with (CORPORA / "manifest.csv").open(encoding="utf-8") as lines:
    MANIFEST = {row["doc"]: row for row in csv.DictReader(lines)}


@pytest.mark.parametrize("document", sorted({fact["document"] for fact in ALL}))
def test_each_surface_stands_at_its_span(document: str) -> None:
    path = CORPORA / MANIFEST[document]["folder"] / "reports" / f"{document}.txt"
    text = clean_document(read_file(path)).text
    for fact in ALL:
        if fact["document"] == document:
            assert text[fact["start"] : fact["end"]] == fact["surface"], fact


def test_fields_and_codes() -> None:
    known = {row["indicator"] for row in read_csv("indicators.csv")}
    for fact in ALL:
        assert list(fact)[: len(FIELDS)] == FIELDS
        assert set(fact) <= {*FIELDS, "note"}
        assert fact["indicator"] in known if fact["indicator"] else fact["note"], fact
        assert fact["period"] in ("year", "previous", "cumulative")
        assert fact["place"] in ("prose", "annex", "table")
        assert fact["claim"] == "stated"
        assert fact["unit"]


def test_values_are_what_the_words_say() -> None:
    for fact in ALL:
        assert fact["value"] == pytest.approx(_said(fact["surface"])), fact


def _said(surface: str) -> float:
    """The value of a surface, by the package's reading of numbers where it holds one."""
    if surface in HALF:
        return HALF[surface]
    if THIRDS.search(surface):
        return 66.67
    if ZERO.search(surface):
        return 0
    bare = re.sub("(余|多)", "", surface).removeprefix("突破").removeprefix("近").removeprefix("约")
    tenths = re.fullmatch("([一二三四五六七八九])成(以上)?", bare)
    if tenths:
        return 10 * ("一二三四五六七八九".index(tenths[1]) + 1)
    return float(find_numbers(bare if re.search(r"\D", bare) else bare + "件")[0].value)


def test_approximate_words_stand_in_the_surface() -> None:
    for fact in ALL:
        assert all(word in fact["surface"] for word in fact["approximate"]), fact
        if re.search("余|多(?!媒)|左右|约", fact["surface"]) and fact["value"]:
            assert fact["approximate"], fact


def test_no_figure_twice() -> None:
    for facts in FACTS.values():
        keys = [(fact["document"], fact["start"], fact["indicator"], fact.get("note", "")) for fact in facts]
        assert len(keys) == len(set(keys))


def test_splits() -> None:
    splits = {name: {MANIFEST[fact["document"]]["split"] for fact in facts} for name, facts in FACTS.items()}
    assert splits == {"dev": {"train", "dev"}, "test": {"test"}}


def test_the_readme_counts_them() -> None:
    counted = (FIGURES / "README.md").read_text(encoding="utf-8").split("## Counts")[1]
    rows = re.findall(r"^\| (\w+|\(none\)) \| (\d+) \| (\d+) \|$", counted, re.MULTILINE)
    said = {name: (int(dev), int(test)) for name, dev, test in rows}
    counts = {name: Counter(fact["indicator"] or "(none)" for fact in facts) for name, facts in FACTS.items()}
    assert said == {name: (counts["dev"][name], counts["test"][name]) for name in {*counts["dev"], *counts["test"]}}
