"""One line of the cleaned text cut into pieces: headings, run-in headings, statements, and what is set aside."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from policytext.records import Span
from policytext.segment.headings import (
    ANSWERING,
    ITEM_DEPTH,
    TITLE_CHARS,
    Numbering,
    glued_title,
    is_known_title,
    match_numbering,
    title_kind,
)
from policytext.segment.sentences import cut_paragraph

#: A run-in heading names its item and is short; measured on real run-in headings, the longest had 27 characters.
RUNIN_CHARS = 30

#: A line that is longer is no title unless it is numbered or a known one.
BARE_TITLE_CHARS = 12

#: What follows a run-in heading says more than it: at least so many times its characters.
ELABORATION = 0.8

STOP = re.compile(r"[。；！？]")
SENTENCE_MARK = re.compile("[。；：，]")
#: Words that make a short sentence say something by itself: a run-in heading holds none of them.
SAYS = re.compile(r"\d|了|已|尚|过(?!程)|[制修]定《|编制《|印发|出台|均(?!衡|等)|由于|虽然?|但|[把将使]")
NOMINAL = re.compile(
    r"(?:情况|方面|工作|措施|问题|内容|做法|成效|形式|方式|渠道|数量|事项|安排|打算|计划|思路|方向|重点|办法|举措)[：。]?$"
)
#: What ends the title of a list of problems or promises when its text follows on the line.
LIST_TITLE = re.compile(NOMINAL.pattern.replace("(?:", "(?:不足|困难|差距|表现|改进|", 1))
#: A short nominal phrase set off by a colon, a stop or a space, which may be a title of problems or promises.
SET_OFF = re.compile(r"([^，。；：！？\s]{2,20})[：。\s]")
TITLE = re.compile(
    r"(?:年度?报告|年报|总结|工作报告|总结报告|要点|方案|计划|(?:任务)?分[解工](?:表|方案)?|(?:任务|整改|问题|责任)清单|台账|意见|安排|通知|公告|情况(?:的)?(?:汇报|通报|报告))(?:（.{1,12}）)?$"
)
SIGNATURE = re.compile(
    r"^[\u4e00-\u9fff（）]{4,28}(?:政府|办公室|委员会|管委会|局|厅|院|办事处|中心|公开办|政务办|队|处)"
    r"\s?(?:(?:20\d\d|二[〇○零0].{2})年.{1,6}月.{1,4}日)?$"
)
#: What a line is when it is no prose, asked in this order.
NO_PROSE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("table", re.compile(r"\|.*\||\t.*\t|(?:(?:^|\s)[\d.]+(?=\s)){4}|^[\d./\-—%\s]+$")),
    ("table", re.compile(r"^[^，。；：]{1,30}?(?:\s?[-+]?\d[\d.]*)(?:\s[-+]?\d[\d.]*)+(?:万元)?$")),
    ("table", re.compile(r"^第二十条第（.）项[^，。；]*$|^[^，。；：]*(?:\d[^，。；：\d.]+){3,}\d[\d.]*\S{0,2}$")),
    ("table", re.compile(r"^[^\s，。；：]{1,16}(?:\s[^\s，。；：]{1,16}){2,}$")),
    ("table", re.compile(r"^行政复议\s行政诉讼$|^[^，。；：\d]{2,30}数量\s\d+$")),
    ("table", re.compile(r"^[^，。；：]{2,30}\s(?:条|件|次|人|个|元|万元|场|篇|期|人次|份)\s?\d+$")),
    ("date", re.compile(r"^（?(?:20\d\d|二[〇○零0].{2})年(?:.{1,6}月.{1,4}日|[\d一二三四五六七八九十]{1,2}月)）?$")),
    ("signature", SIGNATURE),
    ("signature", re.compile(r"^(?:[^，。；：]{1,8}：\s?){3,}$")),
    ("document_number", re.compile(r"^（?[\u4e00-\u9fff]{2,12}〔\d{4}〕?第?\d{1,4}号）?$")),
    ("note", re.compile(r"^（[^（）]{1,14}）$|^(?:下?表格?|附表)?略。?$")),
    ("annex", re.compile(r"^附(?:件|表)?[一二三四五\d]?：")),
    ("salutation", re.compile(r"^(?:各|县|市|区|省)[^。；]{3,70}(?:部门|机构|单位|政府|办事处|委员会|办公室)：$")),
)
#: A signature with its date has 28 characters, an office's name and a date, at most.
LONGEST_SIGNATURE = 60
BAR_OR_SPACE = re.compile(r"[|\s]")
#: A row holds one of these; 第 for 第二十条, the form's first cell.
IN_ROWS = re.compile(r"[\d|\s./—%第-]")
NOT_ROWS = tuple((why, pattern) for why, pattern in NO_PROSE if why != "table")
#: A document's title, even one that spells out who reports on what to whom, stays under so many characters.
MAX_TITLE_CHARS = 70
YEAR = re.compile(r"20\d\d年度?")
#: The prescribed tables have 15 columns; a longer line is prose, or nothing that these patterns were made for.
LONGEST_ROW = 300
CELL_CHARS = 14
#: What a sentence that was cut where it turns ends in.
_GOES_ON = frozenset("，、")
CELLS_IN_A_ROW = 3


class Piece(NamedTuple):
    """A stretch of the document with its role; ``depth`` and ``title`` are set for headings."""

    role: str
    span: Span
    marker: str = ""
    depth: int = 0
    title: str = ""
    why: str = ""
    line_start: bool = False
    turn: bool = False


def read_line(
    text: str, start: int, following: str, *, in_head: bool, answering: bool, item_depth: int = 0
) -> list[Piece]:
    """Cut one line of prose.

    Args:
        text: the line.
        start: its offset in the document.
        following: the next line of prose, "" at the end; a heading is known by what comes after it.
        in_head: no section has begun yet, so a title may stand here.
        answering: the section in force lists problems or promises, where numbered sentences are items.
        item_depth: how deep the numbering of the line's predecessor is that was an item and no heading; 0 if none.
    """
    if in_head and is_title(text, following):
        return [Piece("heading", Span(start, start + len(text)), title=text, line_start=True)]
    why = line_why(text)
    if why:
        return [Piece("aside", Span(start, start + len(text)), why=why, line_start=True)]
    numbering = match_numbering(text)
    sibling = numbering is not None and numbering.depth == item_depth and text.endswith(("。", "；"))
    listed = sibling and not _announces(text[len(numbering.mark) :].rstrip("。；") if numbering else "")
    end = 0 if listed else heading_end(text, numbering, following, answering=answering)
    pieces = []
    if end:
        pieces.append(_heading(text, start, end, numbering))
    rest = text[end:]
    if rest.strip():
        pieces += _prose(rest, start + end, line_start=not end)
    return pieces


@lru_cache(maxsize=1024)  # a line is asked about once more as the one that follows another
def line_why(text: str) -> str:
    """Why a line is no prose: ``table``, ``date``, ``signature``; "" where it is.

    >>> line_why("云溪县人民政府办公室"), line_why("2017年2月17日"), line_why("新收 | 0 | 0 |"), line_why("无。")
    ('signature', 'date', 'table', '')
    """
    if len(text) > LONGEST_ROW or _is_plain_prose(text):
        return ""
    asked = NO_PROSE if IN_ROWS.search(text) else NOT_ROWS
    return next((why for why, pattern in asked if pattern.search(text)), "")


def _is_plain_prose(text: str) -> bool:
    """Whether none of NO_PROSE can match, by what is quickly seen: most of them allow no full stop.

    Those that do are short, begin with 附 or 第, or hold a bar or space.
    """
    return len(text) > LONGEST_SIGNATURE and "。" in text and text[0] not in "附第" and not BAR_OR_SPACE.search(text)


def is_title(text: str, following: str) -> bool:
    """Whether a line before the first section is the document's title, whole or in part."""
    short = len(text) <= MAX_TITLE_CHARS and not STOP.search(text)
    return short and bool(TITLE.search(text) or _is_title_part(text, following))


