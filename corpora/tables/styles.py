"""How offices write the numbers and the labels of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import NamedTuple

from tables.values import Key


class Shown(NamedTuple):
    """What stands in a cell, and what it means: the value as plain text (empty for blank and na), and the state."""

    surface: str
    value: str
    state: str


Figures = Mapping[Key, Decimal | int]
Writer = Callable[[Key, Decimal | int, Random], str]

MARKS = ("/", "-", "—")
_FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")


def show_values(values: Figures, style: str, rng: Random) -> dict[Key, Shown]:
    """What each cell shows in one of the ``NUMBERS`` styles.

    Positive changes of the trial form have a plus in half of the documents.
    """
    write, plus = NUMBERS[style], rng.random() < 0.5
    shown = {}
    for key, value in values.items():
        surface = write(key, value, rng)
        if plus and key[2] == "change" and value > 0 and surface[:1].isdigit():
            surface = f"+{surface}"
        shown[key] = meaning(surface, value)
    return shown


def meaning(surface: str, value: Decimal | int) -> Shown:
    """A surface with what it means.

    >>> meaning("0.00", 0).state, meaning("", 0).state, meaning("—", 0).state, meaning("3,119件", 3119).value
    ('zero', 'blank', 'na', '3119')
    """
    if not surface or surface in MARKS:
        return Shown(surface, "", "na" if surface else "blank")
    return Shown(surface, f"{value:f}" if isinstance(value, Decimal) else str(value), "number" if value else "zero")


def is_money(key: Key) -> bool:
    """Whether a cell holds a sum of money."""
    return key[2] == "amount"


def _plain(key: Key, value: Decimal | int, rng: Random) -> str:
    return "0.00" if is_money(key) and not value and rng.random() < 0.3 else f"{value}"


def _zeros_as(mark: str, *tables: str) -> Writer:
    def write(key: Key, value: Decimal | int, rng: Random) -> str:
        return mark if not value and (not tables or key[0] in tables) else f"{value}"

    return write


def _rules_as(mark: str) -> Writer:
    """A place that may make no rules marks their row so; nothing else."""

    def write(key: Key, value: Decimal | int, rng: Random) -> str:
        return mark if not value and key[1] in ("rules", "coercion", "procurement") else f"{value}"

    return write


def _mixed(key: Key, value: Decimal | int, rng: Random) -> str:
    return f"{value}" if value else rng.choice(("0", "0", "", *MARKS))


def _thousands(key: Key, value: Decimal | int, rng: Random) -> str:
    return f"{value:,}"


def _wide_thousands(key: Key, value: Decimal | int, rng: Random) -> str:
    return f"{value:,}".replace(",", "，")


def _full_width(key: Key, value: Decimal | int, rng: Random) -> str:
    return f"{value}".translate(_FULL_WIDTH)


def _with_units(key: Key, value: Decimal | int, rng: Random) -> str:
    unit = "万元" if is_money(key) else "项" if key[2] in ("previous", "change", "projects") else "件"
    return f"{value}{unit}"


def _money_units(key: Key, value: Decimal | int, rng: Random) -> str:
    return f"{value}{rng.choice(('万元', '万'))}" if is_money(key) and value else f"{value}"


#: How numbers are written, by name. Money is always in 10,000 yuan, whether the cell says so or not.
NUMBERS: dict[str, Writer] = {
    "plain": _plain,
    "blank_zeros": _zeros_as(""),
    "slash_zeros": _zeros_as("/"),
    "hyphen_zeros": _zeros_as("-"),
    "dash_zeros": _zeros_as("—"),
    "blank_disputes": _zeros_as("", "t4"),
    "slash_rules": _rules_as("/"),
    "blank_rules": _rules_as(""),
    "mixed": _mixed,
    "thousands": _thousands,
    "wide_thousands": _wide_thousands,
    "full_width": _full_width,
    "units": _with_units,
    "money_units": _money_units,
}

_ASCII = str.maketrans({"（": "(", "）": ")", "：": ":", "“": '"', "”": '"', "，": ",", "、": ","})
_SHORT = {
    "政府信息公开申请数量": "",
    "（区分处理的，只计这一情形，不计其他情形）": "",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "逾期不补正",
    "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "逾期未缴费",
    "本机关不掌握相关政府信息": "本机关不掌握",
    "没有现成信息需要另行制作": "没有现成信息",
    "补正后申请内容仍不明确": "补正后仍不明确",
    "要求行政机关确认或重新出具已获取信息": "要求确认或重新出具",
    "信访举报投诉类申请": "信访举报投诉类",
    "保护第三方合法权益": "第三方合法权益",
    "其他法律行政法规禁止公开": "法律法规禁止公开",
    "四、结转下年度继续办理": "四、结转下年度",
    "本年处理决定数量": "处理决定数量",
}
_SPACED = {
    "商业企业": "商 业 企业",
    "自然人": "自 然 人",
    "总计": "总  计",
    "科研机构": "科研 机构",
    "结果维持": "结果 维持",
    "其他结果": "其他 结果",
    "规章": "规  章",
    "行政许可": "行政 许可",
}


def _numbered(pattern: str) -> Callable[[str], str]:
    def words(text: str) -> str:
        number, dot, rest = text.partition(".")
        return pattern.format(number, chr(0x245F + int(number))) + rest if dot and number.isdigit() else text

    return words


def _unnumbered(text: str) -> str:
    return _numbered("")(text)


def _ascii(text: str) -> str:
    return text if text[1:2] == "、" else text.translate(_ASCII)


def _short(text: str) -> str:
    for long, short in _SHORT.items():
        text = text.replace(long, short)
    return text


def _spaced(text: str) -> str:
    return _SPACED.get(text, text)


def _broken(text: str) -> str:
    """Narrow columns: a line break after every second character of short labels, every sixth of long ones."""
    step = 2 if len(text) <= 6 else 6
    return "\n".join(text[i : i + step] for i in range(0, len(text), step))


def _odd(text: str) -> str:
    """The wording of hurried hands: other brackets, other joints, an item without its brackets."""
    for right, odd in (
        ("（", "〔"),
        ("）", "〕"),
        ("“三安全一稳定”", "三安全一稳定"),
        ("总计", "合计"),
        ("数量", "件数"),
    ):
        text = text.replace(right, odd)
    return text.replace("〔一〕项", "一项").replace("增/减", "增减")


#: How the labels of the official form are printed, by name.
LABELS: dict[str, Callable[[str], str]] = {
    "official": str,
    "ascii": _ascii,
    "enumerated": _numbered("{}、"),
    "bracketed": _numbered("（{}）"),
    "circled": _numbered("{1}"),
    "unnumbered": _unnumbered,
    "short": _short,
    "spaced": _spaced,
    "broken": _broken,
    "odd": _odd,
}
