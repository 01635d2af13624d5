"""``policytext doctor``: whether this machine has what the program needs."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from policytext import __version__


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor's answer: ``state`` is ok, note (works without) or missing (does not work)."""

    state: str
    name: str
    detail: str


@click.command(short_help="Say what this machine has and lacks.")
def command() -> int:
    """Say what this machine has: Python, libraries, helpers for old files, the terminal, write access."""
    findings = list(examine())
    for finding in findings:
        click.echo(f"{finding.state:8}{finding.name:22}{finding.detail}")
    return 1 if any(finding.state == "missing" for finding in findings) else 0


def examine() -> Iterator[Finding]:
    """All findings, in the order in which they are printed."""
    yield Finding("ok", "policytext", __version__)
    yield Finding("ok", "python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield from _libraries()
    yield _formats()
    yield _readers_of_doc()
    yield from _terminal()
    yield _write_access(Path.cwd(), "this folder")
    yield _write_access(Path(tempfile.gettempdir()), "temporary folder")


def _libraries() -> Iterator[Finding]:
    from importlib.metadata import requires

    names = [_name(line) for line in requires("policytext") or [] if "extra ==" not in line]
    for name in names:
        found = _version(name)
        hint = "not installed: python -m pip install --upgrade policytext"
        yield Finding("ok" if found else "missing", name, found or hint)
    fast = _version("rjieba")
    yield Finding(
        "ok" if fast else "note", "rjieba", fast or "not installed; words are cut by jieba, the same but slower"
    )


def _formats() -> Finding:
    from policytext.read import READERS

    return Finding("ok", "formats", f"{', '.join(READERS)}; wps as doc or docx")


def _readers_of_doc() -> Finding:
    found = [name for name in ("antiword", "catdoc") if shutil.which(name)]
    if found:
        return Finding("ok", "old .doc files", f"read by {found[0]}")
    return Finding("note", "old .doc files", "read by legacy-doc; antiword or catdoc read some more of them")


def _terminal() -> Iterator[Finding]:
    encoding = (sys.stdout.encoding or "unknown").lower()
    can = _has("可核承诺", encoding)
    advice = "set PYTHONUTF8=1 to see Chinese"
    yield Finding("ok" if can else "note", "terminal encoding", encoding if can else f"{encoding}: {advice}")
    colour = "off (NO_COLOR)" if os.environ.get("NO_COLOR") else "on a terminal"
    yield Finding("ok", "colours", colour)


def _has(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _write_access(folder: Path, name: str) -> Finding:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return Finding("ok", name, f"{folder} can be written")
    except OSError as error:
        return Finding("note", name, f"{folder} cannot be written ({error.strerror}); give -o another folder")


def _name(requirement: str) -> str:
    """The name in a requirement.

    >>> _name("ahocorasick-rs>=1.0")
    'ahocorasick-rs'
    """
    end = next((i for i, char in enumerate(requirement) if not (char.isalnum() or char in "-_.")), len(requirement))
    return requirement[:end]


def _version(name: str) -> str | None:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return None