def _is_title_part(text: str, following: str) -> bool:
    """Half of a title broken over two lines, or the year in brackets under it."""
    whole = (
        len(text) + len(following) <= MAX_TITLE_CHARS and not STOP.search(following) and TITLE.search(text + following)
    )
    return bool(re.match(r"^（?20\d\d年?度?）?$", text)) or bool(whole and not match_numbering(text))


def heading_end(text: str, numbering: Numbering | None, following: str, *, answering: bool) -> int:
    """How many characters at the start of a line are its heading; 0 where the line begins with prose."""
    mark = len(numbering.mark) if numbering else 0
    body = text[mark:]
    if is_known_title(body):
        return len(text)
    if numbering is None and len(body) <= BARE_TITLE_CHARS and not SENTENCE_MARK.search(body) and _announces(body):
        return len(text)
    if numbering and numbering.depth == ITEM_DEPTH:
        return 0
    glued = _glued_end(body, numbering)
    if glued:
        return mark + glued
    if numbering and len(body) <= TITLE_CHARS and not STOP.search(body[:-1]):
        return len(text) if _stands_alone(body, numbering, following, answering=answering) else 0
    return 0


def _glued_end(body: str, numbering: Numbering | None) -> int:
    """The end of a title with its text on the same line: set off by a colon, stop or space, or simply glued."""
    set_off = SET_OFF.match(body)
    if set_off and (numbering or body[set_off.end() - 1] == "：") and _announces(set_off.group(1)):
        return set_off.end()
    title = glued_title(body) or ""
    after = body[len(title) : len(title) + 1]
    glued = numbering and numbering.depth == 1 and after not in "，、的和与及" and NOMINAL.search(title)
    if title and (after in "：。 " or glued):
        return len(title) + (after in "：。 ")
    if title and match_numbering(body, len(title)):
        return len(title)
    head, space, rest = body.partition(" ")
    spaced = numbering and numbering.depth <= 2 and space and len(head) <= TITLE_CHARS
    return len(head) if spaced and not SENTENCE_MARK.search(head) and len(rest) > len(head) else 0


