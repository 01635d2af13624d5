"""Two people who coded the same units apart: how far they agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from policytext.coding.counts import KINDS, LEVELS, count_matches
from policytext.coding.metrics import Counts, Estimate, accuracy, macro_f1, quadratic_kappa, resample, span_scores
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
    """Counts of two codings, first down and second across, one table a document: labels, and levels of promises.

    ``spans`` has a table for each document whose second coder marked spans: a row for each kind of particular and one
    for measures (0 where they were not asked for), with (by both, by the second, by the first).
    """

    labels: tuple[Counts, ...]
    levels: tuple[Counts, ...]
    spans: tuple[Counts, ...]

    def figures(self) -> dict[str, Any]:
        """Kappa of labels, of each label against the rest, and of levels; F1 of spans; with intervals and n."""
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
            "span_documents": len(self.spans),
            "spans": {kind: self._span_figures(row) for row, kind in enumerate((*KINDS, "measures"))},
        }

    def _span_figures(self, row: int) -> dict[str, float]:
        counts = [table[row] for table in self.spans]
        by_both, by_second, by_first = np.sum(counts, axis=0).tolist() if counts else (0, 0, 0)
        estimate = _shown(resample(lambda c: span_scores(c)[2], counts)) if by_both else {}
        return {"first": by_first, "second": by_second, "both": by_both} | estimate


def compare_codings(first: Sequence[Sequence[CodedUnit]], second: Sequence[Sequence[CodedUnit]]) -> Agreement:
    """Agreement of two codings of the same documents, in the same order, matched by unit number."""
    labels, levels, spans = [], [], []
    for mine, theirs in zip(first, second, strict=True):
        label = np.zeros((len(LABELS), len(LABELS)), dtype=np.int64)
        level = np.zeros((len(LEVELS), len(LEVELS)), dtype=np.int64)
        for one, other in _matched(mine, theirs):
            label[LABELS.index(one.label or ""), LABELS.index(other.label or "")] += 1
            if one.level is not None and other.level is not None:
                level[one.level, other.level] += 1
        labels.append(label)
        levels.append(level)
        if any(unit.measures or unit.particulars for unit in theirs):
            named = any(unit.measures for unit in theirs)
            spans.append(_span_counts(_matched(mine, theirs), measures=named))
    return Agreement(tuple(labels), tuple(levels), tuple(spans))


def _span_counts(pairs: Iterable[tuple[CodedUnit, CodedUnit]], *, measures: bool) -> Counts:
    """What both marked, what the second, what the first: a row a kind. Of two spans one must stand in the other.

    ``measures`` tells whether the second coder was asked for them; where not, their row is 0.
    """
    counts = np.zeros((len(KINDS) + 1, 3), dtype=np.int64)
    for one, other in pairs:
        if one.level is not None and other.level is not None:
            for row, kind in enumerate(KINDS):
                first, second = ([t for k, t in (*u.particulars, *u.weak) if k == kind] for u in (one, other))
                counts[row] += count_matches(first, second, _one_in_other)
        if measures:
            first, second = ([text for _, text in unit.measures] for unit in (one, other))
            counts[-1] += count_matches(first, second, _one_in_other)
    return counts


def _one_in_other(one: str, other: str) -> bool:
    """Whether two coders marked the same place, one of them perhaps more of it."""
    return one in other or other in one


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
