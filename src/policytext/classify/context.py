"""What surrounds a statement: the section and its heading, the lead-in that governs it, what its neighbours were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from policytext.classify.cues import Cues, load_cues
from policytext.quantities import strip_mark
from policytext.records import Statement

#: What the place of a statement lets one expect where its own words do not decide.
YEAR, PROBLEM, PROMISE, MIXED, PAST = "year", "problem", "promise", "mixed", "past"
#: Words before a colon that are longer than this are a statement of their own.
PREFIX_CHARS = 60
SECTION_MODES = {
    "problems": PROBLEM,
    "improvements": PROMISE,
    "next_steps": PROMISE,
    "problems_improvements": MIXED,
}


@dataclass(frozen=True, slots=True)
class Context:
    """One statement with what decides where its words do not.

    ``mode`` is what its place announces; ``section_mode`` the same without lead-ins. ``masked`` is the text without
    deficiencies that are being dealt with. ``runin`` is the text of the run-in heading, ``leads`` whether other
    statements hang on this one, ``previous`` the label given last in the same section.
    """

    statement: Statement
    mode: str
    section_mode: str
    masked: str
    runin: str = ""
    leads: bool = False
    in_plan: bool = False
    previous: str = ""


def contexts(statements: Sequence[Statement]) -> Iterator[Context]:
    """The context of every unit with the role ``statement``, in order; ``previous`` is left to the rules."""
    cues = load_cues()
    by_id = {statement.id: statement for statement in statements}
    governing = {statement.lead for statement in statements if statement.lead}
    plan = _is_plan(statements, cues)
    heading = announced = ""
    line_end = 0
    for statement in statements:
        if statement.role == "heading":
            heading = statement.text
        if statement.role == "heading" or statement.marker or statement.span.start > line_end:
            announced = ""
        line_end = statement.span.end
        if statement.role != "statement":
            continue
        section_mode = _section_mode(statement, heading, cues, plan=plan)
        announced = prefix_mode(statement.text, section_mode, cues) or announced
        lead = by_id[statement.lead].text if statement.lead else ""
        yield Context(
            statement=statement,
            mode=announced or (lead_mode(lead, cues) if lead else "") or section_mode,
            section_mode=section_mode,
            masked=cues.solved.sub("＿", statement.text),
            runin=by_id[statement.runin].text if statement.runin else "",
            leads=statement.id in governing,
            in_plan=plan,
        )


def with_previous(context: Context, previous: str) -> Context:
    """The context once the statement before it in the same section has its label."""
    return replace(context, previous=previous)


def prefix_mode(text: str, section_mode: str, cues: Cues) -> str:
    """What the words before a colon announce for a statement and the rest of its item; "" where there are none.

    >>> prefix_mode("整改情况：在大厅增设查询机。", MIXED, load_cues())
    'past'
    >>> prefix_mode("主要表现在：更新不够及时；", MIXED, load_cues())
    'problem'
    """
    named = next((mode for mode, pattern in cues.prefixes if pattern.search(text)), "")
    lead, colon, rest = text.partition("：")
    if named or section_mode == YEAR or not (colon and rest and len(lead) <= PREFIX_CHARS):
        return named
    return lead_mode(lead + colon, cues)


def lead_mode(lead: str, cues: Cues) -> str:
    """What a lead-in announces: past, promise, problem, or "" where it announces nothing.

    >>> cues = load_cues()
    >>> [lead_mode(lead, cues) for lead in ("上述问题年内已逐项作了整改：", "主要存在以下问题：", "下一步，我县将：")]
    ['past', 'problem', 'promise']
    """
    asserted = re.sub(r"(?:针对|对于?|围绕)[^，。；：]{0,30}(?:问题|不足|短板|困难)", "", lead)
    if cues.lead_past.search(asserted) and not cues.future.search(asserted):
        return PAST
    if cues.lead_problem.search(asserted) and not re.search("下一?步|今后|将(?!近)", asserted):
        return PROBLEM
    return PROMISE if cues.lead_promise.search(asserted) else ""


def _section_mode(statement: Statement, heading: str, cues: Cues, *, plan: bool) -> str:
    mode = SECTION_MODES.get(statement.section, YEAR)
    title = strip_mark(heading).strip("：。 ")
    if mode in (PROMISE, MIXED) and cues.heading_past.search(title) and not plan:
        return PAST
    return PROMISE if plan and mode in (YEAR, MIXED) else mode


def _is_plan(statements: Sequence[Statement], cues: Cues) -> bool:
    titles = [s.text for s in statements[:12] if s.role == "heading" and not s.marker]
    return any(cues.plan.search(title) for title in titles) and not any("年度报告" in title for title in titles)
