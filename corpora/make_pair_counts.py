"""Count pairs of characters over the coded statements: what comparison takes as the information of a pair.

Writes ``src/policytext/data/compare/pair_counts.npz`` from the train and dev splits. The demonstration panel and the
test split have no part in it: what is measured on them must not have shaped it.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import numpy as np

from policytext.compare.likeness import count_pairs

HERE = Path(__file__).parent
TARGET = HERE.parent / "src" / "policytext" / "data" / "compare" / "pair_counts.npz"


def reference_texts(corpora: Path) -> list[str]:
    """The statements of the train and dev splits, the demonstration panel left out."""
    with (corpora / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] != "test" and row["folder"] != "demo"]
    texts = []
    for row in sorted(rows, key=lambda row: (row["folder"], row["doc"])):
        path = corpora / row["folder"] / "gold" / f"{row['doc']}.jsonl"
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        texts += [line["text"] for line in lines if line["role"] == "statement"]
    return texts


def write_counts(corpora: Path, target: Path) -> None:
    """Count and write."""
    texts = reference_texts(corpora)
    np.savez_compressed(target, counts=count_pairs(texts).astype(np.uint16), statements=np.int64(len(texts)))


if __name__ == "__main__":
    write_counts(HERE, Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET)
