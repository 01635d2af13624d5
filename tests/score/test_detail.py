"""Detail orders pairs of level-1 promises as two readers did, apart from each other."""

import json
from pathlib import Path

from policytext.clean import clean_text
from policytext.score import detail_of
from policytext.segment import Words

PAIRS = Path(__file__).parents[2] / "corpora" / "detail_pairs.jsonl"


def test_detail_orders_pairs_as_readers_do() -> None:
    words = Words()
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    ordered = [pair for pair in pairs if pair["first"] == pair["second"] != "same"]
    assert len(pairs) >= 250
    assert len(ordered) / len(pairs) >= 0.9
    right = 0.0
    for pair in ordered:
        first, second = (detail_of(clean_text(pair[side])[0], words.cut) for side in "ab")
        right += 0.5 if first == second else (first > second) == (pair["first"] == "a")
    assert right / len(ordered) >= 0.75


def test_length_alone_does_not_order_them() -> None:
    pairs = [json.loads(line) for line in PAIRS.read_text(encoding="utf-8").splitlines()]
    ordered = [pair for pair in pairs if pair["first"] == pair["second"] != "same"]
    longer = [(len(pair["a"]) > len(pair["b"])) == (pair["first"] == "a") for pair in ordered]
    assert sum(longer) / len(longer) < 0.6


def test_a_commitment_without_content_words_has_no_detail() -> None:
    assert detail_of("要。", Words().cut) == 0.0
