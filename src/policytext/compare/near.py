"""Statements of other places that are nearly the same text, found without comparing every one with every other.

Each plain text gets a MinHash signature of its pairs of characters (rensa); texts that agree on a band of it are
candidates, which rapidfuzz then verifies. In a bucket of many places a text is compared with the earliest and with the
latest before it alone, so that the work grows with the number of statements, not with the square of a phrase's spread.

References:
    A. Z. Broder, On the resemblance and containment of documents, SEQUENCES (1997) 21-29.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from policytext.compare.likeness import NEAR, Ints, align, distinct, pair_rows

PERMUTATIONS, BANDS = 48, 16
"""Sixteen bands of three: a pair whose sets of character pairs overlap by .6, about what texts with a repetition of .8
have, shares a band with probability .98; one that overlaps by .2 with .12."""

LEAST_ESTIMATE = 0.4
"""Least estimated overlap of candidates that are aligned; of texts with a repetition of .8, 95 in 100 have over .53."""

SEED = 2016
BLOCK = 20_000
"""Texts whose signatures are made at a time."""

LEAST_CHARS = 10
"""Shorter plain texts (无；见附件) stand everywhere and say nothing about borrowing."""

EARLIEST, LATEST = 3, 2
"""So many candidates of a bucket, each of another place: the first of all, and the last that are no later."""

_LATER = 10_000
"""More than any year."""


@dataclass(frozen=True, slots=True)
class Near:
    """A text (``index``) and one of another place, no later, that it nearly repeats (``other``)."""

    index: int
    other: int
    similarity: float


def find_near(plains: Sequence[str], homes: Sequence[int], years: Sequence[int]) -> list[Near]:
    """Pairs of nearly equal texts of different places.

    Args:
        plains: plain texts, in an order that does not depend on the run.
        homes: the place of each, as a number.
        years: the year of each; the other text of a pair is of the same or an earlier year.

    Returns:
        Pairs by index and other.

    >>> texts = ["建立乡镇信息更新月通报制度", "建立了乡镇信息更新月通报制度", "开展业务培训四期三百人次"]
    >>> [(pair.index, pair.other) for pair in find_near(texts, [1, 2, 3], [2016, 2017, 2017])]
    [(1, 0)]
    """
    kept = np.array([i for i, text in enumerate(plains) if len(text) >= LEAST_CHARS], dtype=np.int64)
    if len(kept) < 2:
        return []
    signatures = _signatures([plains[i] for i in kept])
    candidates = _candidates(_bands(signatures), np.asarray(homes)[kept], np.asarray(years)[kept])
    likely = _estimate(signatures, candidates) >= LEAST_ESTIMATE
    return list(_verified(plains, kept, candidates[likely]))


def _signatures(plains: Sequence[str]) -> npt.NDArray[np.uint32]:
    """MinHash signatures: shape (texts, PERMUTATIONS)."""
    return np.concatenate([_signatures_of(plains[i : i + BLOCK]) for i in range(0, len(plains), BLOCK)])


def _signatures_of(plains: Sequence[str]) -> npt.NDArray[np.uint32]:
    from rensa import RMinHash

    rows, buckets = pair_rows(plains)
    offsets = np.searchsorted(rows, np.arange(len(plains) + 1)).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(buckets.astype(np.uint64), offsets, PERMUTATIONS, SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32)


def _bands(signatures: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint64]:
    """A number for each band of each text: shape (BANDS, texts)."""
    parts = signatures.reshape(len(signatures), BANDS, -1)
    bands = np.zeros(parts.shape[:2], dtype=np.uint64)
    for part in range(parts.shape[2]):
        bands = bands * np.uint64(0x9E3779B97F4A7C15) + parts[:, :, part]
    return np.ascontiguousarray(bands.T)


def _estimate(signatures: npt.NDArray[np.uint32], candidates: Ints) -> npt.NDArray[np.float64]:
    """The share of pairs of characters that candidates have in common, as their signatures estimate it."""
    parts = range(0, len(candidates), BLOCK)
    blocks = (candidates[i : i + BLOCK] for i in parts)
    shares = [(signatures[block[:, 0]] == signatures[block[:, 1]]).mean(axis=1) for block in blocks]
    return np.concatenate([np.empty(0), *shares])


def _candidates(bands: npt.NDArray[np.uint64], homes: Ints, years: Ints) -> Ints:
    """Pairs (text, other) that share a band, each once, the other no later and of another place: shape (pairs, 2)."""
    size = len(homes)
    found = np.concatenate([_in_band(band, homes, years) for band in bands])
    keys = distinct(found[:, 0] * size + found[:, 1])
    return np.stack([keys // size, keys % size], axis=1)


def _in_band(band: npt.NDArray[np.uint64], homes: Ints, years: Ints) -> Ints:
    """Pairs of one band. In each bucket a place stands for itself with its first text alone."""
    order = np.lexsort((years, band))
    bucket = np.cumsum(np.diff(band[order], prepend=band[order[0]]) != 0)
    crowded = np.bincount(bucket)[bucket] > 1
    order, bucket = order[crowded], bucket[crowded]
    home, time = homes[order], bucket * _LATER + years[order]
    firsts = np.sort(np.unique(bucket * (homes.max() + 1) + home, return_index=True)[1])
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


def _verified(plains: Sequence[str], kept: Ints, candidates: Ints) -> Iterator[Near]:
    ones, others = kept[candidates[:, 0]].tolist(), kept[candidates[:, 1]].tolist()
    values = align([plains[i] for i in ones], [plains[i] for i in others])
    found = zip(ones, others, values.tolist(), strict=True)
    return (Near(one, other, value) for one, other, value in found if value >= NEAR)
