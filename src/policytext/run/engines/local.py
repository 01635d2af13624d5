"""The work in other processes of this machine. A dead one is replaced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from policytext.run.engines.protocol import AHEAD, Outcome, Take
from policytext.run.items import Bundle, Lost, Part
from policytext.run.settings import Settings
from policytext.run.task import Task

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext


def run_local(take: Take, task: Task, settings: Settings) -> Iterator[Outcome]:
    """Do the work in ``settings.workers`` processes."""
    from concurrent.futures import FIRST_COMPLETED, wait

    from pebble import ProcessPool

    workers, task = settings.workers or 1, replace(task, local=True)
    pool: Any = ProcessPool(max_workers=workers, context=_context())
    running: dict[Any, Bundle] = {}
    try:
        while True:
            while len(running) < workers * AHEAD and (bundle := take()):
                running[pool.schedule(task, args=[bundle])] = bundle
            if not running:
                break
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), _outcome(future)
        pool.close()
    finally:
        with suppress(RuntimeError):
            pool.stop()
        pool.join()


def _outcome(future: Any) -> Part | Lost:
    from pebble import ProcessExpired

    try:
        part: Part = future.result()
    except ProcessExpired as error:
        return Lost(f"the process died (code {error.exitcode})")
    return part


def _context() -> BaseContext:
    """Processes that inherit no threads and no locks: a fork of a process with threads can hang."""
    import multiprocessing

    kind = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    return multiprocessing.get_context(kind)
