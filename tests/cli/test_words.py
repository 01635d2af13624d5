"""keyness, kwic and discover on the command line."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

import policytext as pt

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"


@pytest.fixture(scope="module")
def out(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "out"
    pt.score_many(SAMPLE, folder)
    return folder


def read(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_keyness_shows_both_ends(call, out, tmp_path) -> None:
    groups = ["--one", "year=2018-2024", "--other", "year=2014-2017"]
    printed = call("keyness", out, *groups)
    assert printed.code == 0
    assert "one: year=2018-2024 (5 reports, " in printed.err
    assert printed.out.index("More often in one") < printed.out.index("More often in other")
    path = tmp_path / "keyness.csv"
    assert call("keyness", out, *groups, "--of", "measures", "--least", 1, "-o", path).code == 0
    rows = read(path)
    assert float(rows[0]["log_likelihood"]) > 0 > float(rows[-1]["log_likelihood"])


def test_kwic_shows_and_writes(call, out, tmp_path) -> None:
    printed = call("kwic", out, "下一步|今后", "--regex", "--width", 6)
    assert printed.code == 0
    assert "下一步" in printed.out
    path = tmp_path / "kwic.csv"
    assert call("kwic", out, "公开", "--label", "problem,improvement", "-o", path).code == 0
    rows = read(path)
    assert {row["label"] for row in rows} == {"problem", "improvement"}
    assert {row["keyword"] for row in rows} == {"公开"}


def test_discover_writes_rows_for_a_person(call, out, tmp_path) -> None:
    path = tmp_path / "new.csv"
    printed = call("discover", out, "--least", 1, "-o", path)
    assert "fill in category" in printed.err
    rows = read(path)
    assert rows
    rows[0]["category"] = "list"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerow(rows[0])
    again = call("discover", out, "--least", 1, "--gazetteer", path, "-o", path)
    assert again.code == 0
    assert rows[0]["name"] not in {row["name"] for row in read(path)}
    assert rows[0]["name"] not in call("discover", out, "--least", 9).out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["keyness", "--one", "2016", "--other", "year=2017"], "is no condition; write column=value"),
        (["keyness", "--one", "yaer=2016", "--other", "year=2017"], "no column 'yaer'"),
        (["kwic", "(公开", "--regex"], "is no regular expression"),
        (["kwic", "公开", "-o", "no such folder/a.csv"], "cannot be written"),
    ],
)
def test_mistakes_are_told(call, out, arguments, message) -> None:
    printed = call(arguments[0], out, *arguments[1:])
    assert printed.code == 2
    assert message in printed.err


@pytest.mark.parametrize("first", ["pt.keyness", "pt.compare", "policytext.compare.kwic"])
def test_compare_can_be_called_whatever_was_used_before(first) -> None:
    """A package of that name stands beside the function."""
    code = f"import policytext, policytext as pt\nimport policytext.compare.kwic\n{first}\nassert callable(pt.compare)"
    subprocess.run([sys.executable, "-c", code], check=True)
    with pytest.raises(pt.UsageError, match="by='month' is not known"):
        pt.compare(None, by="month")
