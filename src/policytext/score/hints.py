"""Which kinds of particular a text may hold: what their patterns need, found in one search of the text.

Most statements hold none. What is not named here is looked for everywhere.
"""

from __future__ import annotations

from functools import cache

from policytext.quantities import TIME_PATTERNS
from policytext.score import actors, amounts, checks, instruments, names, times, weak
from policytext.score.passage import QUOTE_OPENS, any_of, words
from policytext.triggers import Triggers

NUMBERED = ("target", "scope")
"""Kinds that any number may be; their patterns only find what has none."""
GUARDED = frozenset(["instrument", "target", "deadline", "actor", "scope", "check", "audience", "method", "content"])


def may_hold(text: str) -> frozenset[str]:
    """The kinds that a text may hold; of ``GUARDED``, all others are not there, numbers apart.

    >>> sorted(may_hold("加强业务培训")), sorted(may_hold("年底前由县司法局印发政策解读办法"))
    (['content'], ['actor', 'content', 'deadline', 'instrument', 'method'])
    """
    found = _triggers().mask(text)
    return _kinds(found)


@cache
def _kinds(found: int) -> frozenset[str]:
    kinds = {name for name, bit in _triggers().bits.items() if found & bit}
    if {"verb", "name"} <= kinds:  # a thing to be made: a verb and something that it may take
        kinds.add("instrument")
    return frozenset(kinds - {"verb", "name"})


@cache
def _triggers() -> Triggers:
    table = words("instrument")
    verbs = {verb for name in (*instruments.VERBS, "publish") for verb in table[name]}
    nouns = [names.name_nouns(*lists).pattern for lists in ((), ("events",), ("published",))]
    fixed = any_of(names.fixed_terms(*table["measures"]).entries)
    return Triggers(
        {
            "instrument": ["《", instruments.programme().pattern],
            "verb": [any_of(verbs)],
            "name": ["|".join([*nouns, fixed, f"[{QUOTE_OPENS}]"])],
            "target": [amounts.whole_set().pattern, amounts.FRACTION.pattern, amounts.zeros().pattern],
            "deadline": [*TIME_PATTERNS, times.AHEAD.pattern],
            "actor": [actors.unit_ends().pattern],
            "scope": [amounts.STEPS_OF_PLACES.pattern, amounts.CLOSED_BY_WORD.pattern],
            "check": [checks.checks().pattern],
            "audience": [weak.NEWCOMERS.pattern, weak.listed("audience", "groups").pattern],
            "method": [weak.MANNERS.pattern, weak.BY_CASES.pattern, weak.listed("method", "phrases").pattern],
            "content": [weak.FIELDS.pattern],
        }
    )
