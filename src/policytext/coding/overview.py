"""A labelled corpus in figures: how much there is of what, and how much of it is shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from policytext.coding.manifest import SPLITS, Corpus, Entry
from policytext.coding.sharing import Sharing, measure_sharing, own_text
from policytext.corpus import LABELS, CodedUnit

#: More than this is allowed only where the manifest says that a document copies another.
MOST_SHARED = 0.05
#: What the variety table counts documents by.
VARIETY = ("era", "organ_level", "kind")


def describe_corpus(corpus: Corpus) -> str:
    """Counts of documents, statements, levels and measures by split, as a table in Markdown."""
    units = {entry.doc: corpus.units(entry) for entry in corpus.entries}
    parts = [(split, corpus.of_splits([split])) for split in SPLITS] + [("all", list(corpus.entries))]
    header = ["", *(name for name, _ in parts)]
    rows = [header, ["---"] * len(header)]
    counted = [_counts(entries, units) for _, entries in parts]
    rows += [[name, *(f"{counts[name]:,}" for counts in counted)] for name in counted[-1]]
    return _table(rows)


def describe_variety(corpus: Corpus) -> str:
    """Documents by era, organ level and kind (rows) and split, as a table in Markdown."""
    rows = [["", "", *SPLITS, "all"], ["---"] * (len(SPLITS) + 3)]
    for field in VARIETY:
        found = Counter((getattr(entry, field), entry.split) for entry in corpus.entries)
        for value in sorted({value for value, _ in found}):
            numbers = [found[value, split] for split in SPLITS]
            rows.append([field, value, *map(str, numbers), str(sum(numbers))])
    return _table(rows)


def _counts(entries: Sequence[Entry], units: dict[str, list[CodedUnit]]) -> dict[str, int]:
    own = [unit for entry in entries for unit in units[entry.doc]]
    statements = [unit for unit in own if unit.role == "statement"]
    promises = Counter(unit.level for unit in statements if unit.label == "improvement" and not unit.truncated)
    labels = Counter(unit.label for unit in statements)
    return {
        "documents": len(entries),
        "places": len({entry.place for entry in entries}),
        "statements": len(statements),
        **{label: labels[label] for label in LABELS},
        **{f"commitments of level {level}": promises[level] for level in range(4)},
        "rectified": sum(unit.rectified for unit in statements),
        "particulars": sum(len(unit.particulars) for unit in statements),
        "weak particulars": sum(len(unit.weak) for unit in statements),
        "measures": sum(len(unit.measures) for unit in statements),
    }


def shared_too_much(corpus: Corpus, pairs: Iterable[Sharing], limit: float = MOST_SHARED) -> Iterator[Sharing]:
    """Those pairs of documents that share more than the limit and of which neither says that it copies the other.

    Args:
        corpus: the corpus, whose manifest says who copies whom.
        pairs: its ``corpus_sharing``.
        limit: the share allowed.
    """
    allowed = {frozenset((entry.doc, source)) for entry in corpus.entries for source in entry.copies.split("；")}
    for sharing in pairs:
        if sharing.share > limit and frozenset((sharing.doc, sharing.other)) not in allowed:
            yield sharing


def corpus_sharing(corpus: Corpus) -> list[Sharing]:
    """The sharing of every pair of documents of a corpus."""
    return measure_sharing({entry.doc: own_text(corpus.units(entry)) for entry in corpus.entries})


def _table(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
