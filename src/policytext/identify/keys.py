"""Keys of a place that stay the same over the years: ``place_id`` and the code of a base year.

They follow rows of the table of divisions, never codes: 469025 was 定安县 until 2007 and is 白沙黎族自治县 since.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from policytext.identify.table import Place, load_places
from policytext.records import Origin

# Years between the end of a row and the beginning of the next: the list of 2003 has 乌兰察布市 and 乌兰察布盟.
_SLACK = 1


def with_keys(origin: Origin, base_year: int | None = None) -> Origin:
    """The origin with the keys of its place.

    Args:
        origin: with its place, code and year, where they are known.
        base_year: whose code ``adcode_base`` is; ``None`` for the latest year of the table of divisions.

    Returns:
        With ``place_id``: the first code that the division bore, which stays through renaming and 撤县设区; for a place
        without a code its names from large to small; ``None`` where several places are in question. ``adcode_base``:
        the code in the base year; ``None`` where the table does not tell one.

    >>> county, district = (with_keys(Origin(adcode=code)) for code in ("110228", "110118"))  # 密云县, 密云区
    >>> county.place_id, county.adcode_base, district.place_id, district.adcode_base
    ('110228', '110118', '110228', '110118')
    >>> with_keys(Origin(place="苍梨县", province="云江省")).place_id
    '云江省/苍梨县'
    """
    if origin.adcode:
        row = row_of(origin.adcode, origin.place, origin.year)
        if row is None:
            return replace(origin, place_id=origin.adcode)
        return replace(origin, place_id=place_id(row), adcode_base=code_in(row, base_year or latest_year()))
    names = (origin.province, origin.city, origin.place)
    known = origin.place and not origin.candidates
    return replace(origin, place_id="/".join(dict.fromkeys(filter(None, names)))) if known else origin


def row_of(adcode: str, name: str | None = None, year: int | None = None) -> Place | None:
    """The row of a code that fits a name and a year, the name first."""
    rows = load_places().codes.get(adcode, ())
    named = [row for row in rows if row.name == name] or rows
    fitting = [row for row in named if year is not None and row.fits(year)]
    return max(fitting or named, key=lambda row: row.valid_from or 0, default=None)


def place_id(row: Place) -> str:
    """The first code of a division's line; with the year where another division had borne that code before.

    >>> place_id(row_of("500110", "万盛区")), place_id(row_of("500110", "綦江区"))
    ('500110', '500110-2011')
    """
    first = line_of(row)[0]
    used = any((other.valid_from or 0) < (first.valid_from or 0) for other in load_places().codes[first.adcode])
    return f"{first.adcode}-{first.valid_from}" if used else first.adcode


@cache
def line_of(row: Place) -> tuple[Place, ...]:
    """The rows of one division in the order of the years.

    A row goes on in another where each has no other and that one began with the change. Where several divisions became
    one, or one became several, the line ends and new ones begin.

    >>> [(row.adcode, row.name) for row in line_of(row_of("110118"))]
    [('110228', '密云县'), ('110118', '密云区')]
    """
    before, line = _sole(_predecessors().get(row, ())), [row]
    while before and before not in line and _goes_on_in(before) == line[0]:
        line.insert(0, before)
        before = _sole(_predecessors().get(before, ()))
    while (after := _goes_on_in(line[-1])) and after not in line:
        line.append(after)
    return tuple(line)


def code_in(row: Place, year: int) -> str | None:
    """The code in some year of the division of a row.

    A division that became part of another has that one's code from then on; one that was parted has none.

    >>> county, old = row_of("110228"), row_of("110103")
    >>> code_in(county, 2014), code_in(county, 2020), code_in(old, 2008), code_in(old, 2020)
    ('110228', '110118', '110103', '110101')
    """
    seen: set[Place] = set()
    here: Place | None = row
    while here and here not in seen:
        line = line_of(here)
        fitting = [one for one in line if one.fits(year)]
        if fitting:
            return row.adcode if row in fitting and row.valid_to != year else fitting[-1].adcode
        seen.update(line)
        ended = line[-1].valid_to is not None and line[-1].valid_to <= year
        here = _sole(_targets(line[-1])) if ended else None
    return None


@cache
def kin_of(row: Place) -> frozenset[str]:
    """Keys of divisions that became a part of this one, or that it became part of, without being it.

    >>> sorted(kin_of(row_of("120116")))
    ['120107', '120108', '120109']
    """
    line = line_of(row)
    into = {before for one in line for before in _predecessors().get(one, ())}
    out_of = {after for one in line for after in _targets(one)}
    return frozenset(place_id(other) for other in (into | out_of) - set(line))


@cache
def latest_year() -> int:
    """The latest year of which the table of divisions knows a change.

    >>> latest_year() >= 2025
    True
    """
    return max(row.valid_from or 0 for row in load_places().rows)


def _sole(rows: tuple[Place, ...]) -> Place | None:
    return rows[0] if len(rows) == 1 else None


def _goes_on_in(row: Place) -> Place | None:
    """The row that carries this one on and nothing else, if there is one."""
    after = _sole(_targets(row))
    alone = after is not None and _predecessors()[after] == (row,) and _began_with(after, row)
    return after if alone else None


def _targets(row: Place) -> tuple[Place, ...]:
    """The rows of the successors that were in force when this row ended."""
    if row.valid_to is None:
        return ()
    codes = load_places().codes
    same = [other for other in codes[row.adcode] if other.short == row.short and _began_with(other, row)]
    if same and not row.successors:
        return tuple(same)
    found = (_in_force(codes.get(code, ()), row) for code in row.successors)
    return tuple(dict.fromkeys(place for place in found if place))


def _in_force(rows: tuple[Place, ...], ended: Place) -> Place | None:
    """Of the rows of a code the one that began with the end of another, else the one that was there already."""
    others = [row for row in rows if row != ended]
    began = [row for row in others if _began_with(row, ended)]
    there = [row for row in others if ended.valid_to is not None and row.fits(ended.valid_to)]
    return next(reversed(began or there), None)


def _began_with(row: Place, ended: Place) -> bool:
    return row.valid_from is not None and ended.valid_to is not None and abs(row.valid_from - ended.valid_to) <= _SLACK


@cache
def _predecessors() -> dict[Place, tuple[Place, ...]]:
    found: dict[Place, list[Place]] = {}
    for row in load_places().rows:
        for after in _targets(row):
            found.setdefault(after, []).append(row)
    return {after: tuple(before) for after, before in found.items()}
