"""A short report around the tables, in which text and cells agree."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from tables.grid import Grid
from tables.values import Era, Key, Values

CHINESE = "一二三四五六七八九十"
#: The slots of each section, in order. ``t2``, ``t3`` and ``t4`` are the tables.
ORDER = {
    1: ["proactive", "requests", "management", "platforms", "supervision"],
    2: ["before_t2", "t2"],
    3: ["before_t3", "t3"],
    4: ["disputes", "t4"],
    5: ["problems", "improvements"],
    6: ["fees", "rest"],
}
#: A positive number and its thousands are written out in prose as they are in cells: without separators.
_NUMBERS = {
    "received": ("t3", "received", "all"),
    "carried_in": ("t3", "carried_in", "all"),
    "carried_out": ("t3", "carried_out", "all"),
    "granted": ("t3", "granted", "all"),
    "review": ("t4", "review", "all"),
}


@dataclass
class Section:
    """A section of a report: its number as printed, its title, and the names of its slots."""

    number: str
    title: str
    slots: list[str]


@dataclass
class Draft:
    """A report before it is laid out: everything that a fault may change."""

    place: str
    year: int
    era: Era
    values: Values
    title: str
    texts: dict[str, str]
    sections: list[Section]
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page: title, heading, paragraph, signature, or a table as the grids that are printed for it."""

    kind: str
    text: str = ""
    grids: list[Grid] = field(default_factory=list)


@cache
def wording() -> dict[str, Any]:
    """The file of wordings."""
    return tomllib.loads((Path(__file__).parent / "prose.toml").read_text(encoding="utf-8"))


def write_draft(place: str, year: int, era: Era, values: Values, rng: Random) -> Draft:
    """A report about a place and a year whose text agrees with its values."""
    words = wording()
    facts = {"place": place, "year": year, **figures_of(values)}
    texts = {slot: rng.choice(choices) for slot, choices in words["slots"].items()}
    texts["requests"] = requests_text(values, rng)
    texts["disputes"] = disputes_text(values, rng)
    texts = {slot: text.format(**facts) for slot, text in texts.items()}
    sections = [
        Section(f"{CHINESE[number - 1]}、", rng.choice(words["titles"][str(number)]), list(slots))
        for number, slots in ORDER.items()
    ]
    return Draft(place, year, era, values, f"{place}{year}年政府信息公开工作年度报告", texts, sections)


def figures_of(values: Mapping[Key, Decimal | int]) -> dict[str, int]:
    """The numbers that the text states, by name."""
    figures = {name: int(values[key]) for name, key in _NUMBERS.items()}
    return {**figures, "suits": int(values["t4", "suit_direct", "all"] + values["t4", "suit_after_review", "all"])}


def requests_text(values: Mapping[Key, Decimal | int], rng: Random) -> str:
    """The facet on requests, with its numbers still in braces."""
    words, figures = wording()["requests"], figures_of(values)
    text: str = rng.choice(words["head"]) + rng.choice(words["some" if figures["received"] else "none"])
    text += rng.choice(words["carried_some" if figures["carried_in"] else "carried_none"])
    if figures["granted"]:
        text += rng.choice(words["granted_some"])
    return text + str(rng.choice(words["left_some" if figures["carried_out"] else "left_none"]))


def disputes_text(values: Mapping[Key, Decimal | int], rng: Random) -> str:
    """The text before table 4, with its numbers still in braces."""
    words, figures = wording()["disputes"], figures_of(values)
    text: str = rng.choice(words["review_some" if figures["review"] else "review_none"])
    return text + str(rng.choice(words["suit_some" if figures["suits"] else "suit_none"]))


def lay_out(draft: Draft, grids: Mapping[str, list[Grid]]) -> list[Piece]:
    """The pieces of a draft in order.

    Args:
        draft: the report.
        grids: what is printed for each of the tables t2, t3 and t4.
    """
    pieces = [Piece("title", draft.title), *_paragraphs(draft.texts["intro"])]
    for section in draft.sections:
        pieces.append(Piece("heading", section.number + section.title))
        for slot in section.slots:
            table = [Piece("table", grids=grids[slot])] if slot in grids else []
            pieces += table or _paragraphs(draft.texts.get(slot, ""))
    pieces.append(Piece("signature", f"{draft.place}人民政府办公室"))
    return [*pieces, Piece("signature", draft.signed or f"{draft.year + 1}年1月{draft.year % 20 + 5}日")]


def _paragraphs(text: str) -> list[Piece]:
    return [Piece("paragraph", line) for line in text.splitlines() if line]
