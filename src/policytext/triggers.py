"""Which of many patterns can match a text at all: one search for the words that each of them needs.

Most patterns match few statements. What a pattern needs is read off the pattern itself, so that nobody has to keep a
list of words beside it: every match of ``第三方(?:机构)?评估|引入[^，]{0,9}评价`` holds 第三方 or 引入.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations, product

# The parser of the standard library: private, but as stable as its patterns, and tests/test_triggers.py watches it.
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

MOST_WORDS = 1000
"""A pattern that stands for more words is not spelled out."""

LONGEST = 100
"""Characters of a match around whose words a pattern is tried place by place."""

Words = frozenset[str]
EMPTY: Words = frozenset([""])


class Need(NamedTuple):
    """What is known of a part of a pattern.

    ``whole`` are all texts that it can match, where they are few; ``part`` words of which every match holds one.
    """

    whole: Words | None = None
    part: Words | None = None

    @property
    def best(self) -> Words | None:
        """The words of which every match holds one; ``None`` where there are none."""
        return self.part or (self.whole if self.whole and "" not in self.whole else None)


def needed_words(pattern: str) -> frozenset[str] | None:
    """Words of which every match of a pattern holds one; ``None`` where a match may do without any.

    A match may look around: what it must see there counts too.

    >>> sorted(needed_words("(?<!不)(?:委托|引入)[^，]{0,9}(?:评估|评价)?"))
    ['委托', '引入']
    >>> needed_words("[^，]{2,4}的?") is None
    True
    """
    parsed = parser.parse(pattern)
    words = None if parsed.state.flags & re.IGNORECASE else _sequence(parsed).best
    return words and frozenset(word for word in words if not any(part in words for part in _inner(word)))


def _inner(word: str) -> Iterator[str]:
    """What a word holds beside itself: a word that holds another needs no search of its own."""
    pairs = combinations(range(len(word) + 1), 2)
    return (word[start:end] for start, end in pairs if end - start < len(word))


def _sequence(items: Iterable[tuple[Any, Any]]) -> Need:
    """Parts one after another: words grow as long as all of them can be told; the longest words are the best need."""
    run, found, complete = EMPTY, list[Words](), True
    for op, value in items:
        need = _need(op, value)
        if need.part:
            found.append(need.part)
        if need.whole is not None and len(run) * len(need.whole) <= MOST_WORDS:
            run = frozenset(a + b for a, b in product(run, need.whole))
        else:
            found.append(run)
            run, complete = need.whole or EMPTY, False
    found = [words for words in (*found, run) if words and "" not in words]
    return Need(run if complete else None, max(found, key=_worth, default=None))


def _worth(words: Words) -> tuple[int, int, float]:
    """Long words are seldom met; where the shortest are equally long, few of them."""
    lengths = [len(word) for word in words]
    return min(lengths), -lengths.count(min(lengths)), sum(lengths) / len(lengths)


def _need(op: Any, value: Any) -> Need:
    """What one part of a pattern needs."""
    if op is ops.LITERAL:
        return Need(frozenset([chr(value)]))
    if op is ops.IN:
        return Need(_characters(value))
    if op is ops.BRANCH:
        return _either([_sequence(items) for items in value[1]])
    if op is ops.SUBPATTERN:
        return Need() if value[1] & re.IGNORECASE else _sequence(value[3])
    if op in (ops.ASSERT, ops.ASSERT_NOT, ops.AT):
        return Need(EMPTY, _sequence(value[1]).best if op is ops.ASSERT else None)
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _repeated(value[0], value[1], _sequence(value[2]))
    return Need()


def _either(needs: list[Need]) -> Need:
    wholes = [need.whole for need in needs if need.whole is not None]
    parts = [need.best for need in needs if need.best]
    whole = frozenset().union(*wholes) if len(wholes) == len(needs) else None
    return Need(whole, frozenset().union(*parts) if len(parts) == len(needs) else None)


def _repeated(least: int, most: int, need: Need) -> Need:
    if least == 0:
        return Need(need.whole | EMPTY if need.whole is not None and most == 1 else None)
    return need if most == 1 else Need(None, need.best)


def _characters(members: list[tuple[Any, Any]]) -> Words | None:
    """The characters of a class; ``None`` for what it leaves out and for kinds of character."""
    found: set[str] = set()
    for op, value in members:
        if op is ops.LITERAL:
            found.add(chr(value))
        elif op is ops.RANGE and value[1] - value[0] < MOST_WORDS:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found)


class Triggers:
    """Tells which of some named patterns may match a text.

    Args:
        patterns: by name, the sources of one or more patterns; a name is given where any of them may match.

    >>> triggers = Triggers({"check": ["第三方(?:机构)?评估"], "date": ["[一二]月", "[0-9]{1,2}日"]})
    >>> sorted(triggers.among("委托第三方评估")), sorted(triggers.among("加强培训"))
    (['check'], [])
    """

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        owners: dict[str, int] = {}
        self._always = 0
        self._names = list(patterns)
        for number, sources in enumerate(patterns.values()):
            for words in map(needed_words, sources):
                self._always |= 0 if words else 1 << number
                for word in words or ():
                    owners[word] = owners.get(word, 0) | 1 << number
        self._masks = list(owners.values())
        self._words = AhoCorasick(list(owners))
        self.bits = {name: 1 << number for number, name in enumerate(self._names)}
        #: Several patterns ask about one text in turn.
        self.mask = lru_cache(maxsize=1 << 8)(self._mask)

    def among(self, text: str) -> frozenset[str]:
        """The names of the patterns that may match; no other one does."""
        found = self.mask(text)
        return frozenset(name for name, bit in self.bits.items() if found & bit)

    def _mask(self, text: str) -> int:
        masks, found = self._masks, self._always
        for word, _, _ in self._words.find_matches_as_indexes(text, overlapping=True):
            found |= masks[word]
        return found


class Guarded:
    """A pattern that is tried only on texts that hold what it needs; make it with ``guard``."""

    def __init__(self, pattern: re.Pattern[str], bit: int, mask: Callable[[str], int]) -> None:
        self.pattern = pattern
        self._bit = bit
        self._mask = mask

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, as ``re.Pattern.search`` gives it."""
        return self.pattern.search(text) if self._mask(text) & self._bit else None


