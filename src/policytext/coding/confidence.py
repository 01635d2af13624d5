"""How often rules and levels are right, measured on coded reports that were not used to write the rules.

``python -m policytext.coding.confidence rules CODED REPORTS [CODED REPORTS ...]`` prints
``data/rule_confidence.toml``, with ``levels`` in place of ``rules`` ``data/level_confusion.toml``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from policytext.coding.align import Alignment
from policytext.coding.counts import level_counts
from policytext.coding.validate import align_reports
from policytext.pipeline import load_tools

#: A rule's share is drawn towards the share of all rules by so many imagined answers, since some rules answer rarely.
PRIOR_ANSWERS = 10


def rule_confidence(alignments: Iterable[Alignment]) -> dict[str, tuple[float, int]]:
    """For each rule: the share of its answers that the coders gave too, drawn to the mean, and how many there were."""
    right: Counter[str] = Counter()
    answers: Counter[str] = Counter()
    for alignment in alignments:
        for k, unit in enumerate(alignment.units):
            statement = alignment.statement_of(k)
            label = alignment.report.labels.get(statement.id) if statement else None
            if unit.label and label:
                rule = label.cue.partition(":")[0]
                answers[rule] += 1
                right[rule] += label.name == unit.label
    mean = right.total() / answers.total() if answers else 0.0
    return {
        rule: (round((right[rule] + PRIOR_ANSWERS * mean) / (n + PRIOR_ANSWERS), 3), n)
        for rule, n in sorted(answers.items())
    }


def as_toml(confidence: dict[str, tuple[float, int]]) -> str:
    """The text of ``data/rule_confidence.toml``."""
    lines = [
        "# How often each rule of the baseline is right; made by `make confidence`, see docs/method.md.",
        "",
        "[share]",
        *(f'"{rule}" = {share}  # of {n} answers' for rule, (share, n) in confidence.items()),
        "",
    ]
    return "\n".join(lines)


def levels_as_toml(alignments: Sequence[Alignment]) -> str:
    """The text of ``data/level_confusion.toml``: levels by the program (rows) against those by coders (columns)."""
    counts = np.sum([level_counts(alignment)[0] for alignment in alignments], axis=0).T.tolist()
    lines = [
        "# How often a promise of each level by the program (rows, 0 to 3) had each level by coders (columns), on",
        "# coded documents that no rule was read against; made by `make confidence`, see docs/method.md. The second",
        "# interval of the index uses it.",
        "",
        "counts = [",
        *(f"  {row}," for row in counts),
        "]",
        "",
    ]
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    """Print the file for the folders given: what to measure, then coded units and reports by turns."""
    what, *folders = arguments
    found = align_by_rules(list(map(Path, folders)))
    sys.stdout.write(as_toml(rule_confidence(found)) if what == "rules" else levels_as_toml(found))


def align_by_rules(folders: Sequence[Path]) -> list[Alignment]:
    """Coded units beside what the program with the rules found: folders of coded units and of reports by turns."""
    tools = load_tools(classifier="rules")
    pairs = zip(folders[::2], folders[1::2], strict=True)
    return [found for coded, reports in pairs for found in align_reports(coded, reports, tools)]


if __name__ == "__main__":
    main(sys.argv[1:])
