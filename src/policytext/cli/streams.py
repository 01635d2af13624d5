"""Terminal and pipes: data on stdout, everything else on stderr, nothing that a GBK console chokes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.run.batch import Observer
    from policytext.run.batch import Progress as Now

# Columns where there is no terminal to ask: wide enough for a row of the summary.
_PIPE_WIDTH = 120

# A run of hours leaves some hundred lines in a log.
_LOG_SECONDS = 60.0


def use_safe_streams() -> None:
    """Print a question mark for a character that the console does not have, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(message: str) -> None:
    """A line for the person, on stderr; a line break in the name of a file does not make two of it."""
    click.echo(message.replace("\r", r"\r").replace("\n", r"\n"), err=True)


def print_json(value: Any, *, indent: int | None = None) -> None:
    """JSON on stdout; in ASCII escapes where the output is not UTF-8, so that no character is lost."""
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(value, ensure_ascii=not utf8, indent=indent, default=str))


def open_console() -> Console:
    """A rich console on stdout. It has colours on a terminal only, and none where NO_COLOR is set."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(file=sys.stdout, highlight=False, width=width, soft_wrap=False)


@contextmanager
def show_progress(total: int, *, quiet: bool) -> Iterator[Observer | None]:
    """How far a run is, on stderr: a bar on a terminal; elsewhere, in a log, a line every minute."""
    if quiet or not total:
        yield None
    elif sys.stderr.isatty():
        with _bar(total) as observe:
            yield observe
    else:
        yield _Lines(monotonic)


@contextmanager
def _bar(total: int) -> Iterator[Observer]:
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        *Progress.get_default_columns()[:2],
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failed]}"),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task, rate = bar.add_task("scoring", total=total, rate="", failed=""), _Rate(monotonic)

        def observe(now: Now) -> None:
            failed = f"{now.failed} failed" if now.failed else ""
            bar.update(task, completed=now.done, rate=f"{rate.of(now):.1f}/s", failed=failed)

        yield observe


class _Rate:
    """Documents a second since the beginning; what was taken over does not count."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._begun = clock, clock()

    def of(self, now: Now) -> float:
        return (now.done - now.reused) / max(self._clock() - self._begun, 1e-3)


class _Lines:
    """A line every minute, for a log."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock, self._rate, self._told = clock, _Rate(clock), clock()

    def __call__(self, now: Now) -> None:
        if self._clock() - self._told < _LOG_SECONDS:
            return
        self._told, rate = self._clock(), self._rate.of(now)
        left = f"{(now.total - now.done) / rate / 60:.0f} min left" if rate else "no end in sight"
        say(f"{now.done} of {now.total} files, {rate:.1f} a second, {left}, {now.failed} not scored so far")
