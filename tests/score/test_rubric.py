from __future__ import annotations

from pathlib import Path

import pytest

from policytext.errors import DataError
from policytext.records import Origin, Span, Statement
from policytext.resources import read_text
from policytext.score import level_of, load_rubric, measure_statement


def write(tmp_path: Path, old: str, new: str) -> Path:
    text = read_text("rubric.toml")
    assert old in text
    path = tmp_path / "rubric.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


def test_the_shipped_rubric_is_the_codebooks() -> None:
    rubric = load_rubric()
    assert list(rubric.kinds) == ["instrument", "target", "deadline", "actor", "scope", "check"]
    assert rubric.level_value == (0, 1, 2, 3)
    assert sum(rubric.prior) == pytest.approx(2)
    assert rubric.prior[1] / rubric.prior[0] == pytest.approx(63 / 12)
    assert rubric.few == 3


def test_a_file_replaces_it(tmp_path: Path) -> None:
    rubric = load_rubric(write(tmp_path, 'ignore = ["year-end"]', "ignore = []"))
    rows = [("instrument", "办法"), ("deadline", "year-end")]
    assert level_of(True, True, rows, rubric) == 3
    assert level_of(True, True, rows, load_rubric()) == 2


def test_a_rubric_may_leave_a_kind_out(tmp_path: Path) -> None:
    rubric = load_rubric(write(tmp_path, 'check = "核验"\n', ""))
    text = "将信息公开工作纳入年度绩效考核。"
    statement = Statement(0, 0, "next_steps", "statement", Span(0, len(text)), text)
    assert measure_statement(statement, Origin(), rubric).level == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("version", "edition"),
        ("level_value = [0, 1, 2, 3]", "level_value = [0, 1, 2]"),
        ("level_value = [0, 1, 2, 3]", "level_value = [3, 2, 1, 0]"),
        ("shares = [12, 63, 7, 1]", "shares = [12, 63, 7, 0]"),
        ("interval = 0.95", "interval = 95"),
        ("level = 3", "level = 4"),
        ("[prior]", "[prior"),
        ("strength = 2.0", 'strength = "two"'),
    ],
)
def test_a_broken_rubric_says_which_file_and_what_to_do(tmp_path: Path, old: str, new: str) -> None:
    path = write(tmp_path, old, new)
    with pytest.raises(DataError, match=r"rubric\.toml.*compare it with"):
        load_rubric(path)


def test_a_missing_rubric_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="compare it with"):
        load_rubric(tmp_path / "none.toml")


def test_a_rule_that_names_an_unknown_kind_is_refused(tmp_path) -> None:
    path = tmp_path / "rubric.toml"
    path.write_text(read_text("rubric.toml").replace('"target"', '"targett"'), encoding="utf-8")
    with pytest.raises(DataError, match="one_of names targett"):
        load_rubric(path)


def test_what_is_missing_is_named(tmp_path) -> None:
    path = tmp_path / "rubric.toml"
    path.write_text('version = "x"', encoding="utf-8")
    with pytest.raises(DataError, match=r"'index' is missing; compare it with .*rubric\.toml"):
        load_rubric(path)
