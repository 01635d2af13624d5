"""Datasets of unlike statements of any size, made from the labelled corpus, for timing what works on tables.

Statements are put together from clauses of coded statements of one label, numbers drawn anew, places renamed; at least
70 % of them are distinct. Units report for eight years and repeat some of their own promises and problems.
"""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path

from policytext.store import TABLES, Tables, tables_of

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
LABELS = ("problem", "improvement", "achievement", "statistic", "other")
PER_REPORT, YEARS = 60, range(2016, 2024)
KEPT = 0.15
"""Share of a report's statements that stood in the unit's report before."""

_NUMBER = re.compile(r"\d+")
_CLAUSE = re.compile(r"[^，；]+[，；]?")


def coded_statements() -> dict[str, list[str]]:
    """Statements of the train and dev splits by label."""
    found: dict[str, list[str]] = {label: [] for label in LABELS}
    with (CORPORA / "manifest.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] != "test"]
    for row in rows:
        path = CORPORA / row["folder"] / "gold" / f"{row['doc']}.jsonl"
        for line in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            if line["role"] == "statement" and line["label"]:
                found[line["label"]].append(line["text"])
    return found


def make_tables(statements: int, seed: int = 0, years: range = YEARS) -> Tables:
    """A dataset of about so many statements, of units that report in these years."""
    rng = random.Random(seed)
    source = coded_statements()
    clauses = {
        label: [c for text in texts for c in re.split(r"(?<=[，；])", text) if c] for label, texts in source.items()
    }
    weights = [len(source[label]) for label in LABELS]
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in TABLES}
    units = max(1, statements // (PER_REPORT * len(years)))
    for unit in range(units):
        kept: list[tuple[str, str]] = []
        for year in years:
            fresh = [_statement(rng, clauses, weights) for _ in range(PER_REPORT - len(kept))]
            lines = kept + fresh
            _add_report(rows, f"{rng.getrandbits(64):016x}", f"第{unit}县", year, lines)
            kept = rng.sample(lines, int(KEPT * PER_REPORT))
    return tables_of(rows)


def distinct_share(tables: Tables) -> float:
    """Share of the statements that are not like another."""
    texts = tables["statements"]["text"].to_pylist()
    return len(set(texts)) / len(texts)


def _statement(rng: random.Random, clauses: dict[str, list[str]], weights: list[int]) -> tuple[str, str]:
    label = rng.choices(LABELS, weights)[0]
    text = "".join(rng.choices(clauses[label], k=rng.randint(2, 4))).rstrip("，；。") + "。"
    return label, _NUMBER.sub(lambda match: str(rng.randint(1, 10 ** len(match[0]))), text)


def _add_report(
    rows: dict[str, list[dict[str, object]]], report_id: str, place: str, year: int, lines: list[tuple[str, str]]
) -> None:
    counts = {label: sum(name == label for name, _ in lines) for label in LABELS}
    report = dict.fromkeys(TABLES["reports"].names) | counts | {"report_id": report_id, "place": place, "year": year}
    report |= {"organ_level": "county", "era": "standard", "source": f"{report_id}.txt", "chars": 3000}
    levels = [index % 4 for index in range(counts["improvement"])]
    report |= {f"level_{level}": levels.count(level) for level in range(4)} | {"few": len(levels) < 3}
    report |= {"specificity": 100 * sum(levels) / 3 / len(levels) if levels else None}
    report |= {"checkable": sum(level > 1 for level in levels)}
    rows["reports"].append(report)
    empty = dict.fromkeys(TABLES["statements"].names)
    left = iter(levels)
    for index, (label, text) in enumerate(lines):
        level = next(left) if label == "improvement" else None
        own = {"report_id": report_id, "statement_id": index, "role": "statement", "label": label, "text": text}
        acts = {"action": "加强", "object": "培训"} if level else {}
        rows["statements"].append(empty | own | acts | {"level": level, "truncated": False})
