"""Compare the two codings: ``python corpora/make_agreement.py`` writes agreement.json and disagreements.csv.

``labelled/second/DOC.jsonl`` holds what the second coder, who did not see the first codes, gave to the statements of a
document; ``FOLDER/gold`` holds the codes after the differences were decided, and ``labelled/first/DOC.jsonl`` the first
coder's, where a decision changed them.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from policytext.coding.agreement import compare_codings, differences
from policytext.coding.manifest import Corpus, Entry, read_corpus
from policytext.corpus import CodedUnit, read_coded

ROOT = Path(__file__).parent
FIRST, SECOND = (ROOT / "labelled" / name for name in ("first", "second"))
COLUMNS = ("doc", "i", "what", "first", "second", "decided", "text")


def first_codes(corpus: Corpus, entry: Entry) -> list[CodedUnit]:
    """The first coder's units: those of gold, with the codes that were changed later put back."""
    changed = FIRST / f"{entry.doc}.jsonl"
    before = {unit.i: unit for unit in read_coded(changed)[entry.doc]} if changed.exists() else {}
    return [before.get(unit.i, unit) for unit in corpus.units(entry)]


def main(folder: Path = ROOT) -> None:
    """Write both files into a folder."""
    corpus = read_corpus(ROOT)
    entries = [entry for entry in corpus.entries if (SECOND / f"{entry.doc}.jsonl").exists()]
    first = [first_codes(corpus, entry) for entry in entries]
    second = [read_coded(SECOND / f"{entry.doc}.jsonl")[entry.doc] for entry in entries]
    figures = compare_codings(first, second).figures()
    (folder / "agreement.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    with (folder / "disagreements.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for entry, mine, theirs in zip(entries, first, second, strict=True):
            decided = {unit.i: unit for unit in corpus.units(entry)}
            for found in differences(mine, theirs):
                now = decided[found.i]
                value = now.label if found.what == "label" else now.level
                text = found.text.replace("\n", "")
                writer.writerow([found.doc, found.i, found.what, found.first, found.second, value, text])


if __name__ == "__main__":
    main()
