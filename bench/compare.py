"""How long ``compare`` takes and how much memory, against jieba segmenting the same statements in the same process.

Run ``python bench/compare.py [STATEMENTS ...]``; prints one line a size, and the growth between them. Each size has two
processes of its own: one makes the dataset and writes it, the other reads it, as ``policytext compare OUT`` does.
"""

from __future__ import annotations

import math
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from unlike import distinct_share, make_tables, write_dataset

from policytext.compare import compare
from policytext.store import read_tables, write_comparisons

SIZES = (10_000, 100_000)
SAMPLE = 20_000
"""Statements that jieba segments; its time grows with the text alone."""


@dataclass(frozen=True)
class Taken:
    """Seconds of processor time (compared, compared and written, segmented), megabytes before and at the peak."""

    statements: int
    comparing: float
    whole: float
    segmenting: float
    before: float
    peak: float
    pairs: int


def main(sizes: list[int]) -> None:
    """Measure each size."""
    taken = []
    for size in sizes:
        with TemporaryDirectory() as folder:
            distinct = alone(make, size, Path(folder))
            found = alone(measure, Path(folder))
        taken.append(found)
        print(
            f"{found.statements:>9,} statements, {distinct:.0%} distinct: compare {found.comparing:.1f} s "
            f"({found.whole:.1f} s written), jieba {found.segmenting:.1f} s, ratio "
            f"{found.comparing / found.segmenting:.2f} ({found.whole / found.segmenting:.2f}); "
            f"memory {found.before:.0f} -> {found.peak:.0f} MB; pairs {found.pairs:,}",
            flush=True,
        )
    for one, other in pairwise(taken):
        exponent = math.log(other.whole / one.whole) / math.log(other.statements / one.statements)
        grown = (other.peak - other.before) - (one.peak - one.before)
        span = f"{one.statements:,} -> {other.statements:,}"
        print(f"growth exponent {span}: {exponent:.2f}; memory grows by {grown:.0f} MB")


def alone(function: Callable[..., Any], *arguments: object) -> Any:
    """A call in a fresh process, whose memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def make(size: int, folder: Path) -> float:
    """Write a dataset of about so many statements, and a small one; gives the share that is distinct."""
    write_dataset(make_tables(1000), folder / "small")
    tables = make_tables(size)
    write_dataset(tables, folder / "large")
    return distinct_share(tables)


def measure(folder: Path) -> Taken:
    """Compare the datasets; the small one first, so that imports and caches are not what is measured."""
    write_comparisons(compare(read_tables(folder / "small")), folder / "small", {})
    before, begun = peak(), time.process_time()
    found = compare(read_tables(folder / "large"))
    comparing = time.process_time() - begun
    write_comparisons(found, folder / "large", {})
    whole, after = time.process_time() - begun, peak()
    tables = read_tables(folder / "large")
    texts = tables["statements"]["text"].to_pylist()
    segmenting = jieba_seconds(texts[:SAMPLE]) * len(texts) / len(texts[:SAMPLE])
    return Taken(len(texts), comparing, whole, segmenting, before, after, len(tables["pairs"]))


def peak() -> float:
    """The most memory that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def jieba_seconds(texts: list[str]) -> float:
    """The time that jieba takes for the texts."""
    import jieba

    jieba.initialize()
    begun = time.process_time()
    for text in texts:
        jieba.lcut(text)
    return time.process_time() - begun


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
