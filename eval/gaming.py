"""Can a report look better without saying more? Four edits on ten reports each, and one that adds real detail.

``python eval/gaming.py`` prints headline, index and distinct particulars before and after each edit (codebook section
6). Reports are of the demonstration panel and the parts of the labelled corpus that rules were written on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from policytext.pipeline import Tools, load_tools, score_document, score_file
from policytext.read import read_bytes
from policytext.records import Report, Statement

CORPORA = Path(__file__).parents[1] / "corpora"
PATTERNS = ("demo/reports/*-2022.*", "labelled/dev4/reports/*", "labelled/dev6/reports/*")
REPORTS, LEAST = 10, 4
"""So many reports, each with so many promises at least."""

FIGURES = ("share", "specificity", "distinct", "shared")
Figures = dict[str, float]
Edit = Callable[[Report, list[Statement]], dict[int, str]]
"""From a report and its promises to the new text of some of them, by id; an empty text deletes one."""


@dataclass(frozen=True)
class Effect:
    """What an edit did: means over the reports, and the 95 % interval of each mean difference (bootstrap)."""

    name: str
    before: Figures
    after: Figures
    low: Figures
    high: Figures


def main() -> None:
    """Print the table."""
    print("| edit | checkable share | index | different particulars | checkable without their own |")
    print("|---|---:|---:|---:|---:|")
    for effect in measure(load_tools()):
        print(f"| {effect.name} | {' | '.join(cell(effect, name) for name in FIGURES)} |")


def cell(effect: Effect, name: str) -> str:
    """Before -> after, and the interval of the difference."""
    digits = 2 if name == "share" else 1
    low, high = (f"{ends[name]:+.{digits}f}" for ends in (effect.low, effect.high))
    return f"{effect.before[name]:.{digits}f} → {effect.after[name]:.{digits}f} [{low}, {high}]"


def measure(tools: Tools) -> list[Effect]:
    """The effect of each edit."""
    reports = choose(tools)
    before = [figures(report) for report in reports]
    return [
        effect(name, before, [figures(rescore(report, edit, tools)) for report in reports])
        for name, edit in EDITS.items()
    ]


def choose(tools: Tools) -> list[Report]:
    """Ten reports with enough promises, spread over the sources."""
    files = [sorted(CORPORA.glob(pattern)) for pattern in PATTERNS]
    found: list[Report] = []
    for turn in range(max(map(len, files))):
        for source in files:
            if turn < len(source) and len(found) < REPORTS:
                report = score_file(source[turn], tools)
                found += [report] if len(promises(report)) >= LEAST else []
    return found


def promises(report: Report) -> list[Statement]:
    """The promises that are scored, without those whose label is unsure: an edit may turn it."""
    return [s for s in report.statements if s.id in report.commitments and not s.truncated and _is_promise(report, s)]


def _is_promise(report: Report, statement: Statement) -> bool:
    label = report.labels[statement.id]
    return label.name == "improvement" and not label.unsure


def rescore(report: Report, edit: Edit, tools: Tools) -> Report:
    """The report with the edit in its cleaned text, scored again as a text file."""
    text = report.document.text
    new = edit(report, promises(report))
    for statement in sorted(report.statements, key=lambda s: -s.span.start):
        if statement.id in new:
            text = text[: statement.span.start] + new[statement.id] + text[statement.span.end :]
    return score_document(read_bytes(text.encode(), "edited.txt", "edited.txt"), tools, any_document=True)


def figures(report: Report) -> Figures:
    """The headline's share, the index, and how many different particulars there are."""
    found = report.score.figures
    scored = sum(int(found[f"level_{level}"] or 0) for level in range(4))
    return {
        "share": int(found["checkable"] or 0) / scored if scored else float("nan"),
        "specificity": float(found["specificity"] or 0.0),
        "distinct": float(found["distinct_particulars"] or 0),
        "shared": float(found["checkable_shared"] or 0),
    }


def effect(name: str, before: Sequence[Figures], after: Sequence[Figures]) -> Effect:
    """Means and intervals over reports."""
    rng = np.random.default_rng(0)
    low, high = {}, {}
    for figure in before[0]:
        differences = np.array([b[figure] - a[figure] for a, b in zip(before, after, strict=True)])
        means = rng.choice(differences, (2000, len(differences))).mean(axis=1)
        low[figure], high[figure] = map(float, np.percentile(means, [2.5, 97.5]))
    return Effect(name, means_of(before), means_of(after), low, high)


def means_of(reports: Sequence[Figures]) -> Figures:
    """The mean of each figure."""
    return {figure: float(np.mean([one[figure] for one in reports])) for figure in reports[0]}


# ---------------------------------------------------------------- the edits


def _with(text: str, more: str) -> str:
    body = text.rstrip("。；")
    return f"{body}，{more}{text[len(body) :] or '。'}"


def name_office(report: Report, found: list[Statement]) -> dict[int, str]:
    """年内由政务公开办牵头 behind every promise."""
    return {s.id: _with(s.text, "年内由政务公开办牵头") for s in found}


def name_document(report: Report, found: list[Statement]) -> dict[int, str]:
    """完善《…制度》 behind every promise."""
    return {s.id: _with(s.text, "完善《政务公开工作制度》") for s in found}


def delete_vague(report: Report, found: list[Statement]) -> dict[int, str]:
    """Half of the promises go, the vaguest first; one stays in any case."""
    order = sorted(found, key=lambda s: (report.commitments[s.id].level, -s.id))
    return {s.id: "" for s in order[: len(found) // 2]}


def split_one(report: Report, found: list[Statement]) -> dict[int, str]:
    """The most specific promise said four times, in parts."""
    best = max(found, key=lambda s: (report.commitments[s.id].level, -s.id))
    body = best.text.rstrip("。；")
    return {best.id: "".join(f"{body}，{step}。" for step in ("先行部署", "抓好推进", "开展自查", "做好总结"))}


def add_detail(report: Report, found: list[Statement]) -> dict[int, str]:
    """For comparison: a real deadline, target and unit behind every promise, each its own."""
    units = ("县司法局", "县财政局", "县教育局", "县民政局", "县统计局", "县审计局", "县水利局", "县应急局")
    return {
        s.id: _with(s.text, f"{3 + n % 9}月底前由{units[n % len(units)]}完成，覆盖{11 + n}个乡镇")
        for n, s in enumerate(found)
    }


EDITS: dict[str, Edit] = {
    "append 年内由政务公开办牵头 to every promise": name_office,
    "append 完善《…制度》 to every promise": name_document,
    "delete the vaguer half of the promises": delete_vague,
    "split one promise into four": split_one,
    "for comparison: add a deadline, unit and count to every promise": add_detail,
}

if __name__ == "__main__":
    main()
