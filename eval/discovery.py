"""How good is the list of `policytext discover`? With the gazetteer hidden, its measures should come back.

    python eval/discovery.py

For each corpus: how many of the first 50 rows are names of measures, and how many of the measures that the reports
name at least twice are in the list. The figures stand in docs/method.md. The test split has no part in it.
"""

from __future__ import annotations

from pathlib import Path

import policytext as pt
from policytext.find import Gazetteer, load_gazetteer, squeeze

CORPORA = Path(__file__).parents[1] / "corpora"
GROUPS = {
    "demo": [CORPORA / "demo" / "reports"],
    "dev to dev6": [
        CORPORA / "labelled" / name / "reports" for name in ("dev", "dev2", "dev3", "dev4", "dev5", "dev6")
    ],
    "plans": [CORPORA / "labelled" / name / "reports" for name in ("plans1", "plans2")],
}
LEAST, FIRST = 2, 50


def measure(folders: list[Path]) -> str:
    """One line of figures for the reports of some folders."""
    tables, packaged = pt.score_many(folders, any_document=True), load_gazetteer()
    blank = tables.joined({"measures": tables["measures"].slice(0, 0)})
    listed = [squeeze(name)[0] for name in pt.discover(blank, LEAST, Gazetteer([], packaged.stop)).name]
    whole = sum(name in packaged.names for name in listed[:FIRST])
    held = sum(name not in packaged.names and bool(packaged.named_at_end(name)) for name in listed[:FIRST])
    counts = tables.pandas("measures").name.value_counts()
    often = set(counts[counts >= LEAST].index)
    found = {measure.name for name in listed if (measure := packaged.named_at_end(name))}
    left = len(pt.discover(tables, LEAST))
    return (
        f"{whole} measures and {held} names that hold one in {min(FIRST, len(listed))} rows; "
        f"{len(often & found)} of {len(often)} measures found; {left} rows with the gazetteer in use"
    )


if __name__ == "__main__":
    for name, folders in GROUPS.items():
        print(f"{name}: {measure(folders)}")
