"""Deadlines and frequencies: what a promise can be late for."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from policytext.quantities.numbers import parse_number
from policytext.records import Span

YEAR_END = "year-end"
"""The value of a deadline that only restates the reporting cycle: 年内, 年底前, 全年, 明年, 31 December."""

HINT = re.compile(r"[年月周季天日节]|小时|五一|学期|开学")
"""No deadline is without one of these."""

UNITS = {
    "工作日": "workdays", "自然日": "days", "日": "days", "天": "days", "小时": "hours", "周": "weeks", "星期": "weeks",
    "月": "months", "季度": "quarters", "季": "quarters", "年": "years",
}  # fmt: skip
PERIODS = {
    "年": "year", "年度": "year", "半年": "half-year", "季": "quarter", "季度": "quarter", "月": "month",
    "旬": "ten days", "周": "week", "星期": "week", "日": "day", "天": "day", "工作日": "workday",
    "双月": "two months", "双周": "two weeks", "半月": "half-month", "半个月": "half-month",
    "学期": "term", "学年": "school year",
}  # fmt: skip
FEASTS = {
    "春节": "Spring Festival",
    "国庆": "10-01",
    "元旦": "01-01",
    "五一": "05-01",
    "中秋": "Mid-Autumn",
    "正月十五": "Lantern",
}

Read = Callable[[re.Match[str], int | None], str]

_COUNT = r"(?:\d{1,4}|[一二两三四五六七八九十百]{1,4})"
_YEAR = r"\d{4}|[一二][〇零○一二三四五六七八九]{3}"
_OWN = r"今|本|当|明|次|来|翌"
_BEFORE = r"(?:之前|以前|之内|以内|前|内)"
_MATTER = "工作|公开(?:工作|任务)|任务|目标|答复|办刊|办理|计划|总结|情况|培训计划"
_RUSH = "容|部|突击|集中|扎堆|临时|测评|考评|考核"
_MONTH = r"1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]|二?十|[一二三四五六七八九]"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point in time that a promise can miss.

    ``value`` is an ISO date or part of one (``2017-06-30``, ``2017-03``, ``06-30`` where no year is known, ``2017-Q1``,
    ``2017-H1``), a length (``20 workdays``), ``end of this month``, or ``YEAR_END``. ``closed`` says whether a word
    such as 前, 底 or 内 makes it a limit; without one it is only a date.
    """

    span: Span
    surface: str
    value: str
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often something is promised. ``value`` is a rate: ``1/quarter``, ``2/year``."""

    span: Span
    surface: str
    value: str


def find_deadlines(text: str, year: int | None = None) -> list[Deadline]:
    """Deadlines in text, in order and without overlap.

    Args:
        text: a statement.
        year: the plan's own year (the year after the one reported). A date without a year is in it; its last day
            has the value ``YEAR_END``. ``None`` where the year is not known.

    >>> [d.value for d in find_deadlines("2018年底前建成，年内完成，第一季度印发，本月内公布", year=2017)]
    ['2018-12-31', 'year-end', '2017-Q1', 'end of this month']
    >>> find_deadlines("2017年，我县将及时、定期公开")
    []
    """
    return [_deadline(match, read(match, year)) for match, read in _matches(text)] if HINT.search(text) else []


def count_deadlines(text: str) -> int:
    """How many deadlines stand in a text.

    >>> count_deadlines("2018年底前建成，年内完成，第一季度印发")
    3
    """
    return len(_matches(text)) if HINT.search(text) else 0


@lru_cache(maxsize=1 << 9)
def _matches(text: str) -> tuple[tuple[re.Match[str], Read], ...]:
    """Where the forms match, without overlap; particulars and figures of a report ask for the same statements."""
    forms = _forms(_NEEDED.intersection(text))
    found = [(match, read) for form, read in forms for match in form.finditer(text)]
    if len(found) < 2:
        return tuple(found)
    kept: list[tuple[re.Match[str], Read]] = []
    for match, read in sorted(found, key=lambda pair: (pair[0].start(), -pair[0].end())):
        if not kept or match.start() >= kept[-1][0].end():
            kept.append((match, read))
    return tuple(kept)


def _deadline(match: re.Match[str], value: str) -> Deadline:
    return Deadline(Span(*match.span()), match[0], value, match[0][-1] not in "0123456789月份日号初旬起度年")


def _year(word: str | None, own: int | None) -> int | None:
    """The year that a word names; 今年 and 明年 both mean the plan's own year in a report written after its year."""
    return int(parse_number(word)) if word and word not in _OWN else own


