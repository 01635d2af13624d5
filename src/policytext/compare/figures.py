"""Figures along the years: one series for each indicator over all eras, and what is derived from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from policytext.compare.by_report import ByReport
from policytext.compare.units import Row, Series, who_of
from policytext.resources import read_toml
from policytext.tabulate import load_bridge, load_indicators

if TYPE_CHECKING:
    from policytext.store import Tables

LEAST_DENOMINATOR = 30
"""Below so many cases a rate says little: two reports with 3 of 5 and 4 of 5 differ by one case."""

CELL_COLUMNS = ("table", "row", "column", "value", "state", "read", "start", "end")
FACT_COLUMNS = ("indicator", "value", "approximate", "period", "start", "end")

FORMS = ("trial", "standard")
_STATED = ("number", "zero")
#: Of several states of summed cells the first that one of them has is the sum's, where no value is there.
_WORST = ("unread", "blank", "na")
#: Money stands in yuan in prose.
_SCALE = {"万元": 10_000}


@dataclass(frozen=True, slots=True)
class Figures:
    """What one report states: its cells by id, and the first fact of the year for each indicator."""

    report: Row
    cells: Mapping[str, Row]
    facts: Mapping[str, Row]


class FigurePanel:
    """The figures of a dataset, one report at a time.

    Args:
        tables: the tables of a dataset.
        series: its units.
    """

    def __init__(self, tables: Tables, series: Series) -> None:
        self._cells = ByReport(tables, "cells", CELL_COLUMNS, series.report_ids)
        self._facts = ByReport(tables, "facts", FACT_COLUMNS, series.report_ids)

    def of(self, report: Row) -> Figures:
        """What a report states."""
        cells, facts = (
            [dict(zip(columns, row, strict=True)) for row in table.rows(report["report_id"])]
            for columns, table in ((CELL_COLUMNS, self._cells), (FACT_COLUMNS, self._facts))
        )
        by_indicator: dict[str, Row] = {}
        for fact in facts:
            if fact["period"] == "year":
                by_indicator.setdefault(fact["indicator"], fact)
        return Figures(report, {f"{c['table']}.{c['row']}.{c['column']}": c for c in cells}, by_indicator)


def series_rows(unit: str, figures: Figures) -> Iterator[Row]:
    """The rows of ``series`` for one report: every indicator, stated or not."""
    report = figures.report
    who = who_of(unit, report) | {name: report[name] for name in ("year", "report_id", "era")}
    for indicator, absent in _absent(report["era"]).items():
        found = _from_table(figures, indicator) or _from_text(figures, indicator) or {}
        yield {**who, **absent, **found}


def derived_rows(rows: Sequence[Row], before: Mapping[str, Row]) -> Iterator[Row]:
    """The rows of ``derived`` for one report.

    Args:
        rows: the report's rows of ``series``.
        before: the rows of the year before by indicator, empty where its report is not there.
    """
    now = {row["indicator"]: row for row in rows}
    for name, entry in _derived().items():
        top = _sum(entry["numerator"], now)
        bottom = _sum(entry["denominator"], before if entry.get("years") else now) if "denominator" in entry else None
        if top is None or ("denominator" in entry and bottom is None):
            continue
        few = bottom is not None and bottom < LEAST_DENOMINATOR
        value = None if few else top if bottom is None else top / bottom - (1 if entry.get("years") else 0)
        names = ("unit", "place", "adcode", "organ_level", "peers", "year", "report_id")
        numbers = {"value": value, "numerator": top, "denominator": bottom, "too_few": few}
        yield {column: rows[0][column] for column in names} | {"figure": name} | numbers


def _sum(names: str, rows: Mapping[str, Row]) -> float | None:
    """The sum of indicators, where each is stated and exact."""
    found = [rows.get(name.strip()) for name in names.split("+")]
    if any(row is None or row["value"] is None or row["approximate"] for row in found):
        return None
    return float(sum(row["value"] for row in found if row))


def _from_table(figures: Figures, indicator: str) -> Row | None:
    """The sum of the cells of whichever form the report's tables have."""
    bridge = load_bridge().get(indicator)
    for ids in bridge.cells.values() if bridge and figures.cells else ():
        cells = [figures.cells[cell] for cell in ids if cell in figures.cells]
        if len(cells) == len(ids):
            return _summed(cells)
    return None


def _summed(cells: Sequence[Row]) -> Row:
    states = [cell["state"] for cell in cells]
    stated = [cell["value"] for cell in cells if cell["state"] in _STATED]
    ends = {"start": min(cell["start"] for cell in cells), "end": max(cell["end"] for cell in cells)}
    if not stated or "unread" in states:
        state = next(state for state in _WORST if state in states)
        return {"value": None, "state": state, "approximate": False, "taken_from": "table"} | ends
    value = float(sum(stated))
    return {"value": value, "state": _state(value), "approximate": False, "taken_from": "table"} | ends


def _from_text(figures: Figures, indicator: str) -> Row | None:
    fact = figures.facts.get(indicator)
    if fact is None:
        return None
    value = fact["value"] / _SCALE.get(load_indicators()[indicator].unit, 1)
    stated = {"value": value, "state": _state(value), "approximate": fact["approximate"], "taken_from": "text"}
    return stated | {"start": fact["start"], "end": fact["end"]}


@cache
def _absent(era: str | None) -> dict[str, Row]:
    """What is said of each indicator where a report of this era does not state it.

    It is not collected where another form asks for it and the form of the era does not.
    """
    found = {}
    for indicator in load_indicators().values():
        bridge = load_bridge().get(indicator.id)
        skipped = bridge is not None and era in FORMS and era not in bridge.cells
        found[indicator.id] = {
            "indicator": indicator.id,
            "measured_in": indicator.unit,
            "value": None,
            "state": "not_collected" if skipped else "not_stated",
            "approximate": None,
            "taken_from": "",
            "start": None,
            "end": None,
        }
    return found


def _state(value: float) -> str:
    return "number" if value else "zero"


@cache
def _derived() -> dict[str, dict[str, Any]]:
    return read_toml("derived.toml")
