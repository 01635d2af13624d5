"""`policytext score` from end to end."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest

from policytext.run import Progress
from policytext.store import digest_of, read_tables


def score(call, *arguments):
    return call("score", *arguments, "--workers", "0")


def test_a_report_is_scored_and_shown(call, report, tmp_path) -> None:
    result = score(call, report, "-o", tmp_path / "out")
    assert result.code == 0
    assert "青禾县" in result.out
    assert "可核承诺 1/3 条" in result.out
    assert "不评价工作实绩" in result.out
    assert "1 of 1 files scored" in result.err
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"tables", "failures.csv", "documents.parquet", "manifest.json", "run.json", "scores.xlsx"}


def test_some_failed_is_1_and_names_the_file_and_the_reason(call, report, note, tmp_path) -> None:
    (report.parent / "empty.txt").write_text("")
    result = score(call, report.parent, "-o", tmp_path / "out")
    assert result.code == 1
    assert "not scored: note.txt: 不像政府信息公开年度报告" in result.err
    assert "not scored: empty.txt: 文件没有内容" in result.err
    assert "1 of 3 files scored, 2 not scored" in result.err


def test_duplicates_alone_do_not_count(call, report, tmp_path) -> None:
    (report.parent / "copy.txt").write_bytes(report.read_bytes())
    result = score(call, report.parent, "-o", tmp_path / "out")
    assert result.code == 0
    assert "1 with the content of another" in result.err
    assert read_tables(tmp_path / "out")["failures"]["reason"].to_pylist() == ["duplicate"]


def test_nothing_usable_is_3(call, note, report, tmp_path) -> None:
    result = score(call, note, "-o", tmp_path / "out")
    assert result.code == 3
    assert read_tables(tmp_path / "out")["failures"]["reason"].to_pylist() == ["not_a_report"]


def test_no_files_is_3_and_leaves_the_last_output(call, report, tmp_path) -> None:
    score(call, report, "-o", tmp_path / "out")
    (tmp_path / "empty").mkdir()
    result = score(call, tmp_path / "empty", "-o", tmp_path / "out")
    assert result.code == 3
    assert "no files found" in result.err
    assert read_tables(tmp_path / "out")["reports"].num_rows == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{report}"], "Missing option '-o'"),
        (["-o", "{out}"], "there is nothing to score"),
        (["{report}x", "-o", "{out}"], "there is no file or folder"),
        (["{report}", "-o", "{out}", "--to", "xls"], "choose from xlsx, csv, dta, jsonl"),
        (["{report}", "-o", "{out}", "--rubric", "{report}"], "rubric"),
        (["{report}", "-o", "{out}", "--manifest", "{report}"], "no column path"),
        (["{report}", "-o", "{report}"], "cannot write to"),
        (["{report}", "-o", "{folder}"], "holds other files"),
        (["{report}", "-o", "{out}", "--colour"], "No such option"),
    ],
)
def test_mistakes_of_usage_are_2_and_write_nothing(call, report, tmp_path, arguments, says) -> None:
    names = {"report": report, "out": tmp_path / "out", "folder": report.parent}
    result = call("score", *(argument.format(**names) for argument in arguments))
    assert result.code == 2
    assert says in result.err
    assert result.out == ""
    assert not (tmp_path / "out").exists()


def test_any_scores_what_is_no_report(call, note, tmp_path) -> None:
    assert score(call, note, "-o", tmp_path / "out", "--any").code == 0


def test_json_is_all_that_stands_on_stdout(call, report, tmp_path) -> None:
    result = score(call, report, "-o", tmp_path / "out", "--json", "--to", "csv,jsonl")
    summary = json.loads(result.out)
    assert (summary["reports"], summary["failures"], summary["exports"]) == (1, 0, ["csv", "jsonl"])
    assert summary["digest"] == read_tables(tmp_path / "out").manifest["digest"]


def test_the_digest_follows_from_the_tables(call, report, note, tmp_path) -> None:
    score(call, report.parent, "-o", tmp_path / "out", "--to", "none")
    tables = read_tables(tmp_path / "out")
    assert digest_of({name: tables[name].to_pylist() for name in tables}) == tables.manifest["digest"]


def test_quiet_prints_nothing(call, report, tmp_path) -> None:
    result = score(call, report, "-o", tmp_path / "out", "-q", "--to", "none")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert not (tmp_path / "out" / "scores.xlsx").exists()


def test_the_manifest_overrides_the_text_and_strange_rows_are_told(call, report, tmp_path) -> None:
    (tmp_path / "m.csv").write_text("path,year\nqinghe-2016.txt,2015\nlost.txt,2014\n", encoding="utf-8")
    result = score(call, report, "-o", tmp_path / "out", "--manifest", tmp_path / "m.csv")
    assert read_tables(tmp_path / "out")["reports"]["year"].to_pylist() == [2015]
    assert "the manifest names lost.txt" in result.err


def test_a_rubric_of_ones_own_replaces_the_packaged_one(call, report, tmp_path) -> None:
    from policytext.resources import read_text

    (tmp_path / "strict.toml").write_text(read_text("rubric.toml").replace("checkable = 2", "checkable = 3"), "utf-8")
    score(call, report, "-o", tmp_path / "one")
    score(call, report, "-o", tmp_path / "two", "--rubric", tmp_path / "strict.toml")
    one, two = (read_tables(tmp_path / name).manifest for name in ("one", "two"))
    assert one["hashes"]["rubric"] is None
    assert len(two["hashes"]["rubric"]) == 64


def test_long_lists_are_cut_on_the_screen_and_whole_with_v(call, report, tmp_path) -> None:
    for number in range(25):
        (report.parent / f"{number:02}.txt").write_text(f"图书馆第{number}号通知。", encoding="utf-8")
    short = score(call, report.parent, "-o", tmp_path / "out", "--to", "none")
    assert "... and 5 more in failures.csv" in short.err
    long = score(call, report.parent, "-o", tmp_path / "out", "--to", "none", "-v")
    assert long.err.count("not scored:") == 25


def test_many_reports_are_cut_on_the_screen(call, report, tmp_path) -> None:
    text = report.read_text(encoding="utf-8")
    for year in range(2000, 2022):
        (report.parent / f"{year}.txt").write_text(text.replace("2016", str(year)), encoding="utf-8")
    result = score(call, report.parent, "-o", tmp_path / "out", "--to", "none")
    assert "... and 2 more reports" in result.err


def test_a_terminal_sees_how_far_it_is(monkeypatch, capsys) -> None:
    from policytext.cli.streams import show_progress

    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    with show_progress(3, quiet=False) as observe:
        observe(Progress(1, 3, 1))
    with show_progress(3, quiet=True) as silent:
        assert silent is None
    printed = capsys.readouterr()
    assert "scoring" in printed.err
    assert "1 failed" in printed.err
    assert printed.out == ""


def test_a_log_gets_a_line_every_minute(capsys) -> None:
    from policytext.cli.streams import _Lines

    times = iter([0, 0, 30, 90, 90, 90])
    observe = _Lines(lambda: next(times))
    observe(Progress(10, 1000))
    observe(Progress(100, 1000, 2, reused=10))
    assert capsys.readouterr().err == "100 of 1000 files, 1.0 a second, 15 min left, 2 not scored so far\n"


def policytext(*arguments, **environment):
    """A run of its own that hears Ctrl-C, also where the tests run in the background and would pass on deaf ears."""
    command = [sys.executable, "-m", "policytext", *map(str, arguments)]
    hears = None if sys.platform == "win32" else partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        preexec_fn=hears,
    )


def test_hash_seed_and_workers_change_nothing(report, note, tmp_path) -> None:
    runs = []
    for seed, workers in (("0", "0"), ("1", "2")):
        out = tmp_path / seed
        process = policytext(
            "score", report.parent, "-o", out, "--workers", workers, "--to", "none", PYTHONHASHSEED=seed
        )
        runs.append((process, out))
    for process, _ in runs:
        process.communicate()
        assert process.returncode == 1
    manifests = [read_tables(out).manifest for _, out in runs]
    assert manifests[0] == manifests[1]


def test_a_gbk_console_is_no_obstacle(report, tmp_path) -> None:
    process = policytext("score", report, "-o", tmp_path / "out", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    out, err = process.communicate()
    assert process.returncode == 0
    assert "可核承诺 1/3 条" in out.decode("gbk")
    assert b"\x1b[" not in out + err, "no colours and no animation without a terminal"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end another way there")
def test_a_reader_that_has_seen_enough_gets_no_traceback(report) -> None:
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("七、", "补充说明第一段。" * 20000 + "\n七、"), encoding="utf-8")
    process = policytext("segment", report)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_ctrl_c_is_130_and_says_how_to_go_on(call, report, tmp_path) -> None:
    text, out = report.read_text(encoding="utf-8"), tmp_path / "out"
    for number in range(400):
        (report.parent / f"{number}.txt").write_text(f"{text}第{number}次修改。", encoding="utf-8")
    process = policytext("score", report.parent, "-o", out, "--workers", "2")
    for _ in range(600):
        if any(path.stat().st_size > 1000 for path in (out / ".unfinished").glob("spools/*.spool")):
            break
        time.sleep(0.05)
    running = call("status", out)
    assert (running.code, "a run is writing" in running.out) == (1, True)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"the same command goes on from there" in err
    assert b"Traceback" not in err
    assert [path.name for path in out.iterdir()] == [".unfinished"]
    interrupted = call("status", out, "--json")
    state = json.loads(interrupted.out)
    assert (interrupted.code, state["state"], state["total"]) == (1, "interrupted", 401)
    assert 0 < state["done"] < 401
    summary = json.loads(score(call, report.parent, "-o", out, "--to", "none", "--json").out)
    assert (summary["reports"], summary["reused"]) == (401, state["done"])
    assert "whole: 401 reports" in call("status", out).out


def test_status_of_a_folder_without_a_run_is_3(call, tmp_path) -> None:
    result = call("status", tmp_path)
    assert (result.code, result.out) == (3, "no run has been written here\n")


def test_without_paths_the_files_of_the_manifest_are_scored(call, report, note, tmp_path) -> None:
    manifest = report.parent / "m.csv"
    manifest.write_text("path,year\nqinghe-2016.txt,2015\nlost.txt,2014\n", encoding="utf-8")
    result = score(call, "-o", tmp_path / "out", "--manifest", manifest)
    tables = read_tables(tmp_path / "out")
    assert (tables["reports"]["source"].to_pylist(), tables["reports"]["year"].to_pylist()) == (
        ["qinghe-2016.txt"],
        [2015],
    )
    assert tables["failures"]["source"].to_pylist() == ["lost.txt"]
    assert result.code == 1
    assert score(call, "-o", tmp_path / "two").code == 2


def test_a_county_made_a_district_keeps_its_key(call, report, tmp_path) -> None:
    manifest = report.parent / "m.csv"
    manifest.write_text(f"path,adcode,place,year\n{report.name},110118,密云区,2016\n", encoding="utf-8")
    for options, code in ((), "110118"), (("--base-year", "2010"), "110228"):
        score(call, report, "-o", tmp_path / "out", "--manifest", manifest, *options)
        (row,) = read_tables(tmp_path / "out")["reports"].to_pylist()
        assert (row["place_id"], row["adcode"], row["adcode_base"]) == ("110228", "110118", code)


def test_profile_tells_where_the_time_goes(call, report, tmp_path) -> None:
    result = score(call, report, "-o", tmp_path / "out", "--profile")
    stages = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["stages"]
    assert {"read", "clean", "segment", "classify", "score", "rows", "part"} <= stages.keys()
    assert "segment" in result.err
    score(call, report, "-o", tmp_path / "two")
    assert "stages" not in json.loads((tmp_path / "two" / "run.json").read_text(encoding="utf-8"))


def test_a_workbook_in_which_a_person_has_written_is_kept(call, report, tmp_path) -> None:
    out = tmp_path / "out"
    score(call, report, "-o", out)
    book = out / "scores.xlsx"
    score(call, report, "-o", out)
    assert not list(out.glob("scores-*.xlsx")), "nobody wrote in it"
    book.write_bytes(b"edited")
    later = time.time() + 60
    os.utime(book, (later, later))
    score(call, report, "-o", out)
    (kept,) = out.glob("scores-*.xlsx")
    assert kept.read_bytes() == b"edited"
    assert book.read_bytes() != b"edited"


def test_a_damaged_table_is_named(call, report, tmp_path) -> None:
    out = tmp_path / "out"
    score(call, report, "-o", out)
    (out / "tables" / "answers.parquet").write_bytes(b"junk")
    result = call("export", out, "--to", "csv")
    assert result.code == 2
    assert "answers.parquet is damaged" in result.err


@pytest.mark.skipif(sys.platform == "win32", reason="names of files have no line breaks there")
def test_a_line_break_in_a_name_makes_no_two_lines(call, tmp_path) -> None:
    (tmp_path / "空\n文件.txt").touch()
    result = call("score", tmp_path / "空\n文件.txt", "-o", tmp_path / "out")
    (line,) = [line for line in result.err.splitlines() if "空" in line and line.startswith("not scored")]
    assert r"空\n文件.txt" in line
