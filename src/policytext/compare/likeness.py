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
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from string import digits

import numpy as np
import numpy.typing as npt

from policytext.quantities import strip_mark
from policytext.resources import read_bytes

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NEAR = 0.8
"""Least repetition of a text that is nearly the same: about one character in five may differ. Chosen on the tuning half
of the coded pairs (docs/method.md)."""

TABLE = "compare/pair_counts.npz"
BITS = 18
BUCKETS = 1 << BITS
"""Pairs of characters are counted under a hash of 18 bits: about 30,000 kinds of pair occur, so few share a bucket."""

_NOT_WORDS = re.compile(r"[\W_]+")
_BREAK = ord("\n")


def plain(text: str) -> str:
    """The text without its item marker, punctuation and spaces, Latin letters small.

    >>> plain("（二）建立“月通报”制度，6月底前完成。")
    '建立月通报制度6月底前完成'
    """
    return _NOT_WORDS.sub("", strip_mark(text)).lower()


def distinct(values: Ints) -> Ints:
    """The different values in order: ``np.unique``, which hashes and is three times slower here.

    >>> distinct(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    ordered = np.sort(values)
    fresh = np.ones(len(ordered), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=fresh[1:])
    return ordered[fresh]


def pair_rows(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """The different pairs of neighbouring characters of each text.

    Args:
        texts: made ``plain``.

    Returns:
        Row numbers and bucket numbers, sorted by both, each pair once a text.
    """
    rows, buckets = _every_pair(texts)
    found = distinct(rows << BITS | buckets)
    return found >> BITS, found & (BUCKETS - 1)


def _every_pair(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Row and bucket of every pair of neighbouring characters, as they come."""
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le"), dtype=np.uint32)
    ends = codes == _BREAK
    mixed = codes[:-1] * np.uint32(1_000_003)
    mixed ^= codes[1:] * np.uint32(8_191)
    mixed &= np.uint32(BUCKETS - 1)
    pairs = np.array([max(0, len(text) - 1) for text in texts], dtype=np.int64)
    return np.repeat(np.arange(len(texts)), pairs), mixed[~(ends[:-1] | ends[1:])].astype(np.int64)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of characters of some texts: ``rows`` and ``buckets`` in the order of the buckets."""

    count: int
    rows: Ints
    buckets: Ints


def pairs_of(texts: Sequence[str]) -> Pairs:
    """The pairs of characters of plain texts."""
    count = max(1, len(texts))
    rows, buckets = _every_pair(texts)
    found = distinct(buckets * count + rows)
    return Pairs(len(texts), found % count, found // count)


def containment(ones: Pairs, others: Pairs) -> Floats:
    """Share of the information of each text in ``ones`` that stands in each of ``others``: shape (ones, others), 0-1.

    Texts without a pair in common give 0, a text that holds all of the other 1.

    >>> texts = pairs_of([plain("建立乡镇月通报制度"), plain("实行乡镇月通报制度"), plain("开展培训")])
    >>> containment(texts, texts)[0].round(1).tolist()
    [1.0, 0.7, 0.0]
    """
    information = pair_information()[ones.buckets]
    begins = np.searchsorted(others.buckets, ones.buckets, side="left")
    lengths = np.searchsorted(others.buckets, ones.buckets, side="right") - begins
    steps = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    columns = others.rows[np.repeat(begins, lengths) + steps]
    cells = np.repeat(ones.rows, lengths) * others.count + columns
    size = ones.count * others.count
    shared = np.bincount(cells, np.repeat(information, lengths), size).reshape(ones.count, others.count)
    whole = np.bincount(ones.rows, information, ones.count)[:, None]
    return np.minimum(shared / np.where(whole > 0, whole, 1.0), 1.0)


def repetition(ones: Sequence[str], others: Sequence[str], wanted: npt.NDArray[np.bool_]) -> Floats:
    """How far each plain text repeats each other one: twice the common subsequence over both lengths, 0-1.

    Args:
        ones: plain texts.
        others: plain texts.
        wanted: which pairs to align, shape (ones, others).

    Returns:
        Shape (ones, others); 0 for pairs that are not wanted, and below ``NEAR``. An empty text repeats nothing.

    >>> repetition(["建立月通报制度"], ["建立了月通报制度", ""], np.ones((1, 2), bool)).round(2).tolist()
    [[0.93, 0.0]]
    """
    rows, columns = np.nonzero(wanted)
    found = np.zeros(wanted.shape)
    found[rows, columns] = align([ones[i] for i in rows.tolist()], [others[j] for j in columns.tolist()])
    return found


def align(ones: Sequence[str], others: Sequence[str]) -> Floats:
    """The repetition of texts pair by pair: shape (pairs,), 0 below ``NEAR``."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    scorer = Indel.normalized_similarity
    values = cpdist(ones, others, scorer=scorer, score_cutoff=NEAR, dtype=np.float64, workers=1)
    filled: Floats = np.array([bool(one) for one in ones], dtype=float)
    return np.asarray(values, dtype=float) * filled


@cache
def pair_information() -> Floats:
    """The information of the pairs of characters by bucket: ln(1 + statements / (SMOOTHING + statements with it)).

    A digit before another or before 年 says next to nothing: a promise and a statement that only share the year share
    no matter.
    """
    with np.load(BytesIO(read_bytes(TABLE)), allow_pickle=False) as table:
        counts, total = table["counts"].astype(float), int(table["statements"])
    information: Floats = np.log1p(total / (SMOOTHING + counts))
    _, numbers = pair_rows([one + other for one in digits for other in f"{digits}年"])
    information[numbers] = LEAST
    return information


LEAST = 1e-3
"""Information of a pair that says nothing; above 0, so that a text of figures is still equal to itself."""

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
