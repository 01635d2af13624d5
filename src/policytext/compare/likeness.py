"""How alike statements are: what one says again of the other, and whether one nearly repeats the other.

Two measures, for two questions. ``containment`` asks whether two statements speak of the same matter in any words: the
share of the first one's information, in pairs of neighbouring characters, that stands in the second. ``repetition``
asks whether a text was written anew: the longest common subsequence of both (rapidfuzz), markers and punctuation left
out. Pairs of characters are weighted by how rare they are in a reference corpus that ships with the package, so that
a result does not hang on which other places are compared.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from policytext.quantities import strip_mark
from policytext.resources import read_bytes

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEAR = 0.8
"""Least repetition of a text that is nearly the same: about one character in five may differ. Chosen on the tuning half
of the coded pairs (docs/method.md)."""

TABLE = "compare/pair_counts.npz"
BUCKETS = 1 << 18
"""Pairs of characters are counted under a hash of 18 bits: about 30,000 kinds of pair occur, so few share a bucket."""

_NOT_WORDS = re.compile(r"[\W_]+")
_BREAK = ord("\n")


def plain(text: str) -> str:
    """The text without its item marker, punctuation and spaces, Latin letters small.

    >>> plain("（二）建立“月通报”制度，6月底前完成。")
    '建立月通报制度6月底前完成'
    """
    return _NOT_WORDS.sub("", strip_mark(text)).lower()


def pair_rows(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """The different pairs of neighbouring characters of each text.

    Args:
        texts: made ``plain``.

    Returns:
        Row numbers and bucket numbers, sorted by both, each pair once a text.
    """
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le"), dtype=np.uint32).astype(np.int64)
    rows = np.cumsum(codes == _BREAK)
    inside = (codes[:-1] != _BREAK) & (codes[1:] != _BREAK)
    buckets = (codes[:-1] * 1_000_003 ^ codes[1:] * 8_191) % BUCKETS
    found = np.sort(rows[:-1][inside] * BUCKETS + buckets[inside])
    found = found[np.diff(found, prepend=-1) > 0]
    return found // BUCKETS, found % BUCKETS


def pair_matrix(texts: Sequence[str]) -> csr_matrix:
    """Texts as a sparse matrix of shape (texts, BUCKETS): the information of each pair of characters, in nats."""
    from scipy.sparse import csr_matrix

    rows, buckets = pair_rows(texts)
    return csr_matrix((pair_information()[buckets], (rows, buckets)), shape=(len(texts), BUCKETS))


def containment(one: csr_matrix, other: csr_matrix) -> Floats:
    """Share of each row's information in ``one`` that stands in each row of ``other``: shape (ones, others), 0-1.

    Texts without a pair in common give 0, a text that holds all of the other 1.

    >>> matrix = pair_matrix([plain("建立月通报制度"), plain("实行月通报制度"), plain("开展培训")])
    >>> containment(matrix, matrix)[0].round(1).tolist()
    [1.0, 0.7, 0.0]
    """
    present = other.copy()
    present.data = np.ones_like(present.data)
    shared = np.asarray((one @ present.T).toarray(), dtype=float)
    whole = np.asarray(one.sum(axis=1), dtype=float)
    return np.minimum(shared / np.where(whole > 0, whole, 1.0), 1.0)


def repetition(ones: Sequence[str], others: Sequence[str], cutoff: float = NEAR) -> Floats:
    """How far each plain text repeats each other one: twice the common subsequence over both lengths, 0-1.

    Args:
        ones: plain texts.
        others: plain texts.
        cutoff: values below it are given as 0, which is faster.

    Returns:
        Shape (ones, others). An empty text repeats nothing.
    """
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    found = np.asarray(
        cdist(ones, others, scorer=Indel.normalized_similarity, score_cutoff=cutoff, dtype=np.float64, workers=1)
    ).reshape(len(ones), len(others))
    found[[not text for text in ones]] = 0.0
    return found


@cache
def pair_information() -> Floats:
    """The information of the pairs of characters by bucket: ln(1 + statements / (SMOOTHING + statements with it))."""
    with np.load(BytesIO(read_bytes(TABLE)), allow_pickle=False) as table:
        counts, total = table["counts"].astype(float), int(table["statements"])
    information: Floats = np.log1p(total / (SMOOTHING + counts))
    return information


SMOOTHING = 3.0
"""Added to the counts, so that a pair never seen does not outweigh three that are rare. Of 1, 3 and none, 3 found the
evidence best on the tuning half of the coded pairs, by a hair."""


def count_pairs(texts: Sequence[str]) -> npt.NDArray[np.int32]:
    """In how many texts each bucket occurs; what ``data/compare/pair_counts.npz`` is made of."""
    _, buckets = pair_rows([plain(text) for text in texts])
    return np.bincount(buckets, minlength=BUCKETS).astype(np.int32)


def shared_stretches(one: str, other: str) -> list[str]:
    """The stretches of one plain text that stand in the other, pair by pair, longest first: what to show as the reason.

    >>> shared_stretches("建立乡镇信息更新月通报制度", "月通报制度已在乡镇建立")
    ['月通报制度', '建立', '乡镇']
    """
    pairs = {other[i : i + 2] for i in range(len(other) - 1)}
    stretches: list[str] = []
    inside = False
    for i in range(len(one) - 1):
        pair = one[i : i + 2]
        if pair in pairs and inside:
            stretches[-1] += pair[1]
        elif pair in pairs:
            stretches.append(pair)
        inside = pair in pairs
    return sorted(dict.fromkeys(stretches), key=lambda stretch: -len(stretch))
