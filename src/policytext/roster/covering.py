"""Entries of a roster and the tables of a run -> rows of ``coverage``: every entry once, every file once."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from policytext.roster.entries import Entry
from policytext.roster.identity import Identity, fits, identify_entry, identify_report
from policytext.store import ALL_TABLES, RECEIVED, name_of, words
from policytext.store.schema import LIST_MARK

if TYPE_CHECKING:
    from policytext.store import Tables

Row = dict[str, Any]

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SAME_AS = re.compile(r"the same content as (.+), which stands for both")
# What may follow a unit's name in the name of its file.
_NAME_ENDS = re.compile("(?:人民)?政府|办公[室厅]|年|信息公开|政务公开|[^\u4e00-\u9fff]|$")
_COLUMNS = ("report_id", "source", "place", "place_id", "adcode", "province", "city", "organ", "organ_level", "year")


@dataclass(eq=False)
class _Unit:
    """A unit of the roster: its entries, whose years differ, and what came for it."""

    entries: list[Entry]
    identities: list[Identity]
    reports: dict[int | None, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Reports that are surely its, by the year of the entry that they answer."""
    other_years: list[Row] = field(default_factory=list)
    """Its reports on years that the roster does not ask for."""
    unread: dict[int | None, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Files that were not scored and whose name says that they are its."""
    maybe: list[Row] = field(default_factory=list)
    """Reports that may be its."""

    @property
    def name(self) -> str:
        """As the roster has it."""
        return self.entries[0].unit

    @property
    def names(self) -> set[str]:
        """All names that the roster gives."""
        return {self.name, *(alias for entry in self.entries for alias in entry.aliases)}

    def entry_for(self, year: int | None) -> Entry | None:
        """The entry that a report on a year answers; one without a year takes any."""
        return next((entry for entry in self.entries if entry.year is None or entry.year == year), None)


def cover(tables: Tables, entries: Sequence[Entry]) -> list[Row]:
    """Hold what came against a roster.

    Args:
        tables: a dataset, with ``reports`` and ``failures``.
        entries: from ``read_roster``.

    Returns:
        Rows of ``coverage``: the entries in the order of the roster, then the files that answer none, by name. An
        entry is ``received`` or has ``several_versions``; else it is ``unreadable`` (a file whose name says that it
        is this one was not scored), ``wrong_year`` (the unit sent another year's), ``unsure`` (a person must tell) or
        ``missing``. A file is ``duplicate``, ``unreadable``, ``wrong_year``, ``unsure`` or ``not_on_roster``.
    """
    units = _units(entries)
    finder = _Finder(units)
    files: list[Row] = []
    for block in tables.batches("reports", _COLUMNS):
        for report in block.to_pylist():
            files += _place(report, finder)
    for failure in tables["failures"].to_pylist():
        files += _place_unread(failure, units)
    rows = [_entry_row(unit, entry) for unit, entry in _in_order(units)]
    rows += sorted(files, key=lambda row: str(row["sources"]))
    return [row | {"row": number} for number, row in enumerate(rows, start=1)]


def count_statuses(rows: Iterable[Row]) -> dict[str, int]:
    """How many entries and other files have each status, in words for people.

    >>> count_statuses([{"expected": True, "status": "received"}, {"expected": True, "status": "missing"}])
    {'应收': 2, '收到': 1, '未收到': 1}
    """
    rows = list(rows)
    entries = Counter(row["status"] for row in rows if row["expected"])
    others = Counter(row["status"] for row in rows if not row["expected"])
    names = {code: name_of("arrivals", code) for code in words()["arrivals"]}
    got = sum(entries[status] for status in RECEIVED)
    found = {words()["roster"]["expected"]: entries.total(), names["received"]: got}
    found |= {name: entries[code] for code, name in names.items() if code != "received" and entries[code]}
    beside = words()["roster"]["beside"]
    return found | {beside.format(status=name): others[code] for code, name in names.items() if others[code]}


def count_unreceived(rows: Iterable[Row]) -> int:
    """How many entries of the roster have no report."""
    return sum(bool(row["expected"]) and row["status"] not in RECEIVED for row in rows)


def _units(entries: Sequence[Entry]) -> list[_Unit]:
    units: dict[tuple[str, str | None, str | None], _Unit] = {}
    for entry in entries:
        unit = units.setdefault((entry.unit, entry.adcode, entry.superior), _Unit([], []))
        unit.entries.append(entry)
        unit.identities += (one for one in identify_entry(entry) if one not in unit.identities)
    return list(units.values())


def _in_order(units: Sequence[_Unit]) -> list[tuple[_Unit, Entry]]:
    return sorted(((unit, entry) for unit in units for entry in unit.entries), key=lambda pair: pair[1].row)


class _Finder:
    """Finds the units that a report may be of without asking all."""

    def __init__(self, units: Sequence[_Unit]) -> None:
        self._by_place: dict[tuple[str, str], dict[_Unit, None]] = defaultdict(dict)
        self._by_organ: dict[str, dict[_Unit, None]] = defaultdict(dict)
        for unit in units:
            for one in unit.identities:
                self._by_organ[one.organ][unit] = None
                for key in {*one.keys, *one.kin, one.place}:
                    self._by_place[one.organ, key][unit] = None

    def near(self, found: Identity) -> list[_Unit]:
        """The units with which a report has a place in common; where only its organ is known, those of this organ."""
        if found.organ and not found.place and not found.keys:
            return list(self._by_organ[found.organ])
        keys = [*sorted(found.keys), found.place, *([""] if found.organ else [])]
        return list(dict.fromkeys(unit for key in keys for unit in self._by_place.get((found.organ, key), ())))


def _place(report: Row, finder: _Finder) -> list[Row]:
    """Give a report to its unit; a row for the report itself where it answers no entry."""
    found = identify_report(report)
    answers = {unit: {fits(one, found) for one in unit.identities} for unit in finder.near(found)}
    sure = [unit for unit, said in answers.items() if True in said]
    likely = sure or [unit for unit, said in answers.items() if None in said]
    if len(sure) == 1 and report["year"] is not None:
        return _give(report, sure[0])
    if not likely:
        return [_report_row(report, "not_on_roster", "not_on_roster")]
    for unit in likely:
        unit.maybe.append(report)
    note = "no_year" if len(sure) == 1 else "several_units" if len(likely) > 1 else "same_name"
    return [_report_row(report, "unsure", note) | {"candidates": _listed(unit.name for unit in likely)}]


def _give(report: Row, unit: _Unit) -> list[Row]:
    entry = unit.entry_for(report["year"])
    if entry:
        unit.reports[entry.year].append(report)
        return []
    unit.other_years.append(report)
    return [_report_row(report, "wrong_year", "other_year") | {"unit": unit.name}]


def _place_unread(failure: Row, units: Sequence[_Unit]) -> list[Row]:
    """Give a file that was not scored to the unit and year that its name names; else a row for the file itself."""
    row = _file_row(failure["source"], "unreadable", "unreadable") | {"note": name_of("reasons", failure["reason"])}
    if failure["reason"] == "duplicate":
        same = _SAME_AS.search(failure["message"] or "")
        note = words()["roster"]["duplicate"].format(source=same[1] if same else "")
        return [row | {"status": "duplicate", "note": note}]
    named = _named_in(failure["source"], units)
    years = {int(year) for year in _YEAR.findall(failure["source"])}
    entries = [entry for unit in named for entry in unit.entries if entry.year is None or entry.year in years]
    if len(named) != 1 or len(entries) != 1:
        return [row | {"candidates": _listed(unit.name for unit in named)}]
    named[0].unread[entries[0].year].append(row)
    if named[0].reports[entries[0].year]:  # another file is there: this one stands for itself
        return [row | {"unit": named[0].name, "year": entries[0].year}]
    return []


def _named_in(source: str, units: Sequence[_Unit]) -> list[_Unit]:
    """The units whose name stands in a path and ends there, not in 苍梨县财政局; of names in each other the longer."""
    found = [(unit, name) for unit in units for name in unit.names if name in source and _ends(name, source)]
    longest = {name for _, name in found if not any(name in other and name != other for _, other in found)}
    return list(dict.fromkeys(unit for unit, name in found if name in longest))


def _ends(name: str, source: str) -> bool:
    return any(_NAME_ENDS.match(source, match.end()) for match in re.finditer(re.escape(name), source))


def _entry_row(unit: _Unit, entry: Entry) -> Row:
    reports, unread = unit.reports[entry.year], unit.unread[entry.year]
    status = _status(unit, reports, unread)
    shown = {"unreadable": [row["sources"] for row in unread]}.get(status, [row["source"] for row in reports])
    candidates = {"wrong_year": unit.other_years, "unsure": unit.maybe}.get(status, [])
    reasons = [str(row["note"]) for row in unread] if status == "unreadable" else []
    keys = sorted({key for one in unit.identities for key in one.keys})
    return {
        "expected": True,
        "unit": entry.unit,
        "place_id": keys[0] if len(keys) == 1 else None,
        "adcode": entry.adcode,
        "level": entry.level,
        "superior": entry.superior,
        "year": entry.year,
        "status": status,
        "report_ids": _listed(row["report_id"] for row in reports),
        "sources": _listed(shown),
        "candidates": _listed(row["source"] for row in candidates),
        "note": _listed(reasons) or words()["roster"].get(status),
    }


def _status(unit: _Unit, reports: Sequence[Row], unread: Sequence[Row]) -> str:
    if reports:
        return "several_versions" if len({row["year"] for row in reports}) < len(reports) else "received"
    if unread:
        return "unreadable"
    return "unsure" if unit.maybe else "wrong_year" if unit.other_years else "missing"


def _report_row(report: Row, status: str, note: str) -> Row:
    known = {name: report[name] for name in ("place_id", "adcode", "year")}
    unit = report["organ"] if report["organ"] else report["place"]
    about = {"unit": unit, "level": report["organ_level"], "report_ids": report["report_id"]}
    return _file_row(report["source"], status, note) | known | about


def _file_row(source: str, status: str, note: str) -> Row:
    """A row for a file that answers no entry."""
    empty = dict.fromkeys(ALL_TABLES["coverage"].names)
    return empty | {"expected": False, "status": status, "sources": source, "note": words()["roster"].get(note)}


def _listed(names: Iterable[str]) -> str | None:
    return LIST_MARK.join(dict.fromkeys(names)) or None
