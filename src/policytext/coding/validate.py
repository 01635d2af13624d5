"""The program against coded reports, end to end: each coded unit is looked for in what the program made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from policytext.classify import label_statements
from policytext.coding.align import Alignment, align
from policytext.coding.breakdown import describe_groups, describe_reliability
from policytext.coding.counts import (
    KINDS,
    LEVELS,
    PREDICTED,
    Disagreement,
    disagreements,
    label_counts,
    level_counts,
    measure_counts,
    particular_counts,
    role_counts,
)
from policytext.coding.metrics import (
    Counts,
    Estimate,
    accuracy,
    class_scores,
    macro_f1,
    quadratic_kappa,
    resample,
    span_scores,
)
from policytext.corpus import LABELS, ROLES, CodedUnit, read_coded
from policytext.errors import DataError
from policytext.pipeline import Tools, score_file
from policytext.records import Span, Statement

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Validation:
    """Agreement of the program with coded reports. Every list of counts has one entry per document."""

    documents: tuple[str, ...]
    labels: tuple[Counts, ...]
    given: tuple[Counts, ...]
    roles: tuple[Counts, ...]
    levels: tuple[Counts, ...]
    unmeasured: int
    particulars: tuple[Counts, ...]
    measures_by_span: tuple[Counts, ...]
    measures_by_name: tuple[Counts, ...]
    disagreements: tuple[Disagreement, ...]
    breakdown: tuple[str, ...] = ()

    def macro_f1(self) -> Estimate:
        """Macro-F1 of the labels, lost units being errors, with an interval over documents."""
        return resample(macro_f1, self.labels)

    def level_kappa(self) -> Estimate:
        """Quadratic-weighted kappa of the levels where both coder and program give one."""
        return resample(quadratic_kappa, self.levels)

    def frame(self) -> pd.DataFrame:
        """Precision, recall and F1 of every label, kind of particular and of measures, the F1 with its interval.

        Returns:
            A row each: what (label, particular or measure), name, coded (how often people gave it), precision, recall,
            f1, low, high. NaN where nothing was there to count. Intervals are of 95 %, over documents.
        """
        import pandas as pd

        total = np.sum(self.labels, axis=0)
        rows = [
            ("label", name, n, *scores, resample(partial(_class_f1, k), self.labels))
            for k, (name, scores, n) in enumerate(zip(LABELS, class_scores(total), total.sum(axis=1), strict=True))
        ]
        for name, counts in self._spans():
            sums = np.sum(counts, axis=0)
            what = "particular" if name in KINDS else "measure"
            rows.append((what, name, sums[2], *span_scores(sums), resample(_span_f1, counts)))
        ends = [(*row[:-1], row[-1].low, row[-1].high) for row in rows]
        return pd.DataFrame(ends, columns=["what", "name", "coded", "precision", "recall", "f1", "low", "high"])

    def _spans(self) -> list[tuple[str, list[Counts]]]:
        rows = [(kind, [counts[k] for counts in self.particulars]) for k, kind in enumerate(KINDS)]
        return [
            *rows,
            ("measures by span", list(self.measures_by_span)),
            ("measures by name", list(self.measures_by_name)),
        ]

    def text(self, *, errors: bool = False) -> str:
        """The whole result for people; with ``errors`` each disagreement too."""
        lines = [f"{len(self.documents)} documents: {', '.join(self.documents)}", "", *self._label_lines()]
        lines += ["", *self._level_lines(), "", *self._span_lines()]
        lines += [line for part in self.breakdown for line in ("", part)]
        if errors:
            lines += ["", "Disagreements", *map(str, self.disagreements)]
        return "\n".join(lines)

    def _label_lines(self) -> list[str]:
        total = np.sum(self.labels, axis=0)
        lines = [
            "Labels, end to end (lost units are errors)",
            f"  macro-F1 {resample(macro_f1, self.labels)}   accuracy {resample(accuracy, self.labels)}",
            f"  on given units: macro-F1 {resample(macro_f1, self.given)}",
            f"  roles ({', '.join(ROLES)}): accuracy {resample(accuracy, self.roles)}",
            f"  {'':12} precision  recall     F1      n",
        ]
        for name, row, n in zip(LABELS, class_scores(total), total.sum(axis=1), strict=True):
            lines.append(f"  {name:12} {row[0]:9.3f} {row[1]:7.3f} {row[2]:6.3f} {n:6d}")
        lines.append("  confusion (coded down, program across): " + " ".join(f"{name[:6]:>7}" for name in PREDICTED))
        lines += [f"  {name:40} " + " ".join(f"{n:7d}" for n in row) for name, row in zip(LABELS, total, strict=True)]
        return lines

    def _level_lines(self) -> list[str]:
        total = np.sum(self.levels, axis=0)
        return [
            f"Levels where both give one ({self.unmeasured} coded levels without one from the program)",
            f"  exact {resample(accuracy, self.levels)}   quadratic kappa {resample(quadratic_kappa, self.levels)}",
            "  confusion (coded down, program across): " + " ".join(f"{level:>5}" for level in LEVELS),
            *(f"  {level:>40} " + " ".join(f"{n:5d}" for n in row) for level, row in zip(LEVELS, total, strict=True)),
        ]

    def _span_lines(self) -> list[str]:
        lines = [f"{'Spans':22} precision  recall     F1  coded"]
        for name, counts in self._spans():
            total = np.sum(counts, axis=0)
            p, r, f = span_scores(total)
            interval = resample(_span_f1, counts)
            scores = f"{p:9.3f} {r:7.3f} {f:6.3f} {total[2]:6d}"
            lines.append(f"  {name:20} {scores}  F1 [{interval.low:.3f}, {interval.high:.3f}]")
        return lines


def _class_f1(k: int, counts: Counts) -> float:
    return float(class_scores(counts)[k, 2])


def _span_f1(counts: Counts) -> float:
    return span_scores(counts)[2]


def validate(gold: Path, reports: Path, tools: Tools, by: Sequence[str] = ()) -> Validation:
    """Run the whole line on the reports that were coded and compare.

    Args:
        gold: a JSON lines file of coded units, or a folder of them.
        reports: the folder that holds ``doc.*`` for every coded document.
        tools: what the line needs, loaded.
        by: names of ``breakdown.GROUPINGS`` to break the labels down by.

    Raises:
        DataError: a coded document has no file in ``reports``.
    """
    alignments = align_reports(gold, reports, tools)
    levels = [level_counts(alignment) for alignment in alignments]
    return Validation(
        documents=tuple(alignment.units[0].doc for alignment in alignments),
        labels=tuple(label_counts(alignment) for alignment in alignments),
        given=tuple(_given_counts(alignment, tools) for alignment in alignments),
        roles=tuple(role_counts(alignment) for alignment in alignments),
        levels=tuple(counts for counts, _ in levels),
        unmeasured=sum(missing for _, missing in levels),
        particulars=tuple(particular_counts(alignment) for alignment in alignments),
        measures_by_span=tuple(measure_counts(alignment, by_name=False) for alignment in alignments),
        measures_by_name=tuple(measure_counts(alignment, by_name=True) for alignment in alignments),
        breakdown=(*(describe_groups(alignments, name) for name in by), describe_reliability(alignments)),
        disagreements=tuple(d for alignment in alignments for d in disagreements(alignment)),
    )


def align_reports(gold: Path, reports: Path, tools: Tools) -> list[Alignment]:
    """Score each report that was coded and lay the coded units over it; arguments and errors as in ``validate``."""
    return [
        align(units, score_file(_find(reports, doc), tools, any_document=True))
        for doc, units in read_coded(gold).items()
    ]


def _find(reports: Path, doc: str) -> Path:
    found = sorted(path for path in reports.glob(f"{doc}.*") if path.is_file())
    if not found:
        raise DataError(f"{reports}: no file {doc}.* for a coded document; give the reports' folder with --reports")
    return found[0]


def _given_counts(alignment: Alignment, tools: Tools) -> Counts:
    """Labels when the coder's own units are given, so that only the classifier can be wrong."""
    units = alignment.units
    statements = given_statements(units, alignment)
    labels = label_statements(statements, tools.classifier)
    counts = np.zeros((len(LABELS), len(PREDICTED)), dtype=np.int64)
    for unit, statement in zip(units, statements, strict=True):
        if unit.label and not unit.truncated:
            counts[LABELS.index(unit.label), LABELS.index(labels[statement.id].name)] += 1
    return counts


