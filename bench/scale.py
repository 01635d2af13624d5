"""Time and memory of ``policytext score`` at 10³, 10⁴ and 10⁵ documents, and of a run again with nothing new.

Run ``python bench/scale.py [SIZE ...] [--small] [--workers N] [--engine local,dask]``. Documents are unlike ones, made
from the corpus by ``unlike.py``; ``--small`` cuts each to its first lines, about a tenth of its size, where the time
for whole ones is not there. Memory is the peak of each process, the shared pages of libraries counted in full. Several
engines score the same documents and must come to the same digest.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from unlike import make_documents

SMALL_CHARS = 300
"""A title, an introduction and a few statements."""

_FOLDER = 1000
"""Files of one folder of the tree that is scored."""


@dataclass(frozen=True)
class Run:
    """What one run took. ``main`` and ``worker`` are peaks of memory in MB, ``cpu`` seconds of all processes."""

    seconds: float
    cpu: float
    main: float
    worker: float
    record: dict[str, object]


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10_000])
    parser.add_argument("--small", action="store_true")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--engine", default="local", help="one of local, dask, serial; several joined by commas")
    given = parser.parse_args()
    kind = f"first {SMALL_CHARS} characters" if given.small else "whole documents"
    print(f"{given.workers} workers, {kind}; memory in MB")
    print("| documents | engine | MB of text | seconds | CPU s | documents/s | main | worker | again, s | main again |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    for size in given.sizes:
        with TemporaryDirectory(prefix="scale-") as folder:
            text = write_documents(Path(folder) / "in", size, given.small)
            digests = set()
            for engine in given.engine.split(","):
                line, digest = row(Path(folder), engine, given.workers, size, text)
                digests.add(digest)
                print(line, flush=True)
            if len(digests) > 1:
                raise RuntimeError("the engines came to different tables")


def row(folder: Path, engine: str, workers: int, size: int, text: int) -> tuple[str, str]:
    """Score the documents twice, and say what it took; and the digest of the tables."""
    out = folder / engine
    first = measure(folder / "in", out, engine, workers)
    again = measure(folder / "in", out, engine, workers)
    if again.record["tried"]:
        raise RuntimeError("a run with nothing new worked on documents")
    cells = [f"{size:,}", engine, f"{text / 1e6:,.0f}", f"{first.seconds:,.1f}", f"{first.cpu:,.1f}"]
    cells += [f"{size / first.seconds:,.0f}", f"{first.main:,.0f}", f"{first.worker:,.0f}"]
    cells += [f"{again.seconds:,.1f} ({again.seconds / first.seconds:.1%})", f"{again.main:,.0f}"]
    digest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["digest"]
    return f"| {' | '.join(cells)} |", digest


def write_documents(folder: Path, size: int, small: bool) -> int:
    """Write unlike documents into a tree of folders; returns the bytes of their text."""
    rng, written = random.Random(0), 0
    texts = iter(())
    for number in range(size):
        if number % _FOLDER == 0:
            (folder / f"{number // _FOLDER:04}").mkdir(parents=True)
            texts = iter(make_documents(min(_FOLDER, size - number), seed=number))
        text = next(texts)
        data = (f"{shorten(text)}\n第{rng.getrandbits(48)}号。" if small else text).encode()
        (folder / f"{number // _FOLDER:04}" / f"{number:06}.txt").write_bytes(data)
        written += len(data)
    return written


def shorten(text: str) -> str:
    """The first lines of a document, whole."""
    return text[: text.rfind("\n", 0, SMALL_CHARS) + 1] or text[:SMALL_CHARS]


def measure(folder: Path, out: Path, engine: str, workers: int) -> Run:
    """Score the folder in a process of its own, and watch its memory and that of its workers."""
    command = [sys.executable, "-m", "policytext", "score", str(folder), "-o", str(out)]
    command += ["--to", "none", "--quiet", "--any", "--engine", engine, "--workers", str(workers)]
    begun = time.perf_counter()
    process = subprocess.Popen(command)
    peaks: dict[int, float] = {}
    cpu: dict[int, float] = {}
    watch = threading.Thread(target=_watch, args=(process, peaks, cpu))
    watch.start()
    process.wait()
    seconds = time.perf_counter() - begun
    watch.join()
    main = peaks.pop(process.pid, 0.0)
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return Run(seconds, sum(cpu.values()), main, max(peaks.values(), default=0.0), record)


def _watch(process: subprocess.Popen[bytes], peaks: dict[int, float], cpu: dict[int, float]) -> None:
    """Note the peak of memory and the time of each process that began with this one, from what Linux keeps of it."""
    while process.poll() is None:
        for pid in _family(process.pid):
            peaks[pid] = max(peaks.get(pid, 0.0), _peak(pid))
            cpu[pid] = max(cpu.get(pid, 0.0), _cpu(pid))
        time.sleep(0.1)


def _cpu(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        for begun_by_thread in Path("/proc").glob(f"{one}/task/*/children"):
            with suppress(OSError):
                waiting += map(int, begun_by_thread.read_text().split())
    return found


def _peak(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


if __name__ == "__main__":
    main()