def _announces(title: str) -> bool:
    """Whether a short phrase is the title of a list of problems or promises."""
    undated = YEAR.sub("", title)
    return title_kind(title) in ANSWERING and bool(LIST_TITLE.search(title)) and not SAYS.search(undated)


def _stands_alone(body: str, numbering: Numbering, following: str, *, answering: bool) -> bool:
    """Whether a short numbered line is a heading and not an item: what follows it decides."""
    if body.endswith("：") and ("，" in body or SAYS.search(body)):
        return False
    if not following:
        return bool(NOMINAL.search(body)) or (numbering.depth == 1 and not body.endswith(("。", "；")))
    follower = match_numbering(following)
    deeper = follower is None or follower.depth > numbering.depth
    if deeper and not (body.endswith("；") or (SAYS.search(body) and body.endswith("。"))):
        return True
    if body.endswith(("。", "；")) or answering:
        return bool(NOMINAL.search(body) and title_kind(body) and not body.endswith(("。", "；")))
    return numbering.depth == 1 or bool(NOMINAL.search(body))


def _heading(text: str, start: int, end: int, numbering: Numbering | None) -> Piece:
    title = text[len(numbering.mark) if numbering else 0 : end].strip("：。 ")
    return Piece(
        "heading",
        Span(start, start + len(text[:end].rstrip())),
        marker=numbering.mark.strip() if numbering else "",
        depth=numbering.depth if numbering else ITEM_DEPTH if text[end - 1] == "：" else 0,
        title=title,
        line_start=True,
    )


def _prose(text: str, start: int, *, line_start: bool) -> list[Piece]:
    bounds = cut_paragraph(text)
    units = [text[begin:end] for begin, end in bounds]
    numberings = [match_numbering(unit) for unit in units]
    elaborations = _elaborations(units, numberings) if any(numberings) else ()
    pieces, before = [], ""
    for index, ((begin, end), unit, numbering) in enumerate(zip(bounds, units, numberings, strict=True)):
        role = "statement"
        if numbering and index + 1 < len(units) and not before.endswith("；"):
            names = is_runin(unit[len(numbering.mark) :], elaborations[index])
            role = "runin" if names else role
        marker = numbering.mark.strip() if numbering else ""
        turn = numbering is None and before[-1:] in _GOES_ON
        span = Span(start + begin, start + end)
        pieces.append(Piece(role, span, marker, 0, "", "", line_start and index == 0, turn))
        before = unit
    return pieces


def _elaborations(units: list[str], numberings: list[Numbering | None]) -> list[int]:
    """For each unit: how many characters follow it before the next item."""
    found = [0] * len(units)
    for index in range(len(units) - 2, -1, -1):
        if numberings[index + 1] is None:
            found[index] = len(units[index + 1]) + found[index + 1]
    return found


def is_runin(body: str, elaboration: int) -> bool:
    """Whether an item's first sentence only names it, its elaboration following on the line.

    Args:
        body: the sentence without its mark; something follows it on the line.
        elaboration: how many characters of what follows belong to the same item.

    >>> is_runin("加强培训。", len("组织各乡镇学习条例。"))
    True
    >>> is_runin("培训了3次。", len("参训人员反映良好。"))
    False
    """
    if len(body) > RUNIN_CHARS or SAYS.search(YEAR.sub("", body)):
        return False
    if body.endswith("："):
        return bool(NOMINAL.search(body)) and "，" not in body
    return body.endswith("。") and elaboration >= len(body) * ELABORATION


def is_cell(text: str) -> bool:
    """Whether a line may be the cell of a table that lost its shape: short, without a mark of a sentence."""
    return len(text) <= CELL_CHARS and not SENTENCE_MARK.search(text)
