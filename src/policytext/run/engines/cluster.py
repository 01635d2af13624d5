"""The work on a Dask cluster, whose workers share the path of OUT and of the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from policytext.errors import UsageError
from policytext.run.engines.protocol import AHEAD, Outcome, Take
from policytext.run.items import Bundle, Lost, Part
from policytext.run.settings import Settings
from policytext.run.task import Task


def run_dask(take: Take, task: Task, settings: Settings) -> Iterator[Outcome]:
    """Do the work on the cluster at ``settings.scheduler``, or on one that is made on this machine for the run.

    A worker should have one thread, and the nanny that Dask gives it: that bounds its memory and replaces it.

    Raises:
        UsageError: dask is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client, as_completed
    except ImportError as error:
        raise UsageError('--engine dask needs Dask; install it with: pip install "policytext[dask]"') from error
    task = replace(task, memory=0)
    with ExitStack() as stack:
        client = stack.enter_context(_connect(Client, settings, stack))
        running: dict[Any, Bundle] = {}
        outcomes: Any = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]
        while True:
            _submit(client, take, task, running, outcomes)
            if not running:
                break
            future = next(outcomes)
            outcome = running.pop(future), _outcome(future)
            future.release()  # else Dask does it again, from nothing, should its worker die after the part is entered
            yield outcome


def _submit(client: Any, take: Take, task: Task, running: dict[Any, Bundle], outcomes: Any) -> None:
    room = max(1, len(client.scheduler_info(n_workers=-1)["workers"])) * AHEAD
    while len(running) < room and (bundle := take()):
        future = client.submit(task, bundle, pure=False, retries=0)
        running[future] = bundle
        outcomes.add(future)


def _connect(client: Any, settings: Settings, stack: ExitStack) -> Any:
    if settings.scheduler:
        try:
            return client(settings.scheduler, set_as_default=False)
        except (OSError, ValueError) as error:
            fault = f"no Dask scheduler answers at {settings.scheduler} ({error})"
            raise UsageError(f"{fault}; start one with `dask scheduler`, or leave --scheduler out") from error
    import dask
    import distributed

    # A look at each worker's stack every ten milliseconds, which nobody reads here.
    stack.enter_context(dask.config.set({"distributed.worker.profile.enabled": False}))
    options = {"threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    local: Any = distributed.LocalCluster
    cluster = stack.enter_context(local(n_workers=settings.workers or None, **options))
    return client(cluster, set_as_default=False)


def _outcome(future: Any) -> Part | Lost:
    from distributed import CancelledError, KilledWorker

    try:
        part: Part = future.result()
    except (KilledWorker, CancelledError) as error:
        return Lost(f"the cluster gave the task up ({type(error).__name__})")
    return part
