"""The rules baseline: ordered questions, the first that answers decides, and says by which words.

The order is the codebook's (section 2). What a statement's place announces (``Context.mode``) decides where its words
do not: 140 of 194 real promises carry no word of the future.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from policytext.classify.context import (
    MIXED,
    PAST,
    PROBLEM,
    PROMISE,
    YEAR,
    Context,
    contexts,
    lead_mode,
)
from policytext.classify.cues import Cues, load_cues
from policytext.corpus import LABELS
from policytext.quantities import strip_mark
from policytext.records import Label, Statement
from policytext.resources import read_toml

#: A label and the words that decided it, or ``None`` where a rule has nothing to say.
Answer = tuple[str, str] | None
Rule = Callable[[Context, Cues], Answer]

#: What a rule is worth that answered in none of the documents on which confidence was measured.
DEFAULT_CONFIDENCE = 0.85
#: These are other even when figures stand in them.
ALWAYS_OTHER = ("basis", "period", "contact", "place", "report_below", "nothing")
#: A lead-in longer than this says something of its own.
LEAD_CHARS = 45
#: Among promises these words belong to what is promised (群众可在大厅查询).
NOT_AMONG_PROMISES = ("lookup", "contents", "place")
CUE_CHARS = 20


class RulesClassifier:
    """Labels by rule. ``Label.cue`` is ``rule: words`` and ``Label.probability`` how often that rule is right."""

    name = "rules"

    def label(self, statements: Sequence[Statement]) -> list[Label]:
        """One label per unit with the role ``statement``, in order.

        >>> from policytext.records import Span
        >>> unit = Statement(1, 1, "next_steps", "statement", Span(0, 9), "健全信息发布制度。")
        >>> RulesClassifier().label([unit])[0].name
        'improvement'
        """
        labels: list[Label] = []
        previous, section = "", -1
        for context in contexts(statements):
            if context.statement.section_id != section:
                previous, section = "", context.statement.section_id
            label = judge(context, previous)
            labels.append(label)
            previous = label.name if label.name != "other" else previous
        return labels


def judge(context: Context, previous: str) -> Label:
    """The rules' label of one statement.

    Args:
        context: the statement in context.
        previous: the last label in its section that was not other, "" where there is none.
    """
    cues = load_cues()
    text = context.statement.text
    needed = context.mode != YEAR or cues.problem.search(text)  # elsewhere no rule looks at it
    masked = cues.solved.sub("＿", text) if needed else text
    return _decide(context._replace(masked=masked, previous=previous), cues)


@cache
def confidence() -> dict[str, float]:
    """The share of each rule's answers that was right on reports not used to write the rules (docs/method.md)."""
    shares: dict[str, float] = read_toml("rule_confidence.toml")["share"]
    return shares


def _decide(context: Context, cues: Cues) -> Label:
    for name, rule in RULES.items():
        answer = rule(context, cues)
        if answer:
            label, words = answer
            cue = f"{name}: {words.strip('，；。：、 ')[:CUE_CHARS]}"
            share = confidence().get(name, DEFAULT_CONFIDENCE)
            promise = share if label == "improvement" else (1 - share) / (len(LABELS) - 1)
            return Label(label, share, "rules", cue, promise)
    raise AssertionError("the last rule answers always")


def _boilerplate(context: Context, cues: Cues) -> Answer:
    """Legal basis, period, contents, contact, where to look something up, leads to a report."""
    text = context.statement.text
    if not cues.any_other.search(text):
        return None
    for kind, pattern in cues.other:
        found = None if context.mode == PROMISE and kind in NOT_AMONG_PROMISES else pattern.search(text)
        if found and (kind in ALWAYS_OTHER or not (cues.figure.search(text) or cues.zero.search(text))):
            return "other", f"{kind} {found.group()}"
    return None


def _lead_in(context: Context, cues: Cues) -> Answer:
    """A lead-in or courtesy in which nothing is left once the general words are taken out."""
    text = strip_mark(context.statement.text)
    listed = context.section_mode in (PROBLEM, MIXED, PROMISE)
    may_lead = (context.leads or text.endswith("：") or listed) and cues.empty_needs.search(text)
    if may_lead and len(cues.empty.sub("", text)) <= cues.empty_rest:
        return "other", "empty"
    if not context.leads or cues.problem.search(context.masked):
        return None
    announces = cues.announces.search(text)
    if announces:
        return "other", announces.group()
    short = text.endswith("：") and len(text) <= LEAD_CHARS
    mode = lead_mode(text) if short else ""
    return ("other", f"announces {mode}") if mode else None


def _turn(context: Context, cues: Cues) -> Answer:
    """The second part of a sentence cut at a turn to the future."""
    return ("improvement", "second part") if context.statement.turn else None


def _named_lead(context: Context, cues: Cues) -> Answer:
    """A lead-in that names what is deficient is a problem."""
    if not context.leads or not context.statement.text.endswith("：") or context.section_mode == PAST:
        return None
    found = cues.problem.search(context.masked)
    return ("problem", found.group()) if found else None


