"""The READMEs show what the program really prints, and both say the same."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str) -> list[str]:
    """Code blocks without their comments, which are in the README's own language."""
    found = re.findall(r"^```.*?\n(.*?)^```", text(name), re.S | re.M)
    return ["\n".join(re.sub(r"\s*#.*", "", line) for line in block.splitlines()) for block in found]


def test_both_readmes_show_the_same_commands_and_code() -> None:
    assert blocks(READMES[0]) == blocks(READMES[1])
    assert re.findall(r"^#+ ", text(READMES[0]), re.M) == re.findall(r"^#+ ", text(READMES[1]), re.M)


@pytest.mark.parametrize("name", [*READMES, "CONTRIBUTING.md", "docs/architecture.md"])
def test_links_lead_to_files(name) -> None:
    folder = (ROOT / name).parent
    links = re.findall(r"\]\(([^)#:]+)\)", text(name))
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_first_screen_is_what_the_program_prints(call, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(ROOT)
    shown = text("README.md").split("<!-- begin score -->\n```\n")[1].split("```\n<!-- end score -->")[0].splitlines()
    sample = re.search(r"score (\S+) -o", shown[0])[1]
    printed = call("score", sample, "-o", tmp_path / "out", "--to", "none", "--workers", "0").out
    assert [line.rstrip() for line in printed.splitlines()] == shown[1:], "run `make readme`"
