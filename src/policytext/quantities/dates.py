"""Full calendar dates in text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from policytext.quantities.numbers import parse_number
from policytext.records import Span

# Where a date may begin. Looking there alone is many times faster than trying every place.
_BEGINS = re.compile(r"[\d一二至到—\-~～](?<![\d.].)")
DATE = re.compile(
    r"(?<![\d.])(?:"
    r"(?P<y1>\d{4}|[一二][〇零○一二三四五六七八九]{3})年(?P<m1>\d{1,2}|[一二三四五六七八九十]{1,2})月"
    r"(?P<d1>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]"
    r"|(?P<y2>\d{4})(?P<sep>[-./])(?P<m2>\d{1,2})(?P=sep)(?P<d2>\d{1,2})(?![\d.])"
    r"|(?P<joined>[至到—\-~～])(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号])"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A full calendar date in text: where it stands and which day it is."""

    span: Span
    surface: str
    value: date


def find_dates(text: str) -> list[DateSpan]:
    """Full dates that exist in the calendar, in order. After 至 a day may take the year of the date before it.

    >>> [str(d.value) for d in find_dates("自2016年1月1日至12月31日止，2017-02-21发布，二〇一七年二月十七日")]
    ['2016-01-01', '2016-12-31', '2017-02-21', '2017-02-17']
    """
    found: list[DateSpan] = []
    done = 0
    for begun in _BEGINS.finditer(text):
        match = DATE.match(text, begun.start()) if begun.start() >= done else None
        if match is None:
            continue
        done = match.end()
        start = match.start() + (1 if match["joined"] else 0)
        before = found[-1] if found and match["joined"] and found[-1].span.end == match.start() else None
        day = _date(match, before)
        if day:
            found.append(DateSpan(Span(start, match.end()), text[start : match.end()], day))
    return found


def _date(match: re.Match[str], before: DateSpan | None) -> date | None:
    if match["joined"] and not before:
        return None
    year = before.value.year if before else int(parse_number(match["y1"] or match["y2"]))
    month, day = match["m1"] or match["m2"] or match["m3"], match["d1"] or match["d2"] or match["d3"]
    try:
        return date(year, int(parse_number(month)), int(parse_number(day)))
    except ValueError:
        return None
