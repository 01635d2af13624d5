"""A coded report in one source: its text, its layout and its codes.

One line a unit, ``CODE|text``; a leading ``+`` joins the unit to the paragraph of the line before.

- Codes: ``H`` heading · ``R`` run-in heading · ``X`` aside · ``O`` other · ``S`` statistic · ``A`` achievement · ``A!``
  rectified achievement · ``P`` problem · ``I`` improvement. The first heading is the title.
- Flags after a code: ``t`` truncated, ``a`` no action, ``o`` no object; ``=words``: where the sentence turns.
- ``{surface<tags}`` is a span, spans may be nested; tags are parted by ``;``: the first three letters of a kind of
  particular, ``@NAME`` a measure, ``@`` a measure whose name is the surface.
- ``!table2 ...`` and the like are the prescribed tables (``form.py``).

The level is not in the source; it follows by the rule of the rubric.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from policytext.quantities import find_deadlines
from policytext.score import Rubric, level_of
from writers.form import form_table
from writers.report import CHINESE, Part, Report, shown_cells

ROLES = {"H": "heading", "R": "runin", "X": "aside"}
LABELS = {"O": "other", "S": "statistic", "A": "achievement", "P": "problem", "I": "improvement"}

_LINE = re.compile(r"(\+?)(A!|[HRXOSAPI])([tao]*)(?:=([^|]+))?\|(.+)")
_TOKEN = re.compile(r"\{|<[^{}<]+\}|[^{}<]+")


class Tag(NamedTuple):
    """A coded span of a unit: its tag and its surface, by where it begins and ends."""

    start: int
    end: int
    name: str
    surface: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: a unit, or (code ``!``) a line of a table. ``tags`` are in the order of the text."""

    code: str
    text: str
    glued: bool = False
    flags: str = ""
    cut: str | None = None
    tags: tuple[Tag, ...] = ()


def parse_lines(source: str, doc: str) -> list[Line]:
    """The lines of a source.

    Args:
        source: the text of the file.
        doc: its name, for the message of an error.

    Raises:
        ValueError: a line does not follow the notation.
    """
    lines = []
    for number, line in enumerate(source.splitlines(), 1):
        try:
            lines += [_parse_line(line)] if line.strip() else []
        except ValueError as error:
            raise ValueError(f"{doc}, line {number}: {error}: {line[:40]}") from None
    if not lines or lines[0].code != "H":
        raise ValueError(f"{doc}: the first line must be the title, H|...")
    return lines


def _parse_line(line: str) -> Line:
    if line.startswith("!"):
        return Line("!", line)
    match = _LINE.fullmatch(line)
    if not match:
        raise ValueError("no unit; expected CODE|text")
    glue, code, flags, cut, body = match.groups()
    text, tags = parse_spans(body)
    if tags and code in ROLES:
        raise ValueError("spans stand in statements only")
    if cut and not text.startswith(cut):
        raise ValueError(f"does not begin with {cut}")
    return Line(code, text, bool(glue), flags, cut, tags)


def parse_spans(body: str) -> tuple[str, tuple[Tag, ...]]:
    """The text without marks, and its spans, outer before inner.

    >>> parse_spans("制定{《{审核办法<@}》<ins}。")[1]
    (Tag(start=2, end=8, name='ins', surface='《审核办法》'), Tag(start=3, end=7, name='@', surface='审核办法'))

    Raises:
        ValueError: a brace is not opened or not closed.
    """
    if "".join(_TOKEN.findall(body)) != body:
        raise ValueError("a brace or < without its partner")
    text, opened, tags = "", [], []
    for token in _TOKEN.findall(body):
        if token == "{":
            opened.append(len(text))
        elif token.endswith("}"):
            if not opened:
                raise ValueError("a closing brace too many")
            start = opened.pop()
            tags += [Tag(start, len(text), name, text[start:]) for name in token[1:-1].split(";")]
        else:
            text += token
    if opened:
        raise ValueError("a brace is not closed")
    return text, tuple(sorted(tags, key=lambda tag: (tag.start, -tag.end)))


def coded_units(source: str, doc: str, rubric: Rubric) -> list[dict[str, Any]]:
    """The units of a source as rows of a gold file (docs/data.md lists the fields); a table is one aside.

    Args:
        source: the text of the file.
        doc: the report's name, STEM-YEAR; dates in its promises belong to the year after.
        rubric: kinds of particular, and the rule of the level.

    >>> from policytext.score import load_rubric
    >>> source = "H|青禾县2016年年报" + chr(10) + "I|{6月底前<dea}印发{《值守规程》<ins}。"
    >>> coded_units(source, "qinghe-2016", load_rubric())[1]["level"]
    3
    """
    plan_year = int(doc.rpartition("-")[2]) + 1
    lines = [_as_aside(piece) if isinstance(piece, Part) else piece for piece in _pieces(parse_lines(source, doc))]
    return [{"doc": doc, "i": i, **_unit(line, plan_year, rubric)} for i, line in enumerate(lines, 1)]


