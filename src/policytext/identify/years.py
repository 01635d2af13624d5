"""Years, periods and dates: which year is reported, from when to when, when it was published and signed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from policytext.identify.lines import Reading
from policytext.quantities import DateSpan, find_dates, parse_number

# The first local rules on disclosure came into force in 2003; a bare number beyond 2099 is no year.
YEARS = range(2003, 2100)
LATEST_SIGNATURE = 2  # years after the year reported; later dates belong to something else on the page
SHORT_LINE = 45  # characters; longer lines are paragraphs, not signatures
TAIL_LINES = 12  # signatures stand among the last lines, before an annex of some lines
OPENING = 1000  # characters in which a report says which year it is about
MENTIONS = 3  # so many mentions of another year, and none of the title's, are a contradiction

# Zeros are made alike first. A search is fast for a pattern that begins with a set.
_YEAR = r"[2二](?<![\d〔\[第].)(?:(?<=2)0\d\d|(?<=二)〇[〇一二三四五六七八九]{2})(?!\d)"
TITLE_YEARS = (
    re.compile(rf"({_YEAR})年度"),
    re.compile(rf"({_YEAR})年(?!\d{{1,2}}月)"),
    re.compile(rf"({_YEAR})(?!年)"),
)
TEXT_YEAR = re.compile(rf"({_YEAR})年(?:度|(?![\d一二三四五六七八九十]{{1,2}}月))")
OPENING_YEAR = re.compile(rf"({_YEAR})年(?:度|来|以来)?(?:[，,、]|我|全|本|政府|政务|信息|主动|工作|在|是|度)")

PERIOD_CUE = re.compile(r"统计|期限|时限|时段|数据|数字|截止|所列|起止|时间范围")
PERIOD_STATED = re.compile(r"统计(?:期限|时限|时段|时间|范围|口径|周期)|时间范围|数据期限")
STATED = 80  # characters of such a statement
PERIOD_END = re.compile(r"[^。；\d]{0,8}?(?:至|到|[—－\-~～])+(?:当年|同年|本年|该年)?(\d{1,2})月(\d{1,2})[日号]")
UNTIL = re.compile(r"截[至止]到?")
WHOLE_YEAR = re.compile(rf"(?:统计|数据|时限|时段|期限)[^。；，\d]{{0,12}}({_YEAR})年(?:全年|整年|度)")
UNTIL_YEAR_END = re.compile(rf"(?:统计|数据|时限|时段|期限)[^。；，\d]{{0,12}}截[至止]到?({_YEAR})年(?:年?底|末|终)")

# A zero inside a year in Chinese numerals is written in many ways: 二0一二, 二O一二, 二○一二.
ODD_ZERO = re.compile(r"[0OＯ○零Ο](?<=[一二三四五六七八九〇].)(?=[0OＯ○零Ο〇一二三四五六七八九])")

PUBLISHED = ["发布日期", "发布时间", "发布于", "公开日期", "公开时间", "信息时间", "发表时间", "生成日期"]
PUBLISHED += ["更新时间", "更新日期", "录入时间", "添加时间", "日期", "时间"]
"""Keys of a page's date of publication, the surest first."""
IN_EACH_KEY = ("日期", "时间", "发布于")
PUBLISHED_KEY = re.compile(rf"({'|'.join(PUBLISHED[:-2])}|(?<![一-鿿])(?:日期|时间))[】\]）)]?[:：]?")
DATE_END = re.compile(r"[日号\d][）)】。]{0,2}$")
# A date after such a key is the page's; 日期：2017-02-21 alone is as good as a signature.
KEY_BEFORE = re.compile(rf"(?:{'|'.join(PUBLISHED[:-2])})[】\]）)]?[:：]?$")


@dataclass(frozen=True, slots=True)
class Times:
    """What a document says about time; ``None`` where it does not say."""

    year: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    published: date | None = None
    signed: date | None = None
    warnings: tuple[str, ...] = ()


def find_times(reading: Reading, title: str | None, published: str | None) -> Times:
    """Read all dates of a report.

    Args:
        reading: the document's lines.
        title: the report's title.
        published: the ISO date of publication that the file's own metadata gives.
    """
    text = reading.text
    start, end = find_period(even_zeros(stated_period(text)))
    told = {"title": title_year(title or ""), "period": end.year if end else None}
    year = next((value for value in told.values() if value), text_year(even_zeros(text[:OPENING])))
    told["text"] = rival_year(text, year)
    times = Times(year, start, end, find_published(reading, published))
    return replace(times, signed=find_signed(reading, year), warnings=tuple(year_warnings(told, times)))


def even_zeros(text: str) -> str:
    """Write every zero inside Chinese numerals as 〇; the length stays.

    >>> even_zeros("二0一二年，二O○九年，10条")
    '二〇一二年，二〇〇九年，10条'
    """
    return ODD_ZERO.sub("〇", ODD_ZERO.sub("〇", text))


@lru_cache(maxsize=256)
def as_year(surface: str) -> int | None:
    """The year that four digits or numerals say, if a report can be about it.

    >>> as_year("二〇一六"), as_year("1978")
    (2016, None)
    """
    year = int(parse_number(surface))
    return year if year in YEARS else None


def title_year(title: str) -> int | None:
    """The year in a title: 2016年度 before 2016年 before （2016）.

    >>> [title_year(t) for t in ("关于2016年度的报告", "二0一二年总结（2013年1月）", "年报（2016）", "十六年")]
    [2016, 2012, 2016, None]
    """
    for form in TITLE_YEARS:
        for match in form.finditer(even_zeros(title)):
            if year := as_year(match[1]):
                return year
    return None