def given_statements(units: Sequence[CodedUnit], alignment: Alignment) -> list[Statement]:
    """The coder's units as statements; section, run-in heading and lead-in are the program's for the same text."""
    own = {statement.id: statement for statement in alignment.report.statements}
    unit_of: dict[int, int] = {}
    found = [alignment.statement_of(k) for k in range(len(units))]
    for k, statement in enumerate(found, 1):
        if statement:
            unit_of.setdefault(statement.id, k)
    given, start = [], 0
    for k, (unit, same) in enumerate(zip(units, found, strict=True), 1):
        base = same or next(iter(own.values()))
        given.append(
            Statement(
                id=k,
                section_id=base.section_id,
                section=base.section,
                role=unit.role,
                span=Span(start, start + len(unit.text)),
                text=_normal(unit, alignment, k - 1),
                marker=base.marker,
                runin=unit_of.get(base.runin or 0),
                lead=unit_of.get(base.lead or 0),
                turn=bool(same and same.turn and unit_of.get(same.id) == k),
            )
        )
        start += len(unit.text)
    return given


def _normal(unit: CodedUnit, alignment: Alignment, k: int) -> str:
    """The unit's text as cleaning left it, with the stop that follows its last character."""
    known = [offset for offset in alignment.offsets[k] if offset >= 0]
    if not known:
        return unit.text
    text = alignment.report.document.text
    end = known[-1] + 1
    while end < len(text) and not text[end].isalnum() and text[end] not in "\n（《“" and end - known[-1] < 4:
        end += 1
    return text[known[0] : end]
