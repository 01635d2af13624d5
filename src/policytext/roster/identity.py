"""Whose a name is: the division that a unit or a report belongs to, under all its names, and the organ in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.identify import Party, kin_of, locate, parse_organ, place_id, row_of, split_places
from policytext.records import DIVISION_LEVELS
from policytext.resources import read_toml
from policytext.roster.entries import Entry

Row = dict[str, Any]

_NOISE = re.compile(r"[\s（）()“”\"·•]")


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a unit or a report's author is.

    Attributes:
        keys: ``place_id`` of its division; several where its name does not tell them apart, none where the table of
            divisions does not have it.
        place: the division's name where it has no key of the table, "" where none is known.
        within: larger places that were named with it.
        organ: what it is in that division: "" for the government itself, else the organ's name without the place.
        kin: keys of divisions that became part of this one, or that it became part of.
    """

    keys: frozenset[str]
    place: str
    within: frozenset[str]
    organ: str
    kin: frozenset[str] = frozenset()


def identify_entry(entry: Entry) -> list[Identity]:
    """The identities of a roster's entry: that of its name, and those of its aliases."""
    return [_named(name, entry) for name in (entry.unit, *entry.aliases)]


def identify_report(report: Row) -> Identity:
    """The identity of a report, by its row of ``reports``."""
    within = frozenset(name for name in (report["province"], report["city"]) if name and name != report["place"])
    keys = frozenset([report["place_id"]]) if report["adcode"] else frozenset()
    return Identity(keys, report["place"] or "", within, _organ_of(report))


def _organ_of(report: Row) -> str:
    if report["organ_level"] in DIVISION_LEVELS or not report["organ"]:
        return ""
    party = parse_organ(report["organ"])
    return plain_organ(party) if party else _NOISE.sub("", report["organ"])


def _named(name: str, entry: Entry) -> Identity:
    party = parse_organ(name) or Party(name, (), name, "")
    above = split_places(entry.superior) if entry.superior else ()
    places = (*(place for place in above if place not in party.places), *party.places)
    organ = "" if party.speaks_for_government and party.level != "township" else plain_organ(party)
    row = row_of(entry.adcode, places[-1] if places else None, entry.year) if entry.adcode else None
    rows = [row] if row else []
    if not rows and places:
        found = locate(places, entry.year, "")
        rows = [found.place] if found.place else list(found.candidates)
    keys = frozenset(place_id(row) for row in rows)
    kin = frozenset(key for row in rows for key in kin_of(row))
    return Identity(keys, places[-1] if places else "", frozenset(places[:-1]), organ, kin)


def plain_organ(party: Party) -> str:
    """An organ's name without its places and without what a township or a zone may leave out.

    >>> plain_organ(parse_organ("苍梨县青禾镇人民政府")), plain_organ(parse_organ("苍梨县财政局"))
    ('青禾镇', '财政局')
    """
    rest = _NOISE.sub("", party.rest)
    for ending in _endings().get(party.level, ()):
        if rest.endswith(ending) and len(rest) > len(ending):
            return rest.removesuffix(ending)
    return rest


@cache
def _endings() -> dict[str, list[str]]:
    table = read_toml("roster.toml")["same"]
    return {level: sorted(endings, key=len, reverse=True) for level, endings in table.items()}


def fits(expected: Identity, found: Identity) -> bool | None:
    """Whether a report is a unit's: yes, no, or ``None`` where only a person can tell.

    >>> county = Identity(frozenset(["110228"]), "密云县", frozenset(), "")
    >>> fits(county, Identity(frozenset(["110228"]), "密云区", frozenset(), ""))
    True
    """
    if expected.organ != found.organ or not (expected.organ or found.keys or found.place):
        return False
    if expected.keys and found.keys:
        if expected.keys & found.keys:
            return True if len(expected.keys) == 1 else None
        return None if expected.kin & found.keys else False
    if expected.place != found.place:
        return None if expected.organ and not (expected.place and found.place) else False
    if expected.keys or found.keys:
        return None  # one has a code, the other bears its name and may be another place
    apart = expected.within and found.within and not expected.within & found.within
    return None if apart else True
