"""A report in a small markup, as title, facts and parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from writers.form import form_table

CHINESE = "一二三四五六七八九十"
LEFT, ABOVE = "<", "^"
"""In a table's row: this cell goes on to the right of, or below, the one that has the text."""


@dataclass
class Part:
    """A piece of a report; ``number`` is its mark.

    ``kind`` is heading1 or heading2, clause (a paragraph numbered like a heading2), item; without number: heading,
    paragraph, signature; table.
    """

    kind: str
    text: str = ""
    number: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The text with its number."""
        return self.number + self.text


@dataclass
class Report:
    """A report: its title, facts about its publication, and its parts in order."""

    title: str
    facts: dict[str, str]
    parts: list[Part]

    @property
    def place(self) -> str:
        """The place's name: a fact, or what stands in the title before the year or the organ."""
        return self.facts.get("place") or self.title.split("20")[0].removesuffix("人民政府")


def parse_report(source: str) -> Report:
    """Read the markup.

    ``# title`` · ``> fact: value`` · ``##`` and ``###`` headings · ``- item`` · ``@ signature`` ·
    ``| row | of a table |`` · ``!table2 ...`` (the prescribed tables, see ``form.py``); other lines are paragraphs.
    """
    report = Report("", {}, [])
    counts = [0, 0, 0]
    figures: list[str] = []
    for line in [*source.splitlines(), ""]:
        if figures and not line.startswith("!"):
            report.parts.append(Part("table", rows=form_table(figures)))
            figures = []
        if line.startswith("!"):
            figures.append(line)
        elif line.startswith("# "):
            report.title = line[2:]
        elif line.startswith("> "):
            name, _, value = line[2:].partition(": ")
            report.facts[name] = value
        elif line.startswith("|"):
            row = [cell.strip() for cell in line.strip("|").split("|")]
            if not report.parts or report.parts[-1].kind != "table":
                report.parts.append(Part("table"))
            report.parts[-1].rows.append(row)
        elif line:
            report.parts.append(_part(line, counts))
    return report


def _part(line: str, counts: list[int]) -> Part:
    """A heading, item, signature or paragraph, numbered."""
    for depth, (mark, kind) in enumerate((("## ", "heading1"), ("### ", "heading2"), ("- ", "item"))):
        if line.startswith(mark):
            counts[depth] += 1
            counts[depth + 1 :] = [0] * (2 - depth)
            number = counts[depth]
            marks = (f"{CHINESE[number - 1]}、", f"（{CHINESE[number - 1]}）", f"{number}.")
            return Part(kind, line[len(mark) :], marks[depth])
    counts[2] = 0
    return Part("signature", line[2:]) if line.startswith("@ ") else Part("paragraph", line)


def cell_extent(rows: list[list[str]], index: int, column: int) -> tuple[int, int]:
    """Over how many columns and rows the cell at a place goes."""
    wide = high = 1
    while column + wide < len(rows[index]) and rows[index][column + wide] == LEFT:
        wide += 1
    while index + high < len(rows) and rows[index + high][column] == ABOVE:
        high += 1
    return wide, high


def shown_cells(row: list[str]) -> list[str]:
    """A row's texts, empty where another cell goes on."""
    return ["" if cell in {LEFT, ABOVE} else cell for cell in row]
