"""Which division a name means: by year, by the places named with it, by what else the text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from policytext.identify.table import Place, find_names, load_places
from policytext.resources import read_toml

# What speaks for one of several namesakes. A city's full name once in the text decides alone; a province, which the
# rivals may share, needs company. Neighbours are counties of the same city whose names no other place has.
CITY, PROVINCE, CITY_SHORT, SIGN, NEIGHBOUR, NEIGHBOURS = 3, 2, 1, 2, 1, 3
ENOUGH, LEAD = 2, 2
LONG_NAME = 3  # characters; 和县 and 城区 are found inside other words
SIGN_FORM = re.compile(r"([一-鿿])政办?[发函字规令电]{0,2}〔")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a name turned out to mean.

    ``place`` is set where one division fits; ``candidates`` holds all that fit where several do. ``upper`` holds the
    names of the larger places that stood before it.
    """

    name: str
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    upper: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def locate(names: Sequence[str], year: int | None, text: str) -> Finding:
    """Find the division that the last of some names means.

    Args:
        names: places from large to small, as an organ's name has them: 江苏省, 南京市, 鼓楼区.
        year: the year reported; names are used for different places in different years.
        text: the document, from which a name that several places bear is decided.

    >>> locate(["鼓楼区"], 2020, "南京市把各项任务分解到各区。").place.adcode
    '320106'
    >>> [place.adcode for place in locate(["鼓楼区"], 2020, "").candidates]
    ['320106', '320302', '350102', '410204']
    """
    name, upper = names[-1], tuple(names[:-1])
    rows = [row for row in load_places().named(name, year) if all(lies_in(row, parent) for parent in upper)]
    if not rows:
        warning = f"place_not_in_table: {name} is not in the table of divisions; it has no adcode"
        return Finding(name, upper=upper, warnings=(warning,))
    if len(rows) > 1:
        rows = choose(rows, text)
    if len(rows) > 1:
        listed = ", ".join(f"{row.adcode} {row.path}" for row in rows)
        warning = f"ambiguous: {name} may be {listed}; name the place or its adcode in a manifest"
        return Finding(name, None, tuple(rows), upper, (warning,))
    return Finding(rows[0].name, rows[0], (), upper, tuple(_outdated(rows[0], year)))


def lies_in(row: Place, parent: str) -> bool:
    """Whether a place lies in one of this name; a name that the table does not know rules nothing out."""
    known = {place.name for place in load_places().meanings(parent)}
    return not known or bool(known & {row.province, row.city, row.name})


def _outdated(row: Place, year: int | None) -> Iterable[str]:
    """A warning where the name was not in use in the year reported."""
    if year is None or row.fits(year, early=1):
        return
    now = [place.path for code in row.successors if (place := load_places().coded(code, year))]
    until = f"ended in {row.valid_to}" if row.valid_to and row.valid_to < year else f"began in {row.valid_from}"
    after = f"; it is now {' and '.join(now)}" if now else ""
    yield f"place_year: {row.name} ({row.adcode}) {until}, but the report is on {year}{after}"


def choose(rows: Sequence[Place], text: str) -> list[Place]:
    """The row that the text speaks for clearly, else those that it speaks for, else all."""
    counts = Counter(name for _, name in find_names(text))
    signs = {sign for sign in SIGN_FORM.findall(text) if sign in _signs()}
    weights = {row: weigh(row, counts, signs) for row in rows}
    ranked = sorted(rows, key=lambda row: -weights[row])
    best, second = weights[ranked[0]], weights[ranked[1]]
    if best >= ENOUGH and best >= second + LEAD:
        return ranked[:1]
    likely = [row for row in rows if weights[row] >= ENOUGH] or rows
    return sorted(likely, key=lambda row: row.adcode)


def weigh(row: Place, counts: Counter[str], signs: set[str]) -> int:
    """How strongly the names in a text speak for a place."""
    weight = PROVINCE * bool(counts[row.province])
    if row.city:
        weight += CITY * bool(counts[row.city]) or CITY_SHORT * bool(counts[short_of(row.city)])
    elif row.level == "county":
        weight += CITY * bool(counts[row.province])  # a district of 北京市: the province is its city
    weight += SIGN * any(_signs()[sign] == row.province for sign in signs)
    neighbours = sum(1 for name in _neighbours(row.province, row.city) if counts[name] and name != row.name)
    return weight + NEIGHBOUR * min(neighbours, NEIGHBOURS)


def short_of(name: str) -> str:
    """南京 for 南京市, 恩施 for 恩施土家族苗族自治州."""
    return next((row.short for row in load_places().names.get(name, ())), name)


@cache
def _signs() -> dict[str, str]:
    return dict(read_toml("identify.toml")["province_signs"])


@cache
def _neighbours(province: str, city: str) -> frozenset[str]:
    """Names of this city's counties that no other city's county has."""
    homes = {name: {(row.province, row.city) for row in rows} for name, rows in load_places().names.items()}
    return frozenset(name for name, home in homes.items() if home == {(province, city)} and len(name) >= LONG_NAME)


# ---------------------------------------------------------------- another place's name in the text

OFFICIAL = re.compile(r"人民政府|政府(?:信息公开|网|门户|办公)|政务公开|信息公开")
VISIT = re.compile(r"学习|借鉴|考察|交流|赴|来自|先进")


def foreign_names(text: str, place: Place) -> list[str]:
    """County-level places beside words of government that are neither this place nor related to it, most named first.

    Such a name is as a rule a slip of an author who worked from another place's report.
    """
    found: Counter[str] = Counter()
    for start, name in find_names(text):
        rows = load_places().names.get(name, ())
        official = len(name) >= LONG_NAME and OFFICIAL.match(text, start + len(name))
        if official and rows and not VISIT.search(text, max(0, start - 8), start):
            found[name] += all(row.level == "county" and not related(row, place) for row in rows)
    return [name for name, times in found.most_common() if times]


def related(row: Place, place: Place) -> bool:
    """The same place, one in it, one that it lies in, or an earlier or later form of it."""
    same = row.adcode == place.adcode or row.adcode in place.successors or place.adcode in row.successors
    inside = (place.level == "province" and row.province == place.name) or (
        place.level == "city" and row.city == place.name
    )
    return same or inside or row.short == place.short
