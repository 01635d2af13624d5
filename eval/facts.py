"""Measure the figures found in prose against those that people coded: ``make facts``.

A figure is found when it has the coded indicator and value and overlaps the coded span. Figures without an indicator in
the list, and those of prescribed tables left in a text as prose, are not asked for.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from policytext.pipeline import Tools, load_tools, score_file

ROOT = Path(__file__).parents[1] / "corpora"
Z = 1.96


def main() -> None:
    """Print precision and recall of both splits; the test split is not read when rules are written."""
    tools = load_tools()
    for split in ("dev", "test"):
        lines = (ROOT / f"figures/{split}.jsonl").read_text(encoding="utf-8").splitlines()
        coded: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in lines:
            coded[json.loads(line)["document"]].append(json.loads(line))
        counts = [compare(name, rows, tools) for name, rows in coded.items()]
        found, missed, false = (sum(column) for column in zip(*counts, strict=True))
        precision, recall = interval(found, found + false), interval(found, found + missed)
        print(f"{split}: {len(coded)} documents, precision {precision}, recall {recall}")


def compare(name: str, rows: list[dict[str, Any]], tools: Tools) -> tuple[int, int, int]:
    """How many coded figures of a document were found and missed, and how many were found that nobody coded."""
    path = next(file for file in (ROOT / "labelled").rglob(f"{name}.*") if file.parent.name == "reports")
    facts = list(score_file(path, tools, any_document=True).facts)
    in_tables = [row for row in rows if row["place"] == "table"]
    wanted = [row for row in rows if row["indicator"] and row["place"] != "table"]
    found = 0
    for row in wanted:
        match = next((fact for fact in facts if is_match(fact, row)), None)
        if match:
            facts.remove(match)
            found += 1
    false = [f for f in facts if f.period != "part" and not any(overlaps(f, row) for row in in_tables)]
    return found, len(wanted) - found, len(false)


def is_match(fact: Any, row: dict[str, Any]) -> bool:
    """Whether a fact is the coded one."""
    return fact.indicator == row["indicator"] and overlaps(fact, row) and abs(fact.value - row["value"]) < 1e-6


def overlaps(fact: Any, row: dict[str, Any]) -> bool:
    """Whether a fact stands where a coded figure stands."""
    return bool(fact.span.start < row["end"] and row["start"] < fact.span.end)


def interval(part: int, whole: int) -> str:
    """A share with Wilson's 95 % interval."""
    share, spread = part / whole, Z * Z / whole
    middle = (share + spread / 2) / (1 + spread)
    half = Z * ((share * (1 - share) + spread / 4) / whole) ** 0.5 / (1 + spread)
    return f"{share:.3f} [{middle - half:.3f}, {middle + half:.3f}] ({part}/{whole})"


if __name__ == "__main__":
    main()