def text_year(text: str) -> int | None:
    """The year that an opening is about: the most named, the earlier named of equals."""
    named = [as_year(match[1]) for match in OPENING_YEAR.finditer(text)]
    counted = Counter(year for year in named if year)
    return counted.most_common(1)[0][0] if counted else None


def rival_year(text: str, year: int | None) -> int | None:
    """Another year that the text names again and again, while the title's stands in the title alone."""
    counted = Counter(as_year(match[1]) for match in TEXT_YEAR.finditer(text))
    rival, times = counted.most_common(1)[0] if counted else (None, 0)
    return rival if counted[year] <= 1 and times >= MENTIONS and rival != year else None


def stated_period(text: str) -> str:
    """The opening, and what stands after the word 统计期限 or its like further on."""
    later = (text[match.start() : match.start() + STATED] for match in PERIOD_STATED.finditer(text, OPENING))
    return "\n".join([text[:OPENING], *later])


def find_period(text: str) -> tuple[date | None, date | None]:
    """First and last day of the period covered.

    A pair of dates counts beside a word such as 统计期限, or when it ends on 31 December of its first year; 截至 beside
    such a word gives the last day alone.

    >>> [str(day) for day in find_period("统计期限自2016年1月1日起至12月31日止。")]
    ['2016-01-01', '2016-12-31']
    >>> [str(day) for day in find_period("本报告数据截至2016年12月31日。")]
    ['None', '2016-12-31']
    """
    until: date | None = None
    dates = find_dates(text)
    for index, first in enumerate(dates):
        cued = bool(PERIOD_CUE.search(text, max(0, first.span.start - 40), first.span.end + 30))
        last = _period_end(text, dates[index : index + 2])
        if last and 27 < (last - first.value).days < 400 and (cued or (last.month, last.day) == (12, 31)):
            return first.value, last
        if cued and UNTIL.search(text, max(0, first.span.start - 4), first.span.start) and first.value.year in YEARS:
            until = until or first.value
    return (None, until) if until else _worded_period(text)


def _worded_period(text: str) -> tuple[date | None, date | None]:
    """统计口径为2022年全年; 数据截至2020年底."""
    for form in (WHOLE_YEAR, UNTIL_YEAR_END):
        match = form.search(text)
        if match and (year := as_year(match[1])):
            return (date(year, 1, 1) if form is WHOLE_YEAR else None), date(year, 12, 31)
    return None, None


def _period_end(text: str, dates: Sequence[DateSpan]) -> date | None:
    first = dates[0]
    if len(dates) > 1:
        between = text[first.span.end : dates[1].span.start]
        if len(between) <= 8 and (
            re.search(r"[至到—－\-~～]", between) or text[dates[1].span.start - 1] in "至到—-~～"
        ):
            return dates[1].value
    match = PERIOD_END.match(text, first.span.end)
    return _day(first.value.year, match[1], match[2]) if match else None


def _day(year: int, month: str, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def find_published(reading: Reading, published: str | None) -> date | None:
    """The date of publication: the page's own line first, then the file's metadata."""
    best: tuple[int, date] | None = None
    for line in (*reading.asides, *(line[: 4 * SHORT_LINE] for line in _ends(reading.prose))):
        if not any(word in line for word in IN_EACH_KEY):
            continue
        for match in PUBLISHED_KEY.finditer(line):
            found = find_dates(line[match.end() : match.end() + 12])
            if not found or found[0].span.start or found[0].value.year not in YEARS:
                continue
            rank = PUBLISHED.index(match[1])
            if best is None or rank < best[0]:
                best = (rank, found[0].value)
    if best:
        return best[1]
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _ends(lines: Sequence[str]) -> Sequence[str]:
    """The first and the last lines, where a page has its metadata."""
    return lines if len(lines) <= 2 * TAIL_LINES else (*lines[:TAIL_LINES], *lines[-TAIL_LINES:])


def find_signed(reading: Reading, year: int | None) -> date | None:
    """The date of signature: the last date that ends a short line near the end, else one under the title."""
    tail, head = reading.prose[-TAIL_LINES:], reading.prose[1:4]
    for whole in (*reversed(tail), *head):
        line = whole if len(whole) <= SHORT_LINE else "…" + whole[-SHORT_LINE:]
        dates = find_dates(even_zeros(line)) if DATE_END.search(line) else []
        if not dates or not _is_signature(line, dates[-1].span.start, dates[-1].span.end):
            continue
        signed = dates[-1].value
        if signed.year in YEARS and (year is None or year <= signed.year <= year + LATEST_SIGNATURE):
            return signed
    return None


def _is_signature(line: str, start: int, end: int) -> bool:
    """A short line that ends in the date, or a long one whose last words are an organ and the date."""
    before = line[:start]
    other = PERIOD_CUE.search(before[-12:]) or before.endswith(("至", "到")) or KEY_BEFORE.search(before)
    if other or line[end:].strip("）)】。"):
        return False
    return len(line) <= SHORT_LINE or bool(re.search(r"(?:政府|局|办公室|委员会|厅|处|中心|办)$", before))


def year_warnings(told: dict[str, int | None], times: Times) -> list[str]:
    """Contradictions between the years that title, period and text name, and with the date of publication."""
    given = [(source, year) for source, year in told.items() if year]
    found = [
        f"year_conflict: the {given[0][0]} says {given[0][1]}, the {source} says {year}; {given[0][1]} is used"
        for source, year in given[1:]
        if year != given[0][1]
    ]
    if not times.year:
        return ["year_missing: no year is named in title, period or opening; give it in a manifest"]
    if times.published and times.year and times.published.year < times.year:
        found.append(f"year_conflict: the report is on {times.year}, but was published on {times.published}")
    return found
