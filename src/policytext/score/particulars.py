"""Particulars of a statement: every kind has one extractor; what they find is settled and set in the document."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from policytext.records import Particular, Span, Statement
from policytext.score.actors import find_actors
from policytext.score.amounts import find_scopes, find_targets
from policytext.score.checks import find_checks
from policytext.score.hints import GUARDED, NUMBERED, may_hold
from policytext.score.instruments import find_instruments
from policytext.score.passage import Found, Passage
from policytext.score.rubric import Rubric
from policytext.score.times import find_times
from policytext.score.weak import find_audiences, find_contents, find_methods

EXTRACTORS: dict[str, Callable[[Passage], Iterable[Found]]] = {
    "instrument": find_instruments,
    "target": find_targets,
    "deadline": find_times,
    "actor": find_actors,
    "scope": find_scopes,
    "check": find_checks,
    "audience": find_audiences,
    "method": find_methods,
    "content": find_contents,
}
"""Kind -> the function that finds it. To add a kind: a function here, its name in ``data/rubric.toml``, a test case."""

INSIDE_NAMES = ("target", "deadline", "scope", "actor", "audience", "method", "content")
"""Kinds that do not count inside the name of an instrument: 月通报制度 is a name and sets no deadline."""

BESIDE_EACH_OTHER = {"content": ("scope", "target"), "method": ("check",), "audience": ("check", "target", "actor")}
"""A weak kind gives way to these where they overlap."""


NEAR = 6
"""Characters between a unit and the check that it makes: 县网信办|按季抽查并|公布排名."""
LEADS = re.compile("牵头|负责|组织")


def find_particulars(passage: Passage, rubric: Rubric) -> list[Found]:
    """The particulars of a passage, weak ones too, by place; offsets count in the passage."""
    return find_in_passages([passage], rubric)[0]


def find_in_passages(passages: Sequence[Passage], rubric: Rubric) -> list[list[Found]]:
    """The particulars of each of several passages, found kind by kind: one at a time each kind would be cold again."""
    found: list[list[Found]] = [[] for _ in passages]
    wanted = (*rubric.kinds, *rubric.weak)
    holding: dict[str, list[tuple[Passage, list[Found]]]] = {kind: [] for kind in wanted}
    for passage, own in zip(passages, found, strict=True):
        for kind in _asked(may_hold(passage.text), bool(passage.numbers), wanted):
            holding[kind].append((passage, own))
    for kind, pairs in holding.items():
        for passage, own in pairs:
            own += EXTRACTORS[kind](passage)
    return [
        own if len(own) < 2 else _settled(passage, own, rubric) for passage, own in zip(passages, found, strict=True)
    ]


@cache
def _asked(may: frozenset[str], has_numbers: bool, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds whose extractors are asked, in their order."""
    may = may.union(NUMBERED if has_numbers else ())
    return tuple(kind for kind in wanted if kind in EXTRACTORS and (kind in may or kind not in GUARDED))


def _settled(passage: Passage, every: list[Found], rubric: Rubric) -> list[Found]:
    """What stays of several particulars: each place once, none inside a name or beside a stronger one, by place."""
    found = list({(f.kind, f.span): f for f in every}.values())
    names = [f.span for f in found if f.kind == "instrument"]
    kept = [f for f in found if not (f.kind in INSIDE_NAMES and any(f.span.overlaps(name) for name in names))]
    kept = [f for f in kept if not (f.kind == "actor" and _only_looks(passage, f.span, found))]
    strong = {kind: [f.span for f in kept if f.kind == kind] for kind in rubric.kinds}
    settled = (
        f
        for f in kept
        if not any(f.span.overlaps(s) for kind in BESIDE_EACH_OTHER.get(f.kind, ()) for s in strong.get(kind, ()))
        and not any(g.kind == f.kind and g is not f and _holds(g.span, f.span) for g in kept)
    )
    return sorted(settled, key=lambda f: (f.span, f.kind))


def _only_looks(passage: Passage, unit: Span, found: Iterable[Found]) -> bool:
    """Whether a unit stands in a check behind the promise: it sees whether that is done, and is not charged with it."""
    if LEADS.match(passage.text, unit.end):
        return False
    first = passage.clauses[0].end if passage.clauses else 0
    near = (f for f in found if f.kind == "check" and f.span.start <= unit.end + NEAR and f.span.end > unit.start)
    return any(f.span.start > first or (f.value == "outsider" and f.span.overlaps(unit)) for f in near)


def _holds(one: Span, other: Span) -> bool:
    """Whether one span holds the other; of two equal spans neither does."""
    return one.start <= other.start and other.end <= one.end and one != other


def in_document(found: Iterable[Found], statement: Statement) -> tuple[Particular, ...]:
    """Particulars with offsets in the document."""
    by, text = statement.span.start, statement.text
    return tuple(
        [Particular(statement.id, f.kind, f.span.of(text), f.value, f.span.shifted(by)) for f in found] if found else ()
    )
