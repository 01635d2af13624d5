"""How often comparison finds the evidence for a promise and a problem that returns, on the coded pairs.

``corpora/pairs/pairs.jsonl`` holds pairs of statements of a place's two reports, each coded by the reports' author: the
grade that the second gives the first (promises), or whether it is the same problem. The tuning part chose the
thresholds; the held-out part is other places. Run ``python eval/matching.py``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import policytext as pt
from policytext.store import Tables

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
REPORTS = {"demo": CORPORA / "demo" / "reports", "pairs": CORPORA / "pairs" / "reports"}
DONE = ("complete", "substantial", "limited")
SAME = ("copied", "rephrased")


@dataclass(frozen=True)
class Count:
    """Right answers among those given and among those that there are."""

    right: int
    given: int
    there: int

    def __str__(self) -> str:
        """Precision and recall as counts of counts."""
        return f"precision {self.right}/{self.given}, recall {self.right}/{self.there}"


Pairs = list[dict[str, str]]


def read_pairs() -> Pairs:
    """The coded pairs."""
    lines = (CORPORA / "pairs" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def compared(which: str) -> Tables:
    """The reports of a set, scored and compared."""
    return pt.compare(pt.score_many([REPORTS[which]]))


def by_text(pairs: Iterable[dict[str, str]]) -> dict[tuple[str, int, str], Pairs]:
    """Pairs by the place, year and text of their first statement."""
    found: defaultdict[tuple[str, int, str], Pairs] = defaultdict(list)
    for pair in pairs:
        found[pair["place"], int(pair["year"]), pair["text"]].append(pair)
    return found


def measure(tables: Tables, pairs: Pairs) -> dict[str, Count]:
    """Evidence, rolled-over promises and recurring problems against the codes.

    A pick that nobody coded counts as wrong.
    """
    promises = by_text(pair for pair in pairs if pair["kind"] == "promise")
    problems = by_text(pair for pair in pairs if pair["kind"] == "problem")
    followed = tables["followthrough"].to_pylist()
    return {
        "evidence": _count(followed, promises, "evidence", DONE),
        "evidence not unsure": _count([row for row in followed if not row["unsure"]], promises, "evidence", DONE),
        "rolled over": _count(followed, promises, "repeated_text", ("rolled over",)),
        "recurring": _count(tables["recurring"].to_pylist(), problems, "next_text", SAME),
    }


def grades(tables: Tables, pairs: Pairs) -> list[tuple[str, str]]:
    """For each promise that was coded the author's grade and the program's."""
    promises = by_text(pair for pair in pairs if pair["kind"] == "promise")
    shown = {_key(row): row["grade"] for row in tables["followthrough"].to_pylist()}
    return [(_best(found), shown[key]) for key, found in promises.items() if key in shown]


def _best(pairs: Sequence[dict[str, str]]) -> str:
    codes = {pair["author"] for pair in pairs}
    return next((grade for grade in DONE if grade in codes), "no evidence")


def _key(row: dict[str, object]) -> tuple[str, int, str]:
    return str(row["place"]), int(str(row["year"])), str(row["text"])


def _count(
    rows: Iterable[dict[str, object]], coded: dict[tuple[str, int, str], Pairs], column: str, right: Sequence[str]
) -> Count:
    shown = {_key(row): row[column] for row in rows if row[column] and _key(row) in coded}
    there = [key for key, pairs in coded.items() if any(pair["author"] in right for pair in pairs)]
    hits = [
        key
        for key, text in shown.items()
        if any(pair["other_text"] == text and pair["author"] in right for pair in coded[key])
    ]
    return Count(len(hits), len(shown), len(there))


def main() -> None:
    """Print a line for each set, part and question."""
    from sklearn.metrics import cohen_kappa_score

    order = ["no evidence", "limited", "substantial", "complete"]
    for which in REPORTS:
        tables = compared(which)
        for part in ("tuning", "held out"):
            pairs = [pair for pair in read_pairs() if pair["set"] == which and pair["part"] == part]
            print(f"{which}, {part}: {len(pairs)} pairs")
            for name, count in measure(tables, pairs).items():
                print(f"  {name}: {count}")
            coded = grades(tables, pairs)
            one, other = ([order.index(grade) for grade in side] for side in zip(*coded, strict=True))
            same = sum(a == b for a, b in coded)
            kappa = cohen_kappa_score(one, other, weights="quadratic", labels=range(4))
            print(f"  grade: {same}/{len(coded)} the same, quadratic kappa {kappa:.3f}")


if __name__ == "__main__":
    main()
