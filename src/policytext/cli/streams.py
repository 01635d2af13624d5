"""Terminal and pipes: data on stdout, everything else on stderr, nothing that a GBK console chokes on."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from policytext.run.batch import Observer

# Columns where there is no terminal to ask: wide enough for a row of the summary.
_PIPE_WIDTH = 120


def use_safe_streams() -> None:
    """Print a question mark for a character that the console does not have, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def say(message: str) -> None:
    """A line for the person, on stderr."""
    click.echo(message, err=True)


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
    """A progress bar on stderr where that is a terminal; nothing elsewhere."""
    if quiet or not total or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

    with Progress(
        *Progress.get_default_columns()[:2],
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task("scoring", total=total)
        yield lambda progress: bar.update(task, completed=progress.done)
