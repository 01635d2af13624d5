"""What is read: from the blocks of a file to the statements of a cleaned text.

Offsets are half-open code points. ``RawDocument`` offsets count in ``RawDocument.text``; all others count in
``Document.text``, the cleaned text, and ``Document.to_source`` maps them back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of code points.

    >>> Span(1, 3).of("一二三四")
    '二三'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)


# ---------------------------------------------------------------- read: FILE -> RawDocument


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file as the file gave it.

    ``kind`` is ``paragraph`` (one paragraph, or one printed line where the format knows no paragraphs: PDF),
    ``table`` (rows separated by a line break, cells by a tab), ``running_head``, ``page_number`` or ``aside``
    (navigation, metadata). ``page`` counts from 1 where the format has pages.
    """

    text: str
    kind: str = "paragraph"
    page: int | None = None


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader makes of a file: blocks in reading order, and what was used to get them.

    ``title`` and ``published`` (ISO date) are what the file's own metadata says, if anything.
    ``warnings`` are sentences for the person who runs the program.
    """

    source: str
    sha256: str
    format: str
    blocks: tuple[Block, ...]
    encoding: str | None = None
    title: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The blocks' texts joined by line breaks: what edits are undone to."""
        return "\n".join(block.text for block in self.blocks)

    @property
    def report_id(self) -> str:
        """The first 16 hex digits of the file's SHA-256."""
        return self.sha256[:16]


# ---------------------------------------------------------------- clean: RawDocument -> Document


@dataclass(frozen=True, slots=True)
class Edit:
    """What cleaning did at one place: ``before`` stood in the source where ``after`` stands at start..end.

    ``step`` names the cleaning step, or several joined by ``+`` where they acted on the same characters. An edit
    whose ``before`` equals its ``after`` is a mark: something is damaged there and was not repaired.
    """

    step: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the cleaned text: ``prose``, ``table`` (rows by line break, cells by tab) or ``aside``.

    ``why`` says for an aside what it is: ``breadcrumb``, ``metadata``, ``navigation``, ``contact``, ``annex`` ...
    """

    kind: str
    span: Span
    page: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The cleaned text, final from here on, with its parts and the edits that lead back to the source.

    ``parts`` are in order, do not overlap, and cover every character but the line breaks between them.
    ``edits`` are in order and do not overlap. ``warnings`` say what is damaged beyond repair.
    """

    source: str
    sha256: str
    format: str
    text: str
    parts: tuple[Part, ...]
    edits: tuple[Edit, ...] = ()
    encoding: str | None = None
    title: str | None = None
    published: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def report_id(self) -> str:
        """The first 16 hex digits of the file's SHA-256."""
        return self.sha256[:16]

    def source_text(self) -> str:
        """The raw text, by undoing the edits."""
        return undo_edits(self.text, self.edits)

    def to_source(self, span: Span) -> Span:
        """Where a span of the cleaned text stands in the raw text; an edit it touches is taken whole."""
        return spans_to_source([span], self.edits)[0]


def undo_edits(text: str, edits: Sequence[Edit]) -> str:
    """Put back what each edit replaced.

    >>> undo_edits("甲，乙", [Edit("width", 1, 2, ",", "，")])
    '甲,乙'
    """
    pieces, done = [], 0
    for edit in edits:
        pieces += [text[done : edit.start], edit.before]
        done = edit.end
    return "".join([*pieces, text[done:]])


def spans_to_source(spans: Sequence[Span], edits: Sequence[Edit]) -> list[Span]:
    """Where spans of an edited text stood before the edits.

    >>> spans_to_source([Span(2, 3)], [Edit("debris", 1, 1, "- 3 -", "")])
    [Span(start=7, end=8)]
    """
    starts = [edit.start for edit in edits]
    growth = list(accumulate((len(edit.before) - len(edit.after) for edit in edits), initial=0))

    def source_of(offset: int, *, is_end: bool) -> int:
        index = bisect_right(starts, offset - is_end)
        edit = edits[index - 1] if index else None
        if edit and (offset < edit.end or (is_end and offset == edit.end)):
            return edit.start + growth[index - 1] + (len(edit.before) if is_end else 0)
        return offset + growth[index]

    ends = ((source_of(s.start, is_end=False), source_of(s.end, is_end=True)) for s in spans)
    return [Span(min(pair), max(pair)) for pair in ends]  # an empty span at a deletion is what was deleted


# ---------------------------------------------------------------- identify: Document -> Origin


DIVISION_LEVELS = ("province", "city", "county")
"""Organ levels of governments whose divisions have codes; their reports speak for the place."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who reports on which year. ``None`` where the document does not say; never guessed.

    ``place`` is the division's full name, ``adcode`` its six-digit code (text), ``organ`` the reporting organ as
    written, ``organ_level`` one of province, city, county, township, department, zone, ``era`` one of free, trial,
    standard. ``place_id`` stays when a division is renamed or gets another code, ``adcode_base`` is its code in a base
    year. ``candidates`` are the adcodes in question when the place's name is ambiguous.
    """

    title: str | None = None
    place: str | None = None
    adcode: str | None = None
    province: str | None = None
    city: str | None = None
    county: str | None = None
    organ: str | None = None
    organ_level: str | None = None
    year: int | None = None
    period_start: date | None = None
    period_end: date | None = None
    published: date | None = None
    signed: date | None = None
    era: str | None = None
    place_id: str | None = None
    adcode_base: str | None = None
    candidates: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


# ---------------------------------------------------------------- segment: Document -> Sections, Statements


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of text under a heading. ``path`` holds the titles from the outermost heading down to its own."""

    id: int
    kind: str
    title: str
    path: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A unit of the text: the codebook's statement, or what stands between statements.

    ``role`` is statement, runin, heading or aside. ``section`` is the kind of the section. ``marker`` is the item
    mark in front (一是, （一）, 1.). ``runin`` and ``lead`` are the ids of the run-in heading that names the item and
    of the lead-in that governs it. ``turn`` is set on the second part of a sentence cut at 将, 拟, 下一步 ....
    ``why`` says for an aside what it is.
    """

    id: int
    section_id: int
    section: str
    role: str
    span: Span
    text: str
    marker: str = ""
    runin: int | None = None
    lead: int | None = None
    turn: bool = False
    truncated: bool = False
    why: str = ""