def _read_day(match: re.Match[str], own: int | None) -> str:
    year, month = _year(match["year"], own), int(parse_number(match["month"]))
    if match["day"]:
        value = f"{month:02}-{int(parse_number(match['day'])):02}"
    elif match["part"] in ("底", "末", "下旬") or match["before"]:
        value = f"{month:02}-{monthrange(year or 2001, month)[1]:02}"
    else:
        value = f"{month:02}"
    if value == "12-31" and year == own:
        return YEAR_END
    return f"{year}-{value}" if year else value


def _read_quarter(match: re.Match[str], own: int | None) -> str:
    year, quarter, half = _year(match["year"], own), match["quarter"], match["half"]
    name = f"Q{parse_number(quarter)}" if quarter else f"H{'上下'.index(half) + 1}"
    if name in ("Q4", "H2") and year == own and match["end"]:
        return YEAR_END
    return f"{year}-{name}" if year else name


def _read_year_end(match: re.Match[str], own: int | None) -> str:
    year = _year(match["year"], own)
    return YEAR_END if year == own else f"{year}-12-31"


def _read_by_year(match: re.Match[str], own: int | None) -> str:
    year = int(parse_number(match["year"])) if match["year"] else int(parse_number(match["before"])) - 1
    return YEAR_END if year == own else f"{year}-12-31"


def _read_length(match: re.Match[str], own: int | None) -> str:
    return f"{parse_number(match['count'])} {UNITS[match['unit']]}"


def _read_this(match: re.Match[str], own: int | None) -> str:
    return f"end of {'this' if match['which'] in '本当' else 'next'} {PERIODS[match['period']]}"


FORMS: tuple[tuple[str, re.Pattern[str], Read], ...] = (
    (  # 6月底前, 2017年3月, 10月31日前
        "月",
        re.compile(
            rf"(?:(?P<year>{_YEAR}|{_OWN})年)?(?<![\d一二三四五六七八九十])(?P<month>{_MONTH})月份?"
            rf"(?:(?P<day>{_DAY})[日号]|(?P<part>[上中下]{{1,2}}旬|[初中底末]))?(?:(?P<before>{_BEFORE})|起)?"
        ),
        _read_day,
    ),
    (  # 第一季度, 2018年上半年, 三季度末前
        "季半",
        re.compile(
            rf"(?:(?P<year>{_YEAR}|{_OWN})年)?(?<![上下])"
            rf"(?:第?(?P<quarter>[一二三四1-4])季度(?![一每])|(?P<half>[上下])半年)(?P<end>[末底])?{_BEFORE}?"
        ),
        _read_quarter,
    ),
    (  # 年底前, 2017年底前, 今年年底, 年内
        "年",
        re.compile(
            rf"(?:(?P<year>{_YEAR}|{_OWN})年?|(?<![\d一二两三四五六七八九十半近每历几多]))"
            rf"年(?:(?:度?[底末内](?!{_RUSH})|之内|以内)(?:之前|以前|前)?|终(?:之前|以前|前))"
        ),
        _read_year_end,
    ),
    ("年", re.compile(rf"全年(?!度|的|{_MATTER})|明年(?!\d)|来年"), lambda match, own: YEAR_END),
    (  # 到2020年, 2020年前
        "年",
        re.compile(rf"(?:(?<=到)(?P<year>{_YEAR})年(?![\d底末年内初])|(?P<before>{_YEAR})年度?(?:之前|以前|前))"),
        _read_by_year,
    ),
    (  # 20个工作日内, 三年内
        "内",
        re.compile(
            rf"(?<![近第])(?P<count>{_COUNT})个?(?P<unit>{'|'.join(UNITS)})(?:时间)?(?:之内|以内|内)(?!的|容|部)"
        ),
        _read_length,
    ),
    (  # 不超过15个工作日, 采购开始前30日
        "过晚迟多前",
        re.compile(
            r"(?:(?:不超过|不晚于|不迟于|至多|最迟)[^，。；\d]{0,8}?|(?<=[始布施行期会学])前(?![一1][日天]))"
            rf"(?P<count>{_COUNT})个?(?P<unit>工作日|自然日|小时|日|天)(?![底末前上])"
        ),
        _read_length,
    ),
    (  # 次月10日前, 当月25日前
        "月",
        re.compile(rf"(?P<which>[本当下次])(?P<period>月)(?:{_DAY})[日号](?:{_BEFORE})"),
        _read_this,
    ),
    ("学", re.compile(r"学期(?:末|结束)前?|(?:[春秋]季)?(?:学期)?开学前"), lambda m, own: "school term"),
    (  # 本月内, 下季度末前
        "本当下次",
        re.compile(r"(?P<which>[本当下次])个?(?P<period>月|周|季度|季)(?:[底末]|内(?!容|部)|之内|以内)前?"),
        _read_this,
    ),
    ("当次", re.compile(r"(?P<which>[当次])(?P<period>日|天)(?!常)内?"), _read_this),
    (
        "底末",
        re.compile(r"(?<![每\d一二三四五六七八九十])(?P<period>季度|月|季|周)[底末](?:之前|以前|前)"),
        lambda m, own: f"end of {PERIODS[m['period']]}",
    ),
    (
        "节庆旦五秋",
        re.compile(rf"(?P<feast>{'|'.join(FEASTS)})节?(?:之前|以前|前)"),
        lambda m, own: f"before {FEASTS[m['feast']]}",
    ),
)
"""The forms of a deadline: characters of which the text has one, the form, and how its value is read.

Where two match at one place the longer wins.
"""
_NEEDED = frozenset("".join(needed for needed, _, _ in FORMS))


