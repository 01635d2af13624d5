"""Which problems of a report are answered: by something done, or by a promise."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from operator import add

from ahocorasick_rs import AhoCorasick

from policytext.quantities import parse_number
from policytext.records import Answer, Label, Mention, Statement
from policytext.resources import read_toml
from policytext.score.passage import any_of, listed_words

ANSWERING_SECTIONS = frozenset(["problems", "improvements", "problems_improvements", "next_steps"])
"""Where a report speaks of its problems and of what it does about them."""

PAST_LEAD = re.compile(
    r"(?:已|均|逐[项一条]|作了|做了|进行了|采取了|完成了?|落实了?)[^，。；]{0,12}(?:整改|改进|解决|完善|措施)"
    r"|改进情况|整改(?:落实)?情况|整改完成"
)
"""A lead-in in the past tense, or one that announces what was put right."""

SOLVED = re.compile(r"解决|整改|改进|改正|纠正|补齐|弥补|消除|针对|问题|不足|短板")
"""An achievement that speaks of a problem put right."""

THRESHOLD = 0.2
"""Share of the lighter statement's weight that problem and answer must have in common. Chosen on the development
corpus, where pairs below it had only words in common that every report uses; nobody has coded answers yet."""

TOPIC_WEIGHT = 3.0
"""A topic in common says as much as three pairs of characters of the same rarity."""

SAME_ITEM = 0.1
"""Added where problem and answer are items of the same number: reports answer in the order in which they admit."""

SHARED_MEASURE = 0.5
"""Similarity of a pair that names the same measure, whatever other words it has in common."""

LEAST_SHARED = 2
"""What must be in common: a topic, or two pairs of characters; one pair is an accident."""

ITEM = re.compile(r"\s*[（(]?(?P<number>[一二三四五六七八九十]{1,2}|\d{1,2})(?:是|[)）、.．])")


def find_rectified(statements: Sequence[Statement], labels: Mapping[int, Label]) -> frozenset[int]:
    """Achievements that answer a problem of the report (codebook section 2, end).

    An achievement in a section on problems or improvements, or under a past lead-in. In a next-step section it must
    speak of putting something right, since organs also tell there what they have done all along.
    """
    by_id = {statement.id: statement for statement in statements}
    return frozenset(s.id for s in statements if _label(labels, s) == "achievement" and _is_rectified(s, by_id))


def _is_rectified(statement: Statement, by_id: Mapping[int, Statement]) -> bool:
    lead = by_id.get(statement.lead) if statement.lead is not None else None
    if lead and PAST_LEAD.search(lead.text):
        return True
    if statement.section == "next_steps":
        return bool(SOLVED.search(statement.text))
    return statement.section in ANSWERING_SECTIONS


def _label(labels: Mapping[int, Label], statement: Statement) -> str:
    label = labels.get(statement.id)
    return label.name if label else ""


def match_answers(
    statements: Sequence[Statement],
    labels: Mapping[int, Label],
    rectified: frozenset[int],
    mentions: Iterable[Mention] = (),
) -> tuple[Answer, ...]:
    """For every problem the best thing done and the best promise that speak of the same matter.

    Problem and answer speak of the same matter when they name the same measure, or have enough topics
    (``data/topics.toml``) and pairs of characters in common, one weighing more the fewer statements it stands in. What
    matched is given, so that a reader can dispute it. An unanswered problem is one whose words come up in no answer,
    which is all that a text can show.
    """
    problems = [s for s in statements if _label(labels, s) == "problem"]
    offers = {
        "done": [s for s in statements if s.id in rectified],
        "planned": [s for s in statements if _label(labels, s) == "improvement" and not s.truncated],
    }
    comparison = _Comparison([*problems, *offers["done"], *offers["planned"]], mentions)
    found = [comparison.best(problem, kind, offers[kind]) for problem in problems for kind in offers]
    return tuple(answer for answer in found if answer)


class _Comparison:
    """Features of the statements compared, with their weights."""

    def __init__(self, statements: Sequence[Statement], mentions: Iterable[Mention]) -> None:
        self.features = {s.id: _topics(s.text) | _pairs(s.text) for s in statements}
        counts = Counter(feature for features in self.features.values() for feature in features)
        by_count = {count: math.log(1 + len(statements) / count) for count in set(counts.values())}
        self.weights = {
            feature: by_count[count] * (TOPIC_WEIGHT if feature[0] == "#" else 1) for feature, count in counts.items()
        }
        self.whole = {number: self._weight(features) for number, features in self.features.items()}
        self.items = {s.id: _item(s) for s in statements}
        self.measures: defaultdict[int, set[str]] = defaultdict(set)
        for mention in mentions:
            self.measures[mention.statement_id].add(mention.name)

    def best(self, problem: Statement, kind: str, offers: Sequence[Statement]) -> Answer | None:
        """The answer of one kind that is most like the problem, if one is like it at all."""
        ranked = ((self.similarity(problem.id, offer.id), -offer.id) for offer in offers)
        similarity, negative = max(ranked, default=(0.0, 0))
        if similarity < THRESHOLD:
            return None
        answer = -negative
        named = self.measures[problem.id] & self.measures[answer]
        shared = self.features[problem.id] & self.features[answer]
        matched = [*sorted(named), *_runs(problem.text, shared), *sorted(_words_of(problem.text, shared))]
        return Answer(problem.id, answer, kind, round(min(similarity, 1.0), 4), "；".join(dict.fromkeys(matched)))

    def similarity(self, problem: int, offer: int) -> float:
        """The overlap coefficient of the features by weight, with what measures and item numbers add."""
        shared = self.features[problem] & self.features[offer]
        if not self.measures[problem].isdisjoint(self.measures[offer]):
            return max(SHARED_MEASURE, self._overlap(problem, offer, shared))
        if len(shared) < LEAST_SHARED and not any(feature[0] == "#" for feature in shared):
            return 0.0
        same_item = self.items[problem] is not None and self.items[problem] == self.items[offer]
        return self._overlap(problem, offer, shared) + SAME_ITEM * same_item

    def _overlap(self, one: int, other: int, shared: frozenset[str]) -> float:
        lighter = min(self.whole[one], self.whole[other])
        return self._weight(shared) / lighter if lighter else 0.0

    def _weight(self, features: frozenset[str]) -> float:
        return math.fsum(map(self.weights.__getitem__, features))  # exact, so that no order shows


def _item(statement: Statement) -> int | None:
    match = ITEM.match(statement.marker or statement.text)
    return int(parse_number(match["number"])) if match else None


@cache
def _topic_words() -> dict[str, re.Pattern[str]]:
    topics: dict[str, list[str]] = read_toml("topics.toml")["topics"]
    return {name: re.compile(any_of(entries)) for name, entries in topics.items()}


@cache
def _topic_finder() -> tuple[AhoCorasick, list[frozenset[str]]]:
    """One search for the words of all topics, and the features that each word stands for."""
    topics: dict[str, list[str]] = read_toml("topics.toml")["topics"]
    words = sorted({word for entries in topics.values() for word in entries})
    named = [frozenset(f"#{name}" for name, entries in topics.items() if word in entries) for word in words]
    return AhoCorasick(words), named


def _topics(text: str) -> frozenset[str]:
    finder, named = _topic_finder()
    found = {word for word, _, _ in finder.find_matches_as_indexes(text, overlapping=True)}
    return frozenset().union(*(named[word] for word in found))


def _words_of(text: str, features: Iterable[str]) -> set[str]:
    """The words of the text that belong to topics in common."""
    topics = [feature[1:] for feature in features if feature.startswith("#")]
    return {match[0] for name in topics if (match := _topic_words()[name].search(text))}


EMPTY = ("generic_words.txt", "openness_words.txt", "excluded_objects.txt", "shortcomings.txt")
"""Lists of words that any report has."""
STRETCH = re.compile("[\u4e00-\u9fff]{2,}")


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, words that any report has left out."""
    marker = ITEM.match(text)
    done = marker.end() if marker else 0
    pieces = []
    for word in listed_words(*EMPTY).find(text, done):
        pieces.append(text[done : word.start])
        done = word.end
    stretches = STRETCH.findall(" ".join([*pieces, text[done:]]))
    return frozenset(pair for stretch in stretches for pair in map(add, stretch, stretch[1:]))


def _runs(text: str, pairs: Iterable[str]) -> list[str]:
    """The shared pairs as stretches of the text."""
    shared, covered = set(pairs), [False] * (len(text) + 1)
    for i in range(len(text) - 1):
        if text[i : i + 2] in shared:
            covered[i] = covered[i + 1] = True
    return "".join(char if on else " " for char, on in zip(text, covered, strict=False)).split()
