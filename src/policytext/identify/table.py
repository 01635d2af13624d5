"""The table of divisions: which place a name means in which year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from policytext.resources import read_csv

# A report on one year is written early in the next: it may already bear a name that began in that next year.
EARLY = 1


@dataclass(frozen=True, slots=True)
class Place:
    """One division of province, city or county level, as one row of ``data/places.csv`` has it.

    ``city`` is the city-level parent, ``""`` where there is none (districts of 北京市, 济源市). ``valid_from`` and
    ``valid_to`` are the years of the changes, ``None`` where the name is older than the first list or still in use.
    """

    adcode: str
    name: str
    short: str
    level: str
    province: str
    city: str
    valid_from: int | None = None
    valid_to: int | None = None
    successors: tuple[str, ...] = ()

    def fits(self, year: int | None, early: int = 0) -> bool:
        """Whether the name was in use in a year, or up to ``early`` years before it; no year means now."""
        if year is None:
            return self.valid_to is None
        return (self.valid_from or 0) - early <= year <= (self.valid_to or year)

    @property
    def path(self) -> str:
        """The name under its parents: 江苏省南京市鼓楼区."""
        parents = "" if self.level == "province" else self.province + self.city
        return parents + self.name


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """All places, by name and by code."""

    rows: tuple[Place, ...]
    names: dict[str, tuple[Place, ...]] = field(repr=False)
    aliases: dict[str, tuple[Place, ...]] = field(repr=False)
    shorts: dict[str, tuple[Place, ...]] = field(repr=False)
    codes: dict[str, tuple[Place, ...]] = field(repr=False)

    def named(self, name: str, year: int | None = None) -> tuple[Place, ...]:
        """The places that a name means in a year; where none fits the year, those it meant at any time.

        In the year of a change the later code counts.

        >>> [place.path for place in load_places().named("抚松县", 2016)]
        ['吉林省白山市抚松县']
        >>> [place.adcode for place in load_places().named("公主岭市", 2015)]
        ['220381']
        >>> len(load_places().named("鼓楼区", 2020))
        4
        """
        for early in (0, EARLY):
            for index in (self.names, self.aliases, self.shorts):
                fitting = [row for row in index.get(name, ()) if row.fits(year, early)]
                if fitting:
                    return _latest(fitting, year)
        return _latest(self.meanings(name), None)

    def meanings(self, name: str) -> tuple[Place, ...]:
        """All that a name, an alias or a city's short name means in any year."""
        return self.names.get(name, ()) + self.aliases.get(name, ()) + self.shorts.get(name, ())

    def same(self, one: str, other: str) -> bool:
        """Whether two names can mean one place: 恩施州 and 恩施土家族苗族自治州."""
        return one == other or bool(set(self.meanings(one)) & set(self.meanings(other)))

    def coded(self, adcode: str, year: int | None = None) -> Place | None:
        """The place of a code in a year, else the last that had the code."""
        rows = self.codes.get(adcode, ())
        fitting = [row for row in rows if row.fits(year)]
        return next(reversed(fitting or rows), None)

    def knows(self, name: str) -> bool:
        """Whether the name, in full or as an alias, is in the table."""
        return name in self.names or name in self.aliases


def _latest(rows: Iterable[Place], year: int | None) -> tuple[Place, ...]:
    """One row for each code, without those that end this year and have a namesake in the province that goes on."""
    last = {row.adcode: row for row in sorted(rows, key=lambda row: row.valid_from or 0)}.values()
    going_on = {row.province for row in last if row.valid_to is None or row.valid_to != year}
    return tuple(row for row in last if row.valid_to is None or row.valid_to != year or row.province not in going_on)


@cache
def load_places() -> PlaceTable:
    """The packaged table, read once per process."""
    rows = tuple(_place(row) for row in read_csv("places.csv"))
    names, codes = _index(rows, "name"), _index(rows, "adcode")
    aliases: dict[str, tuple[Place, ...]] = defaultdict(tuple)
    for row in rows:
        for alias in _aliases(row):
            aliases[alias] += (row,)
    for extra in read_csv("place_aliases.csv"):
        aliases[extra["alias"]] += codes[extra["adcode"]]
    shorts = _index((row for row in rows if row.level == "city"), "short")
    return PlaceTable(rows, names, dict(aliases), shorts, codes)


def _place(row: dict[str, str]) -> Place:
    return Place(
        adcode=row["adcode"],
        name=row["name"],
        short=row["short"],
        level=row["level"],
        province=row["province"],
        city=row["city"],
        valid_from=int(row["valid_from"]) if row["valid_from"] else None,
        valid_to=int(row["valid_to"]) if row["valid_to"] else None,
        successors=tuple(filter(None, row["successors"].split("；"))),
    )


def _aliases(row: Place) -> list[str]:
    """恩施州 for 恩施土家族苗族自治州, 大厂县 for 大厂回族自治县, 内蒙古 for 内蒙古自治区."""
    if row.level == "province":
        return [row.short]
    return [row.short + row.name[-1]] if "自治" in row.name else []


def _index(rows: Iterable[Place], key: str) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return {value: tuple(group) for value, group in found.items()}


def find_names(text: str) -> list[tuple[int, str]]:
    """Names of the table in text as (offset, name), leftmost and longest; short names of cities and provinces too.

    >>> find_names("江苏省南京市鼓楼区人民政府")
    [(0, '江苏省'), (3, '南京市'), (6, '鼓楼区')]
    """
    words, automaton = _automaton()
    return [(start, words[index]) for index, start, _ in automaton.find_matches_as_indexes(text)]


@cache
def _automaton() -> tuple[list[str], Any]:
    from ahocorasick_rs import AhoCorasick, MatchKind  # only a document whose place must be found needs it

    table = load_places()
    words = sorted({*table.names, *table.aliases, *table.shorts})
    return words, AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
