"""The words that the rules decide by, compiled from ``data/cues.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml
from policytext.triggers import Guarded, guard

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """One compiled pattern for each list of ``data/cues.toml``."""

    plan: Pattern
    heading_past: Pattern
    prefixes: tuple[tuple[str, Pattern], ...]
    lead_past: Guarded
    lead_promise: Guarded
    lead_problem: Guarded
    announces: Guarded
    other: tuple[tuple[str, Guarded], ...]
    any_other: Guarded
    empty: Pattern
    empty_needs: Guarded
    empty_rest: int
    problem: Guarded
    weak_problem: Guarded
    tail: Guarded
    exists: Guarded
    solved: Pattern
    future: Guarded
    not_future: Pattern
    perfect: Guarded
    imperative: Pattern
    figure: Guarded
    zero: Guarded
    action: Guarded
    soft_action: Guarded


@cache
def load_cues() -> Cues:
    """Read and compile the cues once."""
    data: dict[str, Any] = read_toml("cues.toml")
    other, verbs = data["other"], data["imperative"]
    actions = [*data["statistic"]["action"], *data["statistic"]["soft_action"], "采取", "进行", "做"]
    kinds = ("basis", "period", "contents", "contact", "lookup", "report_below", "guidance", "nothing", "place")
    guarded = guard(
        {
            "lead_past": _any(data["lead"]["past"]),
            "lead_promise": _any(data["lead"]["promise"]),
            "lead_problem": _any(data["lead"]["problem"]),
            "announces": _any(data["lead"]["announces"]),
            "any_other": _any([pattern for kind in kinds for pattern in other[kind]]),
            "empty_needs": _any(other["empty_needs"]),
            "problem": _any(data["problem"]["strong"]),
            "weak_problem": _any(data["problem"]["weak"]),
            "tail": _any(data["problem"]["tail"]),
            "exists": _any(data["problem"]["exists"]),
            "future": _any(data["future"]["strong"]),
            "perfect": _any([*data["past"]["perfect"], f"(?:{_any(actions).pattern})了(?![解结如])"]),
            "figure": _any(data["statistic"]["figure"]),
            "zero": _any(data["statistic"]["zero"]),
            "action": _any(data["statistic"]["action"]),
            "soft_action": _any(data["statistic"]["soft_action"]),
        }
    )
    return Cues(
        plan=_any(data["document"]["plan"]),
        heading_past=_any(data["heading"]["past"]),
        prefixes=tuple((mode, _any(data["prefix"][mode])) for mode in ("past", "promise", "problem")),
        other=tuple(guard({kind: _any(other[kind]) for kind in kinds}).items()),
        empty=re.compile("|".join(other["empty_words"])),
        empty_rest=other["empty_rest"],
        solved=re.compile("|".join(data["problem"]["solved"])),
        not_future=_any(data["future"]["not_future"]),
        imperative=re.compile(f"(?:{'|'.join(verbs['adverbs'])})*(?:{'|'.join(verbs['verbs'])})"),
        **guarded,
    )


def _any(patterns: list[str]) -> Pattern:
    """One pattern for many, those that begin with a plain character behind a look at which character it is.

    Without it every alternative would be tried at every place; with it most places cost one look.

    >>> _any(["不够", "有待(?!建)", "[一二]是"]).pattern
    '(?=[不有])(?:不够|有待(?!建))|[一二]是'
    """
    every = [piece for pattern in patterns for piece in split_alternatives(pattern)]
    plain = [piece for piece in every if PLAIN_START.match(piece)]
    firsts = "".join(sorted({piece[0] for piece in plain}))
    guarded = [f"(?=[{firsts}])(?:{'|'.join(plain)})"] if plain else []
    return re.compile("|".join([*guarded, *(piece for piece in every if not PLAIN_START.match(piece))]))


#: A Han character that the pattern needs at its beginning.
PLAIN_START = re.compile("[\u4e00-\u9fff](?![?*+{])")


def split_alternatives(pattern: str) -> list[str]:
    """The alternatives at the top level of a pattern.

    >>> split_alternatives("困难(?!群众|职工)|短板|[|甲]")
    ['困难(?!群众|职工)', '短板', '[|甲]']
    """
    pieces, start, depth, in_class = [], 0, 0, False
    for index, c in enumerate(pattern):
        if pattern[index - 1 : index] == "\\":
            continue
        if c == "[" or (c == "]" and in_class):
            in_class = c == "["
        elif not in_class:
            depth += (c == "(") - (c == ")")
            if c == "|" and not depth:
                pieces.append(pattern[start:index])
                start = index + 1
    return [*pieces, pattern[start:]]
