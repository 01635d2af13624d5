"""The level of a commitment: what it follows from, and why."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Sequence
from itertools import repeat

from policytext.quantities import YEAR_END
from policytext.records import Commitment, Origin, Particular, Statement
from policytext.score.actions import Deed, find_deed, implied_deed
from policytext.score.particulars import find_in_passages, in_document
from policytext.score.passage import PROBLEM, PROMISE, Found, Passage, read_passage
from policytext.score.rubric import LevelRule, Rubric
from policytext.score.shortcomings import find_shortcoming


def level_of(action: bool, object: bool, particulars: Iterable[tuple[str, str]], rubric: Rubric) -> int:
    """The level that follows from an action, an object and the particulars' kinds and values; nothing else enters.

    Args:
        action: whether there is a verb that does or changes something.
        object: whether there is something that it does it to.
        particulars: (kind, value) of each; weak kinds change nothing.
        rubric: holds the rules.

    >>> from policytext.score.rubric import load_rubric
    >>> level_of(True, True, [("instrument", "办法"), ("deadline", "2017-06-30")], load_rubric())
    3
    """
    if not (action and object):
        return 0
    rows = [(kind, value) for kind, value in particulars if kind in rubric.kinds]
    return max((rule.level for rule in rubric.rules if _holds(rule, rows)), default=1)


def _holds(rule: LevelRule, rows: Collection[tuple[str, str]]) -> bool:
    kinds = {kind for kind, value in rows if value not in rule.ignore}
    return len(kinds) >= rule.kinds and (not rule.one_of or not kinds.isdisjoint(rule.one_of))


def measure_statement(
    statement: Statement,
    origin: Origin,
    rubric: Rubric,
    *,
    stance: str = PROMISE,
    known: Container[str] = (),
    detail: float | None = None,
) -> Commitment:
    """Measure one statement by the codebook: its particulars, action, object and level.

    Args:
        statement: an improvement; a rectified statement or a problem with the ``stance`` that fits.
        origin: whose report it is, for which year; decides which dates lie ahead and which unit is only the reporter.
        rubric: the rules.
        stance: ``promise``, ``done`` (its numbers count past work) or ``problem``.
        known: names that the report shows to exist already (``KnownNames``); a promise to set them up is not news.
        detail: of a promise, what ``detail_of`` gives; it is handed through.
    """
    (measured,) = measure_statements([(statement, stance)], origin, rubric, known=known, details=[detail])
    return measured


def measure_statements(
    read: Sequence[tuple[Statement, str]],
    origin: Origin,
    rubric: Rubric,
    *,
    known: Container[str] = (),
    details: Iterable[float | None] = (),
) -> list[Commitment]:
    """Measure the statements of one report, each given with its stance; see ``measure_statement``.

    All of them pass through one step before the next begins, which takes three quarters of the time.

    Args:
        read: statements with their stances.
        origin: whose report it is.
        rubric: the rules.
        known: names that the report shows to exist already.
        details: what ``detail_of`` gives for each; none for any where it is left out.
    """
    passages = [read_passage(statement.text, origin, stance, known) for statement, stance in read]
    deeds = [
        find_shortcoming(passage) if passage.stance == PROBLEM else find_deed(passage, statement.turn)
        for (statement, _), passage in zip(read, passages, strict=True)
    ]
    found = find_in_passages(passages, rubric)
    rows = zip(read, passages, deeds, found, details or repeat(None), strict=False)
    return [_commitment(s, passage, deed, own, rubric, detail) for (s, _), passage, deed, own, detail in rows]


def _commitment(
    statement: Statement,
    passage: Passage,
    deed: Deed,
    particulars: list[Found],
    rubric: Rubric,
    detail: float | None,
) -> Commitment:
    if passage.stance == PROMISE and not deed.object and not deed.refused:
        deed = implied_deed(passage, deed, (f.span for f in particulars if f.kind in rubric.kinds))
    found = in_document(particulars, statement)
    level = level_of(bool(deed.action), bool(deed.object), [(p.kind, p.value) for p in found], rubric)
    present = {p.kind for p in found}
    plus = tuple(kind for kind in rubric.weak if kind in present) if level == 1 and found else ()
    why = explain_level(level, deed, found, plus, rubric)
    return Commitment(statement.id, level, deed.action, deed.object, found, plus, why, detail)


def explain_level(
    level: int, deed: Deed, particulars: Sequence[Particular], plus: Collection[str], rubric: Rubric
) -> str:
    """One sentence, in Chinese, that says what the level follows from and what is missing."""
    if level == 0:
        return _why_none(deed)
    if not particulars:
        return f"{level}级：{_told(deed)}，没有{'、'.join(rubric.kinds.values())}"
    shown = {p.kind: p for p in reversed(particulars) if p.kind in rubric.kinds}
    have = "、".join(f"{rubric.kinds[kind]}（{shown[kind].surface}）" for kind in rubric.kinds if kind in shown)
    lack = "、".join(name for kind, name in rubric.kinds.items() if kind not in shown)
    if level == 1:
        extra = f"；另有{'、'.join(rubric.weak[kind] for kind in plus)}" if plus else ""
        return f"1级：{_told(deed)}，没有{lack}{extra}"
    year_end = [p for p in particulars if p.value == YEAR_END]
    note = f"；{year_end[0].surface}只到年底，不计入3级" if level == 2 and year_end else ""
    return f"{level}级：有{have}；缺{lack}{note}" if lack else f"{level}级：有{have}"


def _told(deed: Deed) -> str:
    """Action and object in words; what is not quoted from the text, such as （见全句）, has its own brackets."""
    action, object_ = (part if part.startswith("（") else f"（{part}）" for part in (deed.action, deed.object))
    return f"有动作{action}和对象{object_}"


def _why_none(deed: Deed) -> str:
    if deed.refused:
        return f"0级：没有落到具体对象上的动作（“{deed.refused}”不算对象）"
    if deed.action:
        return f"0级：有动作（{deed.action}），没有对象"
    return "0级：没有动作"
