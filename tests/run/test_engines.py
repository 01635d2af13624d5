"""Whatever a document does to its process, it alone fails; engines differ in where they work and in nothing else."""

import multiprocessing
import sys
import threading
import time
from contextlib import closing
from itertools import islice

import pytest

from policytext.errors import UsageError
from policytext.run import Settings, find_inputs, score_batch
from policytext.run.engines import ENGINES
from policytext.run.engines.local import run_local
from policytext.run.items import Bundle, Lost, Part
from policytext.run.scheduling import work_through
from policytext.run.task import PARTS, SPOOLS, Task
from policytext.store import read_tables

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills itself by a signal")

# What each poison is blamed for.
BLAME = {
    "hang": "timeout",
    "spin": "timeout",
    "die": "crashed",
    "leave": "crashed",
    "refuse": "empty",
    "break": "internal_error",
    "burst": "out_of_memory",
    "strange": "internal_error",
    "exit": "internal_error",
}


@pytest.fixture
def poisoned(poison, stand_in, monkeypatch):
    monkeypatch.setattr("policytext.run.batch.Settings.scorer", lambda self: poison.Poisoned())


def write(folder, *names):
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(f"文件{name}", encoding="utf-8")
    return folder


def run(folder, out, **how):
    settings = Settings(**({"workers": 2, "seconds": 1.0, "memory": 1024} | how))
    return score_batch(find_inputs([folder], settings, out), out, settings)


@posix
@pytest.mark.usefixtures("poisoned")
def test_only_the_guilty_document_fails_and_the_others_are_as_without_it(tmp_path) -> None:
    good = [f"好{number}" for number in range(90)]
    summary = run(write(tmp_path / "in", *good, "once1", "once2", *BLAME), tmp_path / "out")
    failed = {row["source"]: row["reason"] for row in read_tables(tmp_path / "out")["failures"].to_pylist()}
    assert failed == {f"{name}.txt": reason for name, reason in BLAME.items()}
    assert summary.reports == 92
    run(write(tmp_path / "alone", *good), tmp_path / "clean", workers=0)
    of_good = [row for row in reports(tmp_path / "out") if row["source"].startswith("好")]
    assert of_good == reports(tmp_path / "clean")


def reports(out):
    return sorted(read_tables(out)["statements"].to_pylist(), key=str) and sorted(
        read_tables(out)["reports"].to_pylist(), key=lambda row: row["source"]
    )


