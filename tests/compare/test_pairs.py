"""The coded pairs, and the floors under what comparison finds of them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "eval"))

import matching  # isort: skip  # noqa: E402

#: set, part -> question -> (least precision, least recall): what was measured when they were coded, docs/method.md.
FLOORS = {
    ("demo", "held out"): {
        "evidence": (0.85, 0.85),
        "evidence not unsure": (0.95, 0.6),
        "rolled over": (1, 1),
        "recurring": (0.8, 0.5),
    },
    ("pairs", "held out"): {"evidence": (0.3, 0.6), "rolled over": (0.5, 1), "recurring": (0.25, 0.4)},
}


@pytest.fixture(scope="module")
def tables(demo):
    return {"demo": demo, "pairs": matching.compared("pairs")}


def test_there_are_enough_pairs_and_no_place_is_in_both_parts() -> None:
    pairs = matching.read_pairs()
    assert len(pairs) >= 400
    parts = {(pair["place"], pair["part"]) for pair in pairs}
    assert len({place for place, _ in parts}) == len(parts)
    assert {pair["author"] for pair in pairs} == {*matching.DONE, *matching.SAME, "rolled over", "none"}


def test_every_pair_stands_in_the_reports(tables) -> None:
    for which, compared in tables.items():
        texts = Counter(row["text"] for row in compared["statements"].to_pylist())
        pairs = [pair for pair in matching.read_pairs() if pair["set"] == which]
        lost = [pair["id"] for pair in pairs if not (texts[pair["text"]] and texts[pair["other_text"]])]
        assert lost == []


@pytest.mark.parametrize(("which", "part"), list(FLOORS))
def test_matching_is_no_worse_than_measured(tables, which, part) -> None:
    pairs = [pair for pair in matching.read_pairs() if (pair["set"], pair["part"]) == (which, part)]
    found = matching.measure(tables[which], pairs)
    for name, (precision, recall) in FLOORS[which, part].items():
        count = found[name]
        assert count.right / count.given >= precision, f"{name}: {count}"
        assert count.right / count.there >= recall, f"{name}: {count}"
