"""Texts -> MinHash signatures of their pairs of characters, of which memory holds only what estimates need.

References:
    A. Z. Broder, On the resemblance and containment of documents, SEQUENCES (1997) 21-29.
    P. Li, A. C. König, b-bit minwise hashing, WWW (2010) 671-680.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from policytext.compare.likeness import Ints, pair_rows
from policytext.compare.scratch import Scratch

PERMUTATIONS, BANDS = 48, 16
"""Sixteen bands of three: a pair whose sets of character pairs overlap by .6, about what texts with a repetition of .8
have, shares a band with probability .98; one that overlaps by .2 with .12."""

SEED = 2016
BLOCK = 4000
"""Texts whose signatures are made at a time."""

LEAST_CHARS = 10
"""Shorter plain texts (无；见附件) stand everywhere and say nothing about borrowing."""

Hashes = npt.NDArray[np.uint64]


class Signatures:
    """Signatures of the texts that are long enough. Bands are laid aside on disk, one after the other.

    Args:
        plains: plain texts; they are read once, ``BLOCK`` at a time.

    Attributes:
        kept: places of the texts among all, shape (kept,).
        marks: the last byte of each number of a signature, shape (kept, PERMUTATIONS).
    """

    def __init__(self, plains: Sequence[str]) -> None:
        self._scratch, self._room = Scratch(), len(plains)
        self.kept = np.empty(self._room, dtype=np.int32)
        self.marks = np.empty((self._room, PERMUTATIONS), dtype=np.uint8)
        count = 0
        for begin in range(0, self._room, BLOCK):
            texts = {
                begin + i: text for i, text in enumerate(plains[begin : begin + BLOCK]) if len(text) >= LEAST_CHARS
            }
            if texts:
                self._add(list(texts), list(texts.values()), count)
                count += len(texts)
        self.kept, self.marks = self.kept[:count], self.marks[:count]

    def band(self, number: int) -> Hashes:
        """A number for each text; texts that agree on the band have the same."""
        return np.frombuffer(self._scratch.read(8 * number * self._room, 8 * len(self.kept)), dtype=np.uint64)

    def overlap(self, ones: Ints, others: Ints) -> npt.NDArray[np.float64]:
        """The share of pairs of characters that kept texts have in common, estimated: shape (pairs,).

        Numbers that differ share their last byte once in 256 times: it is a hair over ``overlap_of``, never under.
        """
        shares: npt.NDArray[np.float64] = (self.marks[ones] == self.marks[others]).mean(axis=1)
        return shares

    def _add(self, places: list[int], texts: Sequence[str], count: int) -> None:
        made = _signatures_of(texts)
        self.kept[count : count + len(texts)] = places
        self.marks[count : count + len(texts)] = made & 0xFF
        for number, band in enumerate(_bands(made)):
            self._scratch.write(8 * (number * self._room + count), band.tobytes())


def overlap_of(ones: Sequence[str], others: Sequence[str]) -> npt.NDArray[np.float64]:
    """The share of pairs of characters that plain texts have in common, estimated from whole signatures.

    >>> overlap_of(["建立月通报制度", "开展业务培训"], ["建立月通报制度", "建立月通报制度"]).tolist()
    [1.0, 0.0]
    """
    places = {text: place for place, text in enumerate(dict.fromkeys([*ones, *others]))}
    if not places:
        return np.empty(0)
    made = _signatures_of(list(places))
    shares: npt.NDArray[np.float64] = (
        made[[places[one] for one in ones]] == made[[places[other] for other in others]]
    ).mean(axis=1)
    return shares


def _signatures_of(plains: Sequence[str]) -> npt.NDArray[np.uint32]:
    """MinHash signatures: shape (texts, PERMUTATIONS)."""
    from rensa import RMinHash

    rows, buckets = pair_rows(plains)
    offsets = np.searchsorted(rows, np.arange(len(plains) + 1)).astype(np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(buckets.astype(np.uint64), offsets, PERMUTATIONS, SEED)
    return np.array(matrix.to_rows(), dtype=np.uint32)


def _bands(signatures: npt.NDArray[np.uint32]) -> Hashes:
    """A number for each band of each text: shape (BANDS, texts)."""
    parts = signatures.reshape(len(signatures), BANDS, -1)
    bands = np.zeros(parts.shape[:2], dtype=np.uint64)
    for part in range(parts.shape[2]):
        bands = bands * np.uint64(0x9E3779B97F4A7C15) + parts[:, :, part]
    return np.ascontiguousarray(bands.T)
