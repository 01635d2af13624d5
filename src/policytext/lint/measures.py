"""The gazetteer and the stop list: E1xx."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from policytext.find import CATEGORIES, squeeze, variants_of
from policytext.lint.issues import Issue, check_columns, issue, read_table

COLUMNS = ("id", "name", "aliases", "not_in", "category", "since", "until", "succeeded_by", "source", "note")
REASONS = ("universal channel", "generic noun", "activity", "field", "organ", "principle", "law")
# Two characters (公示, 考核) are common words; a name of three can be told apart.
SHORTEST = 3
FIRST_YEAR = 1949
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Space, quotes, and half-width punctuation; + belongs to 互联网+.
_NOT_IN_NAME = re.compile(r"[\s“”‘’\"'!-*,-/:-@\[-`{-~]")

Row = tuple[int, dict[str, str]]


def check_measures(text: str, file: str, stop: Mapping[str, str]) -> Iterator[Issue]:
    """Findings in a gazetteer.

    Args:
        text: the CSV file.
        file: its name, for the findings.
        stop: the stop list, name to reason.
    """
    header, rows = read_table(text)
    columns = list(check_columns("E100", COLUMNS, header, rows, file))
    yield from columns
    if any(finding.line == 1 for finding in columns):
        return
    for line, row in rows:
        yield from _check_row(line, row, file)
    for check in (_check_ids, _check_names, _check_variants):
        yield from check(rows, file)
    for line, row in rows:
        stopped = [name for name in _surfaces(row) if stop.get(name, "organ") != "organ"]
        yield from (issue("E108", file, line, name) for name in stopped)


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("；") if part]


def _surfaces(row: Mapping[str, str]) -> list[str]:
    return [name for name in (row["name"], *_split(row["aliases"])) if name]


def _check_row(line: int, row: Mapping[str, str], file: str) -> Iterator[Issue]:
    """What a row says of itself, without regard to the others."""
    if not row["id"] or not row["name"]:
        yield issue("E118", file, line)
    if row["id"] and not _ID.fullmatch(row["id"]):
        yield issue("E112", file, line, row["id"])
    if row["category"] not in CATEGORIES:
        yield issue("E102", file, line, row["category"])
    if not row["source"]:
        yield issue("E114", file, line, row["name"])
    yield from _check_years(line, row, file)
    for name in (*_surfaces(row), *_split(row["not_in"])):
        if _NOT_IN_NAME.search(name):
            yield issue("E109", file, line, name)
    for name in _surfaces(row):
        if len(name) < SHORTEST:
            yield issue("E107", file, line, name)
    yield from _check_contexts(line, row, file)


def _check_years(line: int, row: Mapping[str, str], file: str) -> Iterator[Issue]:
    years = [row[column] for column in ("since", "until") if row[column]]
    wrong = [year for year in years if not re.fullmatch(r"\d{4}", year) or int(year) < FIRST_YEAR]
    yield from (issue("E113", file, line, year) for year in wrong)
    if not wrong and years == sorted(years, reverse=True) and len(set(years)) > 1:
        yield issue("E106", file, line, f"{row['since']}-{row['until']}")


def _check_contexts(line: int, row: Mapping[str, str], file: str) -> Iterator[Issue]:
    forms = {form for name in _surfaces(row) for form in variants_of(name)}
    for context in _split(row["not_in"]):
        plain = squeeze(context)[0]
        if not any(form in plain and form != plain for form in forms):
            yield issue("E115", file, line, context)


def _check_ids(rows: Iterable[Row], file: str) -> Iterator[Issue]:
    seen: set[str] = set()
    known = {row["id"] for _, row in rows}
    for line, row in rows:
        if row["id"] and row["id"] in seen:
            yield issue("E101", file, line, row["id"])
        seen.add(row["id"])
        successor = row["succeeded_by"]
        if successor and (successor not in known or successor == row["id"]):
            yield issue("E105", file, line, successor)


def _check_names(rows: Iterable[Row], file: str) -> Iterator[Issue]:
    names = {squeeze(row["name"])[0]: line for line, row in rows}
    seen: dict[str, int] = {}
    for line, row in rows:
        for surface in _surfaces(row):
            plain = squeeze(surface)[0]
            if names.get(plain, line) != line and surface != row["name"]:
                yield issue("E104", file, line, surface)
            elif plain in seen:
                yield issue("E103", file, line, f"{surface}, first in line {seen[plain]}")
            seen.setdefault(plain, line)


def _check_variants(rows: Iterable[Row], file: str) -> Iterator[Issue]:
    """Aliases that say again what the program makes of a shorter name, and names of two measures that become one."""
    owners: dict[str, tuple[int, str]] = {}
    for line, row in rows:
        for surface in sorted(_surfaces(row), key=lambda name: (name != row["name"], len(name))):
            plain = squeeze(surface)[0]
            forms = variants_of(surface)
            if plain in owners and owners[plain] != (line, plain) and owners[plain][0] == line:
                yield issue("E116", file, line, f"{surface}, from {owners[plain][1]}")
            clash = next((owners[form] for form in sorted(forms) if form in owners and owners[form][0] != line), None)
            if clash and clash[1] != plain:
                yield issue("E117", file, line, f"{surface} and {clash[1]} in line {clash[0]}")
            owners.update({form: (line, plain) for form in forms if form not in owners})


def check_stoplist(text: str, file: str) -> Iterator[Issue]:
    """Findings in a stop list."""
    header, rows = read_table(text)
    columns = list(check_columns("E100", ("name", "reason"), header, rows, file))
    yield from columns
    if any(finding.line == 1 for finding in columns):
        return
    seen: set[str] = set()
    for line, row in rows:
        if row["reason"] not in REASONS:
            yield issue("E110", file, line, f"{row['name']} ({row['reason']})")
        if row["name"] in seen:
            yield issue("E111", file, line, row["name"])
        seen.add(row["name"])
