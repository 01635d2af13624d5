"""Coded corpora -> examples to learn from, and the training of the classifier on them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from policytext.classify import contexts
from policytext.classify.training import Example, train_model
from policytext.coding.align import Alignment, align
from policytext.coding.manifest import Corpus, Entry, read_corpus
from policytext.errors import DataError
from policytext.pipeline import Tools, load_tools, score_file

#: Held-out documents come by place; fewer places leave folds empty.
LEAST_PLACES = 10


def train_classifier(
    corpus: Path, model: Path, splits: Sequence[str] = ("train", "dev"), name: str = "linear-1"
) -> dict[str, Any]:
    """Train the classifier on some splits of a corpus and write it.

    The examples are the program's own statements (end to end), labelled by the coded unit that each is.

    Args:
        corpus: a folder with ``manifest.csv``.
        model: the folder to write ``weights.npz`` and ``card.json`` to.
        splits: which documents to learn from.
        name: what the model is called in output.

    Returns:
        The card: what it was trained on, and its figures on documents held out in turn.

    Raises:
        DataError: the manifest or a file is missing, or there are fewer than ``LEAST_PLACES`` places.
    """
    documents = read_corpus(corpus)
    entries = documents.of_splits(splits)
    if len({entry.place for entry in entries}) < LEAST_PLACES:
        raise DataError(f"{corpus}: fewer than {LEAST_PLACES} places in {', '.join(splits)}; code more documents first")
    examples = make_examples(documents, entries, load_tools(classifier="rules"))
    origin = {
        "splits": list(splits),
        "documents": len(entries),
        "places": len({entry.place for entry in entries}),
        "statements": sum(bool(label) for example in examples for label in example.labels),
        "corpus_sha256": documents.hash(splits),
    }
    return train_model(examples, model, name, origin)


def make_examples(corpus: Corpus, entries: Sequence[Entry], tools: Tools) -> list[Example]:
    """One example a document, grouped by place; scored with any classifier, since only the statements are used.

    A document that copies another is grouped with it, so that no copy of a held-out sentence is learned from.
    """
    places = {entry.doc: entry.place for entry in corpus.entries}
    groups = [places.get(entry.copies.split("；")[0], entry.place) for entry in entries]
    return [example_of(align_entry(corpus, e, tools), group) for e, group in zip(entries, groups, strict=True)]


def align_entry(corpus: Corpus, entry: Entry, tools: Tools) -> Alignment:
    """The document's coded units laid over its scored report."""
    return align(corpus.units(entry), score_file(corpus.report(entry), tools, any_document=True))


def example_of(alignment: Alignment, group: str) -> Example:
    """The report's statements in context, each with the label of the coded unit that it is.

    A statement that no coded statement lies in, or only a truncated one, has none.
    """
    coded: dict[int, str] = {}
    for k, unit in enumerate(alignment.units):
        statement = alignment.statement_of(k)
        if statement and unit.label and not unit.truncated:
            coded.setdefault(statement.id, unit.label)
    seen = tuple(contexts(alignment.report.statements))
    return Example(group, seen, tuple(coded.get(context.statement.id, "") for context in seen))
