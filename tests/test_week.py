"""The commands of docs/week.md, run in their order: from the roster to the brief."""

import re
import runpy
import sys
from pathlib import Path

import pytest

from policytext.cli import run
from policytext.store import read_tables

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = [
    line for block in BLOCK.findall((ROOT / "docs" / "week.md").read_text("utf-8")) for line in block.splitlines()
]


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """The folder after all commands, and their exit codes."""
    folder = tmp_path_factory.mktemp("week")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder / "评估", [execute(command, patch) for command in COMMANDS]


def execute(command, patch):
    program, *words = command.split()
    if program == "policytext":
        return run(words)
    patch.setattr(sys, "argv", words)
    runpy.run_path(str(ROOT / words[0]), run_name="__main__")
    return 0


def test_each_command_ends_as_the_page_says(week) -> None:
    _, codes = week
    assert len(codes) == len(COMMANDS) == 10
    missing = [command for command, code in zip(COMMANDS, codes, strict=True) if code]
    assert set(codes) == {0, 1}
    assert all("--roster" in command for command in missing)


def test_every_unit_is_accounted_for_and_every_decision(week) -> None:
    folder, _ = week
    tables = read_tables(folder / "OUT")
    entries = [row for row in tables["coverage"].to_pylist() if row["expected"]]
    assert len(entries) == 60
    assert all(row["status"] for row in entries)
    decisions = tables["decisions"].to_pylist()
    assert len(decisions) == 100
    assert {row["status"] for row in decisions} == {"applied"}
    counts = [(row["confirmed"], row["changed"]) for row in tables["reports"].to_pylist()]
    assert sum(confirmed for confirmed, _ in counts) > 90
    assert sum(changed for _, changed in counts) > 0


def test_there_is_a_document_for_each_unit_and_a_brief(week) -> None:
    folder, _ = week
    units = {row["unit"] for row in read_tables(folder / "OUT")["ranks"].to_pylist()}
    assert len(list((folder / "单位").glob("*.docx"))) == len(units)
    assert (folder / "简报.docx").stat().st_size > 20_000
    hidden = (folder / "简报（匿名）.html").read_text(encoding="utf-8")
    assert re.search("县[A-Z]", hidden)
    assert not [unit for unit in units if unit in hidden]
    assert "应收60份" in (folder / "报告.html").read_text(encoding="utf-8")
