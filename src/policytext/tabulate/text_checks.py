"""Checks of the prose: its figures against the tables, what it claims, and its own sums."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from policytext.quantities import Quantity, find_numbers
from policytext.records import Check, Fact, Span, Statement
from policytext.tabulate.asking import (
    FAIL,
    NOT_ASSESSABLE,
    PASS,
    UNCERTAIN,
    UNSURE,
    Amount,
    Evidence,
    answer,
    blame_of,
    cover,
    words_of,
    write,
)
from policytext.tabulate.bridge import load_bridge
from policytext.tabulate.figures import Indicator, load_indicators

#: Money is stated in yuan in prose and in 万元 in the table.
_SCALE = {"万元": 10_000}

_SUM_WORDS = re.compile("合计|共计|总计")
#: One part and its sum are the same thing said twice.
MOST_SINGLE = 2
_CLOSES = re.compile(r"[。；！？]")
#: Lists whose members exclude one another and cover all: the parts of any other list may overlap or be a choice.
_EXCLUSIVE = frozenset({"requests", "outcomes", "disputes"})


def check_text(evidence: Evidence) -> Iterator[Check]:
    """What the text states of an indicator is what the table says; what it says did not occur is no number there."""
    facts = [f for f in evidence.facts if f.period == "year" and not f.approximate and f.unit != "%"]
    for name, group in groupby(sorted(facts, key=lambda fact: (fact.indicator, fact.span)), lambda f: f.indicator):
        indicator = load_indicators()[name]
        amounts = list(_amounts_of(evidence, indicator))
        if amounts:
            yield from _compare(indicator, list(group), amounts)


def check_done(evidence: Evidence) -> Iterator[Check]:
    """Where the text says that all requests were dealt with, the table carries none into the next year."""
    cell = evidence.by_id.get("t3.carried_out.all")
    carried = next((f for f in evidence.facts if f.indicator == "requests_carried_out" and f.value), None)
    for statement in _requests(evidence):
        match = words_of("claim_done", "done").search(statement.text)
        if not match or words_of("claim_done", "carried").search(statement.text[: match.start()]):
            continue
        span = Span(*match.span()).shifted(statement.span.start)
        if cell is None or cell.value is None:
            yield answer("claim_done", "requests", NOT_ASSESSABLE, found=match[0], span=span, reason="表3无此数")
        elif not cell.value:
            yield answer("claim_done", "requests", PASS, found=match[0], expected="0", span=span, other_span=cell.span)
        else:
            told = carried is not None or words_of("claim_done", "excepted").search(statement.text)
            yield answer(
                "claim_done",
                "requests",
                UNCERTAIN if told else FAIL,
                found=match[0],
                expected=write(cell.value),
                span=span,
                other_span=cell.span,
                blame=blame_of([cell]),
                reason="文中另处说明尚有未办结件" if told else "文中未说明尚有未办结件",
            )


def check_shares(evidence: Evidence) -> Iterator[Check]:
    """A share of a whole is at most 100 %."""
    for statement in evidence.told:
        for quantity in find_numbers(statement.text) if "%" in statement.text or "百分" in statement.text else ():
            before = statement.text[: quantity.span.start]
            clause = re.split("[，。；：]", before)[-1]
            if (
                quantity.unit != "%"
                or not words_of("share_bound", "share").search(before)
                or words_of("share_bound", "growth").search(clause)
            ):
                continue
            name = clause.strip(" 达到为是")[-16:]
            verdict = FAIL if quantity.value > 100 else PASS
            span = quantity.span.shifted(statement.span.start)
            yield answer("share_bound", name, verdict, found=quantity.surface, expected="100%", span=span)


def check_parts(evidence: Evidence) -> Iterator[Check]:
    """Parts that a sentence lists of a total add up to it; where they stay below, the list may be a choice."""
    by_statement: dict[int, list[Fact]] = {}
    for fact in evidence.facts:
        by_statement.setdefault(fact.statement_id, []).append(fact)
    for statement in evidence.told:
        yield from _sum_behind(statement)
        before: list[float] = []
        for total in by_statement.get(statement.id, ()):
            group = load_indicators()[total.indicator].group
            if group in _EXCLUSIVE and total.value and total.unit != "%" and not total.approximate:
                yield from _sum_of_parts(statement, total, before)
                before.append(total.value)


def _sum_behind(statement: Statement) -> Iterator[Check]:
    """A sum that stands behind its parts: 41个、30个、5个，合计76个."""
    if not _SUM_WORDS.search(statement.text):
        return
    quantities = find_numbers(statement.text)
    for index, total in enumerate(quantities):
        if not words_of("parts_sum", "sums").search(statement.text[: total.span.start]):
            continue
        parts = [total]
        for part in reversed(quantities[:index]):
            between = statement.text[part.span.end : parts[0].span.start]
            joints = "、，" if len(parts) == 1 else "、"
            if part.unit != total.unit or between[:1] not in joints or _CLOSES.search(between):
                break
            parts.insert(0, part)
        if len(parts) > MOST_SINGLE:
            yield _compare_sum(statement, total, parts[:-1])


def _compare_sum(statement: Statement, total: Quantity, parts: Sequence[Quantity]) -> Check:
    added = sum(part.value for part in parts)
    return answer(
        "parts_sum",
        "sum",
        PASS if added == total.value else FAIL,
        name=total.surface,
        found=write(total.value),
        expected=write(added),
        span=total.span.shifted(statement.span.start),
        other_span=Span(parts[0].span.start, parts[-1].span.end).shifted(statement.span.start),
    )


def _sum_of_parts(statement: Statement, total: Fact, before: Sequence[float]) -> Iterator[Check]:
    """``before`` are the totals that stand earlier in the statement: the list may be of one of them, or of all."""
    start = statement.span.start
    end = total.span.end - start
    close = _CLOSES.search(statement.text, end)
    stop = close.start() if close else len(statement.text)
    opening = _opening().match(statement.text, end, stop)
    if not opening:
        return
    if "（" in opening[0]:
        stop = statement.text.find("）", opening.end(), stop) if "）" in statement.text[opening.end() : stop] else stop
    parts = [
        quantity
        for quantity in find_numbers(statement.text[opening.end() : stop])
        if quantity.unit == total.unit and not quantity.approximate
    ]
    parts = _first_list(statement.text[opening.end() : stop], parts)
    if len(parts) < 2:
        return
    span = Span(opening.end() + parts[0].span.start, opening.end() + parts[-1].span.end).shifted(start)
    added = sum(part.value for part in parts)
    name = load_indicators()[total.indicator].label
    meant = {total.value, *before, total.value + sum(before)}
    verdict = PASS if added in meant else FAIL if added > total.value else NOT_ASSESSABLE
    yield answer(
        "parts_sum",
        total.indicator,
        verdict,
        name=name,
        found=write(total.value),
        expected=write(added),
        span=total.span,
        other_span=span,
        reason="" if verdict != NOT_ASSESSABLE else "所列分项可能不完整",
    )


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(rf"[，,：（]*\s*(?:{words_of('parts_sum', 'opens').pattern})")


def _first_list(text: str, parts: Sequence[Quantity]) -> list[Quantity]:
    """The parts up to where a part is itself divided, or something else is counted."""
    kept: list[Quantity] = []
    for part in parts:
        between = text[kept[-1].span.end if kept else 0 : part.span.start]
        if words_of("parts_sum", "stops").search(between):
            break
        kept.append(part)
    return kept


def _compare(indicator: Indicator, facts: Sequence[Fact], amounts: Sequence[Amount]) -> Iterator[Check]:
    """Where one place in the text agrees with the table, others may speak of something else."""
    pairs = [(fact, amount) for fact in facts for amount in amounts if _equal(fact, amount, indicator)]
    for fact, amount in pairs[:1]:
        yield _answer(indicator, fact, amount, PASS)
    agreeing = [fact for fact, _ in pairs]
    others = [fact for fact in facts if fact not in agreeing]
    for fact in others if agreeing else others[:1]:
        if agreeing:
            yield _answer(indicator, fact, amounts[0], UNCERTAIN, UNSURE, "文中另有一处与表一致，此处可能另有所指")
        else:
            yield _answer(indicator, fact, amounts[0], FAIL, _blame(amounts[0]), "正文与表格所写不同")


def _answer(indicator: Indicator, fact: Fact, amount: Amount, verdict: str, blame: str = "", reason: str = "") -> Check:
    none = not fact.surface[0].isdigit() and not fact.value and verdict != PASS
    check = "claim_none" if none or (verdict == PASS and not fact.value) else "text_figure"
    return answer(
        check,
        indicator.id,
        verdict,
        name=indicator.label,
        found=fact.surface,
        expected=write(amount.value),
        span=fact.span,
        other_span=cover(amount.cells),
        blame=blame,
        reason=reason,
    )


def _blame(amount: Amount) -> str:
    """Blanks may stand for numbers that were left out."""
    return blame_of(amount.cells) if amount.filled else UNSURE


def _equal(fact: Fact, amount: Amount, indicator: Indicator) -> bool:
    return math.isclose(fact.value / _SCALE.get(indicator.unit, 1), amount.value, abs_tol=1e-9)


def _amounts_of(evidence: Evidence, indicator: Indicator) -> Iterator[Amount]:
    """The ways in which cells hold an indicator, where all of their cells are there and could be read."""
    bridge = load_bridge().get(indicator.id)
    for ids in bridge.ways if bridge else ():
        cells = [evidence.by_id[cell] for cell in ids if cell in evidence.by_id]
        read = len(cells) == len(ids) and all(cell.state != "unread" for cell in cells)
        if read and any(cell.value is not None for cell in cells):
            yield Amount(tuple(cells))


def _requests(evidence: Evidence) -> Iterator[Statement]:
    """Statements about requests: they say so, or stand where requests are reported."""
    for statement in evidence.told:
        if "申请" in statement.text or statement.section == "on_request":
            yield statement
