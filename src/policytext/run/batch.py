"""Many files -> OUT: the work list, the engine, the tables, and an account of every file."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from tempfile import gettempdir
from time import perf_counter
from typing import Any

from policytext.errors import Interrupted
from policytext.records import Failure
from policytext.run.decisions import account_for, with_kept
from policytext.run.fingerprint import describe_run, fingerprint_of
from policytext.run.finishing import digest_run, write_accounts, write_all
from policytext.run.hints import names_of, read_hints
from policytext.run.items import Item, Part
from policytext.run.ledger import EARLIER, UNPACKED, Ledger, opened, remember, take_over
from policytext.run.listing import list_named, list_paths
from policytext.run.members import Options
from policytext.run.scheduling import size_of_bundles, work_through
from policytext.run.settings import Settings
from policytext.run.task import Task
from policytext.run.worklist import WorkList
from policytext.store.folder import UNFINISHED, check_out


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: documents done and in all, of them failed so far and taken over from before."""

    done: int
    total: int
    failed: int = 0
    reused: int = 0


# Called at the beginning and after every bundle of documents.
Observer = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Inputs:
    """The work: documents to score, and rows of the manifest that name no file."""

    worklist: WorkList
    unmatched: tuple[str, ...] = ()

    @property
    def items(self) -> Iterator[Item]:
        """Documents to score, each content once, in the order of their hashes."""
        return iter(self.worklist)

    @property
    def failures(self) -> Iterator[Failure]:
        """Files that cannot be scored, and those with the content of another."""
        return self.worklist.failures()

    def __bool__(self) -> bool:
        """Whether there are any files at all."""
        return bool(len(self.worklist)) or bool(self.worklist.count_reasons())


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did.

    ``reasons`` counts the failures by reason code, ``reused`` the reports that were there before, ``tried`` the
    documents that this run worked on, ``decisions`` the decisions of people by what became of them.
    """

    out: Path
    reports: int
    failures: int
    duplicates: int
    reasons: dict[str, int] = field(default_factory=dict)
    unmatched: tuple[str, ...] = ()
    digest: str = ""
    seconds: float = 0.0
    reused: int = 0
    tried: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)


def find_inputs(paths: Sequence[str | Path], settings: Settings, out: Path | None = None) -> Inputs:
    """Find and hash the files, and give them their rows of the manifest.

    Args:
        paths: files, folders, globs, archives, tables of texts; for none, the files that the manifest names.
        settings: how the run is called.
        out: the folder OUT; unchanged files are not hashed again when it knows them.

    Raises:
        UsageError: a PATH does not exist, or OUT holds other files.
        DataError: the manifest does not say what it should.
    """
    worklist = WorkList()
    hints = read_hints(settings.manifest) if settings.manifest else {}
    folder = settings.manifest.parent.absolute() if settings.manifest else Path()
    options = Options((out or Path(gettempdir())) / UNFINISHED / UNPACKED, settings.column)
    if out:
        check_out(out)
    worklist.add(list_paths(paths, out, options) if paths else list_named(hints, folder, options))
    if out and not settings.verify:
        remember(out, worklist)
    worklist.hash()
    unmatched = worklist.give_hints(hints, partial(names_of, folder=folder)) if hints else []
    return Inputs(worklist, tuple(unmatched))


def score_batch(
    inputs: Inputs, out: Path, settings: Settings, observe: Observer | None = None, started: datetime | None = None
) -> Summary:
    """Score files and write OUT, all of it or nothing.

    What an earlier run in OUT scored with the same versions, rubric, gazetteer, classifier and decisions is taken over,
    be it finished or interrupted. What comes out is the same as if all of it were scored now. Decisions that OUT keeps
    of earlier runs count besides those of the settings.

    Args:
        inputs: from ``find_inputs``.
        out: the folder to write; an earlier output there is replaced.
        settings: how to score.
        observe: called with the progress.
        started: the time that ``run.json`` gives; now, where it is not given.

    Raises:
        UsageError: OUT cannot be written.
        DataError: the rubric or a gazetteer does not say what it should.
        Interrupted: by the person; what was done is kept in OUT, and the same call goes on from there.
    """
    begun, started = perf_counter(), started or datetime.now(UTC)
    settings = replace(settings, decisions=with_kept(out, settings.decisions))
    worklist = inputs.worklist
    described = describe_run(settings, worklist.hashes())  # before the work: what is hashed is what is loaded
    fingerprint = fingerprint_of(settings.scorer())
    with opened(out, fingerprint, fresh=settings.fresh) as ledger:
        before = None if settings.fresh else take_over(out, fingerprint, worklist)
        ledger.begin(worklist)
        worklist.match(settings.seconds, retry=settings.retry)
        ledger.remember(worklist)
        account = _Account(worklist, observe)
        _work(worklist, ledger, fingerprint, settings, account)
        digest = digest_run(worklist)
        summary = _summarise(out, inputs, account, digest, perf_counter() - begun)
        manifest = described | {"fingerprint": fingerprint, "digest": digest}
        write = write_accounts if digest == before and _all_there(worklist) else partial(write_all, work=ledger.folder)
        write(out, worklist=worklist, manifest=manifest, run=_run_record(summary, settings, started))
        ledger.clear()
    return replace(summary, decisions=account_for(out, settings.decisions))


def _all_there(worklist: WorkList) -> bool:
    """Whether the rows of all reports lie in OUT already."""
    return set(worklist.places()) <= {EARLIER}


class _Account:
    """Counts what is done, and tells it."""

    def __init__(self, worklist: WorkList, observe: Observer | None) -> None:
        self.total, waiting = len(worklist), worklist.count_waiting()
        self.reused, self.done, self.failed = self.total - waiting, 0, worklist.count_failed()
        self.reused_reports = worklist.count_scored()
        self.stages: dict[str, float] = {}
        self._observe = observe or (lambda progress: None)
        self._observe(self.progress())

    def add(self, part: Part) -> None:
        """Count a part."""
        self.done += len(part.results)
        self.failed += sum(result.reason is not None for result in part.results)
        for stage, seconds in part.seconds.items():
            self.stages[stage] = self.stages.get(stage, 0.0) + seconds
        self._observe(self.progress())

    def progress(self) -> Progress:
        """How far the run is."""
        return Progress(self.reused + self.done, self.total, self.failed, self.reused)


def _work(worklist: WorkList, ledger: Ledger, fingerprint: str, settings: Settings, account: _Account) -> None:
    """Do what is to be done."""
    waiting = worklist.count_waiting()
    engine, workers = choose_engine(settings, waiting)
    task = Task(
        settings.scorer(),
        ledger.folder.absolute(),
        seconds=settings.seconds,
        memory=settings.memory,
        profile=settings.profile,
        fingerprint=fingerprint if engine == "dask" else "",
    )
    size, chosen = size_of_bundles(waiting, engine, workers), replace(settings, workers=workers)
    try:
        with closing(work_through(worklist.waiting(), size, engine, task, chosen) if waiting else _nothing()) as parts:
            for part in parts:
                ledger.append(part)
                worklist.know(part.name, part.results)
                account.add(part)
    except KeyboardInterrupt as error:
        raise Interrupted(_how_to_go_on(account.progress(), ledger.folder.parent)) from error
    worklist.match()


def choose_engine(settings: Settings, documents: int) -> tuple[str, int]:
    """The engine and the number of workers: processes for many documents, none for one, unless it is said."""
    cores = os.cpu_count() or 1
    if settings.engine == "serial":
        return "serial", 0
    if settings.engine == "dask":
        return "dask", settings.workers or cores
    workers = settings.workers
    if workers is None:
        workers = cores if documents > 1 or settings.engine == "local" else 0
    workers = min(workers, documents)
    return ("local", workers) if workers else ("serial", 0)


def _nothing() -> Generator[Part, None, None]:
    yield from ()


def _how_to_go_on(progress: Progress, out: Path) -> str:
    kept = f"what is done is kept in {out} (at least {progress.done} of {progress.total} files)"
    return f"interrupted; {kept}: the same command goes on from there, --fresh starts over"


def _summarise(out: Path, inputs: Inputs, account: _Account, digest: str, seconds: float) -> Summary:
    worklist = inputs.worklist
    reasons = worklist.count_reasons()
    return Summary(
        out=out,
        reports=worklist.count_scored(),
        failures=worklist.count_failed(),
        duplicates=reasons.get("duplicate", 0),
        reasons=reasons,
        unmatched=inputs.unmatched,
        digest=digest,
        seconds=seconds,
        reused=account.reused_reports,
        tried=account.done,
        stages={stage: round(seconds, 3) for stage, seconds in sorted(account.stages.items())},
    )


def _run_record(summary: Summary, settings: Settings, started: datetime) -> dict[str, Any]:
    return {
        "started": started.isoformat(timespec="seconds"),
        "seconds": round(summary.seconds, 3),
        "engine": settings.engine,
        "workers": settings.workers,
        "tried": summary.tried,
        "parsed": summary.reports - summary.reused,
        "reused": summary.reused,
        "failed": summary.failures,
        "duplicates": summary.duplicates,
        "reasons": summary.reasons,
        "manifest_rows_without_file": list(summary.unmatched),
        **({"stages": summary.stages} if settings.profile else {}),
    }
