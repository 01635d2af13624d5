"""Can a report look better with last year's promises? The edits of ``gaming.py`` and one more, on pairs of years.

``make gaming`` prints index, index of new promises, rolled-over promises and distinct particulars before and after
each edit, for reports of the demonstration panel whose unit reported the year before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gaming import CORPORA, EDITS, LEAST, REPORTS, Edit, Effect, effect, promises, rescore

import policytext as pt
from policytext.pipeline import Tools, load_tools, score_file
from policytext.records import Report, Statement
from policytext.store import report_rows, tables_of

YEARS = (2023, 2022)
FIGURES = {"specificity": "index", "specificity_new": "index of new promises", "rolled_over": "rolled over"}
Figures = dict[str, float]


def main() -> None:
    """Print the table."""
    print(f"| edit | {' | '.join([*FIGURES.values(), 'different particulars'])} |")
    print("|---|---:|---:|---:|---:|")
    for found in measure(load_tools()):
        cells = [
            f"{found.before[name]:.1f} → {found.after[name]:.1f} [{found.low[name]:+.1f}, {found.high[name]:+.1f}]"
            for name in (*FIGURES, "distinct")
        ]
        print(f"| {found.name} | {' | '.join(cells)} |")


def measure(tools: Tools) -> list[Effect]:
    """The effect of each edit on the later report of each pair."""
    pairs = choose(tools)
    before = [figures(*pair) for pair in pairs]
    edits: dict[str, Callable[[Report], Edit]] = {"say last year's checkable promises again": repeat_checkable}
    edits |= {name: lambda _, edit=edit: edit for name, edit in EDITS.items()}
    return [
        effect(name, before, [figures(last, rescore(report, make(last), tools)) for last, report in pairs])
        for name, make in edits.items()
    ]


def choose(tools: Tools) -> list[tuple[Report, Report]]:
    """Ten pairs of a report of the panel and the one of the year before, with enough promises and a new one."""
    found: list[tuple[Report, Report]] = []
    for year in YEARS:
        for path in sorted(CORPORA.glob(f"demo/reports/*-{year}.*")):
            last = score_file(_beside(path, year - 1), tools)
            pair = last, as_text(score_file(path, tools), tools)
            if len(found) < REPORTS and len(promises(pair[1])) >= LEAST and figures(*pair)["new_promises"]:
                found.append(pair)
    return found


def _beside(path: Path, year: int) -> Path:
    return next(path.parent.glob(f"{path.name.split('-')[0]}-{year}.*"))


def as_text(report: Report, tools: Tools) -> Report:
    """A report scored again from its cleaned text, as the edited ones are."""
    return rescore(report, lambda *_: {}, tools)


def figures(last: Report, report: Report) -> Figures:
    """What ``changes`` says of a report beside last year's, and how many different particulars it has."""
    own = replace(report, origin=replace(report.origin, place=last.origin.place, adcode=last.origin.adcode))
    rows = {name: found + report_rows(own)[name] for name, found in report_rows(last).items()}
    change = pt.compare(tables_of(rows), by="year")["changes"].to_pylist()[0]
    names = (*FIGURES, "new_promises")
    return {name: float(change[name] or 0) for name in names} | {
        "distinct": float(report.score.figures["distinct_particulars"] or 0)
    }


def repeat_checkable(last: Report) -> Edit:
    """Behind the first promise the checkable promises of the year before, word for word."""
    old = [s.text for s in promises(last) if last.commitments[s.id].level >= 2]
    said = "".join(f"{text.rstrip('。；')}。" for text in old)

    def edit(report: Report, found: list[Statement]) -> dict[int, str]:
        return {found[0].id: f"{found[0].text.rstrip('。；')}。{said}"}

    return edit


if __name__ == "__main__":
    main()
