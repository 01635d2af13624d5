"""Numbers of headings and items that lost a character: put back where the neighbours prove it, else marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from policytext.clean.characters import HAN, NUMERALS, lines_of
from policytext.clean.edits import Change

MOST = 20
"""A list of more numbered paragraphs than this does not occur; a larger number is a figure."""

_YEAR_GLUED = re.compile(r"(\d{1,2})((?:19|20)\d{2}年)")
# Strokes between commas, -,-,3, are a row of a table.
_DASH = re.compile(
    r"(?:^|(?<=[（(第十]))[—－─-](?![，,][—－─/\d-])(?=[、）)，]|是(?=\w))|(?<=[：；。])[—－─-](?=是\w)",
    re.MULTILINE,
)
_ANY_DASH = re.compile("[—－─-][、）)，是]")
_FIRST = frozenset(f"0123456789（()）、{NUMERALS}")
_LOOK = 12  # characters of a line that hold its number and the word behind it
_DIGIT = re.compile(rf"(\d{{1,2}})(?:([、）)]|[.．](?!\d))|(?=[{HAN}]))")
_TOP = re.compile(rf"([{NUMERALS}]{{0,3}})、(?=[{HAN}])")
_BRACKET = re.compile(rf"([（(]?)([{NUMERALS}]?)([）)]?)(?=[{HAN}])")
_UNITS = re.compile(
    "[年月日号时点分秒个件条次人名万亿千百多余项期份类种家处场宗篇批户元级层位大届岁周天季度版省市县区乡镇村街倍成]"
)
_NOT_UNITS = re.compile(
    "项目|条例|人员|人民|人事|人才|人社|分类|分析|分级|分管|分工|期间|处理|处置|处室|大力|大数据|级别|区域|乡镇|村务|村级|街道|市场|市政|"
    "县级|镇村|度|种植|类别|类型|户外|位置|家庭|家居|成立|成效|成果|周边|版面|名单|名称|场所|批准|批复|份额|次数|号召|天气|元旦|层级"
)


def lost_numbering(text: str) -> Iterator[Change]:
    r"""Put back the mark behind a number (12016年 is 1、2016年), a bracket, a dash that stood for 一.

    >>> [change.after for change in lost_numbering("12016年工作情况")]
    ['、']
    >>> [change.after for change in lost_numbering("1网上公开。\n2查阅点。")]
    ['、', '、']
    """
    lines, marks = _look_at(text)
    changes = [Change(at + m.end(1), at + m.end(1), "、") for at, line in lines if (m := _glued_year(line))]
    if _ANY_DASH.search(text):
        changes += [Change(m.start(), m.end(), "一") for m in _DASH.finditer(text)]
    changes += _glued_digits(lines)
    changes += (change for change in marks if change.after)
    yield from sorted(set(changes))


def unnumbered(text: str) -> Iterator[Change]:
    """Mark headings that lost their number, where the neighbours do not say which it was."""
    for change in sorted(_look_at(text)[1]):
        if not change.after:
            yield Change(change.start, change.end, text[change.start : change.end])


@lru_cache(maxsize=2)  # what is not put right is marked, in the same text
def _look_at(text: str) -> tuple[list[tuple[int, str]], list[Change]]:
    """Where lines begin that may have a number, and their beginnings; and what is wrong with their marks."""
    lines = [(at, line[:_LOOK]) for at, line in lines_of(text) if line and line[0] in _FIRST]
    return lines, list(_marks(lines))


def _glued_year(line: str) -> re.Match[str] | None:
    match = _YEAR_GLUED.match(line)
    return match if match and 0 < int(match[1]) <= MOST else None


def _glued_digits(lines: Sequence[tuple[int, str]]) -> Iterator[Change]:
    """1网上公开 is 1、网上公开 where the numbered line before or after it counts on."""
    numbered = []
    for at, line in lines:
        match = _DIGIT.match(line)
        if match and 0 < int(match[1]) <= MOST and (match[2] or _is_item(line[match.end() :])):
            numbered.append((int(match[1]), at + match.end(1), match[2] is None))
        elif _TOP.match(line) or line[0] in "（(":
            numbered.append((0, 0, False))  # a heading: the count begins anew
    for place, (value, end, glued) in enumerate(numbered):
        before = numbered[place - 1][0] if place else 0
        after = numbered[place + 1][0] if place + 1 < len(numbered) else 0
        if glued and ((value > 1 and before == value - 1) or after == value + 1):
            yield Change(end, end, "、")


def _is_item(rest: str) -> bool:
    """Whether Han behind a digit are an item's first words, not what the digit counts (3件, 1项)."""
    return _UNITS.match(rest) is None or _NOT_UNITS.match(rest) is not None


class _Heading(NamedTuple):
    """A numbered line: its level (1 for 一、, 2 for （一）), its number (0: lost), and the mark as it stands."""

    at: int
    level: int
    value: int
    mark: str


def _marks(lines: Sequence[tuple[int, str]]) -> Iterator[Change]:
    """Repairs of （二） and 二、 that lost a part; an empty ``after`` where nothing proves the number."""
    headings = [heading for at, line in lines if (heading := _heading(at, line)) is not None]
    yield from _restored([heading for heading in headings if heading.level == 1])
    for under_one, group in groupby(headings, key=lambda heading: heading.level):
        if under_one == 2:
            yield from _restored(list(group))


def _heading(at: int, line: str) -> _Heading | None:
    match = _TOP.match(line)
    if match:
        return _Heading(at, 1, _number(match[1]), match.group())
    match = _BRACKET.match(line)
    if not match or not (match[1] or match[3]):
        return None
    if not match[2] and not match[3]:  # a bracket and words: （以下简称…
        return None
    return _Heading(at, 2, _number(match[2]), match.group())


def _number(numeral: str) -> int:
    return NUMERALS.index(numeral) + 1 if numeral and numeral in NUMERALS else 0


def _restored(siblings: Sequence[_Heading]) -> Iterator[Change]:
    """Lost numbers of headings of one level: proven by the numbers before and behind, or by position after the last."""
    before, done = 0, 0
    for lost, group in groupby(siblings, key=lambda heading: heading.value == 0):
        run = list(group)
        done += len(run)
        if not lost:
            yield from _completed(run, before)
            before = run[-1].value
            continue
        behind = siblings[done].value if done < len(siblings) else 0
        proven = behind == before + len(run) + 1 or (behind == 0 and before > 0)
        for number, heading in enumerate(run, start=before):
            after = _mark(heading.level, number) if proven and number < len(NUMERALS) else ""
            yield Change(heading.at, heading.at + len(heading.mark), after)
        before = before + len(run) if proven else 0


def _completed(run: Sequence[_Heading], before: int) -> Iterator[Change]:
    """The bracket that a numbered heading lost; a closing one only where the heading before counts on to it."""
    for heading in run:
        damaged = heading.level == 2 and len(heading.mark) == 2
        if damaged and (heading.mark[0] not in "（(" or before == heading.value - 1):
            yield Change(heading.at, heading.at + 2, _mark(2, heading.value - 1))
        before = heading.value


def _mark(level: int, number: int) -> str:
    return f"{NUMERALS[number]}、" if level == 1 else f"（{NUMERALS[number]}）"
