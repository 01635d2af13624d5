"""The rubric: which kinds of particular there are, how a level follows from them, and what the levels are worth."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from policytext.errors import DataError
from policytext.resources import read_toml


@dataclass(frozen=True, slots=True)
class LevelRule:
    """A level holds with so many different ``kinds``, one of ``one_of`` among them, values in ``ignore`` left out."""

    level: int
    kinds: int
    one_of: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """What ``data/rubric.toml`` says.

    Attributes:
        version: of the rubric; it stands in the manifest of a dataset.
        kinds: kinds that raise a level -> their Chinese names.
        weak: weak kinds -> their Chinese names.
        rules: level rules, lowest first.
        level_value: what levels 0 to 3 are worth in the index.
        checkable: the level from which a promise can be checked.
        few: with fewer commitments a report is not grouped or ranked.
        prior: pseudo-counts of levels 0 to 3.
        interval: the probability that the posterior interval holds, 0.95.
    """

    version: str
    kinds: Mapping[str, str]
    weak: Mapping[str, str]
    rules: tuple[LevelRule, ...]
    level_value: tuple[float, ...]
    checkable: int
    few: int
    prior: tuple[float, ...]
    interval: float

    def name_of(self, kind: str) -> str:
        """The Chinese name of a kind."""
        return self.kinds.get(kind) or self.weak[kind]


def load_rubric(path: Path | None = None) -> Rubric:
    """Read a rubric: the one that is shipped, or a file of the same form.

    Raises:
        DataError: the file cannot be read, or lacks something.

    >>> load_rubric().name_of("deadline")
    '时限'
    """
    try:
        table = read_toml("rubric.toml") if path is None else tomllib.loads(path.read_text(encoding="utf-8-sig"))
        rubric = _rubric(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        fault = f"the table or key {error} is missing" if isinstance(error, KeyError) else str(error)
        model = files("policytext") / "data" / "rubric.toml"
        raise DataError(f"rubric {path or 'rubric.toml'}: {fault}; compare it with {model}") from error
    return rubric


def _rubric(table: Mapping[str, Any]) -> Rubric:
    index, prior = table["index"], table["prior"]
    shares = [float(share) for share in prior["shares"]]
    values = tuple(float(value) for value in index["level_value"])
    rules = sorted((_rule(rule) for rule in table["level"]), key=lambda rule: rule.level)
    if (
        len(values) != 4
        or len(shares) != 4
        or min(shares) <= 0
        or list(values) != sorted(values)
        or values[0] == values[3]
    ):
        raise ValueError("level_value needs four rising values and prior.shares four positive ones, one for each level")
    if any(rule.level not in (2, 3) for rule in rules):
        raise ValueError("a [[level]] rule is for level 2 or 3; levels 0 and 1 follow from action and object")
    unknown = {kind for rule in rules for kind in rule.one_of} - set(table["kinds"])
    if unknown:
        raise ValueError(f"one_of names {', '.join(sorted(unknown))}, which [kinds] does not have")
    if not 0 < prior["interval"] < 1 or prior["strength"] <= 0:
        raise ValueError("prior.interval lies between 0 and 1, prior.strength above 0")
    return Rubric(
        version=str(table["version"]),
        kinds=dict(table["kinds"]),
        weak=dict(table["weak"]),
        rules=tuple(rules),
        level_value=values,
        checkable=int(index["checkable"]),
        few=int(index["few"]),
        prior=tuple(prior["strength"] * share / sum(shares) for share in shares),
        interval=float(prior["interval"]),
    )


def _rule(table: Mapping[str, Any]) -> LevelRule:
    return LevelRule(
        int(table["level"]), int(table["kinds"]), tuple(table.get("one_of", ())), tuple(table.get("ignore", ()))
    )
