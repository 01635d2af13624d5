"""Tables -> the brief: one page of A4 that a supervisor reads in a minute, in Word, HTML or PDF.

At most five sentences with their n, two charts, three things to look at, method and limits. What the text needs is
measured first; the charts get the room that is left, so that one page stays one page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from policytext.errors import DataError, UsageError
from policytext.show.brief_charts import WIDTH, Panel, draw_panels
from policytext.show.brief_findings import find_looks, find_sentences
from policytext.show.brief_rows import Rows, hide_names, read_rows
from policytext.show.brief_words import BriefWords
from policytext.show.options import Options
from policytext.show.report import find_year
from policytext.show.reviewed import COLUMNS as REVIEWED
from policytext.show.style import PNG_DPI, wrapped

if TYPE_CHECKING:
    from policytext.store import Tables

# Centimetres of the margins at the top, right, bottom and left; points of the room between them.
MARGINS = (2.0, 2.0, 1.6, 2.0)
_ROOM = (29.7 - MARGINS[0] - MARGINS[2]) / 2.54 * 72
_WIDE = (21 - MARGINS[1] - MARGINS[3]) / 2.54

# Points of the title, of the notes and of their lines.
TITLE, TITLE_LINE = 19.0, 27.0
NOTE, NOTE_LINE = 8.5, 12.0

SIZES = ((12.0, 20.0), (11.0, 18.0), (10.0, 15.5))
"""Points of the text and of its lines, best first: the first that leaves the charts enough room is taken."""

GAPS = 105.0
"""Points for what is always there: the issuing line, two heads, captions' and parts' distances."""

SPARE = 40.0
"""Points kept back: fonts that stand in for those named are up to two lines higher on a full page (LibreOffice)."""

ENOUGH = 2.9
"""Inches of a chart that show eight units in their groups."""

PANEL_CM = WIDTH * 2.54
"""Centimetres of a chart's width."""

LOWEST, HIGHEST = 1.5, 5.4
"""Inches of a chart: below, rows touch; above, the page is all chart."""


@dataclass(frozen=True, slots=True)
class Brief:
    """What stands on the page, in order. ``notes`` are method and limits, ``text`` and ``line`` points."""

    lang: str
    title: str
    issued: str
    findings: str
    sentences: list[str]
    panels: list[Panel]
    looks_head: str
    looks: list[str]
    notes: tuple[str, str]
    text: float
    line: float


def make_brief(
    tables: Tables, options: Options | None = None, *, issuer: str = "", day: str = "", anonymous: bool = False
) -> Brief:
    """The brief about a year.

    Args:
        tables: a dataset with its comparisons.
        options: ``lang`` and ``peers`` count; of ``years`` the last is the year reported on, as for ``write_report``.
        issuer: who issues it; the program where nobody is named.
        day: as 2024-05-31; else the day on which the dataset was made, if it says so.
        anonymous: call counties 县A, 县B … in the order of their codes, and name no place at all.

    Raises:
        DataError: a table of comparison is missing, or there is no report to show.
        UsageError: no report is of the year or the peers asked for, or the day is no day.
    """
    options = options or Options()
    words, year = BriefWords(options.lang), find_year(tables, options)
    rows = _rows_of(tables, options.peers, year)
    rows = hide_names(rows, words) if anonymous else rows
    sentences = _numbered(find_sentences(rows, year, words), words)
    looks = _numbered(find_looks(rows, year, words), words)
    title, notes = words.tell("title", year=year), _notes(rows, year, words)
    text, line, room = _fit(title, [*sentences, *looks], notes)
    return Brief(
        lang=words.say("lang"),
        title=title,
        issued=_issued(tables, issuer, day, words),
        findings=words.tell("findings"),
        sentences=sentences,
        panels=draw_panels(rows, year, room, words),
        looks_head=words.tell("looks"),
        looks=looks,
        notes=notes,
        text=text,
        line=line,
    )


def _rows_of(tables: Tables, peers: str, year: int) -> Rows:
    rows = read_rows(tables, peers)
    if not any(row["year"] == year for row in rows["ranks"]):
        groups = ", ".join(sorted({str(row["peers"]) for row in read_rows(tables)["ranks"] if row["year"] == year}))
        raise UsageError(f"no report of {year} is of peers {peers!r}; there are {groups}")
    return rows


def write_brief(brief: Brief, path: Path) -> None:
    """Write the page as .docx, .html or .pdf by the file's ending, whole or not at all.

    Raises:
        UsageError: the ending is none of these.
        DataError: .pdf is asked for, and weasyprint is not installed.
    """
    from policytext.show.brief_files import WRITERS
    from policytext.store import replacing

    ending = path.suffix.lower().lstrip(".")
    if ending not in WRITERS:
        raise UsageError(f"{path.name}: a brief is written as {', '.join('.' + name for name in WRITERS)}")
    data = WRITERS[ending](brief)
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as staged:
        staged.write_bytes(data)


def png_of(panel: Panel) -> bytes:
    """A chart as a picture for Word, with nothing in it that says when it was made."""
    buffer = BytesIO()
    panel.figure.savefig(buffer, format="png", dpi=PNG_DPI * 1.5)
    return buffer.getvalue()


def _notes(rows: Rows, year: int, words: BriefWords) -> tuple[str, str]:
    """Method and limits."""
    shown = {row["report_id"] for row in rows["ranks"] if row["year"] == year}
    n = sum(row.get(name) or 0 for row in rows["reports"] if row["report_id"] in shown for name in REVIEWED)
    confirmed = words.tell("confirmed" if n else "unconfirmed", n=n)
    return words.tell("method"), words.tell("limits", note=words.say("note"), confirmed=confirmed)


def _issued(tables: Tables, issuer: str, day: str, words: BriefWords) -> str:
    values = {
        "issuer": issuer or words.tell("issuer"),
        "digest": str(tables.manifest.get("digest", ""))[:16] or "-",
    }
    asked = day or str(tables.run.get("started", ""))[:10]
    if not asked:
        return words.tell("undated", **values)
    try:
        then = date.fromisoformat(asked)
    except ValueError as error:
        fault = UsageError if day else DataError
        raise fault(f"{asked!r} is no day; write it as 2024-05-31") from error
    return words.tell("issued", year=then.year, month=then.month, day=then.day, **values)


def _numbered(lines: Iterable[str], words: BriefWords) -> list[str]:
    return [words.tell("numbered", at=at, text=text) for at, text in enumerate(lines, 1)]


def _fit(title: str, lines: list[str], notes: Iterable[str]) -> tuple[float, float, float]:
    """Points of text and line, and inches that are left for the charts when everything else stands on the page."""
    taken = GAPS + SPARE + _height([title], TITLE, TITLE_LINE) + _height(notes, NOTE, NOTE_LINE)
    for text, line in SIZES:
        room = (_ROOM - taken - _height(lines, text, line + 0.5)) / 72
        if room >= ENOUGH:
            break
    return text, line, max(LOWEST, min(HIGHEST, room))


def _height(paragraphs: Iterable[str], size: float, line: float) -> float:
    """Points that paragraphs take in the width of the page."""
    return line * sum(len(wrapped(text, _WIDE, size)) for text in paragraphs)
