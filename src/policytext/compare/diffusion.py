"""Mentions of measures -> which unit has which measure since when, and how each measure spreads over the years."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policytext.compare.units import Row, Series
from policytext.find import squeeze
from policytext.resources import read_csv
from policytext.store.schema import LIST_MARK

if TYPE_CHECKING:
    from policytext.store import Tables

Key = tuple[str, str]
"""A measure as it is followed: id in the gazetteer and expansion."""

UNIT_COLUMNS = ("unit", "place", "adcode", "organ_level")
_COLUMNS = ("report_id", "measure_id", "name", "category", "stance", "expansion")

_BETWEEN = re.compile(r"[、，；;,]|(?<=》)(?:以及|和|及|与)?(?=《)")
# Before the last item of a list without title marks: 权力清单、责任清单和负面清单.
_LAST = re.compile(r"(?<=..)(?:以及|和|及|与)(?=..)")
_NO_ITEM = re.compile(r"[《》\s]|等$|^(?:即是?|分别[是为]|是指)")


def spread_tables(tables: Tables, series: Series) -> dict[str, Iterable[Row]]:
    """The rows of ``diffusion`` and ``adoption`` for the units of a dataset."""
    columns = ("report_id", "place", "adcode", "organ_level", "year")
    reports = (
        {name: report[name] for name in columns} | {"unit": unit.name}
        for unit in series.units
        for report in unit.reports
    )
    mentions = (row for block in tables.batches("measures", _COLUMNS) for row in block.to_pylist())
    panel = _Panel(reports, mentions)
    return {"diffusion": _uses_of(panel, read_successors()), "adoption": _points_of(panel)}


def diffusion_rows(
    reports: Iterable[Row], measures: Iterable[Row], successors: Mapping[str, str] | None = None
) -> list[Row]:
    """Since when each unit has each measure, as far as its reports show.

    A measure is adopted where a report names it as done; it is not known before the unit's first report and not
    abolished because a report is silent. One name with two expansions is two measures; a mention without expansion
    goes to the one that its unit gives elsewhere, if the unit gives just one.

    Args:
        reports: one row a report: report_id, unit, place, adcode, organ_level, year.
        measures: one row a mention: report_id, measure_id, name, category, stance, expansion. Mentions in other
            reports do not count.
        successors: id of a measure -> id of the one that it became; such names may form chains.

    Returns:
        Rows with the columns of ``store.comparisons.DIFFUSION``, in the order of its key. ``successor`` is named only
        where the unit names it after its last mention of the measure.

    >>> report = {"report_id": "a", "unit": "甲县", "place": "甲县", "adcode": None, "organ_level": "county"}
    >>> name = {"report_id": "a", "measure_id": "open-day", "name": "政府开放日", "category": "participation"}
    >>> rows = diffusion_rows([report | {"year": 2017}], [name | {"stance": "adopted", "expansion": ""}])
    >>> [(row["unit"], row["first_year"], row["left_censored"], row["order"]) for row in rows]
    [('甲县', 2017, True, 1)]
    """
    rows = _uses_of(_Panel(reports, measures), successors or {})
    return sorted(rows, key=lambda row: tuple(row[name] or "" for name in ("measure_id", "expansions", *UNIT_COLUMNS)))


def adoption_rows(reports: Iterable[Row], measures: Iterable[Row]) -> list[Row]:
    """How many units have each measure, year by year.

    Args:
        reports: as ``diffusion_rows`` takes them.
        measures: as ``diffusion_rows`` takes them.

    Returns:
        Rows with the columns of ``store.comparisons.ADOPTION``: for every measure every year of the panel. Only units
        with a report of the year are counted, so the share may fall where a unit that has the measure is missing.

    >>> report = {"unit": "甲县", "place": "甲县", "adcode": None, "organ_level": "county"}
    >>> reports = [report | {"report_id": "a", "year": 2016}, report | {"report_id": "b", "year": 2017}]
    >>> name = {"report_id": "a", "measure_id": "open-day", "name": "政府开放日", "category": "participation"}
    >>> rows = adoption_rows(reports, [name | {"stance": "adopted", "expansion": ""}])
    >>> [(row["year"], row["mentioned"], row["adopted"], row["share"]) for row in rows]
    [(2016, 1, 1, 1.0), (2017, 0, 1, 1.0)]
    """
    return list(_points_of(_Panel(reports, measures)))


def normalise_expansion(expansion: str) -> str:
    """An expansion as the set of its items, so that order, title marks and conjunctions make no difference.

    >>> normalise_expansion("《办事图》、《指南册》和《政策册》") == normalise_expansion("政策册、指南册、办事图")
    True
    >>> normalise_expansion("权力清单、责任清单和负面清单")
    '权力清单；负面清单；责任清单'
    """
    items = _BETWEEN.split(expansion or "")
    if len(items) > 1 and "》" not in items[-1]:
        items[-1:] = _LAST.split(items[-1], maxsplit=1)
    cleaned = {_NO_ITEM.sub("", squeeze(item.strip())[0]) for item in items}
    return LIST_MARK.join(sorted(item for item in cleaned if item))


def read_successors() -> dict[str, str]:
    """The packaged gazetteer's ``succeeded_by``: id -> id."""
    return {row["id"]: row["succeeded_by"] for row in read_csv("measures.csv") if row["succeeded_by"]}


