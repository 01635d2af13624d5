"""Who reports, year after year: the rows of ``reports`` -> units, each with its editions in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

GOVERNMENTS = frozenset(["province", "city", "county", "township", "zone"])
"""Organ levels whose reports speak for a place; other organs speak for themselves."""

UNIT_COLUMNS = (
    *("report_id", "source", "place", "adcode", "place_id", "province", "city", "county", "organ", "organ_level"),
    *("year", "era", "published", "chars"),
)
"""Columns of ``reports`` that say whose a report is, and which of two for one year is taken."""

PANEL = "panel"
"""Stands for the province in the name of a peer group where no province is known."""

MESSAGES = {
    "no_unit": "neither place nor organ is known; give them in a --manifest and score again",
    "no_year": "the year is not known; give it in a --manifest and score again",
    "other_version": "another report of the same unit and year is longer and is compared instead",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and its reports, one a year, in the order of the years."""

    name: str
    reports: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """All units by name, and the rows of ``uncompared``."""

    units: tuple[Unit, ...]
    uncompared: tuple[Row, ...]

    @property
    def report_ids(self) -> frozenset[str]:
        """The reports that are compared."""
        return frozenset(report["report_id"] for unit in self.units for report in unit.reports)


def find_series(reports: Iterable[Row], places: Sequence[str] = (), years: Sequence[int] = ()) -> Series:
    """Group reports into units.

    Args:
        reports: rows of ``reports``.
        places: only units of these places, organs or codes; empty for all.
        years: only reports of these years; empty for all.

    Returns:
        Units in the order of code and name; a division that was renamed or got another code is one. Where a unit has
        two reports for a year the longer one is taken (then the later one, then by id). A report without unit or year
        is listed with the reason.

    >>> row = {"report_id": "a", "source": "a.txt", "place": "甲县", "organ": None, "organ_level": "county",
    ...        "adcode": None, "province": None, "city": None, "year": 2016, "chars": 9, "published": None}
    >>> [unit.name for unit in find_series([row]).units]
    ['甲县']
    """
    rows = [row for row in reports if _is_wanted(row, places, years)]
    bare = {row["report_id"]: _bare_name(row) for row in rows}
    names = _full_names(rows, bare)
    uncompared: list[Row] = []
    found: defaultdict[str, dict[int, Row]] = defaultdict(dict)
    for row in sorted(rows, key=_preference):
        name, year = names[row["report_id"]], row["year"]
        if not name or year is None:
            uncompared.append(_left_out(row, "no_year" if name else "no_unit"))
        elif year in found[name]:
            uncompared.append(_left_out(row, "other_version"))
        else:
            found[name][year] = row
    units = (Unit(name, tuple(editions[y] for y in sorted(editions))) for name, editions in found.items())
    return Series(tuple(sorted(units, key=_order)), tuple(sorted(uncompared, key=lambda row: str(row["report_id"]))))


def peers_of(report: Row) -> str:
    """The peer group of a report: province or panel, organ level and era.

    >>> peers_of({"province": None, "organ_level": "county", "era": "trial"})
    'panel/county/trial'
    """
    return "/".join((report["province"] or PANEL, report["organ_level"] or "unknown", report["era"] or "unknown"))


def who_of(unit: str, report: Row) -> Row:
    """The columns that say whose report it is."""
    return {
        "unit": unit,
        "place": report["place"],
        "adcode": report["adcode"],
        "organ_level": report["organ_level"],
        "peers": peers_of(report),
    }


def _is_wanted(row: Row, places: Sequence[str], years: Sequence[int]) -> bool:
    named = not places or any(row[name] in places for name in ("place", "county", "city", "organ", "adcode"))
    return named and (not years or row["year"] in years)


def _bare_name(row: Row) -> str:
    speaks_for_place = row["organ_level"] in GOVERNMENTS or not row["organ"]
    return (row["place"] or "") if speaks_for_place and row["place"] else (row["organ"] or "")


def _full_names(rows: Iterable[Row], bare: dict[str, str]) -> dict[str, str]:
    """Names by report: the latest of a division, the city in front where a name alone means several divisions."""
    latest = _latest_rows(rows, bare)
    found = {row["report_id"]: latest.get(_division(row, bare), row) for row in rows}
    codes: defaultdict[str, set[str | None]] = defaultdict(set)
    for row in found.values():
        codes[bare[row["report_id"]]] |= {row.get("place_id") or row["adcode"]} if row["adcode"] else set()
    return {
        report_id: _with_city(name, row) if len(codes[name]) > 1 else name
        for report_id, row in found.items()
        for name in [bare[row["report_id"]]]
    }


def _latest_rows(rows: Iterable[Row], bare: dict[str, str]) -> dict[str, Row]:
    """The latest report of each division, which gives its unit the name: 密云区 for the years of 密云县 too."""
    found: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: (row["year"] or 0, row["report_id"])):
        found[_division(row, bare)] = row
    found.pop("", None)
    return found


def _division(row: Row, bare: dict[str, str]) -> str:
    """The key of the division that a report speaks for; "" where it has no code or speaks for another organ."""
    is_its = row["adcode"] and row["place"] and bare[row["report_id"]] == row["place"]
    return (row.get("place_id") or "") if is_its else ""


def _with_city(name: str, row: Row) -> str:
    return "".join(part for part in (row["province"], row["city"]) if part and part != name) + name


def _order(unit: Unit) -> tuple[str, str]:
    return min((report["adcode"] or "~") for report in unit.reports), unit.name


def _preference(row: Row) -> tuple[Any, ...]:
    return -(row["chars"] or 0), -(row["published"].toordinal() if row["published"] else 0), row["report_id"]


def _left_out(row: Row, reason: str) -> Row:
    return {
        "report_id": row["report_id"],
        "source": row["source"],
        "reason": reason,
        "message": MESSAGES[reason],
    }
