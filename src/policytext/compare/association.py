"""How firmly the characters of a string belong together, and how freely it stands: PMI and branching entropy."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass
class Neighbours:
    """How often a string stands in the texts, and what stands on each side of it."""

    count: int = 0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class Bond:
    """Times in the texts; ``pmi`` in bits at the weakest joint; branching entropy in bits on both sides."""

    count: int
    pmi: float
    left: float
    right: float


def measure_bonds(names: Iterable[str], texts: Iterable[str]) -> dict[str, Bond]:
    """Pointwise mutual information and branching entropy of strings in texts.

    Args:
        names: strings of two or more characters.
        texts: where to count; read once.

    Returns:
        For each string that occurs how often it does. ``pmi`` is log2(p(ab) / (p(a) p(b))) for the split into a and b
        where that is
        least; the entropies are those of the character before and behind, where every mark or end of text counts as a
        neighbour of its own, since it bounds the string.

    >>> bonds = measure_bonds(["两图"], ["编两图好", "有两图，", "两册甲图"])
    >>> round(bonds["两图"].pmi, 2), bonds["两图"].left, bonds["两图"].right
    (1.42, 1.0, 1.0)

    References:
        Church, K. W. & Hanks, P. (1990). Word association norms, mutual information, and lexicography.
        Computational Linguistics 16(1). Jin, Z. & Tanaka-Ishii, K. (2006). Unsupervised segmentation of Chinese text
        by use of branching entropy. COLING/ACL.
    """
    names = list(dict.fromkeys(names))
    wanted = set(names)
    parts = {part for name in names for pair in _splits(name) for part in pair}
    found: defaultdict[str, Neighbours] = defaultdict(Neighbours)
    size = _count(sorted(wanted | parts), wanted, texts, found)
    return {name: _bond(name, found, size) for name in names if found[name].count}


def entropy(counts: Mapping[str, int]) -> float:
    """Shannon entropy in bits.

    >>> entropy({"a": 1, "b": 1}), entropy({"a": 3})
    (1.0, 0.0)
    """
    total = sum(counts.values())
    return sum(n / total * math.log2(total / n) for n in counts.values())


def _count(strings: list[str], wanted: set[str], texts: Iterable[str], found: dict[str, Neighbours]) -> int:
    """Count all strings, overlapping ones too; gives the number of characters."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    automaton = AhoCorasick(strings, MatchKind.Standard, implementation=Implementation.ContiguousNFA)
    size = 0
    for text in texts:
        size += len(text)
        for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
            string = strings[index]
            seen = found[string]
            seen.count += 1
            if string in wanted:
                seen.left[_neighbour(text, start - 1, seen.count)] += 1
                seen.right[_neighbour(text, end, seen.count)] += 1
    return size


def _neighbour(text: str, at: int, number: int) -> str:
    character = text[at] if 0 <= at < len(text) else ""
    return character if character.isalnum() else f"bound {number}"


def _bond(name: str, found: Mapping[str, Neighbours], size: int) -> Bond:
    whole = found[name]
    weakest = max(found[left].count * found[right].count for left, right in _splits(name))
    return Bond(whole.count, math.log2(whole.count * size / weakest), entropy(whole.left), entropy(whole.right))


def _splits(name: str) -> Iterator[tuple[str, str]]:
    return ((name[:at], name[at:]) for at in range(1, len(name)))
