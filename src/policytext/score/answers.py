"""Which problems of a report are answered: by something done, or by a promise."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from policytext.records import Answer, Label, Mention, Statement
from policytext.resources import read_lines
from policytext.score.passage import any_of

ANSWERING_SECTIONS = frozenset(["problems", "improvements", "problems_improvements", "next_steps"])
"""Where a report speaks of its problems and of what it does about them."""

PAST_LEAD = re.compile(
    r"(?:已|均|逐[项一条]|作了|做了|进行了|采取了|完成了?|落实了?)[^，。；]{0,12}(?:整改|改进|解决|完善|措施)|改进情况|整改(?:落实)?情况|整改完成"
)
"""A lead-in in the past tense, or one that announces what was put right."""

SOLVED = re.compile(r"解决|整改|改进|改正|纠正|补齐|弥补|消除|针对|问题|不足|短板")
"""An achievement that speaks of a problem put right."""

THRESHOLD = 0.2
"""Share of the weight of the shorter text's character pairs that problem and answer must have in common. Measured on
the development corpus: below it pairs share only the words that every report has."""

SHARED_MEASURE = 0.5
"""Similarity given to a pair that names the same measure, whatever other words it has in common."""


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

    Problem and answer speak of the same matter when they name the same measure or share enough characters in pairs,
    a pair weighing more the fewer statements of the report it stands in. What matches is shown, so that a reader can
    dispute it; a problem that matches nothing is unanswered in wording, which is all that a text can show.
    """
    problems = [s for s in statements if _label(labels, s) == "problem"]
    offers = {
        "done": [s for s in statements if s.id in rectified],
        "planned": [s for s in statements if _label(labels, s) == "improvement" and not s.truncated],
    }
    concerned = [*problems, *offers["done"], *offers["planned"]]
    contents = {s.id: _pairs(s.text) for s in concerned}
    weights = _weights(contents.values())
    measures = _measures(mentions)
    found = [_best(problem, kind, offers[kind], contents, weights, measures) for problem in problems for kind in offers]
    return tuple(answer for answer in found if answer)


def _best(
    problem: Statement,
    kind: str,
    offers: Sequence[Statement],
    contents: Mapping[int, frozenset[str]],
    weights: Mapping[str, float],
    measures: Mapping[int, frozenset[str]],
) -> Answer | None:
    best: Answer | None = None
    for offer in offers:
        shared = contents[problem.id] & contents[offer.id]
        named = measures[problem.id] & measures[offer.id]
        similarity = max(
            _overlap(shared, contents[problem.id], contents[offer.id], weights), SHARED_MEASURE * bool(named)
        )
        if similarity >= THRESHOLD and (best is None or similarity > best.similarity):
            matched = "；".join(sorted(named) or _runs(problem.text, shared))
            best = Answer(problem.id, offer.id, kind, round(similarity, 4), matched)
    return best


def _overlap(shared: frozenset[str], one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """The overlap coefficient of two sets of pairs, by weight."""
    smaller = min(sum(weights[p] for p in one), sum(weights[p] for p in other))
    return sum(weights[p] for p in shared) / smaller if smaller else 0.0


@cache
def _empty() -> re.Pattern[str]:
    lists = (read_lines("generic_words.txt"), read_lines("excluded_objects.txt"), read_lines("shortcomings.txt"))
    return re.compile(any_of(word for words in lists for word in words) + r"|[^\u4e00-\u9fff]+")


def _pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, words that any report has left out."""
    stretches = _empty().sub(" ", text).split()
    return frozenset(s[i : i + 2] for s in stretches for i in range(len(s) - 1))


def _weights(contents: Iterable[frozenset[str]]) -> dict[str, float]:
    """The rarer a pair among the statements compared, the more it says."""
    listed = list(contents)
    counts = Counter(pair for content in listed for pair in content)
    return {pair: math.log(1 + len(listed) / count) for pair, count in counts.items()}


def _measures(mentions: Iterable[Mention]) -> defaultdict[int, frozenset[str]]:
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for mention in mentions:
        found[mention.statement_id] |= {mention.name}
    return found


def _runs(text: str, pairs: frozenset[str]) -> list[str]:
    """The shared pairs as stretches of the text."""
    covered = [False] * (len(text) + 1)
    for i in range(len(text) - 1):
        if text[i : i + 2] in pairs:
            covered[i] = covered[i + 1] = True
    marked = "".join(char if on else " " for char, on in zip(text, covered, strict=False))
    return list(dict.fromkeys(marked.split()))
