"""A run goes on where it was left, takes over what an earlier one did, and gives what a fresh one would."""

import json
import os
import random
import sys
from pathlib import Path

import pytest

from policytext.errors import Interrupted, UsageError
from policytext.run import Settings, find_inputs, score_batch
from policytext.store import read_tables

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills processes by a signal")
SAME = ("tables/reports.parquet", "tables/statements.parquet", "tables/texts.parquet", "documents.parquet")


@pytest.fixture(autouse=True)
def noted(poison, stand_in, monkeypatch, tmp_path):
    """What the run scores with; ``begun()`` gives the documents that were begun since the last call."""
    log = tmp_path / "begun"
    monkeypatch.setenv("BEGUN", str(log))
    monkeypatch.setattr("policytext.run.batch.Settings.scorer", lambda self: poison.Poisoned())

    def begun():
        names = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return sorted(names)

    return begun


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "in"
    root.mkdir()
    for number in range(25):
        write(root, f"好{number}")
    write(root, "refuse")
    return root


def write(folder, name, text=None):
    (folder / f"{name}.txt").write_text(text or f"文件{name}", encoding="utf-8")


def run(folder, out, **how):
    settings = Settings(**({"workers": 0} | how))
    return score_batch(find_inputs([folder], settings, out), out, settings)


def content(out):
    return [(out / name).read_bytes() for name in SAME] + [read_tables(out).manifest]


def record(out):
    return json.loads((out / "run.json").read_text(encoding="utf-8"))


def test_nothing_new_is_nothing_done(folder, tmp_path, noted) -> None:
    out = tmp_path / "out"
    run(folder, out)
    before, changed = content(out), (out / "tables").stat().st_mtime_ns
    noted()
    (out / "comparison.json").write_text("{}")
    summary = run(folder, out)
    assert (noted(), summary.reused, summary.reports) == ([], 25, 25)
    assert content(out) == before
    assert (out / "tables").stat().st_mtime_ns == changed
    assert (out / "comparison.json").exists(), "it still fits"
    assert (record(out)["parsed"], record(out)["reused"]) == (0, 25)


def test_only_what_is_new_is_scored_and_what_is_gone_goes(folder, tmp_path, noted) -> None:
    run(folder, tmp_path / "out")
    noted()
    write(folder, "新")
    write(folder, "好3", "改过")
    (folder / "好4.txt").unlink()
    (folder / "好5.txt").rename(folder / "名.txt")
    (tmp_path / "out" / "comparison.json").write_text("{}")
    run(folder, tmp_path / "out")
    assert noted() == ["名.txt", "好3.txt", "新.txt"]
    assert not (tmp_path / "out" / "comparison.json").exists(), "it would no longer fit"
    run(folder, tmp_path / "fresh")
    assert content(tmp_path / "out") == content(tmp_path / "fresh")


def test_other_hints_are_other_documents(folder, tmp_path, noted) -> None:
    manifest = tmp_path / "m.csv"
    manifest.write_text("path,place\n好1.txt,青禾县\n", encoding="utf-8")
    run(folder, tmp_path / "out", manifest=manifest)
    noted()
    manifest.write_text("path,place\n好1.txt,青禾县\n好2.txt,青禾县\n", encoding="utf-8")
    run(folder, tmp_path / "out", manifest=manifest)
    assert noted() == ["好2.txt"]
    assert sorted(filter(None, read_tables(tmp_path / "out")["reports"]["place"].to_pylist())) == ["青禾县"] * 2


@pytest.mark.parametrize("fresh", [False, True], ids=["other versions", "--fresh"])
def test_other_versions_and_fresh_take_nothing_over(folder, tmp_path, noted, monkeypatch, fresh) -> None:
    run(folder, tmp_path / "out")
    noted()
    if not fresh:
        monkeypatch.setattr("policytext.run.fingerprint.hash_code", lambda: "another")
    run(folder, tmp_path / "out", fresh=fresh)
    assert len(noted()) == 26


def test_an_unchanged_time_is_trusted_unless_verified(folder, tmp_path, noted) -> None:
    out, file = tmp_path / "out", folder / "好7.txt"
    run(folder, out)
    noted()
    before = file.stat()
    file.write_text("文件差7", encoding="utf-8")
    assert file.stat().st_size == before.st_size
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    run(folder, out)
    assert noted() == []
    run(folder, out, verify=True)
    assert noted() == ["好7.txt"]


def test_what_failed_by_chance_is_tried_again_where_it_is_asked_for(folder, tmp_path, noted) -> None:
    write(folder, "break")
    run(folder, tmp_path / "out")
    noted()
    run(folder, tmp_path / "out")
    assert noted() == []
    run(folder, tmp_path / "out", retry=True)
    assert noted() == ["break.txt"]


@posix
def test_what_took_too_long_is_tried_again_with_more_time(folder, tmp_path) -> None:
    write(folder, "hang")
    how = {"engine": "local", "workers": 1}
    tried = []
    for seconds in (0.3, 0.2, 0.4):
        run(folder, tmp_path / "out", seconds=seconds, **how)
        tried.append(record(tmp_path / "out")["tried"])
    assert tried == [27, 0, 1]


