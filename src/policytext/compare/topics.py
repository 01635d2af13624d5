"""What a problem is about: the topics of ``data/topics.toml`` whose words it uses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from policytext.compare.likeness import Floats
from policytext.resources import read_toml

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


def topics_of(text: str) -> frozenset[str]:
    """The topics of a text.

    >>> sorted(topics_of("乡镇栏目更新不及时，经办人员多为兼职。"))
    ['freshness', 'people', 'website']
    """
    automaton, topics = _automaton()
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    return frozenset(topics[index] for index, _, _ in found)


def topics_in_common(ones: Sequence[frozenset[str]], others: Sequence[frozenset[str]]) -> Floats:
    """Topics in common over all topics of both: shape (ones, others), 0-1."""
    return np.array([[len(one & other) / max(len(one | other), 1) for other in others] for one in ones], dtype=float)


@cache
def _automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick

    topics: dict[str, list[str]] = read_toml("topics.toml")["topics"]
    entries = [(word, topic) for topic, words in topics.items() for word in words]
    return AhoCorasick([word for word, _ in entries]), tuple(topic for _, topic in entries)
