from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from policytext.cli import run

HERE = Path(__file__).parent


@pytest.fixture
def call(capsys):
    """Call the command in this process; gives its exit code and what it printed."""

    def call(*arguments) -> SimpleNamespace:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return SimpleNamespace(code=code, out=printed.out, err=printed.err)

    return call


@pytest.fixture
def report(tmp_path) -> Path:
    """An invented report in a folder with a Chinese name and a space."""
    folder = tmp_path / "年 报"
    folder.mkdir()
    return Path(shutil.copy(HERE / "reports" / "qinghe-2016.txt", folder))


@pytest.fixture
def note(report) -> Path:
    """A text that is no report, beside the report."""
    return Path(shutil.copy(HERE / "reports" / "note.txt", report.parent))
