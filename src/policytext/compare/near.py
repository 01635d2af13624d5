"""Statements of other places that are nearly the same text, found without comparing every one with every other.

Each plain text gets a MinHash signature of its pairs of characters (rensa); texts that agree on a band of it are
candidates, which rapidfuzz then verifies. In a bucket of many places a text is compared with the earliest and with the
latest before it alone, so that the work grows with the number of statements, not with the square of a phrase's spread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from policytext.compare.likeness import NEAR, Ints, align, distinct
from policytext.compare.shelf import Shelf
from policytext.compare.signatures import BANDS, Hashes, Signatures, overlap_of

if TYPE_CHECKING:
    import pyarrow as pa

Int32s = npt.NDArray[np.int32]

LEAST_ESTIMATE = 0.4
"""Least estimated overlap of candidates that are aligned; of texts with a repetition of .8, 95 in 100 have over .53."""

BLOCK = 4000
"""Candidates that are estimated or aligned at a time."""

PART_TEXTS = 100_000
"""Texts, about, whose buckets are looked through at a time, and texts whose pairs are brought together."""

EARLIEST, LATEST = 3, 2
"""So many candidates of a bucket, each of another place: the first of all, and the last that are no later."""

_LATER = 10_000
"""More than any year."""


class Near(NamedTuple):
    """A text and one of another place, no later, that it nearly repeats (``other``), by their places in the list."""

    one: int
    other: int
    similarity: float


def find_near(plains: Sequence[str], homes: npt.ArrayLike, years: npt.ArrayLike) -> Iterator[Near]:
    """Pairs of nearly equal texts of different places.

    Args:
        plains: plain texts, in an order that does not depend on the run; they may lie on disk (``shelf.Texts``).
        homes: the place of each, as a number.
        years: the year of each; the other text of a pair is of the same or an earlier year.

    Returns:
        Pairs in the order of one and other.

    >>> texts = ["建立乡镇信息更新月通报制度", "建立了乡镇信息更新月通报制度", "开展业务培训四期三百人次"]
    >>> [(pair.one, pair.other) for pair in find_near(texts, [1, 2, 3], [2016, 2017, 2017])]
    [(1, 0)]
    """
    signatures = Signatures(plains)
    kept, size = signatures.kept, len(signatures.kept)
    homes, years = np.asarray(homes, dtype=np.int32)[kept], np.asarray(years, dtype=np.int32)[kept]
    shelf = Shelf()
    for number in range(BANDS if size else 0):
        for pairs in _in_band(signatures.band(number), homes, years):
            _lay_aside(shelf, _likely(signatures, pairs), size)
    del signatures, homes, years
    for part in sorted(shelf.keys):
        keys = distinct(np.concatenate([block["key"].to_numpy() for block in shelf.get(part, _schema())]))
        for begin in range(0, len(keys), BLOCK):
            ones, others = np.divmod(keys[begin : begin + BLOCK], size)
            yield from _verified(plains, kept[ones].tolist(), kept[others].tolist())


def _lay_aside(shelf: Shelf, keys: Ints, size: int) -> None:
    """Put sorted pairs by parts of the texts on a shelf: from band to band they would grow with the dataset."""
    import pyarrow as pa

    parts = range(1 + size // PART_TEXTS)
    edges = np.searchsorted(keys, [part * PART_TEXTS * size for part in (*parts, len(parts))])
    for part, (begin, end) in enumerate(pairwise(edges.tolist())):
        if begin < end:
            shelf.put(part, pa.record_batch([pa.array(keys[begin:end])], _schema()))


def _schema() -> pa.Schema:
    import pyarrow as pa

    return pa.schema([("key", pa.int64())])


def _in_band(band: Hashes, homes: Int32s, years: Int32s) -> Iterator[Ints]:
    """Pairs (text, other) that share a band, the other no later and of another place: shape (pairs, 2).

    They come a part of the buckets at a time, so that what is sorted does not grow with the dataset.
    """
    parts = 1 + len(band) // PART_TEXTS
    part_of = ((band >> np.uint64(40)) % np.uint64(parts)).astype(np.int16)
    for part in range(parts):
        texts = np.flatnonzero(part_of == part)
        if texts.size:
            yield texts[_in_buckets(band[texts], homes[texts], years[texts])]


def _in_buckets(band: Hashes, homes: Int32s, years: Int32s) -> Ints:
    """Pairs of some buckets. In each bucket a place stands for itself with its first text alone."""
    crowded = _crowded(band)
    order = crowded[np.lexsort((years[crowded], band[crowded]))]
    bucket = np.cumsum(np.diff(band[order], prepend=band[order[:1]]) != 0)
    home, time = homes[order], bucket * _LATER + years[order]
    firsts = np.sort(np.unique(bucket * (int(homes.max()) + 1) + home, return_index=True)[1])
    begins = np.searchsorted(bucket[firsts], bucket, side="left")
    ends = np.searchsorted(time[firsts], time, side="right")
    chosen = [begins + k for k in range(EARLIEST)] + [ends - 1 - k for k in range(LATEST)]
    pairs = [np.empty((0, 2), dtype=np.int64)]
    for places in chosen:
        inside = (places >= begins) & (places < ends)
        other = firsts[places[inside]]
        pair = np.stack([order[inside], order[other]], axis=1)
        pairs.append(pair[homes[pair[:, 0]] != homes[pair[:, 1]]])
    return np.concatenate(pairs)


def _crowded(band: Hashes) -> Ints:
    """The texts that are not alone in their bucket."""
    order = np.argsort(band)
    same = np.concatenate([[False], band[order[1:]] == band[order[:-1]], [False]])
    return np.sort(order[same[1:] | same[:-1]])


def _likely(signatures: Signatures, pairs: Ints) -> Ints:
    """The pairs whose signatures let expect a repetition, each once, as text times the number of texts plus other."""
    size = len(signatures.kept)
    keys = distinct(pairs[:, 0] * size + pairs[:, 1])
    blocks = (keys[i : i + BLOCK] for i in range(0, len(keys), BLOCK))
    likely = [block[signatures.overlap(*np.divmod(block, size)) >= LEAST_ESTIMATE] for block in blocks]
    return np.concatenate([keys[:0], *likely])


def _verified(plains: Sequence[str], ones: list[int], others: list[int]) -> Iterator[Near]:
    texts = {place: plains[place] for place in dict.fromkeys([*ones, *others])}
    values = align([texts[i] for i in ones], [texts[i] for i in others])
    found = [Near(*pair) for pair in zip(ones, others, values.tolist(), strict=True) if pair[2] >= NEAR]
    overlaps = overlap_of([texts[pair.one] for pair in found], [texts[pair.other] for pair in found])
    return (pair for pair, overlap in zip(found, overlaps.tolist(), strict=True) if overlap >= LEAST_ESTIMATE)
