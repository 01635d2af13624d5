"""The rubric: E2xx."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from policytext.lint.issues import Issue, issue

KINDS = ("instrument", "target", "deadline", "actor", "scope", "check")
WEAK_KINDS = ("audience", "method", "content")
LEVELS = (2, 3)
_NEEDED = {
    "kinds": (),
    "weak": (),
    "index": ("level_value", "checkable", "few"),
    "prior": ("strength", "shares", "interval"),
}


def check_rubric(text: str, file: str) -> Iterator[Issue]:
    """Findings in a rubric file.

    Args:
        text: the TOML file.
        file: its name, for the findings.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        yield issue("E200", file, 1, str(error))
        return
    missing = [*_missing(table), *([] if isinstance(table.get("level"), list) else ["[[level]]"])]
    if missing:
        yield issue("E200", file, 1, ", ".join(missing))
        return
    for code, wrong in _findings(table):
        yield issue(code, file, _line_of(text, wrong), wrong)


def _missing(table: Mapping[str, Any]) -> list[str]:
    lost = [f"[{name}]" for name in _NEEDED if not isinstance(table.get(name), dict)]
    return lost or [f"{name}.{key}" for name, keys in _NEEDED.items() for key in keys if key not in table[name]]


def _line_of(text: str, word: str) -> int:
    """The line that the finding is about; the first where it cannot be told."""
    lines = (number for number, line in enumerate(text.splitlines(), 1) if word.split(" ")[0] in line)
    return next(lines, 1)


def _findings(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(code, what is wrong, beginning with the key)."""
    for name, kinds in (("kinds", KINDS), ("weak", WEAK_KINDS)):
        yield from (("E201", kind) for kind in sorted(set(kinds) ^ set(table[name])))
    values = table["index"]["level_value"]
    if not _rises(values):
        yield "E202", f"level_value = {values}"
    if not _is_prior(table["prior"]):
        yield "E203", f"shares = {table['prior']['shares']}"
    if table["index"]["checkable"] not in (1, 2, 3) or table["index"]["few"] < 1:
        yield "E207", f"checkable = {table['index']['checkable']}, few = {table['index']['few']}"
    yield from _check_rules(table["level"], set(table["kinds"]))


def _rises(values: Any) -> bool:
    numbers = isinstance(values, list) and all(isinstance(value, int | float) for value in values)
    return numbers and len(set(values)) == 4 and values == sorted(values) and values[0] == 0 and values[3] == 3


def _is_prior(prior: Mapping[str, Any]) -> bool:
    shares = prior["shares"]
    return len(shares) == 4 and min(shares) > 0 and prior["strength"] > 0 and 0 < prior["interval"] < 1


def _check_rules(rules: list[Mapping[str, Any]], kinds: set[str]) -> Iterator[tuple[str, str]]:
    levels = [rule.get("level") for rule in rules]
    if sorted(levels, key=str) != list(LEVELS):
        yield "E204", f"level = {levels}"
    for rule in rules:
        if not 1 <= rule.get("kinds", 0) <= len(kinds):
            yield "E206", f"kinds = {rule.get('kinds')}"
        yield from (("E205", kind) for kind in rule.get("one_of", ()) if kind not in kinds)
