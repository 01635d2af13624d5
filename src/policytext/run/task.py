"""What a worker does with a bundle: every document in its bounds, a part on disk whole, and the account of it."""

from __future__ import annotations

import gc
import os
import secrets
import threading
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from policytext.errors import UsageError
from policytext.records import Failure
from policytext.run.attempts import Work, attempt, crashed, internal_error, timed_out
from policytext.run.bounds import be_seen, bound_memory, leave_orphaned, time_bound
from policytext.run.items import Bundle, Item, Part, Result
from policytext.run.profiling import Stages
from policytext.run.spool import Remains, Spool, read_remains
from policytext.store import Rows, TableWriter, encode_rows, hash_report

PARTS, SPOOLS, WORKERS = "parts", "spools", "workers"

# A process may be killed by someone else while it works on a good document: only who dies with its process so often is
# to blame. What takes too long is told from a crash, and costs the whole bound each time.
MOST_DEATHS, MOST_OVERDUE = 3, 2

# One bundle at a time in a process: the watch over the time is one for the whole process.
_ONE = threading.Lock()


@dataclass(frozen=True, slots=True)
class Task:
    """The work on a bundle. Small: it travels to workers.

    ``folder`` is the run's own folder in OUT, on a path that all workers share. ``seconds`` bounds each document,
    0 not at all; ``memory`` is in megabytes, 0 for no bound. ``local`` tells a worker to leave when its parent dies.
    ``fingerprint``, where it is not empty, is that of the main process: a worker with another one refuses.
    """

    work: Work
    folder: Path
    seconds: float = 0.0
    memory: int = 0
    local: bool = False
    profile: bool = False
    fingerprint: str = ""

    def __call__(self, bundle: Bundle) -> Part:
        """Do a bundle, or what an earlier worker left of it.

        Raises:
            UsageError: this worker has other versions than the main process, or does not see OUT.
        """
        with _ONE:
            _prepare(self)
            remains = read_remains(self.folder / SPOOLS, bundle.name)
            spool = Spool(self.folder / SPOOLS, bundle.name)
            try:
                return _do(self, bundle, remains, spool)
            finally:
                spool.close()


def write_part(folder: Path, name: str, reports: list[bytes]) -> str | None:
    """Write the encoded rows of reports as one part: under another name first, on the disk, then under its own.

    Returns:
        The part's name, unlike any other; ``None`` for no reports.
    """
    parts = _PartWriter(folder, name)
    for rows in reports:
        parts.add(rows)
    return parts.close()


def _do(task: Task, bundle: Bundle, remains: Remains, spool: Spool) -> Part:
    stages, parts, results = Stages(task.work, wanted=task.profile), _PartWriter(task.folder, bundle.name), []
    for item in sorted(bundle.items, key=lambda item: remains.deaths[item.sha256]):  # the suspects last
        if task.local:
            leave_orphaned(_parent())
        if item.sha256 in remains.done:
            result, rows = remains.done[item.sha256]
        else:
            result, rows = _do_one(task, item, remains, spool, stages)
        results.append(result)
        if task.local:
            _settle_once()
        if rows:
            with stages.timed("part"):
                parts.add(rows)
    with stages.timed("part"):
        name = parts.close()
    return Part(name, tuple(results), stages.seconds())


def _do_one(task: Task, item: Item, remains: Remains, spool: Spool, stages: Stages) -> tuple[Result, bytes]:
    outcome: Rows | Failure | None = _blamed(task, item, remains)
    if outcome is None:
        spool.begin(item.sha256)
        with time_bound(task.seconds, spool.trace) if task.seconds else nullcontext():
            outcome = attempt(stages, item)
    encoded = b""
    if not isinstance(outcome, Failure):
        try:
            encoded = encode_rows(outcome)
        except Exception as error:  # rows that are none must not end the bundle
            outcome = internal_error(item, error)
    if isinstance(outcome, Failure):
        overdue = task.seconds if outcome.reason == "timeout" else None
        why = {"reason": outcome.reason, "stage": outcome.stage, "message": outcome.message}
        result = Result(item.sha256, item.source, item.hinted, **why, seconds=overdue)
    else:
        result = Result(item.sha256, item.source, item.hinted, hash_report(encoded))
    spool.done(result, encoded)
    return result, encoded


def _blamed(task: Task, item: Item, remains: Remains) -> Failure | None:
    if remains.overdue[item.sha256] >= MOST_OVERDUE:
        return timed_out(item, task.seconds)
    return crashed(item) if remains.deaths[item.sha256] >= MOST_DEATHS else None


class _PartWriter:
    """A part that is being written; the folder appears under its name when it is whole."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = f"{name}-{secrets.token_hex(4)}"
        self._target, self._beside = folder / PARTS / self.name, folder / PARTS / f"~{self.name}"
        self._writer: TableWriter | None = None

    def add(self, rows: bytes) -> None:
        if self._writer is None:
            self._writer = TableWriter(self._beside).__enter__()
        self._writer.add_report(rows)

    def close(self) -> str | None:
        if self._writer is None:
            return None
        self._writer.__exit__(None, None, None)
        for path in (*self._beside.iterdir(), self._beside):
            _sync(path)
        self._beside.rename(self._target)
        _sync(self._target.parent)
        return self.name


def _sync(path: Path) -> None:
    """Have the system put a file or folder on the disk; folders cannot be synced everywhere."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _prepare(task: Task) -> None:
    if not (task.folder / SPOOLS).is_dir():
        raise UsageError(f"a worker does not see {task.folder}; give -o a folder on a path that all workers share")
    if task.fingerprint and (own := _own_fingerprint(task.work)) != task.fingerprint:
        fault = f"a worker has other versions, data or method files than this process ({own[:8]})"
        raise UsageError(f"{fault}; install the same policytext and libraries on all machines")
    if task.local:
        _begin_once(task.folder)
    if task.memory:
        _bound_once(task.memory)


@lru_cache(maxsize=1)
def _bound_once(megabytes: int) -> None:
    bound_memory(megabytes)


@lru_cache(maxsize=1)
def _begin_once(folder: Path) -> None:
    be_seen(folder / WORKERS)
    _parent()


@lru_cache(maxsize=1)
def _settle_once() -> None:
    """Behind its first document a worker has its tools: the garbage collector need not look through them again."""
    gc.collect()
    gc.freeze()


@lru_cache(maxsize=1)
def _parent() -> int:
    return os.getppid()


@lru_cache(maxsize=1)
def _own_fingerprint(work: Work) -> str:
    from policytext.run.fingerprint import fingerprint_of

    return fingerprint_of(work)
