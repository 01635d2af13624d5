"""Two people who coded the same units apart: how far they agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from policytext.coding.counts import LEVELS
from policytext.coding.metrics import Counts, Estimate, accuracy, macro_f1, quadratic_kappa, resample
from policytext.corpus import LABELS, CodedUnit


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit on which two codings differ; ``what`` is label or level."""

    doc: str
    i: int
    what: str
    first: str
    second: str
    text: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of two codings, first down and second across, one table a document: labels, and levels of promises."""

    labels: tuple[Counts, ...]
    levels: tuple[Counts, ...]

    def figures(self) -> dict[str, Any]:
        """Kappa of the labels, of each label against the rest, weighted kappa of the levels; with intervals and n."""
        total = np.sum(self.labels, axis=0)
        return {
            "documents": len(self.labels),
            "statements": int(total.sum()),
            "label_kappa": _shown(resample(cohen_kappa, self.labels)),
            "label_macro_f1": _shown(resample(macro_f1, self.labels)),
            "label_agreement": _shown(resample(accuracy, self.labels)),
            "kappa_of_label": {
                label: _shown(resample(lambda c, k=k: cohen_kappa(_against_rest(c, k)), self.labels))  # type: ignore[misc]
                for k, label in enumerate(LABELS)
            },
            "level_kappa": _shown(resample(quadratic_kappa, self.levels)),
            "level_agreement": _shown(resample(accuracy, self.levels)),
            "label_counts": total.tolist(),
            "level_counts": np.sum(self.levels, axis=0).tolist(),
        }


def compare_codings(first: Sequence[Sequence[CodedUnit]], second: Sequence[Sequence[CodedUnit]]) -> Agreement:
    """Agreement of two codings of the same documents, in the same order, matched by unit number."""
    labels, levels = [], []
    for mine, theirs in zip(first, second, strict=True):
        label = np.zeros((len(LABELS), len(LABELS)), dtype=np.int64)
        level = np.zeros((len(LEVELS), len(LEVELS)), dtype=np.int64)
        for one, other in _matched(mine, theirs):
            label[LABELS.index(one.label or ""), LABELS.index(other.label or "")] += 1
            if one.level is not None and other.level is not None:
                level[one.level, other.level] += 1
        labels.append(label)
        levels.append(level)
    return Agreement(tuple(labels), tuple(levels))


def differences(first: Sequence[CodedUnit], second: Sequence[CodedUnit]) -> Iterator[Difference]:
    """Where two codings of one document differ on label or level."""
    for one, other in _matched(first, second):
        if one.label != other.label:
            yield Difference(one.doc, one.i, "label", one.label or "", other.label or "", one.text)
        elif one.level != other.level:
            yield Difference(one.doc, one.i, "level", str(one.level), str(other.level), one.text)


def cohen_kappa(confusion: Counts) -> float:
    """Cohen's kappa of a square table of two codings.

    References:
        Cohen, J. (1960). A coefficient of agreement for nominal scales. Educ. Psychol. Meas. 20, 37-46.

    >>> round(cohen_kappa(np.array([[20, 5], [10, 15]])), 3)
    0.4
    """
    total = confusion.sum()
    if not total:
        return float("nan")
    chance = float((confusion.sum(axis=0) * confusion.sum(axis=1)).sum()) / float(total) ** 2
    return (float(np.trace(confusion)) / float(total) - chance) / (1 - chance) if chance < 1 else float("nan")


def _matched(first: Sequence[CodedUnit], second: Sequence[CodedUnit]) -> Iterator[tuple[CodedUnit, CodedUnit]]:
    others = {unit.i: unit for unit in second}
    for unit in first:
        other = others.get(unit.i)
        if unit.label and other and other.label and not unit.truncated:
            yield unit, other


def _against_rest(confusion: Counts, k: int) -> Counts:
    both = confusion[k, k]
    row, column = confusion[k].sum() - both, confusion[:, k].sum() - both
    return np.array([[both, row], [column, confusion.sum() - both - row - column]])


def _shown(estimate: Estimate) -> dict[str, float]:
    return {"value": round(estimate.value, 4), "low": round(estimate.low, 4), "high": round(estimate.high, 4)}