def _future(context: Context, cues: Cues) -> Answer:
    """Words of the future outrank the section."""
    if not MAY_BE_FUTURE.search(context.statement.text):
        return None
    text = cues.not_future.sub("＿", strip_mark(context.statement.text))
    found = cues.future.search(text)
    return ("improvement", found.group()) if found else None


def _problem(context: Context, cues: Cues) -> Answer:
    """A shortcoming asserted; outside a list of problems it must be what the sentence says in the end."""
    found = cues.problem.search(context.masked)
    if not found or context.mode == PAST:
        return None
    listed = context.mode in (PROBLEM, MIXED)
    return ("problem", found.group()) if listed or _asserts_problem(context, cues) else None


def _asserts_problem(context: Context, cues: Cues) -> bool:
    text = context.masked
    last = re.split("[，；：]", text.rstrip("。；，"))[-1]
    asserted = cues.problem.search(last) or cues.exists.search(text) or not (acts(text, cues) or DIGIT.search(text))
    return bool(asserted) and not cues.imperative.match(strip_mark(text)) and not cues.zero.search(text)


def _figures(context: Context, cues: Cues) -> Answer:
    """Reported zeros and figures of routine work."""
    text = context.statement.text
    zero = cues.zero.search(text)
    if zero and not acts(re.sub(r"[^，；。]*" + re.escape(zero.group()) + r"[^，；。]*", "", text), cues):
        return "statistic", zero.group()
    if context.mode in (PROMISE, PROBLEM, MIXED) and not _perfect(text, cues):
        return None
    found = zero or cues.figure.search(text)
    return ("statistic", found.group()) if found and not acts(text, cues) else None


def acts(text: str, cues: Cues) -> str:
    """The word by which something was set up, issued, held or changed: an action, even when counted.

    Softer words (落实, 检查) give way where at least half of the clauses report figures.

    >>> acts("全年召开新闻发布会3场。", load_cues()), acts("全年公开信息120条。", load_cues())
    ('召开', '')
    """
    plain = NAMED.sub("", strip_mark(text))
    found = cues.action.search(plain)
    if found:
        return found.group()
    soft = cues.soft_action.search(plain)
    return soft.group() if soft and not _mostly_figures(plain, cues) else ""


def _mostly_figures(text: str, cues: Cues) -> bool:
    clauses = [clause for clause in re.split("[，；。]", text) if len(clause) >= CLAUSE_CHARS]
    reporting = sum(bool(cues.figure.search(clause) or cues.zero.search(clause)) for clause in clauses)
    return reporting * 2 >= len(clauses) and reporting > 0


#: A name in title marks or quotes may hold any verb and does nothing.
NAMED = re.compile(r"《[^》]{1,60}》|“[^”]{1,60}”")
#: One of these stands in every word of the future, one of those in every perfect: asking first spares a long list.
MAY_BE_FUTURE = re.compile("[下今明将拟划要争到]")
MAY_BE_PERFECT = re.compile("[了已到至]")
DIGIT = re.compile(r"\d")
#: 2016年 and 其中 between commas are no clauses.
CLAUSE_CHARS = 6


def _past(context: Context, cues: Cues) -> Answer:
    """Among promises and problems, what is over is an achievement."""
    text = context.statement.text
    found = _perfect(text, cues) if context.mode != YEAR and not cues.tail.search(NAMED.sub("", text)) else None
    if context.mode == PAST:
        turned = context.previous == "improvement" and not found
        return ("improvement", "after a promise") if turned else ("achievement", "lead-in or heading")
    return ("achievement", found.group()) if found else None


def _perfect(text: str, cues: Cues) -> re.Match[str] | None:
    """The words by which something is over, outside of names."""
    return cues.perfect.search(NAMED.sub("", text)) if MAY_BE_PERFECT.search(text) else None


def _place(context: Context, cues: Cues) -> Answer:
    """The words do not decide: the place does."""
    if context.mode == YEAR:
        return None
    if context.mode == PROMISE:
        return "improvement", "among promises"
    tail = cues.tail.search(context.masked)
    if cues.imperative.match(strip_mark(context.masked)) and not tail:
        return "improvement", "bare verb"
    weak = cues.weak_problem.search(context.masked)
    if weak and not (context.mode == MIXED and context.previous == "improvement"):
        return "problem", weak.group()
    return ("problem", "among problems") if context.mode == PROBLEM else ("improvement", "among both")


def _year(context: Context, cues: Cues) -> Answer:
    """In sections about the year reported, what remains is an action."""
    return "achievement", acts(context.statement.text, cues) or "about the year"


#: The rules in the order in which they are asked.
RULES: dict[str, Rule] = {
    "boilerplate": _boilerplate,
    "lead-in": _lead_in,
    "turn": _turn,
    "named lead": _named_lead,
    "future": _future,
    "problem": _problem,
    "figures": _figures,
    "past": _past,
    "place": _place,
    "year": _year,
}
