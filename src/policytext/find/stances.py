"""The stance of a mention: what the report says about the measure, given its statement's label (codebook section 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from policytext.find.mentions import clause_after, clause_before
from policytext.records import Label, Mention, Statement
from policytext.resources import read_lines

_BY_LABEL = {
    "achievement": "adopted",
    "statistic": "adopted",
    "improvement": "planned",
    "problem": "weak",
    "other": "named",
}
# 为…提供基础: the measure is only what something else is meant to serve.
_AIM_END = re.compile(r"[^，。；]{0,16}(?:提供|奠定|打下|创造|夯实)[^，。；]{0,16}(?:基础|保障|条件|支撑)")
# Between 缺乏 and the measure stands at most an attribute; a comma begins another thing.
_MISSING_GAP = 14
# How far behind the name 试点 or 试运行 still speaks of it.
_PREPARING_REACH = 6
# 缺乏首问负责制的认识 lacks the knowledge, not the measure.
_NOT_ITSELF = re.compile(r"(?:工作)?的(?!问题|情况|现象|现状|单位|部门|乡镇)[^，。；、]")


def assign_stances(
    mentions: Sequence[Mention], statements: Sequence[Statement], labels: Mapping[int, Label]
) -> tuple[Mention, ...]:
    """The mentions with their stance: adopted, preparing, planned, lacking, weak or named.

    Args:
        mentions: from ``find_mentions``.
        statements: the statements they stand in.
        labels: the label of each statement by its id. A run-in heading, which has none, takes that of the first
            statement it names.

    >>> from policytext.find import find_mentions, load_gazetteer
    >>> from policytext.records import Span
    >>> text = "正在起草首问负责制实施细则"
    >>> statement = Statement(1, 0, "overview", "statement", Span(0, len(text)), text)
    >>> mentions = find_mentions([statement], load_gazetteer())
    >>> assign_stances(mentions, [statement], {1: Label("achievement", 1.0, "rules")})[0].stance
    'preparing'
    """
    by_id = {statement.id: statement for statement in statements}
    names = _label_names(statements, labels)
    return tuple(
        _with_stance(mention, _stance(mention, by_id[mention.statement_id], names[mention.statement_id]))
        for mention in mentions
    )


def _with_stance(m: Mention, stance: str) -> Mention:
    """``dataclasses.replace`` takes three times as long, and a report has a hundred mentions."""
    return Mention(m.statement_id, m.measure_id, m.name, m.category, m.surface, m.span, stance, m.expansion)


def _label_names(statements: Sequence[Statement], labels: Mapping[int, Label]) -> dict[int, str]:
    """The label of each unit; a run-in heading has that of its first elaboration."""
    named = {statement.id: labels[statement.id].name for statement in statements if statement.id in labels}
    for statement in statements:
        if statement.runin is not None and statement.id in named:
            named.setdefault(statement.runin, named[statement.id])
    return {statement.id: named.get(statement.id, "other") for statement in statements}


def _stance(mention: Mention, statement: Statement, label: str) -> str:
    start = mention.span.start - statement.span.start
    end = mention.span.end - statement.span.start
    text = statement.text
    if label in ("achievement", "statistic") and _is_aim(text, start, end):
        return "named"
    if label in ("achievement", "statistic") and _is_preparing(text, start, end):
        return "preparing"
    if label == "problem" and _is_missing(text, start, end):
        return "lacking"
    return _BY_LABEL.get(label, "named")


def _is_aim(text: str, start: int, end: int) -> bool:
    return _AIM_END.match(text, end) is not None and "为" in clause_before(text, start)


def _is_preparing(text: str, start: int, end: int) -> bool:
    """Whether 起草, 试点 or the like is the last word on the measure in its clause: 起草了…, …试点."""
    words = read_lines("find/preparing.txt")
    if not any(word in text for word in words):
        return False
    before = clause_before(text, start)
    begun = max((_last(before, word) for word in words), default=-1)
    done = max((_last(before, word) for word in read_lines("find/completed.txt")), default=-1)
    return begun > done or any(word in clause_after(text, end)[:_PREPARING_REACH] for word in words)


def _last(text: str, word: str) -> int:
    """Where the word stands last, but not as part of 同步起草 and the like; -1 where it does not."""
    at = text.rfind(word)
    return -1 if text.endswith("同步", 0, max(at, 0)) else at


def _is_missing(text: str, start: int, end: int) -> bool:
    if _missing_after().match(text, end):
        return True
    before = clause_before(text, start)
    words = [before.rfind(word) + len(word) for word in read_lines("find/missing.txt") if word in before]
    close = bool(words) and len(before) - max(words) <= _MISSING_GAP
    return close and not _NOT_ITSELF.match(text, end)


@cache
def _missing_after() -> re.Pattern[str]:
    words = "|".join(map(re.escape, read_lines("find/missing_after.txt")))
    return re.compile(f"[”’》]?(?:工作)?(?:仍然?|还|尚|均|都)?(?:{words})")