@lru_cache(maxsize=1 << 12)
def _forms(present: frozenset[str]) -> tuple[tuple[re.Pattern[str], Read], ...]:
    """The forms that a text with these of the needed characters may hold."""
    return tuple((form, read) for needed, form, read in FORMS if not present.isdisjoint(needed))


FREQUENCY = re.compile(
    rf"每(?P<every>{_COUNT})?个?(?P<each>半年|半个?月|学期|学年|季度|双月|双周|工作日|星期|年|季|月|旬|周|日|天)[度份]?(?:[底末初]前?)?"
    rf"(?:[^，。；、\d]{{0,8}}?(?:不少于|不低于|至少|最少)?(?P<times>{_COUNT})(?:[次期场轮遍]))?"
    r"|[按逐](?P<by>半年|季度|年度|季|月|旬|周|日|年)(?![常期节份]|度?(?:计划|工作|安排|目标|要求|任务|总结))"
    r"|一(?P<one>季度|季|月|周|日|年)一(?!度)"
    r"|(?P<once>半年|季度)一次"
    r"|(?P<named>[月季周])(?=(?:通报|调度|报告|排名|考核|检查|例会|督查|评估|评比|巡查|监测|抽查|会商)(?!制|机|上|工作制))"
    r"|每(?:逢[^，。；]{1,10}?[日天期]|个?节假日)(?P<feast>)"
)

MAY_RECUR = re.compile(
    "[每按逐]|一[季月周日年]|半年一|[季度]一次|[月季周](?:通报|调度|报告|排名|考核|检查|例会|督查|评估|评比|巡查|监测|抽查|会商)"
)
"""No frequency is without one of these."""

TIME_PATTERNS = (*(form.pattern for _, form, _ in FORMS), FREQUENCY.pattern)
"""All forms of a deadline or frequency, for those who ask which texts can hold one."""


def find_frequencies(text: str) -> list[Frequency]:
    """Frequencies in text, in order; 定期, 及时 and 经常 are none.

    >>> [f.value for f in find_frequencies("每季度通报，按月更新，每年培训不少于2次，定期检查，一季一通报")]
    ['1/quarter', '1/month', '2/year', '1/quarter']
    """
    if not MAY_RECUR.search(text):
        return []
    return [Frequency(Span(*match.span()), match[0], _rate(match)) for match in FREQUENCY.finditer(text)]


def _rate(match: re.Match[str]) -> str:
    if match["feast"] is not None:
        return "1/feast"
    period = PERIODS[match["each"] or match["by"] or match["one"] or match["once"] or match["named"]]
    every = parse_number(match["every"]) if match["every"] else 1
    times = parse_number(match["times"]) if match["times"] else 1
    return f"{times}/{period}" if every == 1 else f"{times}/{every} {period}s"
