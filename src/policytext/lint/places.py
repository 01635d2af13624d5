"""The table of divisions and its aliases: E3xx."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from policytext.lint.issues import Issue, check_columns, issue, read_table
from policytext.records import DIVISION_LEVELS

COLUMNS = ("adcode", "name", "short", "level", "province", "city", "valid_from", "valid_to", "successors", "note")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ADCODE = re.compile(r"[1-9]\d{5}")

Row = tuple[int, dict[str, str]]


def check_places(text: str, file: str) -> Iterator[Issue]:
    """Findings in the table of divisions.

    Args:
        text: the CSV file.
        file: its name, for the findings.
    """
    header, rows = read_table(text)
    columns = list(check_columns("E300", COLUMNS, header, rows, file))
    yield from columns
    if any(finding.line == 1 for finding in columns):
        return
    for line, row in rows:
        yield from _check_row(line, row, file)
    yield from _check_overlaps(rows, file)
    yield from _check_parents(rows, file)


def _check_row(line: int, row: Mapping[str, str], file: str) -> Iterator[Issue]:
    if not _ADCODE.fullmatch(row["adcode"]):
        yield issue("E301", file, line, row["adcode"])
    if row["level"] not in DIVISION_LEVELS:
        yield issue("E303", file, line, row["level"])
    if row["short"] not in row["name"] or not row["short"]:
        yield issue("E308", file, line, f"{row['short']} of {row['name']}")
    years = [row[column] for column in ("valid_from", "valid_to") if row[column]]
    if not all(_YEAR.fullmatch(year) for year in years) or years != sorted(years):
        yield issue("E306", file, line, "-".join(years))


def _years(row: Mapping[str, str]) -> tuple[int, int]:
    first, last = row["valid_from"], row["valid_to"]
    return int(first) if first.isdigit() else 0, int(last) if last.isdigit() else 9999


def _check_overlaps(rows: Sequence[Row], file: str) -> Iterator[Issue]:
    """One code for two divisions at a time; the year of a change belongs to both."""
    by_code: dict[str, list[Row]] = defaultdict(list)
    for line, row in rows:
        by_code[row["adcode"]].append((line, row))
    for code, same in by_code.items():
        same.sort(key=lambda pair: _years(pair[1]))
        for (_, before), (line, after) in pairwise(same):
            if _years(after)[0] < _years(before)[1]:
                yield issue("E302", file, line, f"{code} {before['name']}, {after['name']}")


def _check_parents(rows: Sequence[Row], file: str) -> Iterator[Issue]:
    codes = {row["adcode"] for _, row in rows}
    provinces = {row["name"]: row["adcode"][:2] for _, row in rows if row["level"] == "province"}
    cities = {(row["province"], row["name"]) for _, row in rows if row["level"] == "city"}
    for line, row in rows:
        if provinces.get(row["province"]) != row["adcode"][:2]:
            yield issue("E304", file, line, f"{row['name']} in {row['province']}")
        elif row["city"] and (row["province"], row["city"]) not in cities:
            yield issue("E305", file, line, f"{row['name']} in {row['city']}")
        for successor in filter(None, row["successors"].split("；")):
            if successor not in codes:
                yield issue("E307", file, line, successor)


def check_place_aliases(text: str, file: str, places: str) -> Iterator[Issue]:
    """Findings in the aliases of divisions.

    Args:
        text: the CSV file of aliases.
        file: its name, for the findings.
        places: the CSV file of divisions.
    """
    header, rows = read_table(text)
    columns = list(check_columns("E300", ("alias", "adcode"), header, rows, file))
    yield from columns
    if any(finding.line == 1 for finding in columns):
        return
    codes = {row.get("adcode", "") for _, row in read_table(places)[1]}
    seen: set[str] = set()
    for line, row in rows:
        if row["alias"] in seen or row["adcode"] not in codes:
            yield issue("E309", file, line, f"{row['alias']} {row['adcode']}")
        seen.add(row["alias"])
