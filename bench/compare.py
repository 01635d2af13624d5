"""How long ``compare`` takes, against jieba segmenting the same statements in the same run.

Run ``python bench/compare.py [STATEMENTS ...]``; prints one line a size, and the growth exponent between them.
"""

from __future__ import annotations

import math
import resource
import sys
import time

import jieba
from unlike import distinct_share, make_tables

from policytext.compare import compare

SIZES = (10_000, 100_000)
SAMPLE = 20_000
"""Statements that jieba segments; its time grows with the text alone."""


def main(sizes: list[int]) -> None:
    """Time each size."""
    jieba.initialize()
    compare(make_tables(1000))  # imports and caches are not what is timed
    taken = []
    for size in sizes:
        tables = make_tables(size)
        texts = tables["statements"]["text"].to_pylist()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.perf_counter()
        found = compare(tables)
        seconds = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        segmenting = jieba_seconds(texts[:SAMPLE]) * len(texts) / len(texts[:SAMPLE])
        taken.append(seconds)
        print(
            f"{len(texts):>9,} statements, {distinct_share(tables):.0%} distinct: compare {seconds:.1f} s, "
            f"jieba {segmenting:.1f} s, ratio {seconds / segmenting:.2f}; memory {before:.0f} -> {peak:.0f} MB; "
            f"pairs {len(found['pairs']):,}"
        )
    for one, other, a, b in zip(sizes, sizes[1:], taken, taken[1:], strict=False):
        print(f"growth exponent {one:,} -> {other:,}: {math.log(b / a) / math.log(other / one):.2f}")


def jieba_seconds(texts: list[str]) -> float:
    """The time that jieba takes for the texts."""
    begun = time.perf_counter()
    for text in texts:
        jieba.lcut(text)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
