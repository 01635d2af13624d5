"""Deadlines and frequencies (时限) of a promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policytext.quantities import YEAR_END, Deadline, find_deadlines, find_frequencies
from policytext.records import Span
from policytext.score.passage import DONE, PROMISE, Found, Passage

ISSUED = re.compile(r"已|(?:印发|发布|出台|下发|公布|施行|实施|召开|通过)[^，。；]{0,6}的")
"""After a date: it tells when something was done (6月已印发) or a document came out (2016年3月印发的意见)."""
SINCE = re.compile(r"(?:自|从|截至|截止|早在|去年|上年|前年)$")
AHEAD = re.compile(r"提前(?P<length>\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|日|天|小时|周|月)")
JOINTS = ("、", "和", "及", "与", "至", "到", "—", "-")
GRADUALLY = frozenset(["逐年", "逐日"])
"""Year by year says that something goes on, not when."""
PERIOD = re.compile(
    r"[按每逐]\w{0,4}?(?:半年|半个?月|学期|学年|季度|年度|双月|双周|工作日|星期|[季月旬周日年天])[度份]?(?:[底末初]前?)?|\w{1,4}"
)


def find_times(passage: Passage) -> Iterator[Found]:
    """Dates, terms and frequencies that can be missed; year-end ones have the value ``year-end``."""
    dates = find_deadlines(passage.text, passage.plan_year)
    rates = [f for f in find_frequencies(passage.text) if not passage.is_quoted(f.span) and f.surface not in GRADUALLY]
    begun = {rate.span.start: rate for rate in rates}
    due = [d for d in dates if not passage.is_quoted(d.span) and not _is_past(passage, d)]
    yield from _joined(passage, [d for d in due if d.closed or d.span.end not in begun])
    starts = {date.span.end: date.span.start for date in due if not date.closed}
    for rate in rates:
        period = _period(rate.span, rate.surface)
        # 每年12月底前 is one deadline, and so are 11月起每两周 and 每学期开学前
        end = max((d.span.end for d in dates if period.start < d.span.start <= period.end), default=period.end)
        span = Span(starts.get(period.start, period.start), max(end, period.end))
        yield Found("deadline", span, rate.value)
    for match in AHEAD.finditer(passage.text):
        yield Found("deadline", Span(*match.span()), match[0])


def _joined(passage: Passage, deadlines: list[Deadline]) -> list[Found]:
    """Deadlines as particulars; 7月和11月 is one."""
    joined: list[Found] = []
    for deadline in deadlines:
        last = joined[-1] if joined else None
        if last and passage.text[last.span.end : deadline.span.start] in JOINTS:
            both = Span(last.span.start, deadline.span.end)
            joined[-1] = Found("deadline", both, f"{last.value}；{deadline.value}")
        else:
            joined.append(Found("deadline", deadline.span, deadline.value))
    return joined


def _period(span: Span, surface: str) -> Span:
    """The frequency alone: its number of times is a target of its own (每年不少于2次)."""
    match = PERIOD.match(surface)
    return Span(span.start, span.start + match.end()) if match else span


def _is_past(passage: Passage, deadline: Deadline) -> bool:
    """Whether a date lies before the plan, or only says since when."""
    if SINCE.search(passage.text[: deadline.span.start]) or passage.text.startswith("以来", deadline.span.end):
        return True
    if not deadline.closed and ISSUED.match(passage.text, deadline.span.end):
        return True
    year, own = deadline.value[:4], passage.plan_year
    if passage.stance == DONE:
        return not deadline.closed or deadline.value == YEAR_END
    return passage.stance == PROMISE and own is not None and year.isdigit() and int(year) < own
