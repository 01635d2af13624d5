"""Word lists and tables of words: E4xx."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from policytext.lint.issues import Issue, issue


def check_words(text: str, file: str) -> Iterator[Issue]:
    r"""Findings in a word list: one entry a line, ``#`` begins a comment.

    >>> [finding.code for finding in check_words("甲\n乙\n甲\n", "x.txt")]
    ['E401']
    """
    seen: set[str] = set()
    for number, line in enumerate(text.splitlines(), 1):
        entry = line.split("#", 1)[0]
        # A blank may stand between an entry and its comment, but not at the end of the line.
        if "\t" in entry or (entry == line and entry != entry.strip()):
            yield issue("E403", file, number, repr(entry))
        entry = entry.strip()
        if entry in seen:
            yield issue("E401", file, number, entry)
        if entry:
            seen.add(entry)
    if not seen:
        yield issue("E402", file, 1)


def check_toml(text: str, file: str) -> Iterator[Issue]:
    """Findings in a table of words: lists with an entry twice, empty lists, patterns that do not compile.

    A list counts as one of patterns where an entry holds a backslash, a bracket or another mark of regular expressions.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield issue("E400", file, 1, str(error))
        return
    for key, values in _lists(table, ""):
        for code, wrong in _check_list(values):
            yield issue(code, file, _line_of(text, wrong or key.split(".")[-1]), f"{key}: {wrong}" if wrong else key)


def _lists(value: Any, key: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of strings in a table, and single strings as lists of one, by their dotted keys."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _lists(inner, f"{key}.{name}" if key else name)
    elif isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        yield key, value
    elif isinstance(value, list):
        for inner in value:
            yield from _lists(inner, key)
    elif isinstance(value, str):
        yield key, [value]


def _check_list(values: list[str]) -> Iterator[tuple[str, str]]:
    if not values:
        yield "E402", ""
    yield from (("E401", entry) for index, entry in enumerate(values) if entry in values[:index])
    yield from (("E403", entry) for entry in values if "\t" in entry)
    yield from (("E404", entry) for entry in values if _is_pattern(entry) and not _compiles(entry))


def _is_pattern(entry: str) -> bool:
    return any(mark in entry for mark in ("\\", "(?", "[^", "{0,", "{1,", "|"))


def _compiles(entry: str) -> bool:
    try:
        re.compile(entry)
    except re.error:
        return False
    return True


def _line_of(text: str, word: str) -> int:
    """The last line that holds the word: of two equal entries, the second."""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if word in line]
    return lines[-1] if lines else 1
