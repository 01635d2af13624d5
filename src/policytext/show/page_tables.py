"""The page's tables about all units: groups among peers, and checkable promises by year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policytext.show.source import Source

Row = dict[str, Any]

GROUPS = ("above", "not distinguishable", "below")
SHADES = 5
"""Steps of colour for the share of checkable promises, as many as can be told apart."""


def find_groups(source: Source) -> list[Row]:
    """The peers of the year reported on: their units in three groups, and apart those that take no part."""
    return [
        {
            "peers": peers,
            "year": source.year,
            "rows": [row for group in GROUPS for row in rows if row["group"] == group],
            "apart": [row for row in rows if row["group"] not in GROUPS],
        }
        for peers, rows in _largest_first(source.of_year(), lambda row: str(row["peers"]))
    ]


def find_checks(sections: Sequence[Row]) -> Row:
    """What does not agree, or may not, in the reports shown: contradictions of figures, and how many are of form."""
    rows = [
        row | {"unit": section["unit"], "year": section["year"]} for section in sections for row in section["checks"]
    ]
    major = [row for row in rows if row["severity"] == "major"]
    return {"rows": major, "units": len({row["unit"] for row in major}), "form": len(rows) - len(major)}


def find_heatmaps(source: Source) -> list[Row]:
    """Units by years, one table for each province (or the panel) and level: the form changes along the years."""
    return [
        {"peers": peers, "years": sorted({row["year"] for row in rows}), "units": _cells(rows)}
        for peers, rows in _largest_first(source.ranks, lambda row: str(row["peers"]).rsplit("/", 1)[0])
    ]


def _cells(rows: list[Row]) -> dict[str, dict[int, Row]]:
    """Rows by unit and year, each with its share and a shade for it."""
    cells: dict[str, dict[int, Row]] = {}
    for row in rows:
        share = row["checkable"] / row["commitments"] if row["commitments"] else None
        shade = None if share is None else min(int(share * SHADES), SHADES - 1)
        cells.setdefault(row["unit"], {})[row["year"]] = row | {"share": share, "shade": shade}
    return cells


def _largest_first(rows: list[Row], key: Any) -> list[tuple[str, list[Row]]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return sorted(found.items(), key=lambda item: (-len(item[1]), item[0]))
