"""Every code of the data linter has a broken fixture that gives it and nothing else; the packaged data give none."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from policytext.lint import (
    CODES,
    Issue,
    check_coded,
    check_data,
    check_measures,
    check_place_aliases,
    check_places,
    check_rubric,
    check_stoplist,
    check_toml,
    check_words,
)
from policytext.lint.check import stop_list
from policytext.score import load_rubric

ROOT = Path(__file__).parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
REPORTS = FIXTURES / "reports"


def beside(path: Path, kind: str) -> str:
    """A second file that belongs to a fixture, or nothing."""
    other = path.with_name(f"{path.name.split('.')[0]}.{kind}")
    return other.read_text(encoding="utf-8") if other.exists() else ""


CHECKS: dict[str, Callable[[str, Path], Iterable[Issue]]] = {
    "measures.csv": lambda text, path: check_measures(text, path.name, stop_list(beside(path, "stoplist.csv"))),
    "stoplist.csv": lambda text, path: check_stoplist(text, path.name),
    "rubric.toml": lambda text, path: check_rubric(text, path.name),
    "places.csv": lambda text, path: check_places(text, path.name),
    "place_aliases.csv": lambda text, path: check_place_aliases(text, path.name, beside(path, "places.csv")),
    "words.txt": lambda text, path: check_words(text, path.name),
    "words.toml": lambda text, path: check_toml(text, path.name),
    "coded.jsonl": lambda text, path: check_coded(text, path.name, load_rubric(), REPORTS),
}
# Files beside a fixture that are no fixture themselves.
HELP = {"E108-name-on-stop-list.stoplist.csv", "E309-alias-without-place.places.csv"}
CASES = sorted(path for path in FIXTURES.iterdir() if path.is_file() and path.name not in HELP)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_fixture_gives_its_code_and_no_other(path: Path) -> None:
    kind = path.name.split(".", 1)[1]
    text = path.read_text(encoding="utf-8")
    issues = list(CHECKS[kind](text, path))
    assert [issue.code for issue in issues] == [path.name[:4]]
    assert 1 <= issues[0].line <= len(text.splitlines())
    assert issues[0].message.startswith(CODES[path.name[:4]][0])
    assert issues[0].hint


def test_every_code_has_a_fixture_and_every_fixture_a_code() -> None:
    assert {path.name[:4] for path in CASES} == set(CODES)


def test_the_documentation_lists_every_code() -> None:
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    listed = [line for line in text.splitlines() if line.startswith("| E")]
    assert listed == [f"| {code} | {meaning} | {hint} |" for code, (meaning, hint) in sorted(CODES.items())]


@pytest.mark.parametrize(
    ("fixture", "line"),
    [
        ("E101-two-rows-one-id.measures.csv", 3),
        ("E202-values-fall.rubric.toml", 15),
        ("E302-one-code-at-a-time.places.csv", 5),
        ("E401-entry-twice.words.txt", 4),
        ("E507-numbers-fall.coded.jsonl", 2),
    ],
)
def test_a_finding_names_the_line(fixture: str, line: int) -> None:
    path = FIXTURES / fixture
    kind = fixture.split(".", 1)[1]
    assert [issue.line for issue in CHECKS[kind](path.read_text(encoding="utf-8"), path)] == [line]


def test_the_packaged_data_are_in_order() -> None:
    assert check_data() == []


def test_coded_corpora_under_a_folder_are_checked(tmp_path: Path) -> None:
    (tmp_path / "dev" / "gold").mkdir(parents=True)
    shutil.copy(FIXTURES / "E505-level-against-the-rule.coded.jsonl", tmp_path / "dev" / "gold" / "yunxi-2016.jsonl")
    shutil.copytree(REPORTS, tmp_path / "dev" / "reports")
    [issue] = [issue for issue in check_data(tmp_path) if issue.code.startswith("E5")]
    assert (issue.code, issue.file, issue.line) == ("E505", "dev/gold/yunxi-2016.jsonl", 1)


def test_a_report_that_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "yunxi-2016.txt").write_bytes(b"")
    text = (FIXTURES / "E505-level-against-the-rule.coded.jsonl").read_text(encoding="utf-8")
    assert [issue.code for issue in check_coded(text, "x", load_rubric(), tmp_path)] == ["E505", "E506"]


def test_a_year_end_deadline_does_not_make_level_3() -> None:
    text = (FIXTURES / "E505-level-against-the-rule.coded.jsonl").read_text(encoding="utf-8")
    assert list(check_coded(text.replace("6月底前", "年底前"), "x", load_rubric())) == []