@pytest.mark.usefixtures("poisoned")
@pytest.mark.parametrize("engine", ["local", pytest.param("dask", marks=posix)])
def test_engines_agree_to_the_byte(tmp_path, engine) -> None:
    if engine == "dask":
        pytest.importorskip("distributed")
    folder = write(tmp_path / "in", *(f"好{number}" for number in range(120)), "refuse", "once", "break")
    (folder / "once.mark").touch()
    alone, other = (
        run(folder, tmp_path / name, engine=engine) for name, engine in (("one", "serial"), ("two", engine))
    )
    assert other.digest == alone.digest
    for name in ("tables/reports.parquet", "tables/statements.parquet", "documents.parquet", "manifest.json"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@posix
@pytest.mark.usefixtures("poisoned")
def test_a_cluster_replaces_workers_and_blames_the_guilty_alone(tmp_path) -> None:
    pytest.importorskip("distributed")
    folder = write(tmp_path / "in", *(f"好{number}" for number in range(60)), "once", "die")
    summary = run(folder, tmp_path / "out", engine="dask", seconds=30.0)
    assert summary.reasons == {"crashed": 1}
    assert summary.reports == 61
    assert len(set(read_tables(tmp_path / "out")["reports"]["report_id"].to_pylist())) == 61


def test_a_cluster_that_does_not_answer_is_a_mistake_of_usage(poison, stand_in, tmp_path) -> None:
    pytest.importorskip("distributed")
    import dask

    folder = write(tmp_path / "in", "好1")
    quick = dask.config.set({"distributed.comm.timeouts.connect": "200ms"})
    with quick, pytest.raises(UsageError, match="no Dask scheduler answers"):
        run(folder, tmp_path / "out", engine="dask", scheduler="tcp://127.0.0.1:9")


@pytest.fixture
def task(poison, stand_in, tmp_path):
    for name in (PARTS, SPOOLS):
        (tmp_path / "run" / name).mkdir(parents=True)
    return Task(poison.work, tmp_path / "run")


def items(tmp_path, *names):
    return list(find_inputs([write(tmp_path / "in", *names)], Settings()).items)


def test_a_cluster_forgets_what_is_entered(task, tmp_path) -> None:
    """Else it would do the bundle again, all of it, when the worker that holds the part dies."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None
    ) as cluster:
        settings = Settings(engine="dask", scheduler=cluster.scheduler_address)
        with closing(work_through(items(tmp_path, "好1", "好2"), 1, "dask", task, settings)) as outcomes:
            next(outcomes)
            until = time.monotonic() + 10
            while len(cluster.scheduler.tasks) > 1 and time.monotonic() < until:
                time.sleep(0.05)
            assert len(cluster.scheduler.tasks) == 1, "the second bundle, which nobody has asked for yet"


def test_an_unexpected_error_names_itself_and_asks_for_a_report(task, tmp_path) -> None:
    ((part,),) = [list(work_through(items(tmp_path, "break"), 1, "serial", task, Settings()))]
    (result,) = part.results
    assert (part.name, result.source, result.reason, result.stage) == (None, "break.txt", "internal_error", "run")
    assert result.message.startswith("KeyError: 'no such key' at profiling.py:")
    assert result.message.endswith("an error of the program, please report the file")


def test_an_interrupt_is_not_the_documents_fault(task, tmp_path) -> None:
    with pytest.raises(KeyboardInterrupt):
        list(work_through(items(tmp_path, "interrupt"), 1, "serial", task, Settings()))


@pytest.mark.parametrize("name", ["serial", "local"])
def test_no_bundles_no_outcomes(task, name) -> None:
    assert list(ENGINES[name](lambda: None, task, Settings(workers=1))) == []


def test_bundles_are_taken_only_as_they_are_needed(task, tmp_path) -> None:
    taken = []

    def endless():
        for number in range(10_000):
            taken.append(number)
            yield items(tmp_path, f"好{number}")[0]

    parts = work_through(endless(), 1, "local", task, Settings(workers=1))
    next(parts)
    parts.close()
    assert len(taken) < 10


def test_stopping_early_leaves_no_worker(task, tmp_path) -> None:
    parts = work_through(items(tmp_path, "好1", "hang", "好2"), 1, "local", task, Settings(workers=2))
    list(islice(parts, 2))
    parts.close()
    assert not [thread for thread in threading.enumerate() if "pool" in thread.name.lower()]


@posix
def test_a_worker_that_dies_between_two_bundles_is_replaced(task, tmp_path) -> None:
    """The pool knows of no other then, and breaks."""
    waiting = [Bundle.of((item,)) for item in items(tmp_path, "好1", "好2", "好3")]
    done, lost = [], []

    def take():
        if len(waiting) == 1 and not lost:
            time.sleep(0.5)  # the second was taken ahead, and is done by now
            for child in multiprocessing.active_children():
                child.kill()
        return waiting.pop() if waiting else None

    for bundle, outcome in run_local(take, task, Settings(workers=1)):
        if isinstance(outcome, Lost):
            lost.append(outcome.why)
            waiting.append(bundle)
        else:
            done += [result.source for result in outcome.results]
    assert sorted(done) == ["好1.txt", "好2.txt", "好3.txt"]
    assert lost == ["the pool of processes broke"]


def test_workers_that_cannot_begin_are_no_documents_fault(task, tmp_path, monkeypatch) -> None:
    def lose(take, task, settings):
        while bundle := take():
            yield bundle, Lost("no room")

    monkeypatch.setitem(ENGINES, "lossy", lose)
    with pytest.raises(UsageError, match=r"workers cannot begin \(no room\)"):
        list(work_through(items(tmp_path, "好1"), 1, "lossy", task, Settings()))


def test_what_a_lost_worker_had_done_is_not_done_again(task, tmp_path, monkeypatch) -> None:
    """An engine that loses every bundle once, after the worker has done it whole."""
    lost, begun = set(), tmp_path / "begun"
    monkeypatch.setenv("BEGUN", str(begun))

    def lose(take, task, settings):
        while bundle := take():
            part = task(bundle)
            yield bundle, part if bundle.name in lost else Lost("the machine went away")
            lost.add(bundle.name)

    monkeypatch.setitem(ENGINES, "lossy", lose)
    parts = list(work_through(items(tmp_path, "好1", "好2", "好3"), 2, "lossy", task, Settings()))
    assert all(isinstance(part, Part) for part in parts)
    assert sorted(begun.read_text().splitlines()) == ["好1.txt", "好2.txt", "好3.txt"]


def test_a_worker_of_other_versions_refuses(task, tmp_path) -> None:
    from dataclasses import replace

    bundle = Bundle.of(tuple(items(tmp_path, "好1")))
    with pytest.raises(UsageError, match="other versions"):
        replace(task, fingerprint="0" * 64)(bundle)
    with pytest.raises(UsageError, match="all workers share"):
        replace(task, folder=tmp_path / "nowhere")(bundle)
