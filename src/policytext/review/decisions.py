"""Decisions by the statements that they are about, and how they take the place of labels and levels."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from policytext.records import DIVISION_LEVELS, Commitment, Decided, Decision, Label, Origin, Statement

APPLICABLE, SUPERSEDED, CONFLICT = "applicable", "superseded", "conflict"

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Decisions:
    """All decisions of some sheets; of several about one statement the latest counts.

    Two of the same day that differ are a conflict, and neither counts.
    """

    all: tuple[Decision, ...] = ()

    @cached_property
    def by_key(self) -> dict[str, Decision]:
        """The decisions that count, by the key of their statement."""
        return {key: one for key, one, status in self.sorted() if status == APPLICABLE}

    @cached_property
    def digest(self) -> str:
        """A hash of what is decided; empty where nothing is."""
        told = [(key, one.label, one.level, one.reviewer) for key, one in sorted(self.by_key.items())]
        return sha256(repr(told).encode()).hexdigest() if told else ""

    def sorted(self) -> Iterator[tuple[str, Decision, str]]:
        """Each different decision with the key of its statement and whether it counts, in order."""
        groups: defaultdict[str, list[Decision]] = defaultdict(list)
        for one in sorted(set(self.all), key=_order):
            groups[key_of(one.unit, one.year, one.text, one.occurrence)].append(one)
        for key, group in sorted(groups.items()):
            latest = [one for one in group if one.reviewed_on == group[-1].reviewed_on]
            agree = len({(one.label, one.level) for one in latest}) == 1
            for one in group:
                if one.reviewed_on != group[-1].reviewed_on or (agree and one is not latest[-1]):
                    yield key, one, SUPERSEDED
                else:
                    yield key, one, APPLICABLE if agree else CONFLICT

    def find(self, statements: Sequence[Statement], origin: Origin, sha: str) -> dict[int, tuple[str, Decision]]:
        """The decisions about the statements of one report, by their ids, each with its key."""
        if not self.by_key:
            return {}
        unit = unit_of(origin.place_id, origin.organ, origin.organ_level, sha)
        units = [s for s in statements if s.role == "statement"]
        keys = occurrences([s.text for s in units])
        named = ((s.id, key_of(unit, origin.year, s.text, n)) for s, n in zip(units, keys, strict=True))
        return {number: (key, self.by_key[key]) for number, key in named if key in self.by_key}


def unit_of(place_id: str | None, organ: str | None, level: str | None, sha: str) -> str:
    """Whose report it is, for the key of a decision: the place, with the organ where it speaks for itself.

    A report of which neither is known stands for itself, by the hash of its file.

    >>> unit_of("110228", "密云县财政局", "department", ""), unit_of("110228", "密云县人民政府", "county", "")
    ('110228 密云县财政局', '110228')
    """
    own = organ if organ and level and level not in DIVISION_LEVELS else None
    return " ".join(filter(None, (place_id, own))) or organ or sha[:16]


def report_unit(report: Mapping[str, Any]) -> str:
    """Whose a report is, by its row of ``reports``."""
    return unit_of(report["place_id"], report["organ"], report["organ_level"], report["sha256"])


def key_of(unit: str, year: int | None, text: str, occurrence: int) -> str:
    """The key of a statement: unit, year, its characters without spaces, and which of equal ones it is.

    Neither the file's name nor the number of the statement is in it, nor anything that a model says.

    >>> key_of("110228", 2023, "加强 培训。", 1) == key_of("110228", 2023, "加强培训。", 1)
    True
    """
    told = (unit, str(year or ""), _SPACE.sub("", normalize("NFKC", text)), str(occurrence))
    return sha256("\x1f".join(told).encode()).hexdigest()[:16]


def occurrences(texts: Iterable[str]) -> list[int]:
    """Which of equal texts each is.

    >>> occurrences(["甲", "乙", "甲"])
    [1, 1, 2]
    """
    seen: Counter[str] = Counter()
    found = []
    for text in texts:
        plain = _SPACE.sub("", normalize("NFKC", text))
        seen[plain] += 1
        found.append(seen[plain])
    return found


def decide_labels(labels: Mapping[int, Label], found: Mapping[int, tuple[str, Decision]]) -> dict[int, Label]:
    """The labels with those that a person gave in their place: sure, and by the person."""
    return {number: _decided(label, found[number][1]) if number in found else label for number, label in labels.items()}


def _decided(label: Label, decision: Decision) -> Label:
    promise = float(decision.label == "improvement")
    return replace(
        label, name=decision.label, probability=1.0, by=decision.reviewer, cue="", promise=promise, unsure=False
    )


def decide_levels(
    commitments: Mapping[int, Commitment], labels: Mapping[int, Label], found: Mapping[int, tuple[str, Decision]]
) -> tuple[dict[int, Commitment], dict[int, Decided]]:
    """The commitments with the levels that a person gave, and what became of each decision.

    Args:
        commitments: measured with the labels that were decided.
        labels: the program's, before.
        found: the decisions, by statement.
    """
    levels, decided = dict(commitments), {}
    for number, (key, one) in found.items():
        measured = commitments.get(number)
        level = one.level if measured else None
        machine = measured.level if measured and labels[number].name == one.label else None
        decided[number] = Decided(key, one.label, level, one.reviewer, labels[number].name, machine)
        if measured and level is not None and level != measured.level:
            why = f"{level}级：{one.reviewer}复核（程序：{measured.level}级）"
            levels[number] = replace(measured, level=level, why=f"{why}{'；' + one.reason if one.reason else ''}")
    return levels, decided


def _order(one: Decision) -> tuple[str, str]:
    return one.reviewed_on, repr(one)
