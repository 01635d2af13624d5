"""Datasets of a few statements, written out in the tests, and the demonstration panel compared once."""

from __future__ import annotations

from pathlib import Path

import pytest

from policytext.store import TABLES, tables_of

ROOT = Path(__file__).parents[2]
LABELS = ("problem", "improvement", "achievement", "statistic", "other")


def make_dataset(places, **columns):
    """``places`` maps place -> year -> statements, each (label, text) or (label, text, level)."""
    rows = {name: [] for name in TABLES}
    for number, (place, years) in enumerate(places.items()):
        for year, statements in years.items():
            report_id = f"{number:08x}{year:08x}"
            lines = [(*item, 1)[:3] for item in statements]
            rows["reports"].append(_report(report_id, place, year, lines) | columns)
            rows["statements"] += [_statement(report_id, i, *line) for i, line in enumerate(lines)]
    return tables_of(rows)


def _report(report_id, place, year, lines):
    levels = [level for label, _, level in lines if label == "improvement"]
    counts = {label: sum(line[0] == label for line in lines) for label in LABELS}
    return (
        dict.fromkeys(TABLES["reports"].names)
        | counts
        | {f"level_{level}": levels.count(level) for level in range(4)}
        | {"report_id": report_id, "source": f"{report_id}.txt", "place": place, "year": year, "era": "standard"}
        | {"organ_level": "county", "chars": 1000, "few": len(levels) < 3, "checkable": sum(v > 1 for v in levels)}
        | {"specificity": 100 * sum(levels) / 3 / len(levels) if levels else None}
    )


def _statement(report_id, number, label, text, level):
    row = dict.fromkeys(TABLES["statements"].names)
    own = {"report_id": report_id, "statement_id": number, "label": label, "text": text, "role": "statement"}
    return row | own | {"level": level if label == "improvement" else None, "truncated": False}


@pytest.fixture
def dataset():
    return make_dataset


def make_texts(texts, label="achievement"):
    """``texts`` maps (place, year) to statements; each report's text is its statements in lines, with their offsets."""
    rows = {name: [] for name in ("reports", "statements", "texts", "measures")}
    for number, ((place, year), statements) in enumerate(texts.items()):
        report_id = f"{number:016x}"
        who = {"place": place, "year": year, "organ_level": "county", "source": f"{place}{year}.txt", "chars": 9}
        rows["reports"].append({"report_id": report_id, **who})
        rows["texts"].append({"report_id": report_id, "text": "\n".join(statements)})
        start = 0
        for statement_id, statement in enumerate(statements, 1):
            span = {"start": start, "end": start + len(statement)}
            told = {"role": "statement", "label": label, "section": "overview", "text": statement}
            rows["statements"].append({"report_id": report_id, "statement_id": statement_id, **span, **told})
            start += len(statement) + 1
    return tables_of(rows)


@pytest.fixture(scope="session")
def tables():
    return make_texts
