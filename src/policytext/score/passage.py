"""What the extractors read: a statement's text with its marks, and the word lists of ``data/particulars.toml``."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from policytext.quantities import ITEM_MARK, Quantity, find_numbers
from policytext.records import Origin, Span
from policytext.resources import read_lines, read_toml

PROMISE, DONE, PROBLEM = "promise", "done", "problem"
"""How a statement is read: as a promise, as something done (a rectified statement), or as a problem."""

LONGEST = 2000
"""Characters of a statement that are read. No promise seen is half as long; a longer line is a broken file."""

TITLE = re.compile(r"《[^《》]{1,80}(?:《[^《》]{1,60}》[^《》]{0,40})?》")
QUOTE_OPENS = '“「‘"'
QUOTE = re.compile(rf"[{QUOTE_OPENS}][^“”「」‘’\"]{{1,40}}[”」’\"]")
CLAUSE = re.compile(r"[^，；。：！？,;:!?\n]+")
PLAN_TITLE = re.compile(r"(?:计划|方案|要点|分工|分工表|分解表|任务表|清单|台账|安排|通知)(?:（[^）]{0,20}）)?$")
"""The end of the title of a plan or notice, whose own year is the one that it names."""
HAS_NUMBER = re.compile(r"\d|[一二两三四五六七八九十百千零]")


class Found(NamedTuple):
    """A particular in a passage: where (offsets in the passage) and what value."""

    kind: str
    span: Span
    value: str


@dataclass(frozen=True)
class Passage:
    """A statement's text as the extractors take it.

    ``known`` holds names that the report shows to exist already. ``titles`` and ``quotes`` are the spans of 《…》 and
    “…”; ``clauses`` the stretches between ， ； 。 and the like, those inside titles and quotations left whole.
    """

    text: str
    origin: Origin
    stance: str
    known: Container[str]
    titles: tuple[Span, ...]
    quotes: tuple[Span, ...]
    clauses: tuple[Span, ...]

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """The numbers of the text."""
        return tuple(find_numbers(self.text)) if HAS_NUMBER.search(self.text) else ()

    @cached_property
    def notes(self) -> dict[str, Any]:
        """What one extractor has worked out and another asks for."""
        return {}

    @property
    def plan_year(self) -> int | None:
        """The year after the one reported for a promise in a report, the year named for anything else."""
        year = self.origin.year
        ahead = self.stance == PROMISE and not PLAN_TITLE.search(self.origin.title or "")
        return year + 1 if year is not None and ahead else year

    def clause_at(self, offset: int) -> Span:
        """The clause that holds an offset."""
        return next((span for span in self.clauses if span.start <= offset < span.end), Span(offset, offset))

    def is_titled(self, span: Span) -> bool:
        """Whether a span begins inside 《…》."""
        return any(title.start <= span.start < title.end for title in self.titles)

    def is_quoted(self, span: Span) -> bool:
        """Whether a span begins inside 《…》 or “…”."""
        return self.is_titled(span) or any(quote.start <= span.start < quote.end for quote in self.quotes)


def read_passage(text: str, origin: Origin, stance: str = PROMISE, known: Container[str] = ()) -> Passage:
    """A passage with its titles, quotations and clauses found, in the first ``LONGEST`` characters.

    The mark of an item in front (一是, 1.) is blanked with commas, so that offsets stay and no clause holds it.
    """
    text = without_mark(text)
    titles = tuple(Span(*m.span()) for m in TITLE.finditer(text)) if "《" in text else ()
    quotes = tuple(Span(*m.span()) for m in QUOTE.finditer(text))
    return Passage(text, origin, stance, known, titles, quotes, _clauses(text, (*titles, *quotes)))


def without_mark(text: str) -> str:
    """The characters that are read, the mark of an item blanked.

    >>> without_mark("1.加强培训")
    '，，加强培训'
    """
    marker = ITEM_MARK.match(text)
    return ("，" * marker.end() + text[marker.end() :])[:LONGEST] if marker else text[:LONGEST]


def _clauses(text: str, whole: tuple[Span, ...]) -> tuple[Span, ...]:
    """Clauses of a text; no cut falls inside a span of ``whole``."""
    if not whole:
        return tuple([Span(*match.span()) for match in CLAUSE.finditer(text)])
    spans: list[Span] = []
    for match in CLAUSE.finditer(text):
        if spans and any(span.start < spans[-1].end < span.end for span in whole):
            spans[-1] = Span(spans[-1].start, match.end())
        else:
            spans.append(Span(*match.span()))
    return tuple(spans)


@cache
def words(kind: str) -> dict[str, Any]:
    """The word lists of one kind of particular."""
    table: dict[str, Any] = read_toml("particulars.toml")[kind]
    return table


@cache
def word_set(kind: str, *names: str) -> frozenset[str]:
    """The words of some lists of one kind of particular, for looking one up."""
    return frozenset(word for name in names for word in words(kind)[name])


@cache
def endings(kind: str, *names: str) -> tuple[str, ...]:
    """The words of some lists of one kind of particular, for ``str.endswith`` and ``str.startswith``."""
    return tuple(word for name in names for word in words(kind)[name])


REACH = 30
"""Characters in front of a place that a pattern for what stands before it can span; no list or pattern is longer."""


def ends_with(pattern: re.Pattern[str], text: str, end: int) -> bool:
    """Whether a pattern that ends in ``$`` matches the text in front of a place."""
    return pattern.search(text, max(end - REACH, 0), end) is not None


def any_of(entries: Iterable[str]) -> str:
    """A regular expression for any of the words, the longest first.

    It looks at one character before it tries them all, which most places of a text fail.
    """
    longest_first = sorted(set(entries), key=len, reverse=True)
    first = "".join(sorted({re.escape(word[0]) for word in longest_first}))
    return f"(?:(?=[{first}])(?:{'|'.join(map(re.escape, longest_first))}))"


def find_verbs(text: str) -> list[Span]:
    """Verbs that do something and are no part of a noun, in order."""
    return [span for span in listed_words("action_verbs.txt").find(text) if span.of(text) not in noun_verbs()]


@cache
def noun_verbs() -> frozenset[str]:
    """Verbs that are as often part of a noun."""
    return frozenset(read_lines("action_nouns.txt"))


class WordFinder:
    """Finds the words of a list in text, leftmost and longest first."""

    def __init__(self, entries: Iterable[str]) -> None:
        self.entries = sorted(set(entries))
        self._longest = max(map(len, self.entries), default=0)
        self._automaton = AhoCorasick(self.entries, matchkind=MatchKind.LeftmostLongest)

    def places(self, text: str) -> list[tuple[int, int, int]]:
        """Where words of the list stand: the number of the entry, start and end. Cheaper than ``find``."""
        return self._automaton.find_matches_as_indexes(text)

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Span]:
        """Where words of the list stand in ``text[start:end]``; offsets count in ``text``."""
        found = self._automaton.find_matches_as_indexes(text[start:end])
        return [Span(a + start, b + start) for _, a, b in found]

    def first(self, text: str) -> str:
        """The first word of the list in a text; "" where there is none."""
        found = self._automaton.find_matches_as_indexes(text)
        return self.entries[found[0][0]] if found else ""

    def at_start(self, text: str) -> str:
        """The word that the text begins with; "" where it begins with none."""
        found = self._automaton.find_matches_as_indexes(text[: self._longest])
        return self.entries[found[0][0]] if found and not found[0][1] else ""


@cache
def listed_words(*names: str) -> WordFinder:
    """A finder for the words of data files."""
    return WordFinder(word for name in names for word in read_lines(name))
