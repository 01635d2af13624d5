"""What a model sees of a statement: its characters, and where it stands.

Characters come as n-grams of one to three, hashed into a fixed number of buckets; where it stands comes as named facts
(``mode=past``, ``mode,position=past,2``). No rule's verdict is among them. Still the model is not independent of the
rules: it shares their cue for a run-in heading that names a problem, and where it is in doubt it asks them
(``model.ask_rules``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from policytext.classify.context import Context
from policytext.classify.cues import load_cues

#: Enough that two n-grams of one corpus seldom share a bucket, few enough that the weights fit into the wheel.
BUCKETS = 1 << 17
LONGEST_GRAM = 3
#: Longer texts are judged by their beginning; a statement of this length is damaged anyway.
MOST_CHARS = 400
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
#: What stands before and after a text, so that its begin and end are part of n-grams.
FRAME = "\x02\x03"

#: A change to what a model sees; a model of another version is refused.
FEATURES_VERSION = 1

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Grams:
    """The n-grams of several texts, first all of one character, then of two and so on, each in the order of the texts.

    ``ids`` are buckets, ``owners`` the indices of the texts, ``starts[n]`` the index at which the n-grams of length
    ``n + 1`` begin. ``text`` is all texts in one, and ``places`` where in it an n-gram begins.
    """

    ids: Ids
    owners: Ids
    places: Ids
    starts: tuple[int, ...]
    text: str


def grams_of(texts: Sequence[str], longest: int = LONGEST_GRAM) -> Grams:
    """The hashed n-grams of texts; begin and end count as characters, all digits as one.

    >>> grams = grams_of(["无。", "无"], longest=1)
    >>> grams.owners.tolist(), bool(grams.ids[1] == grams.ids[5])
    ([0, 0, 0, 0, 1, 1, 1], True)
    """
    framed = [f"{FRAME[0]}{text[:MOST_CHARS]}{FRAME[1]}" for text in texts]
    text = "".join(framed)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    codes[(codes >= ord("0")) & (codes <= ord("9"))] = ord("0")
    owners = np.repeat(np.arange(len(framed)), np.array([len(piece) for piece in framed], dtype=np.int64))
    mixed = np.zeros(len(codes), dtype=np.uint64)
    ids, places = [], []
    for n in range(longest):
        mixed = mixed[: max(len(codes) - n, 0)] * _FACTORS[0] + codes[n:] * _FACTORS[1] + _FACTORS[2]
        inside = np.flatnonzero(owners[: len(mixed)] == owners[n:])
        ids.append(_buckets(mixed[inside]))
        places.append(inside)
    starts = tuple(np.cumsum([0, *map(len, ids)])[:-1].tolist())
    every = np.concatenate(places)
    return Grams(np.concatenate(ids), owners[every], every, starts, text)


def _buckets(mixed: NDArray[np.uint64]) -> Ids:
    scrambled = (mixed ^ (mixed >> np.uint64(29))) * _FACTORS[1]
    buckets: Ids = (scrambled >> np.uint64(64 - BUCKETS.bit_length() + 1)).astype(np.int64)
    return buckets


def bare_text(context: Context) -> str:
    """The statement without its item mark."""
    statement = context.statement
    return statement.text.removeprefix(statement.marker)


def place_facts(contexts: Sequence[Context]) -> Iterator[tuple[str, ...]]:
    """For each statement of a document, in order, the named facts about its place."""
    section, position = -1, 0
    for context in contexts:
        statement = context.statement
        position = position + 1 if statement.section_id == section else 0
        section = statement.section_id
        yield _facts(
            context.mode,
            context.section_mode,
            statement.section,
            bool(statement.lead),
            statement.turn,
            min(position, 2),
            context.leads,
            context.in_plan,
            "" if not context.runin else "problem" if load_cues().problem.search(context.runin) else "other",
            min(context.item, 2),
            context.year,
            statement.marker[-2:],
            min(len(statement.text) // 15, 6),
            statement.text[-1:],
        )


@lru_cache(maxsize=1 << 14)
def _facts(
    mode: str,
    section_mode: str,
    section: str,
    led: bool,
    turn: bool,
    position: int,
    leads: bool,
    plan: bool,
    runin: str,
    item: int,
    year: str,
    mark: str,
    length: int,
    end: str,
) -> tuple[str, ...]:
    """The facts by name; cached, since few combinations make up most statements."""
    form = "".join("1" if c.isnumeric() else c for c in mark)
    return (
        f"mode={mode}",
        f"section_mode={section_mode}",
        f"section={section}",
        f"mode,section={mode},{section}",
        f"mode,led={mode},{led}",
        f"mode,turn={mode},{turn}",
        f"mode,position={mode},{position}",
        f"leads={leads}",
        f"plan={plan}",
        f"runin,item={runin},{item}",
        f"mode,runin={mode},{runin}",
        f"mode,item={mode},{item}",
        f"mode,year={mode},{year}",
        f"led,year={led},{year}",
        f"marker={form}",
        f"length={length}",
        f"end={end}",
    )
