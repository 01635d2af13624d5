"""Many files -> OUT: the work list, the engine, the tables, and an account of every file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from policytext.records import Failure
from policytext.run.engines import ENGINES, Outcome
from policytext.run.fingerprint import describe_run
from policytext.run.hints import give_hints, read_hints
from policytext.run.settings import Settings
from policytext.run.worklist import Item, list_files, make_worklist
from policytext.store import TABLES, TableWriter, staged, write_csv, write_json

# Called after every file with the number done and the number of all.
Observer = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The work: files to score, files that cannot be, rows of the manifest that name no file."""

    items: tuple[Item, ...]
    failures: tuple[Failure, ...]
    unmatched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did. ``reasons`` counts the failures by reason code."""

    out: Path
    reports: int
    failures: int
    duplicates: int
    reasons: dict[str, int] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    digest: str = ""
    seconds: float = 0.0


def find_inputs(paths: Sequence[str | Path], settings: Settings, out: Path | None = None) -> Inputs:
    """Find and hash the files, and give them their rows of the manifest.

    Raises:
        UsageError: a PATH does not exist.
        DataError: the manifest does not say what it should.
    """
    hints = read_hints(settings.manifest) if settings.manifest else {}
    found, failures = list_files(paths, out)
    items, more = make_worklist(found)
    folder = settings.manifest.parent if settings.manifest else Path()
    given, unmatched = give_hints(items, hints, folder.absolute())
    return Inputs(tuple(given), (*failures, *more), tuple(unmatched))


def score_items(
    items: Sequence[Item], settings: Settings, observe: Observer | None = None
) -> Generator[Outcome, None, None]:
    """Score files, in the order given.

    Yields:
        Each item with its rows or its failure.

    Raises:
        DataError: the rubric or a gazetteer does not say what it should.
    """
    scorer, workers = settings.scorer(), _count_workers(settings, items)
    scorer.tools()  # a broken rubric is one error here, not one for each file
    engine = ENGINES["local" if workers else "serial"]
    for done, outcome in enumerate(engine(items, scorer, workers, settings.seconds), 1):
        if observe:
            observe(done, len(items))
        yield outcome


def score_batch(
    inputs: Inputs, out: Path, settings: Settings, observe: Observer | None = None, started: datetime | None = None
) -> Summary:
    """Score files and write OUT, all of it or nothing.

    Args:
        inputs: from ``find_inputs``.
        out: the folder to write; an earlier output there is replaced.
        settings: how to score.
        observe: called after every file.
        started: the time that ``run.json`` gives; now, where it is not given.

    Raises:
        UsageError: OUT cannot be written.
        DataError: the rubric or a gazetteer does not say what it should.
    """
    begun, started = perf_counter(), started or datetime.now(UTC)
    failures = list(inputs.failures)
    described = describe_run(settings, inputs.items)  # before the work: what is hashed is what is loaded
    with staged(out) as folder:
        with TableWriter(folder / "tables") as writer:
            with closing(score_items(inputs.items, settings, observe)) as outcomes:
                for _, outcome in outcomes:
                    if isinstance(outcome, Failure):
                        failures.append(outcome)
                    else:
                        writer.add_report(outcome)
            rows = writer.add_failures(failures)
            digest = writer.digest()
        summary = _summarise(out, writer.counts["reports"], failures, inputs, digest, perf_counter() - begun)
        write_csv(folder / "failures.csv", TABLES["failures"].names, rows)
        write_json(folder / "run.json", _run_record(summary, settings, started))
        write_json(folder / "manifest.json", described | {"rows": writer.counts, "digest": digest})
    return summary


def _summarise(
    out: Path, reports: int, failures: Sequence[Failure], inputs: Inputs, digest: str, seconds: float
) -> Summary:
    reasons = dict(sorted(Counter(failure.reason for failure in failures).items()))
    duplicates = reasons.get("duplicate", 0)
    return Summary(out, reports, len(failures) - duplicates, duplicates, reasons, inputs.unmatched, digest, seconds)


def _run_record(summary: Summary, settings: Settings, started: datetime) -> dict[str, Any]:
    return {
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(summary.seconds, 3),
        "workers": settings.workers,
        "parsed": summary.reports,
        "reused": 0,
        "failed": summary.failures,
        "duplicates": summary.duplicates,
        "reasons": summary.reasons,
        "manifest_rows_without_file": list(summary.unmatched),
    }


def _count_workers(settings: Settings, items: Sequence[Item]) -> int:
    if settings.workers is not None:
        return min(settings.workers, len(items))
    return min(os.cpu_count() or 1, len(items)) if len(items) > 1 else 0