def test_an_interrupted_run_goes_on_and_says_so(folder, tmp_path, noted, poison, monkeypatch) -> None:
    run(folder, tmp_path / "whole")
    noted()
    out, calls, work = tmp_path / "out", [], poison.work

    def interrupt(item):
        calls.append(item.source)
        if len(calls) == 7:
            raise KeyboardInterrupt
        return work(item)

    monkeypatch.setattr(poison, "work", interrupt)
    with pytest.raises(Interrupted, match=r"is kept in .*out .*of 26 files.*the same command goes on"):
        run(folder, out)
    assert [path.name for path in out.iterdir()] == [".unfinished"]
    monkeypatch.setattr(poison, "work", work)
    assert len(noted()) == 6
    summary = run(folder, out)
    assert len(noted()) == 20
    assert content(out) == content(tmp_path / "whole")
    assert summary.reports == 25
    assert not (out / ".unfinished").exists()


def test_an_interrupt_before_anything_is_done_leaves_nothing(folder, tmp_path, poison, monkeypatch) -> None:
    def interrupt(self):
        raise KeyboardInterrupt

    monkeypatch.setattr(poison.Poisoned, "__call__", interrupt)
    monkeypatch.setattr("policytext.run.batch._work", lambda *_: interrupt(None))
    with pytest.raises(KeyboardInterrupt):
        run(folder, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_parts_without_an_entry_do_not_exist(folder, tmp_path, noted, poison, monkeypatch) -> None:
    out, work = tmp_path / "out", poison.work

    def interrupt(item):
        if item.source == "refuse.txt":
            raise KeyboardInterrupt
        return work(item)

    monkeypatch.setattr(poison, "work", interrupt)
    monkeypatch.setattr("policytext.run.batch.size_of_bundles", lambda *_: 2)
    with pytest.raises(Interrupted):
        run(folder, out)
    done = len(noted())
    entries = out / ".unfinished" / "parts.jsonl"
    lines = entries.read_bytes().splitlines(keepends=True)
    entries.write_bytes(b"".join(lines[:-1]) + lines[-1][:-20])
    monkeypatch.setattr(poison, "work", work)
    run(folder, out)
    assert len(noted()) == 26 - done + 2, "the part whose entry was cut off is done again"
    run(folder, tmp_path / "whole")
    assert content(out) == content(tmp_path / "whole")


def test_two_runs_do_not_write_one_folder(folder, tmp_path, poison, monkeypatch) -> None:
    pytest.importorskip("fcntl")
    work, said = poison.work, []

    def second(item):
        if not said:
            with pytest.raises(UsageError, match="another run is writing"):
                run(folder, tmp_path / "out")
            said.append(True)
        return work(item)

    monkeypatch.setattr(poison, "work", second)
    assert run(folder, tmp_path / "out").reports == 25


@posix
def test_a_kill_while_the_new_takes_the_place_of_the_old(folder, tmp_path, noted) -> None:
    """The process ends at the n-th move of a file, for every n: OUT is whole or none, and the next run mends it."""
    out, whole = tmp_path / "out", tmp_path / "whole"
    run(folder, out)
    write(folder, "新")
    run(folder, whole)
    expected, noted_before = content(whole), noted()
    for moves in range(1, 40):
        killed = run_and_die(folder, out, moves)
        if (out / "manifest.json").exists():
            read_tables(out)["reports"], read_tables(out)["texts"]
        run(folder, out)
        assert content(out) == expected
        assert noted() in ([], ["新.txt"]), "nothing is lost of what was done"
        if not killed:
            break
        (folder / "新.txt").rename(tmp_path / "新.txt")
        run(folder, out)
        (tmp_path / "新.txt").rename(folder / "新.txt")
    assert moves > 10
    assert noted_before


def run_and_die(folder, out, moves) -> bool:
    """Run in a process of its own that ends at a move; whether it did."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    replace, left = os.replace, [moves]

    def count(source, target):
        left[0] -= 1
        if not left[0]:
            os._exit(9)
        replace(source, target)

    try:
        os.replace = count
        run(folder, out)
    finally:
        os._exit(0)


@posix
@pytest.mark.parametrize("kind", ["main", "workers"])
def test_chaos_in_small(tmp_path, kind, monkeypatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    monkeypatch.delenv("BEGUN")
    import chaos

    chaos.make_documents(tmp_path / "docs", 200)
    outcome = chaos.KINDS[kind](tmp_path / "docs", tmp_path, "local", 2, 2, random.Random(1))
    assert outcome.same
    assert not outcome.partial
    assert outcome.twice <= 2 * outcome.kills


def test_hash_seeds_change_nothing(folder, tmp_path) -> None:
    import subprocess

    script = Path(__file__).parent / "chaos_run.py"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "CHAOS_LOG": str(tmp_path / "log")}
    subprocess.run([sys.executable, script, folder, tmp_path / "out", "local", "2"], env=environment, check=True)
    run(folder, tmp_path / "whole")
    assert (tmp_path / "out" / SAME[0]).read_bytes() == (tmp_path / "whole" / SAME[0]).read_bytes()
