"""Documents that fail one check, and documents that tempt a check and are right, from ``faults.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tables.layouts import Document, find_layout, render
from tables.prose import Draft, Section, figures_of, wording, write_draft
from tables.values import Era, Key, Values, next_year, true_values

#: How often figures are drawn anew until they are as a case wants them.
_TRIES = 20_000
#: A figure that is wrong is larger than the right one by this.
_OFF = 7
_COMPARE = {">": lambda a, b: a > b, "<": lambda a, b: a < b, "=": lambda a, b: a == b}


@dataclass(frozen=True, slots=True)
class Case:
    """A document that is about a check; ``faults.toml`` says what the fields mean."""

    check: str
    name: str
    why: str = ""
    era: Era = "standard"
    layout: str = "html/official"
    years: int = 1
    where: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)
    text: dict[str, str] = field(default_factory=dict)
    add: dict[str, str] = field(default_factory=dict)
    keep: list[str] = field(default_factory=list)
    drop: list[int | str] = field(default_factory=list)
    repeat: list[int] = field(default_factory=list)
    again: str = ""
    number: dict[str, str] = field(default_factory=dict)
    heading: dict[str, str] = field(default_factory=dict)
    signed: str = ""
    fails: list[tuple[str, str]] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """The name of its document, without suffix."""
        return f"{self.check}-{'fails' if self.fails else 'holds'}-{self.name}"


@cache
def read_cases() -> tuple[Case, ...]:
    """All cases."""
    data = tomllib.loads((Path(__file__).parent / "faults.toml").read_text(encoding="utf-8"))
    cases = [{**case, "fails": [(check, subject) for check, subject in case.get("fails", ())]} for case in data["case"]]
    return tuple(Case(**case) for case in cases)


def make_case(case: Case, seed: str = "1") -> Iterator[Document]:
    """The documents of a case: the one that it is about, after the report of the year before if there is one.

    Their truth has, besides what all documents have, ``check``, ``fails`` (pairs of the id of a check and a subject;
    ``*`` stands for any subject) and ``before`` (the document of the year before, or null).
    """
    rng = Random(f"{case.check}/{case.name}/{seed}")
    last, values = draw_values(case, rng)
    year = rng.choice((2020,) if case.era == "trial" else (2022, 2023, 2024))
    place, other = rng.sample(_of_one_rank(), 2)
    layout = find_layout(*case.layout.split("/"))
    before, old = None, None
    if case.years > 1:
        before = f"{case.stem}-before"
        old = write_draft(place, year - 1, case.era, last, rng)
        old.texts |= case.before
        yield _with_truth(render(old, layout, before, rng), case, [], None)
    draft = write_draft(place, year, case.era, changed(values, case.values), rng)
    if old:
        say_anew(draft, old, case.keep)
    spoil(draft, case, other)
    suffix = f".{layout.format}"
    yield _with_truth(render(draft, layout, case.stem, rng), case, case.fails, before and before + suffix)


def _with_truth(document: Document, case: Case, fails: list[tuple[str, str]], before: str | None) -> Document:
    own = {"check": case.check, "fails": [list(each) for each in fails], "before": before}
    return replace(document, truth={**document.truth, **own})


def _of_one_rank() -> list[str]:
    """The counties of the list: places that may be taken for one another."""
    return [place for place in wording()["places"] if place.endswith("县")]


def draw_values(case: Case, rng: Random) -> tuple[Values, Values]:
    """Figures of the year before and of the year that are as the case wants them.

    Raises:
        ValueError: no such figures were found.
    """
    for _ in range(_TRIES):
        last = true_values(rng, case.era)
        values = next_year(last, rng)
        if all(_COMPARE[want[0]](values[key_of(cell)], int(want[1:])) for cell, want in case.where.items()):
            return last, values
    raise ValueError(f"{case.stem}: no figures are so: {case.where}")


def changed(values: Mapping[Key, Decimal | int], changes: Mapping[str, str]) -> Values:
    """Values with some of them changed: ``+2`` and ``-2`` are added to a count, ``=2`` is put in."""
    made = dict(values)
    for cell, change in changes.items():
        key = key_of(cell)
        put, number = change.partition("=")[1], change.lstrip("=")
        made[key] = Decimal(number) if "." in number else int(number) + (0 if put else int(values[key]))
    return made


def key_of(cell: str) -> Key:
    """A key from its written form, table.row.column."""
    table, row, column = cell.split(".")
    return table, row, column


def spoil(draft: Draft, case: Case, other: str) -> None:
    """Do to a draft what its case says."""
    facts = _facts(draft, other)
    for slot, text in case.text.items():
        draft.texts[slot] = text.format(**facts)
    for slot, text in case.add.items():
        draft.texts[slot] += text.format(**facts)
    draft.signed = case.signed.format(**facts)
    by_number = dict(enumerate(draft.sections, 1))
    for number, printed in case.number.items():
        by_number[int(number)].number = printed
    for number, title in case.heading.items():
        by_number[int(number)].title = title
    for section in [by_number[repeated] for repeated in case.repeat]:
        copy: Section = deepcopy(section)
        copy.number = case.again
        draft.sections.insert(draft.sections.index(section) + 1, copy)
    draft.sections = [section for section in draft.sections if _number_of(section, by_number) not in case.drop]
    for section in draft.sections:
        section.slots = [slot for slot in section.slots if slot not in case.drop]


def say_anew(draft: Draft, old: Draft, keep: Sequence[str]) -> None:
    """Have the problems of a draft other than those of the year before, but for the slots to keep."""
    choices: list[str] = wording()["slots"]["problems"]
    if draft.texts["problems"] == old.texts["problems"]:
        draft.texts["problems"] = choices[choices.index(old.texts["problems"]) - 1]
    for slot in keep:
        draft.texts[slot] = old.texts[slot]


def _number_of(section: Section, by_number: Mapping[int, Section]) -> int | None:
    return next((number for number, own in by_number.items() if own is section), None)


def _facts(draft: Draft, other: str) -> dict[str, Any]:
    figures = figures_of(draft.values)
    figures["handled"] = figures["received"] + figures["carried_in"]
    off = {f"{name}_off": number + _OFF for name, number in figures.items()}
    three = 3 * figures["received"] + 2 * _OFF
    years = {"year": draft.year, "last": draft.year - 1, "next": draft.year + 1}
    return {**figures, **off, **years, "received_three": three, "place": draft.place, "other": other}
