"""Runs that are killed, again and again: nothing lost, nothing twice, the same bytes. ``make chaos`` for many kills.

``python tests/run/chaos.py main|workers [--kills N] [--documents N] [--engine local|dask] [--workers N] [--seed N]``
kills the main process, or workers, at random moments, and prints what came of it.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
COMPARED = ("tables", "documents.parquet", "manifest.json", "failures.csv")


@dataclass(frozen=True)
class Outcome:
    """What came of it. ``twice`` counts beginnings of documents beyond the first."""

    kills: int
    same: bool
    twice: int
    partial: int

    def __str__(self) -> str:
        """One line."""
        same = "byte-identical" if self.same else "NOT THE SAME"
        return f"{self.kills} kills: {same}; {self.twice} documents begun again; {self.partial} times OUT was partial"


def make_documents(folder: Path, number: int) -> None:
    """Documents that the stand-in scores."""
    folder.mkdir()
    for index in range(number):
        (folder / f"好{index}.txt").write_text(f"第{index}份报告。" * (1 + index % 50), encoding="utf-8")


def content(out: Path) -> dict[str, bytes]:
    """What must be the same."""
    files = [file for name in COMPARED for file in ([out / name] if (out / name).is_file() else (out / name).iterdir())]
    return {str(file.relative_to(out)): file.read_bytes() for file in files}


def start(folder: Path, out: Path, log: Path, engine: str, workers: int) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    command = [sys.executable, str(HERE / "chaos_run.py"), str(folder), str(out), engine, str(workers)]
    environment = {**os.environ, "CHAOS_LOG": str(log), "PYTHONWARNINGS": "ignore"}  # of what a killed run left open
    return subprocess.Popen(command, env=environment, start_new_session=True)


def twice(log: Path) -> int:
    """Beginnings of documents beyond the first."""
    if not log.exists():
        return 0
    begun = Counter(line.split()[-1] for line in log.read_text().splitlines())
    return sum(begun.values()) - len(begun)


def is_partial(out: Path) -> bool:
    """Whether a reader sees something that is neither a whole run nor none."""
    if (out / "manifest.json").exists():
        return len(list((out / "tables").glob("*.parquet"))) < 9 or not (out / "run.json").exists()
    return False


def kill_main(folder: Path, work: Path, engine: str, workers: int, kills: int, rng: random.Random) -> Outcome:
    """Kill the main process at random moments of its run, alone or with its workers; then let it finish."""
    whole = uninterrupted(folder, work, workers)
    begun = time.monotonic()
    uninterrupted(folder, work, workers, "again")
    length = time.monotonic() - begun
    out, log, partial, done, again, same = work / "out", work / "log", 0, 0, 0, True
    while True:
        run = start(folder, out, log, engine, workers)
        if done < kills:
            with suppress(subprocess.TimeoutExpired):
                run.wait(rng.uniform(0.2, 1.1 * length))
        if done >= kills or run.poll() is not None:
            if run.wait():
                raise RuntimeError("a run that goes on fails")
            same, again = same and content(out) == whole, again + twice(log)
            if done >= kills:
                return Outcome(done, same, again, partial)
            shutil.rmtree(out)  # it was faster than the killer: begin anew, so that every kill finds work
            log.unlink()
            continue
        if rng.random() < 0.5:
            os.killpg(run.pid, signal.SIGKILL)  # its workers with it, as when the machine stops
        run.kill()
        run.wait()
        done += 1
        partial += is_partial(out)


def kill_workers(folder: Path, work: Path, engine: str, workers: int, kills: int, rng: random.Random) -> Outcome:
    """Kill processes that work on documents, while one run goes on."""
    whole = uninterrupted(folder, work, workers)
    out, log, done = work / "out", work / "log", 0
    run = start(folder, out, log, engine, workers)
    while run.poll() is None:
        time.sleep(rng.uniform(0.05, 0.4))
        lines = log.read_text().splitlines() if log.exists() else []
        if lines and done < kills:
            with suppress(OSError):
                os.kill(int(rng.choice(lines[-2:]).split()[0]), signal.SIGKILL)
                done += 1
    same = run.returncode == 0 and content(out) == whole
    return Outcome(done, same, twice(log), 0)


def uninterrupted(folder: Path, work: Path, workers: int, name: str = "whole") -> dict[str, bytes]:
    """What a run gives that nobody kills."""
    run = start(folder, work / name, work / f"{name}.log", "local", workers)
    if run.wait():
        raise RuntimeError("the run fails without being killed")
    return content(work / name)


KINDS = {"main": kill_main, "workers": kill_workers}


def main() -> int:
    """Print what came of it; 1 where it is not what must hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    for name, default in (("kills", 50), ("documents", 2000), ("workers", 2), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--engine", default="local")
    given = parser.parse_args()
    with TemporaryDirectory(prefix="chaos-") as folder:
        work = Path(folder)
        make_documents(work / "in", given.documents)
        rng = random.Random(given.seed)
        outcome = KINDS[given.kind](work / "in", work, given.engine, given.workers, given.kills, rng)
    print(f"{given.kind}, {given.engine}, {given.documents} documents, {given.workers} workers: {outcome}")
    within = outcome.twice <= outcome.kills * given.workers
    return 0 if outcome.same and not outcome.partial and within else 1


if __name__ == "__main__":
    sys.exit(main())
