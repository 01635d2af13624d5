"""How often each rule of the baseline is right, measured on coded reports that were not used to write the rules.

``python -m policytext.coding.confidence CODED REPORTS [CODED REPORTS ...]`` prints ``data/rule_confidence.toml``.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from policytext.coding.align import Alignment
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


def main(arguments: Sequence[str]) -> None:
    """Print the file for the folders given: coded units and reports, by turns."""
    tools = load_tools(classifier="rules")
    pairs = zip(arguments[::2], arguments[1::2], strict=True)
    found = [a for coded, reports in pairs for a in align_reports(Path(coded), Path(reports), tools)]
    sys.stdout.write(as_toml(rule_confidence(found)))


if __name__ == "__main__":
    main(sys.argv[1:])
