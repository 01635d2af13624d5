"""What surrounds a statement: the section and its heading, the lead-in that governs it, what its neighbours were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from policytext.classify.cues import Cues, load_cues
from policytext.quantities import strip_mark
from policytext.records import Statement

#: What the place of a statement lets one expect where its own words do not decide.
YEAR, PROBLEM, PROMISE, MIXED, PAST = "year", "problem", "promise", "mixed", "past"
#: Words before a colon that are longer than this are a statement of their own.
PREFIX_CHARS = 60
#: In a lead-in 将 looks ahead before any word (将逐项改进：).
AHEAD = re.compile("(?<![已即均先])将(?!近)")
#: A heading under which even a plan tells of what was.
ACCOUNT = re.compile("(?:情况|回顾|成效|总结|进展)$")
YEAR_NAMED = re.compile("(20[0-9]{2})年")
SECTION_MODES = {
    "problems": PROBLEM,
    "improvements": PROMISE,
    "next_steps": PROMISE,
    "problems_improvements": MIXED,
}


class Context(NamedTuple):
    """One statement with what decides where its words do not.

    ``mode`` is what its place announces; ``section_mode`` the same without lead-ins. ``runin`` is the text of the
    run-in heading and ``item`` how many statements of the same item came before; ``leads`` tells whether other
    statements hang on this one. ``year`` tells which year the statement or its lead-in names: ``next`` to the title's,
    ``same`` or "". ``masked`` and ``previous`` are filled by the rules alone: the text without deficiencies that are
    being dealt with, and the label given last in the same section.
    """

    statement: Statement
    mode: str
    section_mode: str
    runin: str = ""
    item: int = 0
    year: str = ""
    leads: bool = False
    in_plan: bool = False
    masked: str = ""
    previous: str = ""


def contexts(statements: Sequence[Statement]) -> Iterator[Context]:
    """The context of every unit with the role ``statement``, in order."""
    cues = load_cues()
    by_id = {statement.id: statement for statement in statements}
    governing = {statement.lead for statement in statements if statement.lead}
    plan = _is_plan(statements, cues)
    heading = announced = ""
    modes: dict[tuple[str, str], str] = {}
    line_end = item = 0
    title_year = _title_year(statements)
    for statement in statements:
        if statement.role == "heading":
            heading = statement.text
        if statement.role == "heading" or statement.marker or statement.span.start > line_end:
            announced = ""
        item = 0 if statement.marker or statement.role != "statement" or statement.span.start > line_end else item + 1
        line_end = statement.span.end
        if statement.role != "statement":
            continue
        place = statement.section, heading
        if place not in modes:
            modes[place] = _section_mode(statement.section, heading, cues, plan=plan)
        section_mode = modes[place]
        announced = prefix_mode(statement.text, section_mode, cues) or announced
        lead = by_id[statement.lead].text if statement.lead else ""
        yield Context(
            statement=statement,
            mode=announced or (lead_mode(lead) if lead else "") or section_mode,
            section_mode=section_mode,
            runin=by_id[statement.runin].text if statement.runin else "",
            item=item,
            year=_named_year(lead + statement.text, title_year),
            leads=statement.id in governing,
            in_plan=plan,
        )


def _title_year(statements: Sequence[Statement]) -> int:
    """The first year that a heading names; 0 where none does."""
    found = (YEAR_NAMED.search(statement.text) for statement in statements if statement.role == "heading")
    return next((int(year[1]) for year in found if year), 0)


def _named_year(text: str, title_year: int) -> str:
    """Whether a text names the year after the title's, or only the title's own.

    >>> [_named_year(text, 2017) for text in ("2018年要抓好三件事：", "2017年公开信息30条。", "加强培训。")]
    ['next', 'same', '']
    """
    years = {int(year) for year in YEAR_NAMED.findall(text)} if "年" in text and title_year else set()
    return "next" if title_year + 1 in years else "same" if title_year in years else ""


def prefix_mode(text: str, section_mode: str, cues: Cues) -> str:
    """What the words before a colon announce for a statement and the rest of its item; "" where there are none.

    >>> prefix_mode("整改情况：在大厅增设查询机。", MIXED, load_cues())
    'past'
    >>> prefix_mode("主要表现在：更新不够及时；", MIXED, load_cues())
    'problem'
    """
    if "：" not in text:
        return ""
    named = next((mode for mode, pattern in cues.prefixes if pattern.search(text)), "")
    lead, colon, rest = text.partition("：")
    if named or section_mode == YEAR or not (colon and rest and len(lead) <= PREFIX_CHARS):
        return named
    return lead_mode(lead + colon)


@lru_cache(maxsize=1 << 12)
def lead_mode(lead: str) -> str:
    """What a lead-in announces: past, promise, problem, or "" where it announces nothing.

    >>> [lead_mode(lead) for lead in ("上述问题年内已逐项作了整改：", "主要存在以下问题：", "下一步，我县将：")]
    ['past', 'problem', 'promise']
    """
    cues = load_cues()
    asserted = re.sub(r"(?:针对|对于?|围绕)[^，。；：]{0,30}(?:问题|不足|短板|困难)", "", lead)
    ahead = cues.future.search(asserted) or AHEAD.search(asserted)
    if cues.lead_past.search(asserted) and not ahead:
        return PAST
    if cues.lead_problem.search(asserted) and not re.search("下一?步|今后|将(?!近)", asserted):
        return PROBLEM
    return PROMISE if cues.lead_promise.search(asserted) else ""


def _section_mode(section: str, heading: str, cues: Cues, *, plan: bool) -> str:
    mode = SECTION_MODES.get(section, YEAR)
    title = strip_mark(heading).strip("：。 ")
    if plan:
        return YEAR if mode == YEAR and ACCOUNT.search(title) else PROMISE if mode in (YEAR, MIXED) else mode
    return PAST if mode in (PROMISE, MIXED) and cues.heading_past.search(title) else mode


def _is_plan(statements: Sequence[Statement], cues: Cues) -> bool:
    titles = [s.text for s in statements[:12] if s.role == "heading" and not s.marker]
    return any(cues.plan.search(title) for title in titles) and not any("年度报告" in title for title in titles)
