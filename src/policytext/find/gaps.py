"""Names with a gap: 答复……合法性审核 stands for 答复一律合法性审核 and 答复稿由司法局逐件合法性审核."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from policytext.find.variants import squeeze
from policytext.records import Measure

# One … is a few characters within a phrase, two are anything within a clause.
_NARROW, _WIDE = "…", "……"
_LONGEST = {_NARROW: 6, _WIDE: 24}
_CLAUSE_ENDS = frozenset("，。；：！？\n\ufffc")
_PHRASE_ENDS = _CLAUSE_ENDS | frozenset("、（）《》")
_BREAKS = {_NARROW: _PHRASE_ENDS, _WIDE: _CLAUSE_ENDS}


class Tail(NamedTuple):
    """What follows the gap, how long that may be, what must not stand in it, and the measure."""

    last: str
    longest: int
    breaks: frozenset[str]
    measure: Measure


def is_gapped(surface: str) -> bool:
    """Whether a name has a gap.

    >>> is_gapped("答复……合法性审核"), is_gapped("合法性审核")
    (True, False)
    """
    return _NARROW in surface


def is_well_gapped(surface: str) -> bool:
    """Whether a name has at most one gap, with words on either side.

    >>> is_well_gapped("答复……审核"), is_well_gapped("答复……审核……制度"), is_well_gapped("……审核")
    (True, False, False)
    """
    gap = _WIDE if _WIDE in surface else _NARROW
    parts = surface.split(gap)
    return len(parts) == 1 or (len(parts) == 2 and all(part and not is_gapped(part) for part in parts))


def gapped_names(measures: Iterable[Measure]) -> Mapping[str, list[Tail]]:
    """What stands before a gap, with all that may follow it."""
    tails: dict[str, list[Tail]] = {}
    for measure in measures:
        for surface in filter(is_gapped, measure.aliases):
            gap = _WIDE if _WIDE in surface else _NARROW
            first, last = squeeze(surface)[0].split(gap, 1)
            tails.setdefault(first, []).append(Tail(last, _LONGEST[gap], _BREAKS[gap], measure))
    return tails


def find_gapped(tails: Iterable[Tail], plain: str, start: int, end: int) -> Iterator[tuple[int, int, Measure]]:
    """The names with a gap whose first part stands at start..end."""
    for tail in tails:
        at = plain.find(tail.last, end, end + tail.longest + len(tail.last))
        if at != -1 and tail.breaks.isdisjoint(plain[end:at]):
            yield start, at + len(tail.last), tail.measure
