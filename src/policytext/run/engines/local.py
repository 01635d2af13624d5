"""The work in other processes of this machine. A dead one is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.run.engines.protocol import AHEAD, Outcome, Take
from policytext.run.items import Bundle, Lost, Part
from policytext.run.settings import Settings
from policytext.run.task import Task

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext


# Between two looks at whether the pool still works: one that broke may leave futures that nothing ends.
_LOOK_SECONDS = 1.0


def run_local(take: Take, task: Task, settings: Settings) -> Iterator[Outcome]:
    """Do the work in ``settings.workers`` processes.

    A pool breaks when the only worker that it knows of dies between two bundles. A new one does what it left.
    """
    workers, task = settings.workers or 1, replace(task, local=True)
    pool: Any = _pool(workers)
    running: dict[Any, Bundle] = {}
    try:
        while True:
            while len(running) < workers * AHEAD and (bundle := take()):
                running[_schedule(pool, task, bundle)] = bundle
            if not running:
                break
            for future in wait(running, _LOOK_SECONDS, FIRST_COMPLETED).done:
                yield running.pop(future), _outcome(future)
            if not pool.active:
                _end(pool)
                yield from ((bundle, Lost("the pool of processes broke")) for bundle in running.values())
                running.clear()
                pool = _pool(workers)
        pool.close()
    finally:
        _end(pool)


def _pool(workers: int) -> Any:
    from pebble import ProcessPool

    return ProcessPool(max_workers=workers, context=_context())


def _end(pool: Any) -> None:
    with suppress(RuntimeError):
        pool.stop()
    pool.join()


def _schedule(pool: Any, task: Task, bundle: Bundle) -> Future[Part]:
    try:
        scheduled: Future[Part] = pool.schedule(task, args=[bundle])
    except RuntimeError as error:  # the pool broke since the last look
        scheduled = Future()
        scheduled.set_exception(BrokenProcessPool(str(error)))
    return scheduled


def _outcome(future: Future[Part]) -> Part | Lost:
    from pebble import ProcessExpired

    try:
        return future.result()
    except ProcessExpired as error:
        return Lost(f"the process died (code {error.exitcode})")
    except BrokenProcessPool:
        return Lost("the pool of processes broke")


def _context() -> BaseContext:
    """Processes that inherit no threads and no locks: a fork of a process with threads can hang."""
    import multiprocessing

    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(kind)
