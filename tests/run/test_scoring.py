"""The tools are loaded once, and again when a file they came from changes."""

import os

from policytext.resources import read_text
from policytext.run.scoring import load_tools_once


def test_a_changed_rubric_is_read_again(tmp_path) -> None:
    rubric = tmp_path / "rubric.toml"
    rubric.write_text(read_text("rubric.toml"), encoding="utf-8")
    first = load_tools_once(rubric)
    assert load_tools_once(rubric) is first
    rubric.write_text(read_text("rubric.toml").replace("few = 3", "few = 9"), encoding="utf-8")
    os.utime(rubric, ns=(1, 1))
    assert (first.rubric.few, load_tools_once(rubric).rubric.few) == (3, 9)