def _as_aside(table: Part) -> Line:
    return Line("X", "\n".join("\t".join(shown_cells(row)) for row in table.rows))


def _unit(line: Line, plan_year: int, rubric: Rubric) -> dict[str, Any]:
    kinds = {kind[:3]: kind for kind in (*rubric.kinds, *rubric.weak)}
    spans = [{"kind": kinds[tag.name], "text": tag.surface} for tag in line.tags if not tag.name.startswith("@")]
    names = [(tag.name[1:] or tag.surface, tag.surface) for tag in line.tags if tag.name.startswith("@")]
    measured = line.code in ("I", "A!")
    if spans and not measured:
        raise ValueError(f"particulars of a unit that is no commitment: {line.text}")
    particulars = [span for span in spans if span["kind"] in rubric.kinds]
    action, has_object = "a" not in line.flags, "o" not in line.flags
    values = [(span["kind"], _value(span, plan_year)) for span in particulars]
    return {
        "text": line.text,
        "role": ROLES.get(line.code, "statement"),
        "truncated": "t" in line.flags,
        "label": LABELS.get(line.code[0]),
        "level": level_of(action, has_object, values, rubric) if measured else None,
        "action": action if measured else None,
        "object": has_object if measured else None,
        "particulars": particulars,
        "weak": [span for span in spans if span["kind"] in rubric.weak],
        "rectified": line.code == "A!",
        "measures": [{"name": name, "text": surface} for name, surface in names],
        "cut": line.cut,
    }


def _value(span: dict[str, str], plan_year: int) -> str:
    """What the rule of the level asks of a particular: of a deadline, whether it only says 年底前."""
    found = find_deadlines(span["text"], plan_year) if span["kind"] == "deadline" else []
    return found[0].value if found else span["text"]


def coded_report(source: str, doc: str, facts: dict[str, str]) -> Report:
    """A source as a report that can be written in every format.

    Numbers that Word can count (一、 · （一） · 1.) are taken off into ``Part.number``; where the count of the text is
    irregular the number stays in the text. The asides that end the report are its signature.
    """
    title, *lines = parse_lines(source, doc)
    counts = [0, 0, 0]
    parts = [piece if isinstance(piece, Part) else _part(piece, counts) for piece in _paragraphs(_pieces(lines))]
    signed = len(parts)
    while signed and parts[signed - 1].kind == "aside":
        signed -= 1
    for index, part in enumerate(parts):
        if part.kind == "aside":
            part.kind = "paragraph" if index < signed else "signature"
    return Report(title.text, facts, parts)


def _pieces(lines: Iterable[Line]) -> Iterator[Line | Part]:
    """Units as they are, and the lines of each table as one part; ``!fix`` belongs to the table before it."""
    table: list[str] = []
    for line in (*lines, None):
        kind = line.text.split()[0] if line and line.code == "!" else ""
        if table and kind not in ("!fix", table[0].split()[0]):
            yield Part("table", rows=form_table(table))
            table = []
        if kind and line:
            table.append(line.text)
        elif line:
            yield line


def _paragraphs(pieces: Iterable[Line | Part]) -> Iterator[list[Line] | Part]:
    paragraph: list[Line] = []
    for piece in pieces:
        if isinstance(piece, Line) and piece.glued and paragraph:
            paragraph.append(piece)
            continue
        if paragraph:
            yield paragraph
        paragraph = [piece] if isinstance(piece, Line) else []
        if isinstance(piece, Part):
            yield piece
    if paragraph:
        yield paragraph


def _part(paragraph: list[Line], counts: list[int]) -> Part:
    """A paragraph as a part; ``counts`` are Word's counters of the three kinds of number and go on."""
    text = "".join(line.text for line in paragraph)
    first = paragraph[0].code
    is_heading = first == "H" or (first == "R" and len(paragraph) == 1)
    kind, number = _next_number(text, is_heading, counts)
    if number:
        depth = 0 if kind == "heading1" else 2 if kind == "item" else 1
        counts[depth:] = [1 if number == "1." else counts[depth] + 1, *[0] * (2 - depth)]
        return Part(kind, text[len(number) :], number)
    if is_heading:
        counts[2] = 0
        return Part("heading", text)
    return Part("aside" if first == "X" else "paragraph", text)


def _next_number(text: str, is_heading: bool, counts: list[int]) -> tuple[str, str]:
    """Kind and number of a paragraph whose number is the one that Word would count; else empty."""
    chapter, section = (CHINESE[count : count + 1] for count in counts[:2])
    marks = [("heading1", f"{chapter}、")] if is_heading else []
    marks += [("heading2" if is_heading else "clause", f"（{section}）"), ("item", f"{counts[2] + 1}."), ("item", "1.")]
    return next(((kind, mark) for kind, mark in marks if text.startswith(mark)), ("", ""))
