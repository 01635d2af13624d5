"""The report's title: one line, or several that belong together, or a piece of a line that holds more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from policytext.identify.lines import Line, Reading
from policytext.identify.years import TITLE_YEARS, even_zeros, title_year
from policytext.resources import read_toml

HEAD_LINES = 30  # a title stands near the top, after some lines of navigation
LONGEST = 70  # characters of a title; the longest organ names have 30
GLUED = 300  # characters of a line that holds a whole page, in which its title stands
GLUED_LINES = 6  # such a line is one of the first
LINES = 3  # a title is broken over so many lines at most
EDGES = re.compile(r"[>＞》»|｜【】\[\]_*：:，。；！？\t]|-{2,}|——+")
ISSUED = re.compile(r"(?:印发|公布|发布)《([^》]{8,60})》")
OPENERS = re.compile(r"^[（(《“\"'、.．·\-—]+(?![^（(]{1,12}[）)])")
BRACKET_TEXT = re.compile(r"[（(]([一-鿿]{3,20})[）)]$")
BRACKETED = re.compile(r"（[^）]{0,20}）$|\([^)]{0,20}\)$")


@dataclass(frozen=True, slots=True)
class TitleForm:
    """Compiled from ``data/identify.toml``: how a title of this field is built."""

    whole: re.Pattern[str]
    other: re.Pattern[str]
    glued: re.Pattern[str]
    subjects: tuple[str, ...]
    subject: re.Pattern[str]
    ends: tuple[str, ...]
    other_ends: tuple[str, ...]
    not_first: tuple[str, ...]
    menu: re.Pattern[str]


@cache
def title_form() -> TitleForm:
    """The form of a title, read once."""
    data = read_toml("identify.toml")
    words = data["title"]
    core, end, other = ("|".join(list_) for list_ in (words["subjects"], words["ends"], data["report"]["other_ends"]))
    return TitleForm(
        whole=re.compile(rf"[^。；]{{0,50}}?(?:{core})[^。；]{{0,24}}?(?:{end})"),
        other=re.compile(rf"[^。；]{{0,50}}?(?:{core})[^。；]{{0,50}}?(?:{other})"),
        glued=re.compile(
            rf"[^。；，]{{0,50}}?(?:{core})(?:工作)?(?:20\d\d)?年?度?(?:工作)?(?:年度报告|年报|年度工作报告)"
        ),
        subjects=tuple(words["subjects"]),
        subject=re.compile(core),
        ends=tuple(words["ends"]),
        other_ends=tuple(data["report"]["other_ends"]),
        not_first=tuple(words["not_first"]),
        menu=re.compile(rf"(?:{'|'.join(words['menu'])})(?=[^年工报（(]{{2}})"),
    )


@lru_cache(maxsize=2)  # asked for to tell what the document is, and for its origin
def find_title(reading: Reading, from_file: str | None = None) -> str | None:
    """The report's title without line breaks and spaces.

    A candidate earns a point for what a title has: a year, and an organ before its subject. Candidates from fewer lines
    and from running text rather than navigation are preferred, then earlier ones.

    Args:
        reading: the document's lines.
        from_file: the title that the file's own metadata gives; used where the text has no better one.
    """
    candidates = [*_from_lines(reading), *((text, -0.5) for text in _pieces(from_file or ""))]
    candidates = [candidate for candidate in candidates if _has_subject(candidate[0])]
    return (
        _best(c for c in candidates if is_title(c[0]))
        or _best(c for c in candidates if is_title(c[0], of_report=False))
        or _plain_title(reading, from_file)
    )


def _best(candidates: Iterable[tuple[str, float]]) -> str | None:
    best = max(candidates, key=lambda candidate: _worth(candidate[0]) + candidate[1], default=None)
    return best[0] if best else None


def is_title(text: str, *, of_report: bool = True) -> bool:
    """Whether a text, brackets at its end aside, is built like the title of a report (or of a plan, notice ...).

    >>> is_title("苍梨县2016年政府信息公开工作年度报告（摘要）"), is_title("关于做好政府信息公开年度报告编制工作的通知")
    (True, False)
    """
    form, bare = title_form(), BRACKETED.sub("", text) if text.endswith(("）", ")")) else text
    pattern, ends = (form.whole, form.ends) if of_report else (form.other, form.other_ends)
    if not bare.endswith(ends):
        return False
    return len(bare) <= LONGEST and not bare.startswith(form.not_first) and bool(pattern.fullmatch(bare))


def subject_of(title: str) -> str:
    """What a title says before its topic, without the year: the organ, as far as the title names it.

    >>> subject_of("苍梨县人民政府关于2016年度政府信息公开工作的报告"), subject_of("2016年苍梨县财政局信息公开年报")
    ('苍梨县人民政府', '苍梨县财政局')
    """
    starts = [at for word in title_form().subjects if (at := title.find(word)) >= 0] or _years_in(title)
    before = even_zeros(title[: min(starts, default=len(title))])
    for form in TITLE_YEARS:
        before = form.sub("", before)
    if before.endswith("人民"):  # X县人民|政府信息公开: 政府 belongs to both
        before += "政府"
    before = re.sub(r"关于|印发|转发|年度|[（(][^）)]{0,12}[）)]|[0-9\s　“”\"《》、·.．\-—]", "", before)
    before = before.removesuffix("的").removesuffix("年")
    return before or next((text for text in BRACKET_TEXT.findall(title) if not title_year(text)), "")


def _years_in(title: str) -> list[int]:
    """Where a year stands after something else: the end of the organ in a title whose topic is damaged."""
    return [at for form in TITLE_YEARS for match in form.finditer(even_zeros(title)) if (at := match.start()) > 1]


def _worth(text: str) -> float:
    return 2.0 * bool(title_year(text)) + 2.0 * bool(subject_of(text))


def _from_lines(reading: Reading) -> Iterator[tuple[str, float]]:
    head = [line for line in reading.lines if line.kind != "table"][:HEAD_LINES]
    for index, line in enumerate(head):
        handicap = -0.5 if line.kind == "aside" else 0.0
        if len(line.text) <= 2 * LONGEST or index < GLUED_LINES:
            yield from ((piece, handicap) for piece in _pieces(line.text))
        yield from ((text, handicap - count + 1) for text, count in _joined(head[index : index + LINES]))
        if len(line.text) > LONGEST and (match := title_form().glued.match(line.text)):
            yield _trim(match[0]), handicap - 1


def _joined(lines: list[Line]) -> Iterator[tuple[str, int]]:
    """Two lines, then three, read as one; a line too long for a part of a title ends it."""
    text = lines[0].text
    for count, line in enumerate(lines[1:], 2):
        text += line.text
        if len(text) > LONGEST or EDGES.search(text):
            return
        yield text, count


def _pieces(line: str) -> Iterator[str]:
    """The line, and what stands in it between edges such as > and 】, or in 关于印发《…》."""
    head = line[:GLUED]
    if not _has_subject(head):
        return
    issued = ISSUED.findall(line) if len(line) <= LONGEST else []
    for piece in dict.fromkeys((*issued, line[: 2 * LONGEST], *EDGES.split(head))):
        if _has_subject(piece) and (trimmed := _trim(piece)):
            yield trimmed


def _has_subject(text: str) -> bool:
    return title_form().subject.search(text) is not None


def _trim(piece: str) -> str:
    """Without opening marks and without the menu words that stick to it."""
    piece = OPENERS.sub("", piece)
    while (match := title_form().menu.match(piece)) and subject_of(piece[match.end() :]):
        piece = piece[match.end() :].lstrip("：:>")
    return piece


def _plain_title(reading: Reading, from_file: str | None) -> str | None:
    """Where no line is built like a title: the file's title, else a first line that is short and ends in no stop."""
    if from_file and from_file.strip():
        return re.sub(r"\s+", "", re.split(r"[_|｜]|--|\s-\s", from_file)[0]) or None
    for line in reading.prose[:3]:
        if (
            4 <= len(line) <= LONGEST
            and line[-1] not in "。；，：！？、"
            and not line.startswith(title_form().not_first)
        ):
            return line
    return None
