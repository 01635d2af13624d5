"""Numbers in text: Arabic and Chinese numerals, 万 and 亿, shares, approximations and ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.records import Span
from policytext.resources import read_lines

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

BOUNDS = {
    "不少于": "at_least", "不低于": "at_least", "不小于": "at_least", "至少": "at_least", "最少": "at_least",
    "达到": "at_least", "以上": "at_least", "不超过": "at_most", "不高于": "at_most", "不多于": "at_most",
    "不大于": "at_most", "最多": "at_most", "至多": "at_most", "控制在": "at_most", "以下": "at_most",
    "以内": "at_most",
    "超过": "over", "突破": "over", "超": "over", "逾": "over", "余": "over", "多": "over",
    "大约": "about", "将近": "about", "约": "about", "近": "about", "左右": "about", "上下": "about",
}  # fmt: skip
"""What a word beside a number makes of it."""
AFTER = ("以上", "以下", "以内", "左右", "上下")

ARABIC = r"(?:\d{1,3}(?:[,，]\d{3}){1,4}(?![\d.])|\d{1,15}(?:\.\d{1,9})?)(?![A-Za-z\d])"
HAN = r"[〇零○一二两三四五六七八九十百千][〇零○一二两三四五六七八九十百千万亿]{0,15}"
NUMERAL = rf"(?:{ARABIC}[百千]?[万亿]?|{HAN})"
PLAIN = re.compile(r"(?:\d{1,15}(?:\.\d{1,9})?)?[〇零○一二两三四五六七八九十百千万亿]{0,40}")
YEAR = r"(?:[12]\d{3}|[一二][〇零○一二三四五六七八九]{3})年度?"
MONTH = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号])?"
MAY_COUNT = re.compile(r"[\d〇零○一二两三四五六七八九十百千]")
"""No number is without one of these."""
SKIP = rf"(?:{YEAR})?{MONTH}|{YEAR}|第{NUMERAL}|\d{{1,5}}号"
"""Digits that count nothing: dates, ordinals, document numbers."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in text, with what stands around it.

    Attributes:
        span: the surface, approximation words and unit included; half-open code points into the text searched.
        surface: the characters.
        value: the number; the lower end of a range. Percent and 成 are in percent: 九成 is 90.
        unit: the measure word as written, ``%`` for shares, ``""`` for none.
        bound: ``at_least``, ``at_most``, ``over`` or ``about``; ``""`` for an exact number.
        high: the upper end of a range.
    """

    span: Span
    surface: str
    value: int | float
    unit: str = ""
    bound: str = ""
    high: int | float | None = None

    @property
    def approximate(self) -> bool:
        """Whether the text says that the number is not exact."""
        return bool(self.bound) or self.high is not None


def parse_number(surface: str) -> int | float:
    """The value of a numeral, Arabic, Chinese or mixed.

    Raises:
        ValueError: the characters are not one numeral.

    >>> [parse_number(s) for s in ("1,234", "一百二十", "两", "3.5万", "二〇一七", "十五", "一亿零三百万")]
    [1234, 120, 2, 35000, 2017, 15, 103000000]
    """
    if surface.isdecimal() and surface.isascii():  # nearly always
        return int(surface)
    plain = surface.replace(",", "").replace("，", "")
    if not plain or plain[0] in MYRIADS or not PLAIN.fullmatch(plain):
        raise ValueError(f"not a number: {surface!r}")
    if plain.isascii():
        return _whole(float(plain)) if "." in plain else int(plain)
    if all(c in DIGITS for c in plain):
        return int("".join(str(DIGITS[c]) for c in plain))
    return _positional(plain)


def _positional(plain: str) -> int | float:
    total = section = digit = 0.0
    head = re.match(r"[\d.]+", plain)
    if head:
        digit, plain = float(head[0]), plain[head.end() :]
    for char in plain:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in TENS:
            section, digit = section + (digit or 1) * TENS[char], 0
        elif char == "亿":
            total, section, digit = (total + section + digit) * MYRIADS[char], 0, 0
        else:
            total, section, digit = total + (section + digit) * MYRIADS[char], 0, 0
    return _whole(total + section + digit)


def _whole(value: float) -> int | float:
    rounded = round(value, 6)
    return int(rounded) if rounded == int(rounded) else rounded


_SHARES = frozenset({"%", "％", "成"})
PARTS = ("before", "share", "low", "odd", "myriad", "high", "unit", "after")
"""The groups of the pattern for a number."""


@cache
def _pattern() -> re.Pattern[str]:
    units = "|".join(sorted(read_lines("units.txt"), key=len, reverse=True))
    bounds = [word for word in BOUNDS if word not in AFTER and word not in "余多"]
    before, first = "|".join(bounds), "".join(sorted({word[0] for word in bounds}))
    return re.compile(
        rf"(?=[\d第〇零○一二两三四五六七八九十百千{first}])"  # nothing else begins a number: spares the rest
        rf"(?:(?P<skip>{SKIP})|"
        rf"(?P<before>{before})?(?P<share>百分之)?(?<![A-Za-z\d.〇零○一二两三四五六七八九十百千])"
        rf"(?P<low>{NUMERAL})(?P<odd>[余多](?P<myriad>[万亿])?)?"
        rf"(?:[%％]?(?:至|到|-|—|~|～)(?P<high>{NUMERAL}))?"
        rf"(?P<unit>[%％]|成(?![为立果绩员本效功])|{units})?(?P<after>{'|'.join(AFTER)})?)"
    )


def find_numbers(text: str) -> list[Quantity]:
    """Numbers in text, in order; parts of dates, ordinals (第三条) and document numbers (12号) are left out.

    A Chinese numeral counts only before a measure word (``data/units.txt``) or in 百分之….

    >>> [(q.surface, q.value, q.high, q.unit) for q in find_numbers("每年3至5期，公开1万余条，占九成；统一2017年口径")]
    [('3至5期', 3, 5, '期'), ('1万余条', 10000, None, '条'), ('九成', 90, None, '%')]
    """
    return list(_numbers_of(text)) if MAY_COUNT.search(text) else []


@lru_cache(maxsize=1 << 9)
def _numbers_of(text: str) -> tuple[Quantity, ...]:
    """Facts, particulars and figures of a report ask for the numbers of the same statements, one after another."""
    found = (_quantity(match) for match in _pattern().finditer(text) if match["skip"] is None)
    return tuple(quantity for quantity in found if quantity)


def _quantity(match: re.Match[str]) -> Quantity | None:
    before, share, low, odd, myriad, high, unit, after = match.group(*PARTS)
    unit, at = unit or "", match.start("low")
    if not low[0].isdigit() and not (unit or share):
        return None
    if match.string.startswith(read_lines("not_counts.txt"), at):
        return None
    if low == "一" and match.string[:at].endswith(("统", "专", "单", "唯", "万")):  # 统一|个
        return None
    if unit == "分" and not low[0].isdigit():  # 十分, 百分比
        return None
    if low[0] == "0" and len(low) > 1 and low[1] != ".":  # a telephone number, not a count
        return None
    scale = MYRIADS[myriad] if myriad else 1
    value, most = parse_number(low) * scale, parse_number(high) * scale if high else None
    if unit == "成":
        value, most = value * 10, most * 10 if most is not None else None
    bound = BOUNDS[before or after or odd[0]] if before or after or odd else ""
    is_share = share or unit in _SHARES
    return Quantity(Span(*match.span()), match[0], value, "%" if is_share else unit, bound, most)
