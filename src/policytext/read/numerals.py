"""Numbers as lists write them: the formats of Word (ST_NumberFormat) that reports use."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")

# Beyond this no list of a report goes; it also bounds the length of a Roman number.
_LARGEST = 9_999


def render_number(number: int, form: str) -> str:
    """A number in a format of Word; decimal where the format is unknown or has no sign for it.

    >>> [render_number(n, "chineseCountingThousand") for n in (3, 10, 12, 20, 105)]
    ['三', '十', '十二', '二十', '一百零五']
    >>> render_number(2, "decimalEnclosedParen"), render_number(3, "upperLetter"), render_number(4, "lowerRoman")
    ('⑵', 'C', 'iv')
    """
    writer = FORMATS.get(form)
    if writer is None or not 0 < number <= _LARGEST:
        return str(number)
    return writer(number)


def chinese_number(number: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    """A number up to 9999 in Chinese; ten is 十, not 一十.

    >>> chinese_number(1010), chinese_number(19)
    ('一千零一十', '十九')
    """
    written, pending_zero = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit == 0:
            pending_zero = bool(written)
            continue
        written += (zero if pending_zero else "") + digits[digit] + (units[power - 1] if power else "")
        pending_zero = False
    return written[1:] if 10 <= number < 20 and digits == _DIGITS else written


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written + _ROMAN_ONES[number]


def _letters(number: int) -> str:
    """Word doubles the letter after Z: AA, BB."""
    times, index = divmod(number - 1, 26)
    return chr(ord("A") + index) * (times + 1)


def _signs(first: str, last: str) -> Callable[[int], str]:
    """Numbers that have a sign of their own; beyond the last sign they are decimal."""
    count = ord(last) - ord(first) + 1
    return lambda number: chr(ord(first) + number - 1) if number <= count else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _digit_by_digit(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate({ord("0") + i: chr(0xFF10 + i) for i in range(10)}),
    "decimalEnclosedCircle": _signs("①", "⑳"),
    "decimalEnclosedCircleChinese": _signs("①", "⑳"),
    "decimalEnclosedParen": _signs("⑴", "⒇"),
    "decimalEnclosedFullstop": _signs("⒈", "⒛"),
    "ideographEnclosedCircle": _signs("㊀", "㊉"),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "chineseCounting": chinese_number,
    "chineseCountingThousand": chinese_number,
    "japaneseCounting": chinese_number,
    "taiwaneseCounting": chinese_number,
    "taiwaneseCountingThousand": chinese_number,
    "ideographDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "chineseLegalSimplified": lambda number: chinese_number(number, _LEGAL_DIGITS, "拾佰仟"),
    "ideographTraditional": _cycle("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _cycle("子丑寅卯辰巳午未申酉戌亥"),
    "none": lambda number: "",
    "bullet": lambda number: "",
}
