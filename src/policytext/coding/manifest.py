"""A labelled corpus: the manifest says which documents it has, how they are split, and what their files hash to.

``manifest.csv`` stands in the corpus folder, one row a document; ``FOLDER/reports/DOC.*`` is the report and
``FOLDER/gold/DOC.jsonl`` its coded units.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

from policytext.corpus import CodedUnit, read_coded
from policytext.errors import DataError

MANIFEST = "manifest.csv"
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a corpus.

    ``split`` is one of ``SPLITS``; all documents of a ``place`` are in one. ``kind`` is report, plan or notice.
    ``copies`` names the documents of which this one takes over sentences on purpose, joined by ``；``.
    """

    doc: str
    folder: str
    split: str
    place: str
    year: str
    era: str
    organ_level: str
    kind: str
    traits: str
    copies: str
    report_sha256: str
    gold_sha256: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus folder with its entries."""

    root: Path
    entries: tuple[Entry, ...]

    def report(self, entry: Entry) -> Path:
        """The report's file.

        Raises:
            DataError: it is not there.
        """
        found = sorted((self.root / entry.folder / "reports").glob(f"{entry.doc}.*"))
        if not found:
            raise DataError(f"{self.root / entry.folder}: no reports/{entry.doc}.*, which {MANIFEST} names")
        return found[0]

    def gold(self, entry: Entry) -> Path:
        """The file of its coded units."""
        return self.root / entry.folder / "gold" / f"{entry.doc}.jsonl"

    def units(self, entry: Entry) -> list[CodedUnit]:
        """Its coded units in order."""
        return read_coded(self.gold(entry))[entry.doc]

    def of_splits(self, splits: Sequence[str]) -> list[Entry]:
        """The entries of some splits, in the order of the manifest."""
        return [entry for entry in self.entries if entry.split in splits]

    def hash(self, splits: Sequence[str] = SPLITS) -> str:
        """One hash over the files of some splits."""
        lines = sorted(f"{e.doc} {e.report_sha256} {e.gold_sha256}\n" for e in self.of_splits(splits))
        return sha256("".join(lines).encode()).hexdigest()


def read_corpus(root: Path) -> Corpus:
    """Read a corpus by its manifest.

    Raises:
        DataError: there is no manifest, a column is missing, or a split is unknown.
    """
    path = root / MANIFEST
    if not path.is_file():
        raise DataError(f"{root}: no {MANIFEST} there; a corpus is a folder with {MANIFEST} (docs/data.md)")
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {field.name for field in fields(Entry)} - set(reader.fieldnames or ())
        if missing:
            raise DataError(f"{path}: no column {', '.join(sorted(missing))}; docs/data.md lists the columns")
        entries = tuple(Entry(**{field.name: row[field.name] for field in fields(Entry)}) for row in reader)
    wrong = next((entry for entry in entries if entry.split not in SPLITS), None)
    if wrong:
        raise DataError(f"{path}: {wrong.doc} has the split {wrong.split!r}; use one of {', '.join(SPLITS)}")
    return Corpus(root, entries)


def find_faults(corpus: Corpus) -> Iterator[str]:
    """What is wrong with a corpus: files that changed, places in two splits, coded reports that it does not name."""
    places: dict[str, str] = {}
    for entry in corpus.entries:
        for path, known in ((corpus.report(entry), entry.report_sha256), (corpus.gold(entry), entry.gold_sha256)):
            if not path.is_file() or sha256(path.read_bytes()).hexdigest() != known:
                yield f"{entry.doc}: {path.name} is not the file that {MANIFEST} describes"
        if places.setdefault(entry.place, entry.split) != entry.split:
            yield f"{entry.doc}: {entry.place} is in {places[entry.place]} and in {entry.split}"
    named = {corpus.gold(entry) for entry in corpus.entries}
    unnamed = sorted(set(corpus.root.rglob("gold/*.jsonl")) - named)
    yield from (f"{path.relative_to(corpus.root)} is not in {MANIFEST}" for path in unnamed)
