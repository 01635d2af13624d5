"""What each stage of ``policytext score`` costs, against jieba segmenting the same cleaned text in the same run.

Run ``python bench/score.py [DOCUMENTS [ROUNDS]]``. Every round scores unlike documents of its own, so that no cache can
answer for work; the line and ``jieba.lcut`` take turns, document by document. What counts is CPU time of this process,
as a ratio; a table gives the median of the rounds, and the least and greatest.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import jieba
from unlike import make_documents, share_of_distinct

from policytext import pipeline
from policytext.pipeline import Tools, load_tools, score_document
from policytext.read import read_file
from policytext.store import Rows, TableWriter, encode_rows, hash_report, report_rows

DOCUMENTS, ROUNDS, WARM_UP = 100, 5, 20

#: The stages, and the functions of ``policytext.pipeline`` that each consists of. What belongs to none is "between".
STAGES: dict[str, tuple[str, ...]] = {
    "read": (),
    "clean": ("clean_document",),
    "identify": ("_check_kind", "identify_document"),
    "segment": ("segment_document",),
    "label": ("label_statements",),
    "find": ("find_mentions", "assign_stances"),
    "measure": ("_measure", "_measure_doubtful"),
    "answers": ("find_rectified", "match_answers"),
    "words": (),
    "figures": ("score_report",),
    "tabulate": ("read_cells", "find_facts", "run_checks"),
    "between": (),
    "rows": (),
    "hash": (),
    "write": (),
}

#: What is timed outside ``score_document``.
OUTSIDE = ("read", "between", "rows", "hash", "write")

Taken = dict[str, float]


def main(documents: int, rounds: int) -> None:
    """Time the rounds and print the table."""
    tools = load_tools()
    jieba.initialize()
    taken: Taken = defaultdict(float)
    _watch(taken, tools)
    texts = [list(make_documents(documents, seed)) for seed in range(rounds)]
    _round(list(make_documents(WARM_UP, seed=-1)), tools, taken)
    results = []
    for part in texts:
        taken.clear()
        _round(part, tools, taken)
        results.append(dict(taken))
    every = [text for part in texts for text in part]
    print(f"{len(every)} documents, {sum(map(len, every)):,} characters, {share_of_distinct(every):.0%} distinct")
    _print(results)


def _watch(taken: Taken, tools: Tools) -> None:
    """Put a clock around the functions of the line."""
    words = type(tools.words)
    words.count = _clocked(words.count, "words", taken)  # type: ignore[method-assign]
    for stage, names in STAGES.items():
        for name in names:
            if hasattr(pipeline, name):
                setattr(pipeline, name, _clocked(getattr(pipeline, name), stage, taken))


def _clocked(function: Callable[..., Any], stage: str, taken: Taken) -> Callable[..., Any]:
    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        begun = process_time()
        try:
            return function(*args, **kwargs)
        finally:
            taken[stage] += process_time() - begun

    return run


def _round(texts: list[str], tools: Tools, taken: Taken) -> None:
    with tempfile.TemporaryDirectory() as folder:
        done: list[bytes] = []
        for number, text in enumerate(texts):
            path = Path(folder) / f"{number}.txt"
            path.write_text(text, encoding="utf-8")
            done.append(_one(path, tools, taken))
        done.sort()
        _clocked(_write, "write", taken)(Path(folder) / "tables", done)
    inside = sum(taken[stage] for stage in STAGES if stage not in OUTSIDE)
    taken["between"] = taken["line"] - inside


def _one(path: Path, tools: Tools, taken: Taken) -> bytes:
    raw = _clocked(read_file, "read", taken)(path)
    report = _clocked(score_document, "line", taken)(raw, tools, any_document=True)
    rows: Rows = _clocked(report_rows, "rows", taken)(report)
    encoded = _clocked(_hash, "hash", taken)(rows)
    _clocked(jieba.lcut, "jieba", taken)(report.document.text)
    return encoded


def _hash(rows: Rows) -> bytes:
    encoded = encode_rows(rows)
    hash_report(encoded)
    return encoded


def _write(folder: Path, reports: list[bytes]) -> None:
    with TableWriter(folder) as writer:
        for rows in reports:
            writer.add_report(rows)


def _print(results: list[Taken]) -> None:
    print(f"{'stage':<10}{'of jieba':>9}{'least':>9}{'greatest':>9}")
    whole = [{"whole": sum(one.get(stage, 0.0) for stage in STAGES)} | one for one in results]
    for stage in (*STAGES, "whole"):
        ratios = [one.get(stage, 0.0) / one["jieba"] for one in whole]
        print(f"{stage:<10}{median(ratios):>9.4f}{min(ratios):>9.4f}{max(ratios):>9.4f}")
    print(f"jieba: {median(one['jieba'] for one in results):.2f} s of CPU time a round")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [DOCUMENTS, ROUNDS][len(given) :]))
