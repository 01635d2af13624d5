"""The rules baseline: ordered questions, the first that answers decides, and says by which words.

The order is the codebook's (section 2). What a statement's place announces (``Context.mode``) decides where its words do
not: 140 of 194 real promises carry no word of the future.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from policytext.classify.context import MIXED, PAST, PROBLEM, PROMISE, YEAR, Context, contexts, with_previous
from policytext.classify.cues import Cues, load_cues
from policytext.records import Label, Statement

Answer = tuple[str, str] | None
Rule = Callable[[Context, Cues], Answer]

#: Where rules decide, this share of their answers was right on documents not used to write them; see docs/method.md.
CONFIDENCE: dict[str, float] = {}
DEFAULT_CONFIDENCE = 0.85


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
        cues = load_cues()
        labels: list[Label] = []
        previous, section = "", -1
        for context in contexts(statements):
            if context.statement.section_id != section:
                previous, section = "", context.statement.section_id
            label = _decide(with_previous(context, previous), cues)
            labels.append(label)
            previous = label.name if label.name != "other" else previous
        return labels


def _decide(context: Context, cues: Cues) -> Label:
    for name, rule in RULES.items():
        answer = rule(context, cues)
        if answer:
            label, words = answer
            return Label(label, CONFIDENCE.get(name, DEFAULT_CONFIDENCE), "rules", f"{name}: {words}" if words else name)
    return Label("other", DEFAULT_CONFIDENCE, "rules", "nothing decided")


def _boilerplate(context: Context, cues: Cues) -> Answer:
    """Legal basis, period, contents, contact, where to look something up, leads to a report."""
    text = context.statement.text
    for kind, pattern in cues.other:
        found = pattern.search(text)
        if found and (kind in ALWAYS_OTHER or not _has_figures(context, cues)):
            return "other", f"{kind} {found.group()[:12]}"
    return None


#: These are other even when figures stand in them.
ALWAYS_OTHER = ("basis", "period", "contact", "place", "report_below")


def _empty_lead(context: Context, cues: Cues) -> Answer:
    """A lead-in or courtesy in which nothing is left once the general words are taken out."""
    text = re.sub(r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.是]+)", "", context.statement.text)
    lead = context.leads or text.endswith("：") or context.section_mode in (PROBLEM, MIXED, PROMISE)
    if lead and len(cues.empty.sub("", text)) <= cues.empty_rest:
        return "other", "empty"
    return None


def _turned(context: Context, cues: Cues) -> Answer:
    """The second part of a sentence cut at a turn to the future."""
    return ("improvement", "turn") if context.statement.turn else None


def _future(context: Context, cues: Cues) -> Answer:
    text = cues.not_future.sub("＿", context.statement.text)
    found = cues.future.search(text)
    if not found or context.mode == PAST and "下一步" not in text:
        return None
    return "improvement", found.group().strip("，；。：、 ")[:10]


def _named_lead(context: Context, cues: Cues) -> Answer:
    """A lead-in that names what is deficient is a problem; one that only announces its items is other."""
    text = context.statement.text
    if not context.leads or not text.endswith("："):
        return None
    found = cues.problem.search(context.masked)
    if found and context.section_mode != PAST:
        return "problem", found.group()[:10]
    return None


def _problem(context: Context, cues: Cues) -> Answer:
    found = cues.problem.search(context.masked)
    if not found or context.mode == PAST:
        return None
    if context.mode in (PROBLEM, MIXED):
        return "problem", found.group()[:10]
    if context.mode == PROMISE:
        return ("problem", found.group()[:10]) if _asserts_problem(context, cues) else None
    return ("problem", found.group()[:10]) if _asserts_problem(context, cues) else None


def _asserts_problem(context: Context, cues: Cues) -> bool:
    """Outside a list of problems the deficiency must be the main clause: nothing was done and no verb begins it."""
    text = context.masked
    last = re.split("[，；：]", text.rstrip("。；，"))[-1]
    return bool(cues.problem.search(last)) and not IMPERATIVE.match(strip_marker(text)) and not cues.zero.search(text)


IMPERATIVE = re.compile(
    r"(?:进一步|继续|切实|不断|认真|积极|着力|大力|全面|及时|严格|扎实|深入|持续|加快|努力|要|逐步|同时，?|坚持)*"
    r"(?:加强|完善|健全|规范|提高|强化|优化|做好|推进|推动|加大|落实|开展|建立|制定|拓展|拓宽|丰富|深化|扩大|细化|组织|增强|提升|明确|充实|严格|畅通|改进"
    r"|梳理|编制|修订|抓好|创新|整合|创造|督促|指导|引导|充分|把|对|围绕|探索|实行|确保|利用|按照|以|聚焦|突出|加快|设立|增加|配备|培训|宣传|公开|更新)"
)


def strip_marker(text: str) -> str:
    """The text without the item mark in front.

    >>> strip_marker("（一）加强培训。"), strip_marker("一是加强培训。")
    ('加强培训。', '加强培训。')
    """
    return re.sub(
        r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+|[一二三四五六七八九十]{1,3}(?:是|要)|第[一二三四五六七八九十]，)\s*", "", text
    )


def _figures(context: Context, cues: Cues) -> Answer:
    """Reported zeros and figures of routine work."""
    if context.mode == PROMISE and not cues.past.search(context.statement.text) and not cues.zero.search(context.statement.text):
        return None
    zero = cues.zero.search(context.statement.text)
    if zero and not _acts(context, cues):
        return "statistic", zero.group()[:10]
    found = cues.figure.search(context.statement.text)
    if not found or _acts(context, cues):
        return None
    return "statistic", found.group()[:10]


def _has_figures(context: Context, cues: Cues) -> bool:
    text = context.statement.text
    return bool(cues.figure.search(text) or cues.zero.search(text))


def _acts(context: Context, cues: Cues) -> bool:
    """Whether something was set up, issued, held or changed: an action, even when counted."""
    text = re.sub(r"《[^》]{1,60}》|“[^”]{1,60}”", "", strip_marker(context.statement.text))
    return bool(cues.action.search(text))


def _past(context: Context, cues: Cues) -> Answer:
    """In a section of promises or problems, what is over is an achievement."""
    if context.mode == PAST:
        return "achievement", "past lead-in"
    if context.mode == YEAR:
        return None
    found = PERFECT.search(context.masked)
    return ("achievement", found.group()) if found else None


PERFECT = re.compile(r"已(?:经)?[^有，。]|(?<!为)了(?!解|结|如)(?=[^。]{2,})|完成了|得到了?|取得了|截至")


def _by_place(context: Context, cues: Cues) -> Answer:
    """The words do not decide: the place does."""
    if context.mode == PROMISE:
        return "improvement", "section"
    if context.mode == PROBLEM:
        weak = cues.weak_problem.search(context.masked)
        if weak and not IMPERATIVE.match(strip_marker(context.masked)):
            return "problem", weak.group()
        if IMPERATIVE.match(strip_marker(context.masked)):
            return "improvement", "bare verb among problems"
        return "problem", "section"
    if context.mode == MIXED:
        if IMPERATIVE.match(strip_marker(context.masked)) or context.previous == "improvement":
            return "improvement", "bare verb"
        weak = cues.weak_problem.search(context.masked)
        return ("problem", weak.group()) if weak else ("improvement", "section")
    return None


def _year(context: Context, cues: Cues) -> Answer:
    """In sections about the year reported, what remains is an action."""
    return "achievement", "section"


#: The rules in the order in which they are asked.
RULES: dict[str, Rule] = {
    "boilerplate": _boilerplate,
    "empty lead": _empty_lead,
    "turn": _turned,
    "named lead": _named_lead,
    "future": _future,
    "problem": _problem,
    "figures": _figures,
    "past": _past,
    "place": _by_place,
    "year": _year,
}
