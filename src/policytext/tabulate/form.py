"""The prescribed tables as ``data/form.toml`` describes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from policytext.resources import read_toml

ERAS = ("standard", "trial")

#: What may stand before a row's words: 1. 1、 （一） 一、 and the like. A bare digit may be a value, and so may the
#: first of two, since spaces do not count here: in 0 2.其他 the mark is 2.
MARK = r"(?:\d[.、．)）]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[一二三四五六七八九十]{1,2}[、.．])"

MARK_CHARS = 4
"""The longest mark: （十一）."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a prescribed table: its id, its name for people, the pattern of its label, its columns by era.

    Every match of the pattern holds one of ``words``, and begins at most ``lead`` characters before it.
    """

    id: str
    label: str
    pattern: re.Pattern[str]
    columns: dict[str, tuple[str, ...]]
    words: tuple[str, ...]
    lead: int

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first label in a stretch of text without spaces; the pattern is tried only near its words."""
        places = [at for word in self.words if (at := text.find(word, start, end)) >= 0]
        return self.pattern.search(text, max(start, min(places) - self.lead), end) if places else None


@dataclass(frozen=True, slots=True)
class FormTable:
    """A prescribed table: ``anchors`` are words that stand in it; the words of an era tell the two forms apart."""

    id: str
    label: str
    anchors: tuple[str, ...]
    signs: dict[str, tuple[str, ...]]
    columns: dict[str, str]
    rows: tuple[Row, ...]

    def rows_of(self, era: str) -> tuple[Row, ...]:
        """The rows that the form of an era has."""
        return tuple(row for row in self.rows if row.columns[era])

    def row(self, row_id: str) -> Row:
        """The row of an id."""
        return next(row for row in self.rows if row.id == row_id)

    def cell_label(self, row_id: str, column_id: str) -> str:
        """A cell's name for people.

        >>> load_form()["t3"].cell_label("received", "all")
        '本年新收政府信息公开申请数量·总计'
        """
        return f"{self.row(row_id).label}·{self.columns[column_id]}"


@cache
def load_form() -> dict[str, FormTable]:
    """The tables by id: t2, t3, t4."""
    return {table_id: _table(table_id, entry) for table_id, entry in read_toml("form.toml").items()}


def cell_label(cell_id: str) -> str:
    """A cell's name for people, with its table.

    >>> cell_label("t4.review.all")
    '表4 行政复议·总计'
    """
    table_id, row_id, column_id = cell_id.split(".")
    table = load_form()[table_id]
    return f"{table.label.split()[0]} {table.cell_label(row_id, column_id)}"


def _table(table_id: str, entry: dict[str, Any]) -> FormTable:
    columns = entry["columns"]
    return FormTable(
        id=table_id,
        label=entry["label"],
        anchors=tuple(map(squeeze_words, entry["anchors"])),
        signs={era: tuple(entry.get(era, ())) for era in ERAS},
        columns=columns,
        rows=tuple(_row(row, tuple(columns)) for row in entry["rows"]),
    )


def _row(entry: dict[str, Any], columns: tuple[str, ...]) -> Row:
    words, opens = ("|".join(map(re.escape, entry.get(key, []))) for key in ("words", "opens"))
    eras = [entry["era"]] if "era" in entry else ERAS
    own = {era: tuple(entry.get(era, columns)) if era in eras else () for era in ERAS}
    pattern = re.compile(rf"(?:{MARK}?(?:{opens}))?(?:{words})|{MARK}(?:{words})")
    lead = MARK_CHARS + max(map(len, entry.get("opens", [])), default=0)
    return Row(entry["id"], entry["label"], pattern, own, tuple(entry["words"]), lead)


def squeeze_words(words: str) -> str:
    """Words as they are looked for: without spaces, bars and tabs.

    >>> squeeze_words("商 业 | 企业")
    '商业企业'
    """
    return "".join(char for char in words if not (char.isspace() or char == "|"))