@dataclass(slots=True)
class _Use:
    """What the reports of one unit say of one measure: years by stance. ``seen`` counts mentions up to the first."""

    key: Key
    unit: Key
    name: str
    category: str
    seen: int
    stances: dict[str, frozenset[int]]

    @property
    def years(self) -> frozenset[int]:
        return frozenset().union(*self.stances.values())

    @property
    def first_year(self) -> int | None:
        return min(self.stances.get("adopted", ()), default=None)

    @property
    def planned_year(self) -> int | None:
        return min((*self.stances.get("planned", ()), *self.stances.get("preparing", ())), default=None)

    def add(self, stance: str, years: frozenset[int]) -> None:
        self.stances[stance] = self.stances.get(stance, frozenset()) | years

    def absorb(self, other: _Use) -> None:
        """Take over what stands under another expansion; the name is that of the first mention."""
        for stance, years in other.stances.items():
            self.add(stance, years)
        if other.seen < self.seen:
            self.name, self.category, self.seen = other.name, other.category, other.seen


class _Panel:
    """Units with the years that they report on, and their uses of measures in the order of the first mention."""

    def __init__(self, reports: Iterable[Row], measures: Iterable[Row]) -> None:
        self._reports = {row["report_id"]: row for row in reports if row["unit"] and row["year"] is not None}
        self.years: defaultdict[Key, set[int]] = defaultdict(set)
        self.who: dict[Key, Row] = {}
        for row in sorted(self._reports.values(), key=lambda row: (row["year"], row["report_id"])):
            self.years[_unit(row)].add(row["year"])
            self.who[_unit(row)] = {name: row[name] for name in UNIT_COLUMNS}
        self.uses = self._find_uses(row for row in measures if row["report_id"] in self._reports)
        self.by_unit: defaultdict[Key, list[_Use]] = defaultdict(list)
        self.adopted: defaultdict[Key, list[int]] = defaultdict(list)
        for use in self.uses:
            self.by_unit[use.unit].append(use)
            if use.first_year is not None:
                insort(self.adopted[use.key], use.first_year)

    def _find_uses(self, mentions: Iterable[Row]) -> list[_Use]:
        found: defaultdict[tuple[Key, str], dict[str, _Use]] = defaultdict(dict)
        for number, row in enumerate(mentions):
            report = self._reports[row["report_id"]]
            unit, expansion = _unit(report), normalise_expansion(row["expansion"] or "")
            key = (row["measure_id"], expansion)
            new = _Use(key, unit, row["name"], row["category"], number, {})
            use = found[unit, row["measure_id"]].setdefault(expansion, new)
            use.add(row["stance"] or "", frozenset([report["year"]]))
        for uses in found.values():
            if len(uses) == 2 and "" in uses:
                bare = uses.pop("")
                next(iter(uses.values())).absorb(bare)
        return sorted((use for uses in found.values() for use in uses.values()), key=lambda use: use.seen)


def _uses_of(panel: _Panel, successors: Mapping[str, str]) -> Iterator[Row]:
    return (_row_of(use, panel, successors) for use in panel.uses)


def _points_of(panel: _Panel) -> Iterator[Row]:
    observed: defaultdict[int, set[Key]] = defaultdict(set)
    for unit, unit_years in panel.years.items():
        for year in unit_years:
            observed[year].add(unit)
    uses: defaultdict[Key, list[_Use]] = defaultdict(list)
    for use in panel.uses:
        uses[use.key].append(use)
    return (_point(uses[key], year, observed[year]) for key in sorted(uses) for year in sorted(observed))


def _unit(report: Row) -> Key:
    return report["adcode"] or "", report["unit"]


def _row_of(use: _Use, panel: _Panel, successors: Mapping[str, str]) -> Row:
    first, mentioned, observed = use.first_year, use.years, panel.years[use.unit]
    return {
        **_name(use),
        **panel.who[use.unit],
        "first_year": first,
        "last_year": max(mentioned),
        "planned_year": use.planned_year,
        "years": LIST_MARK.join(map(str, sorted(mentioned))),
        "left_censored": first is not None and first == min(observed),
        "order": None if first is None else 1 + bisect_left(panel.adopted[use.key], first),
        "not_mentioned_since": min((year for year in observed if year > max(mentioned)), default=None),
        "successor": _successor(use, panel, successors),
    }


def _successor(use: _Use, panel: _Panel, successors: Mapping[str, str]) -> str | None:
    """The name of the nearest measure in the chain of successors that the unit names after this one's last mention."""
    seen, following = {use.key[0]}, successors.get(use.key[0])
    while following and following not in seen:
        later = [o for o in panel.by_unit[use.unit] if o.key[0] == following and max(o.years) > max(use.years)]
        if later:
            return later[0].name
        seen.add(following)
        following = successors.get(following)
    return None


def _point(uses: Sequence[_Use], year: int, observed: set[Key]) -> Row:
    here = [use for use in uses if use.unit in observed]
    adopted = sum(use.first_year is not None and use.first_year <= year for use in here)
    return {
        **_name(uses[0]),
        "year": year,
        "observed": len(observed),
        "mentioned": sum(year in use.years for use in here),
        "adopted": adopted,
        "share": adopted / len(observed),
    }


def _name(use: _Use) -> Row:
    return {"measure_id": use.key[0], "name": use.name, "expansions": use.key[1], "category": use.category}
