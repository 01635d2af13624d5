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

from policytext.compare.likeness import pair_rows
from policytext.compare.reuse import NEAR

PERMUTATIONS, BANDS = 48, 16
"""Sixteen bands of three: a pair whose sets of character pairs overlap by .6, about what texts with a repetition of .8
have, shares a band with probability .98; one that overlaps by .2 with .12."""

SEED = 2016
BLOCK = 20_000
"""Texts whose signatures are made at a time."""

LEAST_CHARS = 10
"""Shorter plain texts (无；见附件) stand everywhere and say nothing about borrowing."""

EARLIEST, LATEST = 4, 3
"""So many candidates of a bucket, each of another place: the first of all, and the last before the text."""


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
    candidates = _candidates(_bands([plains[i] for i in kept]), np.asarray(homes)[kept], np.asarray(years)[kept])
    return list(_verified(plains, kept, candidates))


def _bands(plains: Sequence[str]) -> npt.NDArray[np.uint64]:
    """A number for each band of each text: shape (BANDS, texts)."""
    blocks = [_signatures(plains[i : i + BLOCK]) for i in range(0, len(plains), BLOCK)]
    signatures = np.concatenate(blocks).astype(np.uint64).reshape(len(plains), BANDS, -1)
    bands = np.zeros((len(plains), BANDS), dtype=np.uint64)
    for part in range(signatures.shape[2]):
        bands = bands * np.uint64(0x9E3779B97F4A7C15) + signatures[:, :, part]
    return bands.T


def _signatures(plains: Sequence[str]) -> npt.NDArray[np.uint32]:
    from rensa import RMinHash

    rows, buckets = pair_rows(plains)
    offsets = np.searchsorted(rows, np.arange(len(plains) + 1)).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(buckets.astype(np.uint64), offsets, PERMUTATIONS, SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32)


def _candidates(
    bands: npt.NDArray[np.uint64], homes: npt.NDArray[np.int64], years: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Pairs (text, other) that share a band, each once: shape (pairs, 2)."""
    found = [np.empty((0, 2), dtype=np.int64)]
    for band in bands:
        order = np.lexsort((np.arange(len(band)), years, band))
        cuts = np.flatnonzero(np.diff(band[order])) + 1
        for bucket in np.split(order, cuts)[:]:
            if len(bucket) > 1:
                found.append(np.array(list(_in_bucket(bucket.tolist(), homes, years)), dtype=np.int64).reshape(-1, 2))
    return np.unique(np.concatenate(found), axis=0)


def _in_bucket(
    bucket: Sequence[int], homes: npt.NDArray[np.int64], years: npt.NDArray[np.int64]
) -> Iterator[tuple[int, int]]:
    """Pairs of one bucket, whose texts are in the order of the years."""
    firsts: dict[int, int] = {}
    latest: dict[int, int] = {}
    waiting: list[int] = []
    for index in bucket:
        if waiting and years[waiting[-1]] != years[index]:
            waiting.clear()
        home = int(homes[index])
        others = [*[o for h, o in firsts.items() if h != home][:EARLIEST]]
        others += [o for h, o in reversed(latest.items()) if h != home][:LATEST]
        yield from ((index, other) for other in others)
        # Texts of one year are seen with each other in both directions.
        yield from ((other, index) for other in waiting[-LATEST:] if homes[other] != home)
        if len(firsts) <= EARLIEST:
            firsts.setdefault(home, index)
        latest.pop(home, None)
        latest[home] = index
        if len(latest) > LATEST + 1:
            latest.pop(next(iter(latest)))
        waiting.append(index)


def _verified(plains: Sequence[str], kept: npt.NDArray[np.int64], candidates: npt.NDArray[np.int64]) -> Iterator[Near]:
    from rapidfuzz.distance import Indel

    for one, other in kept[candidates].tolist():
        similarity = Indel.normalized_similarity(plains[one], plains[other], score_cutoff=NEAR)
        if similarity >= NEAR:
            yield Near(one, other, float(similarity))
