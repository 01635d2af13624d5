"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

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
