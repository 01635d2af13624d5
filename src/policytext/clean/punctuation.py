"""ASCII punctuation beside Chinese becomes Chinese; doubled marks become one.

Numbers, times, ratios, addresses of pages and mail, and numbering keep their ASCII marks.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from policytext.clean.characters import HAN, NUMERALS, is_cjk, is_han
from policytext.clean.edits import Change

_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_NO_DECIMAL = r"(?:(?<!\.)|(?<!\d\.)|(?!\d))"
_CANDIDATE = re.compile(rf"[,;:?!().]{_NO_DECIMAL}")
_RUN = re.compile(rf"[,;:?!.]{_NO_DECIMAL}[ \t,;:?!.，；：？！]*")
_RUN_WITH_BRACKETS = re.compile(rf"[,;:?!()（）.]{_NO_DECIMAL}[ \t,;:?!()（）.，；：？！]*")
_ASCII = re.compile(r"[,;:?!().](?:(?<!\.)|(?!\d))")
_ADDRESS = re.compile(
    r"(?:https?|ftp)://[\x21-\x7e]{1,2000}"
    r"|(?<![A-Za-z0-9.-])(?:[A-Za-z0-9-]{1,63}\.){1,6}(?:cn|com|net|org|gov|html?|aspx?|jsp|php|docx?|xlsx?|pdf)(?![A-Za-z0-9])[\x21-\x7e]{0,2000}"
    r"|[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}"
)
_NUMBERING = re.compile(rf"(?:(?<=^)|(?<=\n))([ \t]{{0,8}}[{NUMERALS}]{{1,3}})[.．](?=[ ]{{0,4}}[{HAN}])")
_MAYBE_ADDRESS = re.compile(r"://|@|\.[cnoghajpdx]")
_MAYBE_NUMBERING = re.compile(rf"[{NUMERALS}][.．][ ]{{0,4}}[{HAN}]")
_ITEM = re.compile(rf"[ \t]{{0,8}}[(（][{NUMERALS}\d]{{1,3}}[)）]")
_LOOK = 60
"""Characters on either side that say whether a place is Chinese."""

_YEAR_BRACKETS = re.compile(rf"[\[［【(](?<=[{HAN}].)((?:19|20)\d\d)[\]］】)](?=[ ]?(?:第[ ]?)?\d{{1,4}}[ ]?号)")
_ANGLES = re.compile(rf"<<([{HAN}][^<>\n]{{1,80}})>>")
_STRAIGHT = re.compile('"')
_SINGLE = re.compile(rf"'(?=[{HAN}])([^'\n]{{1,40}})'")

_DOUBLED = re.compile("[，、；：。！？][，、；：。！？]+")
_STRONGEST_FIRST = "！？。；：、，"


def punctuation(text: str) -> Iterator[Change]:
    """ASCII marks beside Chinese in full width; straight quotes in pairs; 〔2024〕5号.

    >>> [change.after for change in punctuation("自9:00起(含节假日),共1,200件.")]
    ['（', '）', '，', '。']
    """
    changes = [*_small_rules(text), *_beside_chinese(text)]
    done = 0
    for change in sorted(changes):
        if change.start >= done:
            yield change
            done = change.end


def doubled_marks(text: str) -> Iterator[Change]:
    """Of marks that stand side by side the strongest stays.

    >>> [change.after for change in doubled_marks("领导，、职工。。")]
    ['、', '。']
    """
    for match in _DOUBLED.finditer(text):
        run = match.group()
        if set(run) != {"？", "！"}:
            yield Change(match.start(), match.end(), next(mark for mark in _STRONGEST_FIRST if mark in run))


def _small_rules(text: str) -> Iterator[Change]:
    if _MAYBE_NUMBERING.search(text):
        yield from (Change(m.end(1), m.end(), "、") for m in _NUMBERING.finditer(text))
    for match in _YEAR_BRACKETS.finditer(text):
        yield Change(match.start(), match.end(), f"〔{match[1]}〕")
    if "<<" in text:
        for match in _ANGLES.finditer(text):
            yield Change(match.start(), match.start(1), "《")
            yield Change(match.end(1), match.end(), "》")
    if '"' in text:
        yield from _quotes(text)
    if "'" in text:
        for match in _SINGLE.finditer(text):
            yield Change(match.start(), match.start() + 1, "‘")
            yield Change(match.end() - 1, match.end(), "’")


def _quotes(text: str) -> Iterator[Change]:
    """Straight quotes of a line with an even number of them open and close in turn; an odd one out is left."""
    at = 0
    for line in text.split("\n"):
        marks = [match.start() for match in _STRAIGHT.finditer(line)]
        if marks and len(marks) % 2 == 0 and any(map(is_cjk, line)):
            for number, offset in enumerate(marks):
                yield Change(at + offset, at + offset + 1, "”" if number % 2 else "“")
        at += len(line) + 1


class _Mark(NamedTuple):
    """An ASCII mark with what stands left and right of the run of marks and spaces that it belongs to."""

    at: int
    sign: str
    left: str
    right: str

    @property
    def beside_chinese(self) -> bool:
        return is_cjk(self.left) or is_cjk(self.right)


def _beside_chinese(text: str) -> Iterator[Change]:
    """The changes of marks, line by line: most lines hold no ASCII mark."""
    brackets = "(" in text or ")" in text
    found = _CANDIDATE.search(text) if _ASCII.search(text) else None
    while found:
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.start())
        end = len(text) if end < 0 else end
        left = max(start - _LOOK, 0)
        for at, after in _in_line(text[left : end + _LOOK], start - left, end - left, brackets):
            yield Change(left + at, left + at + 1, after)
        found = _CANDIDATE.search(text, end)


@lru_cache(maxsize=1024)  # most lines come back unchanged in the next round
def _in_line(text: str, start: int, end: int, brackets: bool) -> tuple[tuple[int, str], ...]:
    """Where a line of the text has an ASCII mark that should be Chinese, and that mark."""
    marks = list(_marks(text, start, end, _RUN_WITH_BRACKETS if brackets else _RUN))
    found = []
    for mark in marks:
        if mark.sign in ",;:?!" and _is_chinese_mark(text, mark):
            found.append((mark.at, _FULL[mark.sign]))
        elif mark.sign == "." and _ends_chinese(text, mark.at):
            found.append((mark.at, "。"))
    paired = _chinese_brackets(text, [mark for mark in marks if mark.sign in "()（）"]) if brackets else ()
    return (*found, *((at, _FULL[text[at]]) for at in paired))


def _marks(text: str, line_start: int, line_end: int, runs: re.Pattern[str]) -> Iterator[_Mark]:
    """The marks of a line outside addresses."""
    spans = _address_spans(text[line_start:line_end])
    addresses = deque((line_start + start, line_start + end) for start, end in spans)
    for run in runs.finditer(text, line_start, line_end):
        start, end = run.span()
        left = text[max(start - 8, 0) : start].rstrip(" \t")[-1:]
        right = text[end : end + 1].strip("\n")
        for at in range(start, end):
            while addresses and addresses[0][1] <= at:
                addresses.popleft()
            if text[at] in ",;:?!().（）" and not (addresses and addresses[0][0] <= at):
                yield _Mark(at, text[at], left, right)


def _is_chinese_mark(text: str, mark: _Mark) -> bool:
    """Whether a comma, colon ... belongs to Chinese: not 1,200 or 9:00, but 95%,比 and PPT,H5."""
    if mark.left.isdigit() and mark.right.isdigit():
        return False
    if mark.sign == "?" and "?" in (text[mark.at - 1 : mark.at], text[mark.at + 1 : mark.at + 2]):
        return False  # characters that an encoding destroyed
    if mark.beside_chinese or mark.sign != ",":
        return mark.beside_chinese
    tight = not text[mark.at + 1 : mark.at + 2].isspace() and mark.right != ""
    line = text[max(mark.at - _LOOK, 0) : mark.at + _LOOK].split("\n")
    return tight and any(map(is_han, line[0] + line[-1]))


def _ends_chinese(text: str, at: int) -> bool:
    """Whether a point is a full stop: behind Han (or a number at the line's end), before Han or the line's end."""
    left, right = text[at - 1 : at], text[at + 1 : at + 6].split("\n")[0].strip(" \t")[:1]
    if right and not (is_han(right) or right in "“《（”）"):
        return right.isdigit() and is_han(left)
    if is_han(left) or left in ("》", "”", "%"):
        return True
    line = text[max(at - _LOOK, 0) : at].rsplit("\n", 1)[-1]
    if left in ("）", ")"):
        return _ITEM.fullmatch(line) is None and any(map(is_han, line))
    return left.isdigit() and not right and any(map(is_han, line))


def _chinese_brackets(text: str, brackets: list[_Mark]) -> Iterator[int]:
    """Where ASCII brackets stand that belong to Chinese: both of a pair, or one that has no partner."""
    opened: list[_Mark] = []
    last = 0
    for mark in brackets:
        if "\n" in text[last : mark.at]:
            yield from _lone(opened)
            opened = []
        last = mark.at
        if mark.sign in "(（":
            opened.append(mark)
        elif opened:
            yield from _pair(text, opened.pop(), mark)
        else:
            yield from _lone([mark])
    yield from _lone(opened)


def _lone(brackets: list[_Mark]) -> Iterator[int]:
    return (mark.at for mark in brackets if mark.sign in "()" and mark.beside_chinese)


def _pair(text: str, opening: _Mark, closing: _Mark) -> Iterator[int]:
    inside = text[opening.at + 1 : min(closing.at, opening.at + 1 + _LOOK)]
    full = opening.sign == "（" or closing.sign == "）"
    if full or opening.beside_chinese or closing.beside_chinese or any(map(is_han, inside)):
        yield from (mark.at for mark in (opening, closing) if mark.sign in "()")


def _address_spans(text: str) -> list[tuple[int, int]]:
    """Where addresses stand, without the marks behind them."""
    if not _MAYBE_ADDRESS.search(text):
        return []
    return [(m.start(), m.start() + len(m.group().rstrip(",;:?!().'\""))) for m in _ADDRESS.finditer(text)]
