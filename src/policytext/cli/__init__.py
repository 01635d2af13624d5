"""The command ``policytext``: one file per command, loaded when it is called.

Exit codes: 0 all scored, 1 some files failed or units are missing, 2 usage, 3 nothing usable, 130 interrupted.
Add a command as a module with a click command named ``command``, and its name to ``COMMANDS``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from policytext import __version__
from policytext.cli.streams import say, use_safe_streams
from policytext.errors import DocumentError, Interrupted, PolicytextError

SOME_FAILED, USAGE, NOTHING_USABLE, INTERRUPTED = 1, 2, 3, 130

COMMANDS = (
    "score",
    "status",
    "review",
    "explain",
    "check",
    "coverage",
    "export",
    "compare",
    "chart",
    "report",
    "brief",
    "diff",
    "keyness",
    "kwic",
    "discover",
    "segment",
    "validate",
    "train",
    "corpus",
    "check-data",
    "doctor",
)


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"policytext.cli.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="policytext")
def cli() -> None:
    """Read Chinese government information-disclosure reports and score how specific their promises are."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code."""
    use_safe_streams()
    # Arrow's own allocator keeps freed blocks: 60 MB more at the peak of a run, and no faster. Workers inherit this.
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        arguments: instead of those of the process.

    Returns:
        The exit code.
    """
    try:
        code = cli.main(arguments, prog_name="policytext", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except (click.Abort, KeyboardInterrupt) as error:
        kept = error.__cause__ if isinstance(error.__cause__, Interrupted) else None  # click makes it an Abort
        say(str(kept or "interrupted; what was not finished has not been written"))
        return INTERRUPTED
    except PolicytextError as error:
        say(f"policytext: {error}")
        return NOTHING_USABLE if isinstance(error, DocumentError) else USAGE
    return code if isinstance(code, int) else 0
