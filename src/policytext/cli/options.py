"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from policytext.errors import UsageError

Function = TypeVar("Function", bound=Callable[..., Any])

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CLASSIFIER = click.option(
    "--classifier", metavar="NAME", help="model (default), rules, or the folder that policytext train wrote."
)


def method_options(function: Function) -> Function:
    """``--rubric``, ``--gazetteer``, ``--classifier`` and ``--any``: how a report is scored."""
    for option in (
        click.option("--any", "any_document", is_flag=True, help="Score documents that are no such reports too."),
        CLASSIFIER,
        click.option("--gazetteer", type=FILE, multiple=True, help="Adds measures; repeatable, later ids win."),
        click.option("--rubric", type=FILE, help="Replaces the packaged rubric."),
    ):
        function = option(function)
    return function


def parse_years(text: str | None) -> tuple[int, ...]:
    """Years as given on the command line; a comma may be Chinese.

    >>> parse_years("2019，2021-2023"), parse_years(None)
    ((2019, 2021, 2022, 2023), ())

    Raises:
        UsageError: something is not a year.
    """
    years: list[int] = []
    for part in (text or "").replace("，", ",").split(","):
        first, _, last = (piece.strip() for piece in part.partition("-"))
        if part.strip() and not (first.isdigit() and (last or first).isdigit()):
            raise UsageError(f"{part.strip()!r} is not a year: give 2023, 2019-2023 or 2019,2023")
        years += range(int(first), int(last or first) + 1) if first else []
    return tuple(years)
