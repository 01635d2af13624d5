"""Decisions survive a re-run, another model and a renamed folder: none is lost, none is applied to another statement."""

import csv
import random
import shutil

import pytest
from openpyxl import load_workbook

from policytext.cli import run
from policytext.coding.review_sheet import write_review
from policytext.coding.reviewing import choose
from policytext.read import read_file
from policytext.run import score_many
from policytext.store import read_tables

DECISIONS = 200
LABELS = {"问题": "problem", "承诺": "improvement", "成效": "achievement", "数据": "statistic", "其他": "other"}


def fill_in(path, seed=3):
    """What two people do with the sheet: agree, change the label, change the level; returns what they decided."""
    rng, book = random.Random(seed), load_workbook(path)
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[2]}
    decided = {}
    for row in range(3, page.max_row + 1):
        value = {name: page.cell(row, column).value for name, column in at.items()}
        label, level = value["machine_label"], value["machine_level"]
        kind = rng.choice(["agree", "label", "level"])
        if kind == "label":
            label, level = rng.choice([name for name in LABELS if name != label]), None
            page.cell(row, at["human_label"], label)
        elif kind == "level" and label == "承诺" and level is not None:
            level = rng.choice([other for other in range(4) if other != level])
            page.cell(row, at["human_level"], level)
        page.cell(row, at["reviewer"], rng.choice(["王一", "李二"]))
        page.cell(row, at["reviewed_on"], "2024-05-31")
        decided[value["unit"], value["year"], value["text"], value["occurrence"]] = LABELS[label], level
    book.save(path)
    return decided


@pytest.fixture(scope="module")
def reports(tmp_path_factory, demo_files):
    folder = tmp_path_factory.mktemp("reports") / "到件"
    folder.mkdir()
    for file in demo_files:
        shutil.copy(file, folder)
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory, reports):
    work = tmp_path_factory.mktemp("sheet")
    tables = score_many(reports, work / "out")
    rows = choose(tables, DECISIONS, sample=60)
    write_review(rows, work / "复核表.xlsx")
    return work / "复核表.xlsx", fill_in(work / "复核表.xlsx"), tables


def applied(tables):
    """What the statements with a decision say now, by what the decision is about."""
    units = {row["decision"]: row for row in tables["decisions"].to_pylist()}
    found = {}
    for row in tables["statements"].to_pylist():
        if row["decision"]:
            about = units[row["decision"]]
            found[about["unit"], about["year"], row["text"], about["occurrence"]] = row["label"], row["level"]
    return found


def check(tables, decided):
    rows = tables["decisions"].to_pylist()
    assert len(rows) == len(decided) == DECISIONS
    assert {row["status"] for row in rows} == {"applied"}
    found = applied(tables)
    assert set(found) == set(decided)
    for about, (label, level) in decided.items():
        assert found[about][0] == label
        assert level is None or found[about][1] == level
    reports = tables["reports"].to_pylist()
    assert sum(row["confirmed"] + row["changed"] for row in reports) == DECISIONS


def test_decisions_are_applied_and_the_figures_follow(filled, reports, tmp_path) -> None:
    sheet, decided, before = filled
    after = score_many(reports, tmp_path / "out", decisions=[sheet])
    check(after, decided)
    for row in after["reports"].to_pylist():
        levels = [
            s["level"]
            for s in after["statements"].to_pylist()
            if s["report_id"] == row["report_id"] and s["label"] == "improvement" and s["level"] is not None
        ]
        assert row["checkable"] == sum(level >= 2 for level in levels)
        assert row["specificity"] == (round(100 * sum(levels) / (3 * len(levels)), 4) if levels else None)
    untouched = {(s["report_id"], s["statement_id"]): s["label"] for s in before["statements"].to_pylist()}
    for s in after["statements"].to_pylist():
        if not s["decision"]:
            assert s["label"] == untouched[s["report_id"], s["statement_id"]]


def test_a_run_again_another_model_and_a_renamed_folder_keep_them(filled, reports, tmp_path) -> None:
    sheet, decided, _ = filled
    score_many(reports, tmp_path / "out", decisions=[sheet])
    check(score_many(reports, tmp_path / "out"), decided)  # OUT keeps them
    moved = tmp_path / "别处" / "新文件夹"
    moved.mkdir(parents=True)
    for number, file in enumerate(sorted(reports.iterdir())):
        shutil.copy(file, moved / f"改名{number}{file.suffix}")
    check(score_many(moved, tmp_path / "moved", decisions=[sheet]), decided)
    other = score_many(reports, tmp_path / "out", classifier="rules")
    assert other.manifest["classifier"] == "rules"
    check(other, decided)


def test_a_statement_that_is_not_there_any_more_is_reported(filled, tmp_path, reports) -> None:
    sheet, decided, _ = filled
    fewer = tmp_path / "fewer"
    fewer.mkdir()
    for file in sorted(reports.iterdir())[1:]:
        shutil.copy(file, fewer)
    tables = score_many(fewer, tmp_path / "out", decisions=[sheet])
    rows = tables["decisions"].to_pylist()
    status = [row["status"] for row in rows]
    assert len(status) == len(decided)
    assert 0 < status.count("orphaned") < len(status)
    assert status.count("applied") == len(applied(tables)) == len(status) - status.count("orphaned")


def test_the_command_line_goes_the_same_way(reports, tmp_path, capsys) -> None:
    out, sheet = tmp_path / "out", tmp_path / "复核表.xlsx"
    assert run(["score", str(reports), "-o", str(out), "-q", "--to", "none"]) == 0
    assert run(["review", str(out), "-o", str(sheet), "--most", "30", "--sample", "10"]) == 0
    assert "30 statements" in capsys.readouterr().err
    decided = fill_in(sheet)
    assert run(["score", str(reports), "-o", str(out), "--to", "csv", "--decisions", str(sheet)]) == 0
    assert f"decisions: applied {len(decided)}" in capsys.readouterr().err
    with (out / "decisions.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == len(decided)
    again = tmp_path / "again.xlsx"
    assert run(["review", str(out), "-o", str(again), "--most", "30"]) == 0
    pages = (load_workbook(path).worksheets[0] for path in (sheet, again))
    first, second = ({tuple(c.value for c in row[:9]) for row in page.iter_rows(min_row=3)} for page in pages)
    assert not first & second  # what was decided is not asked again
    assert read_tables(out).manifest["digest"] != ""


def test_a_statement_of_two_versions_is_asked_once_and_decided_in_both(demo_files, tmp_path) -> None:
    text = read_file(next(file for file in demo_files if file.suffix == ".txt")).text
    pile = tmp_path / "two"
    pile.mkdir()
    (pile / "一稿.txt").write_text(text, encoding="utf-8")
    (pile / "二稿.txt").write_text(text + "\n本报告已更正。\n", encoding="utf-8")
    rows = choose(score_many(pile, tmp_path / "out"), 1000)
    assert len({(row["text"], row["occurrence"]) for row in rows}) == len(rows)
    write_review([row for row in rows if "更正" not in row["text"]][:5], tmp_path / "复核表.xlsx")
    fill_in(tmp_path / "复核表.xlsx")
    tables = score_many(pile, tmp_path / "out", decisions=[tmp_path / "复核表.xlsx"])
    assert tables["decisions"].num_rows == 5
    assert [row["confirmed"] + row["changed"] for row in tables["reports"].to_pylist()] == [5, 5]
