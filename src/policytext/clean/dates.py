"""Dates that lost 年 or 月, and document numbers that lost a bracket.

Scrapers drop characters between digits: 2016年1月1日 becomes 201611日. The digits behind the year are read as month and
day; where that can be done in one way only the date is repaired, else it is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from policytext.clean.edits import Change

_YEAR = r"([12](?<!\d[12])(?:(?<=1)9[89]|(?<=2)0[0-4])\d)"
_SUSPECT = re.compile(
    r"[12年至到](?:(?<=[12])[90]\d{3,6}(?:[日月]|$)|(?<=年)\d{2,4}日|(?<=[至到])\d{3,4}日)", re.MULTILINE
)
_RUN_TOGETHER = re.compile(_YEAR + r"(?:年)?(\d{2,4})日")
_YEAR_LOST = re.compile(_YEAR + r"(\d{1,2})月(?=\d{1,2}日|底|初|末|份|至|起|以来)")
_RANGE_END = re.compile(r"(?<=日[至到])(\d{3,4})日")
_SIGNATURE = re.compile(r"(?:^|(?<=[府室局委办处会厅院]))" + _YEAR + r"(\d{2,4})$", re.MULTILINE)
_NUMBER_OPEN = re.compile(r"〔((?:19|20)\d{2})(\d{1,4})号")
_NUMBER_CLOSED = re.compile(r"[12](?<![〔\[（(【\d].)(?:(?<=1)9|(?<=2)0)\d{2}〕(?=\d{1,4}号)")

SIGNATURE_LINES = 5
"""A bare number is a signature's date only among so many last lines of a document."""


def lost_date_parts(text: str) -> Iterator[Change]:
    """Put back 年, 月 and brackets where only one reading is possible.

    >>> [change.after for change in lost_date_parts("自201611日起至20161231日止，〔202315号")]
    ['2016年1月1日', '2016年12月31日', '〔2023〕15号']
    """
    changes = [change for change, readings in _dates(text) if len(readings) == 1]
    if "〔" in text or "〕" in text:
        changes += [Change(m.start(), m.end(), f"〔{m[1]}〕{m[2]}号") for m in _NUMBER_OPEN.finditer(text)]
        changes += [Change(m.start(), m.start(), "〔") for m in _NUMBER_CLOSED.finditer(text)]
    yield from sorted(changes)


def ambiguous_date(text: str) -> Iterator[Change]:
    """Mark damaged dates that can be read in two ways: 2017111日 is 11 January or 1 November.

    >>> list(ambiguous_date("2017111日"))
    [Change(start=0, end=8, after='2017111日')]
    """
    for change, readings in sorted(_dates(text)):
        if len(readings) != 1:
            yield Change(change.start, change.end, text[change.start : change.end])


def _dates(text: str) -> Iterator[tuple[Change, list[tuple[int, int]]]]:
    """Each damaged date with its repair, and all its readings as month and day."""
    if not _SUSPECT.search(text):
        return
    for match in _RUN_TOGETHER.finditer(text):
        readings = _readings(match[1], match[2])
        if "年" in match.group() and len(match[2]) == 2:
            readings = []  # 2016年11日 may have lost 月 or the whole month
        yield _change(match, f"{match[1]}年", readings), readings
    for match in _YEAR_LOST.finditer(text):
        if 1 <= int(match[2]) <= 12:
            yield Change(match.start(), match.end(), f"{match[1]}年{int(match[2])}月"), [(int(match[2]), 1)]
    for match in _RANGE_END.finditer(text):
        readings = _readings("2000", match[1])
        yield _change(match, "", readings), readings
    for match in _SIGNATURE.finditer(text, _last_lines(text)):
        readings = _readings(match[1], match[2])
        if len(match[2]) == 2:
            readings *= 2  # 201711 may be January the first, or November
        yield _change(match, f"{match[1]}年", readings), readings


def _change(match: re.Match[str], before: str, readings: list[tuple[int, int]]) -> Change:
    month, day = readings[0] if readings else (0, 0)
    return Change(match.start(), match.end(), f"{before}{month}月{day}日")


def _readings(year: str, digits: str) -> list[tuple[int, int]]:
    """The ways to read digits as month and day, without leading zeros unless both parts have two digits.

    >>> _readings("2017", "217"), _readings("2017", "111"), _readings("2017", "0217")
    ([(2, 17)], [(1, 11), (11, 1)], [(2, 17)])
    """
    found = []
    for cut in range(max(1, len(digits) - 2), min(2, len(digits) - 1) + 1):
        month, day = digits[:cut], digits[cut:]
        if len(digits) < 4 and "0" in (month[0], day[0]):
            continue
        if _is_date(int(year), int(month), int(day)):
            found.append((int(month), int(day)))
    return found


def _is_date(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _last_lines(text: str) -> int:
    """Where the last lines begin."""
    at = len(text.rstrip())
    for _ in range(SIGNATURE_LINES):
        at = text.rfind("\n", 0, max(at, 0))
        if at < 0:
            return 0
    return at + 1
