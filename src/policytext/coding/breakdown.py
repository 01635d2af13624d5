"""Where the labels are right and where not: by era, organ level or section, and by how sure they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from policytext.classify.training import reliability
from policytext.coding.align import Alignment
from policytext.coding.counts import PREDICTED, predicted_label, scored_statements
from policytext.coding.metrics import Counts, accuracy, macro_f1, resample
from policytext.corpus import LABELS
from policytext.records import Label, Statement

#: What agreement can be broken down by: from a report and the statement to the group's name.
GROUPINGS: dict[str, Callable[[Alignment, Statement | None], str]] = {
    "era": lambda alignment, _: alignment.report.origin.era or "none",
    "organ_level": lambda alignment, _: alignment.report.origin.organ_level or "none",
    "section": lambda _, statement: statement.section if statement else "lost",
}


def describe_groups(alignments: Sequence[Alignment], by: str) -> str:
    """Macro-F1 and accuracy of the labels in each group, with intervals over documents, as lines for people.

    Args:
        alignments: coded units laid over scored reports.
        by: a name of ``GROUPINGS``.
    """
    groups = group_counts(alignments, by)
    lines = [f"Labels by {by}"]
    for name in sorted(groups, key=lambda name: -int(np.sum(groups[name]))):
        counts = groups[name]
        lines.append(f"  {name:24} macro-F1 {resample(macro_f1, counts)}   accuracy {resample(accuracy, counts)}")
    return "\n".join(lines)


def group_counts(alignments: Sequence[Alignment], by: str) -> dict[str, list[Counts]]:
    """Coded labels (rows) against the program's (columns) for each group, one table a document in which it occurs."""
    groups: defaultdict[str, list[Counts]] = defaultdict(list)
    for alignment in alignments:
        own: dict[str, Counts] = {}
        for _, unit, statement in scored_statements(alignment):
            name = GROUPINGS[by](alignment, statement)
            counts = own.setdefault(name, np.zeros((len(LABELS), len(PREDICTED)), dtype=np.int64))
            counts[LABELS.index(unit.label or ""), PREDICTED.index(predicted_label(alignment, statement))] += 1
        for name, counts in own.items():
            groups[name].append(counts)
    return dict(groups)


def describe_reliability(alignments: Sequence[Alignment]) -> str:
    """How often labels are right by how sure they are, and the Brier score of that, as lines for people."""
    top, right = label_outcomes(alignments)
    if not len(top):
        return "Reliability: no label to compare"
    brier = float(((top - right) ** 2).mean())
    lines = [
        f"Reliability of the probabilities (Brier score of being right {brier:.3f}, n={len(top)})",
        f"  {'from':>5} {'to':>5} {'n':>5} {'probability':>12} {'right':>7}",
    ]
    lines += [
        f"  {row['from']:5.2f} {row['to']:5.2f} {row['n']:5d} {row['probability']:12.3f} {row['right']:7.3f}"
        for row in reliability(top, right)
    ]
    return "\n".join([*lines, _describe_unsure(alignments)])


def label_outcomes(alignments: Sequence[Alignment]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """The probability of each label that the program gave to a coded statement, and whether it is the coder's."""
    found = [(label.probability, name == label.name) for label, name in _labels(alignments)]
    return np.array([p for p, _ in found], dtype=float), np.array([r for _, r in found], dtype=bool)


def _labels(alignments: Sequence[Alignment]) -> Iterator[tuple[Label, str]]:
    for alignment in alignments:
        for _, unit, statement in scored_statements(alignment):
            label = alignment.report.labels.get(statement.id) if statement else None
            if label:
                yield label, unit.label or ""


def _describe_unsure(alignments: Sequence[Alignment]) -> str:
    unsure = [label.name == name for label, name in _labels(alignments) if label.unsure]
    share = f", {np.mean(unsure):.3f} of them right" if unsure else ""
    return f"  unsure: {len(unsure)} statements{share}"
