"""The work in this process, one bundle after another, without bounds of time and memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from policytext.run.engines.protocol import Outcome, Take
from policytext.run.settings import Settings
from policytext.run.task import Task


def run_serial(take: Take, task: Task, settings: Settings) -> Iterator[Outcome]:
    """Do the work in this process."""
    unbounded = replace(task, seconds=0, memory=0, local=False)
    while bundle := take():
        yield bundle, unbounded(bundle)