def guard(patterns: Mapping[str, re.Pattern[str]]) -> dict[str, Guarded]:
    """Patterns that share one search for what they need: the more of them ask about a text, the less each costs.

    >>> guarded = guard({"check": re.compile("第三方(?:机构)?评估")})
    >>> guarded["check"].search("委托第三方评估")[0]
    '第三方评估'
    """
    triggers = Triggers({name: [pattern.pattern] for name, pattern in patterns.items()})
    return {name: Guarded(pattern, triggers.bits[name], triggers.mask) for name, pattern in patterns.items()}


class Near:
    """A pattern that is tried only around the words that it needs: a match is found where the pattern finds it.

    For patterns of bounded length that begin with much that may stand anywhere, on long texts.

    Args:
        pattern: looks around only for what must not be there, unless ``words`` are given.
        words: of which every match holds one, where more is known of them than the pattern tells.

    Raises:
        ValueError: no word is known that a match must hold itself, or a match may have any length.

    >>> near = Near(re.compile("(?:全年|共)?[^，]{0,9}年1月1日"))
    >>> near.search("共公开5条。2020年1月1日起")[0]
    '共公开5条。2020年1月1日'
    """

    def __init__(self, pattern: re.Pattern[str], words: Iterable[str] | None = None) -> None:
        if words is None and "(?=" not in pattern.pattern and "(?<=" not in pattern.pattern:
            words = needed_words(pattern.pattern)
        self._longest = parser.parse(pattern.pattern).getwidth()[1]
        if not words or self._longest > LONGEST:
            raise ValueError(
                f"{pattern.pattern} needs no words, looks around for them, or may match more than {LONGEST}"
            )
        self.pattern = pattern
        self._words = sorted(set(words))

    def search(self, text: str) -> re.Match[str] | None:
        """The first match, as ``re.Pattern.search`` gives it."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches, as ``re.Pattern.finditer`` gives them; none may be empty."""
        at = 0
        for start, end in sorted(place for word in self._words for place in _places(text, word)):
            for begin in range(max(at, end - self._longest), start + 1):
                match = self.pattern.match(text, begin)
                if match:
                    yield match
                    at = match.end()
                    break
                at = begin + 1


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    at = text.find(word)
    while at >= 0:
        yield at, at + len(word)
        at = text.find(word, at + 1)
