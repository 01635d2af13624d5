"""The words that the rules decide by, compiled from ``data/cues.toml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cues:
    """One compiled pattern for each list of ``data/cues.toml``."""

    plan: Pattern
    heading_past: Pattern
    prefixes: tuple[tuple[str, Pattern], ...]
    lead_past: Pattern
    lead_promise: Pattern
    lead_problem: Pattern
    announces: Pattern
    other: tuple[tuple[str, Pattern], ...]
    empty: Pattern
    empty_needs: Pattern
    empty_rest: int
    problem: Pattern
    weak_problem: Pattern
    tail: Pattern
    exists: Pattern
    solved: Pattern
    future: Pattern
    not_future: Pattern
    perfect: Pattern
    imperative: Pattern
    figure: Pattern
    zero: Pattern
    action: Pattern
    soft_action: Pattern


@cache
def load_cues() -> Cues:
    """Read and compile the cues once."""
    data: dict[str, Any] = read_toml("cues.toml")
    other, verbs = data["other"], data["imperative"]
    actions = [*data["statistic"]["action"], *data["statistic"]["soft_action"], "采取", "进行", "做"]
    kinds = ("basis", "period", "contents", "contact", "lookup", "report_below", "guidance", "nothing", "place")
    return Cues(
        plan=_any(data["document"]["plan"]),
        heading_past=_any(data["heading"]["past"]),
        prefixes=tuple((mode, _any(data["prefix"][mode])) for mode in ("past", "promise", "problem")),
        lead_past=_any(data["lead"]["past"]),
        lead_promise=_any(data["lead"]["promise"]),
        lead_problem=_any(data["lead"]["problem"]),
        announces=_any(data["lead"]["announces"]),
        other=tuple((kind, _any(other[kind])) for kind in kinds),
        empty=_any(other["empty_words"]),
        empty_needs=_any(other["empty_needs"]),
        empty_rest=other["empty_rest"],
        problem=_any(data["problem"]["strong"]),
        weak_problem=_any(data["problem"]["weak"]),
        tail=_any(data["problem"]["tail"]),
        exists=_any(data["problem"]["exists"]),
        solved=_any(data["problem"]["solved"]),
        future=_any(data["future"]["strong"]),
        not_future=_any(data["future"]["not_future"]),
        perfect=re.compile(f"{'|'.join(data['past']['perfect'])}|(?:{'|'.join(actions)})了(?![解结如])"),
        imperative=re.compile(f"(?:{'|'.join(verbs['adverbs'])})*(?:{'|'.join(verbs['verbs'])})"),
        figure=_any(data["statistic"]["figure"]),
        zero=_any(data["statistic"]["zero"]),
        action=_any(data["statistic"]["action"]),
        soft_action=_any(data["statistic"]["soft_action"]),
    )


def _any(patterns: list[str]) -> Pattern:
    return re.compile("|".join(patterns))
