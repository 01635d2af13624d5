"""Tables -> the rows that the brief is made of, read once; on request without any name of a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from policytext.show.reviewed import COLUMNS as REVIEWED
from policytext.store import order_of_unit
from policytext.store.schema import LIST_MARK

if TYPE_CHECKING:
    from policytext.show.brief_words import BriefWords
    from policytext.store import Tables

Row = dict[str, Any]
Rows = dict[str, list[Row]]

OF_UNITS = ("ranks", "followthrough_rates", "recurring")
"""Tables whose rows say their unit and peers."""

OF_REPORTS = ("reports", "checks", "year_checks")
"""Tables whose rows say their report."""

OTHERS = ("coverage", "failures")
"""Tables about files and units that need not have a report."""

_ANSWERS = ("answered_done", "answered_planned", "unanswered")
_LEVELS = tuple(f"level_{level}" for level in range(4))

COLUMNS = {
    "reports": ("report_id", "unsure", *_LEVELS, *_ANSWERS, *REVIEWED),
    "checks": ("report_id", "verdict", "severity"),
    "year_checks": ("report_id", "verdict", "severity"),
    "failures": ("reason",),
}
"""What is read of tables of which little is needed; of the others all."""

_IDS = ("report_id", "next_report_id", "previous_report_id")
_CODES = ("organ_level", "group", "reason", "how", "status", "verdict", "severity", "peers")
KEPT = frozenset((*_IDS, *_CODES))
"""Columns of text that tell no place. All others are emptied before a brief without names is made."""


def read_rows(tables: Tables, peers: str = "") -> Rows:
    """Rows by table; of a table that is not there, none.

    Args:
        tables: a dataset with its comparisons.
        peers: only groups of peers whose name begins so.
    """
    rows = {name: _read(tables, name) for name in (*OF_UNITS, *OF_REPORTS, *OTHERS)}
    rows["coverage"] = _entries(rows)
    for name in OF_UNITS:
        rows[name] = [row for row in sorted(rows[name], key=order_of_unit) if str(row["peers"]).startswith(peers)]
    if peers:
        chosen = {row["report_id"] for row in rows["ranks"]}
        units = {row["unit"] for row in rows["ranks"]}
        for name in OF_REPORTS:
            rows[name] = [row for row in rows[name] if row["report_id"] in chosen]
        rows |= {"failures": [], "coverage": [row for row in rows["coverage"] if row["unit"] in units]}
    return rows


def _entries(rows: Rows) -> list[Row]:
    """Entries of the roster, without the files that answer none.

    One whose report is compared has the name and code that the unit has there: it must not get two.
    """
    by_unit: dict[str, set[tuple[str, str | None]]] = {}
    for row in rows["ranks"]:
        by_unit.setdefault(row["unit"], set()).add((row["unit"], row["adcode"]))
    known = {unit: next(iter(found)) for unit, found in by_unit.items() if len(found) == 1}
    by_report = {row["report_id"]: (row["unit"], row["adcode"]) for row in rows["ranks"]}
    entries = [row for row in rows["coverage"] if row["expected"]]
    for row in entries:
        for report_id in (row.get("report_ids") or "").split(LIST_MARK):
            if report_id in by_report:
                known[row["unit"]] = by_report[report_id]
    named = ((row, *known.get(row["unit"], (row["unit"], row["adcode"]))) for row in entries)
    return [row | {"unit": unit, "adcode": adcode} for row, unit, adcode in named]


def _read(tables: Tables, name: str) -> list[Row]:
    if name not in tables:
        return []
    table = tables[name]
    wanted = [column for column in COLUMNS.get(name, table.column_names) if column in table.column_names]
    return list(table.select(wanted).to_pylist())


def hide_names(rows: Rows, words: BriefWords) -> Rows:
    """The same rows with 县A, 县B … in the order of codes and names, and nothing else that tells a place.

    A name stands for one unit in every table and year. Only columns of codes are kept as they are; quotations, names of
    files and organs are emptied, so that a new column cannot tell either.
    """
    aliases, provinces = _aliases(rows, words), _provinces(rows, words)
    return {name: [_hidden(row, aliases, provinces) for row in found] for name, found in rows.items()}


def _hidden(row: Row, aliases: dict[tuple[str, str], str], provinces: dict[str, str]) -> Row:
    hidden = {name: value if name in KEPT or not isinstance(value, str) else "" for name, value in row.items()}
    if "unit" in row:
        key = _key(row)
        hidden |= {"unit": aliases[key], "adcode": f"{list(aliases).index(key):06d}" if key in aliases else ""}
    if "peers" in row:
        where, slash, rest = str(row["peers"]).partition("/")
        hidden["peers"] = provinces[where] + slash + rest
    return hidden


def _aliases(rows: Rows, words: BriefWords) -> dict[tuple[str, str], str]:
    """A name for each unit of any table, in the order of codes and names."""
    levels: dict[tuple[str, str], str | None] = {}
    for name in (*OF_UNITS, "coverage"):
        for row in rows[name]:
            levels.setdefault(_key(row), row.get("organ_level") or row.get("level"))
    counts: dict[str, int] = {}
    aliases = {}
    for key in sorted(levels):
        noun = words.alias(levels[key], "")
        aliases[key] = noun + letters(counts.get(noun, 0))
        counts[noun] = counts.get(noun, 0) + 1
    return aliases


def _key(row: Row) -> tuple[str, str]:
    return row.get("adcode") or "~", row["unit"] or ""


def _provinces(rows: Rows, words: BriefWords) -> dict[str, str]:
    found: Iterable[str] = sorted({str(row["peers"]).partition("/")[0] for name in OF_UNITS for row in rows[name]})
    named = [where for where in found if where != "panel"]
    return {"panel": "panel"} | {where: words.alias("province", letters(at)) for at, where in enumerate(named)}


def letters(at: int) -> str:
    """A to Z, then AA, AB and so on.

    >>> letters(0), letters(25), letters(26), letters(299)
    ('A', 'Z', 'AA', 'KN')
    """
    more, last = divmod(at, 26)
    return (letters(more - 1) if more else "") + chr(ord("A") + last)
